"""What ``--fail-on`` means: a relation, or conditions joined by and, or, not and parentheses."""

from __future__ import annotations

import difflib
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from syndetect.errors import PolicyError
from syndetect.gates.cases import Case
from syndetect.gates.policy_fields import FIELDS, Field
from syndetect.gates.policy_tokens import PolicyToken, tokens
from syndetect.model import RELATIONS, Relation

_DEEPEST = 50
_EXAMPLE = "'relation>=paraphrase and credit==none'"
_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
_JOINTS = ("and", "or", "not")

Lookup = Callable[[str], Any]
"""A field's value by its name, or None where it is not known."""


class PolicyNode(Protocol):
    """A node of a policy's syntax tree."""

    def met(self, lookup: Lookup) -> bool | None:
        """Whether the node is met; None where a value that it needs is not known."""
        ...

    def names(self) -> frozenset[str]:
        """The names of the fields that the node uses."""
        ...


@dataclass(frozen=True, slots=True)
class _Comparison:
    name: str
    sign: str
    value: Any

    def met(self, lookup: Lookup) -> bool | None:
        value = lookup(self.name)
        if value is None:
            return None
        return _OPERATORS[self.sign](_rank(self.name, value), _rank(self.name, self.value))

    def names(self) -> frozenset[str]:
        return frozenset((self.name,))


@dataclass(frozen=True, slots=True)
class _Not:
    node: PolicyNode

    def met(self, lookup: Lookup) -> bool | None:
        met = self.node.met(lookup)
        return None if met is None else not met

    def names(self) -> frozenset[str]:
        return self.node.names()


@dataclass(frozen=True, slots=True)
class _Joined:
    """All nodes of an ``and``, or any node of an ``or``; one node with the value `decides` settles it."""

    nodes: tuple[PolicyNode, ...]
    decides: bool

    def met(self, lookup: Lookup) -> bool | None:
        results = [node.met(lookup) for node in self.nodes]
        if self.decides in results:
            return self.decides
        return None if None in results else not self.decides

    def names(self) -> frozenset[str]:
        return frozenset().union(*(node.names() for node in self.nodes))


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as it was typed, and the root of its syntax tree."""

    text: str
    root: PolicyNode

    def met(self, case: Case) -> bool:
        """Whether the case meets the policy."""
        return bool(self.root.met(lambda name: FIELDS[name].of(case)))

    def weakest(self) -> Relation | None:
        """The weakest relation that can meet the policy; None when it does not use the relation."""
        if "relation" not in self.root.names():
            return None
        possible = [
            relation for relation in RELATIONS[:-1] if self.root.met({"relation": relation}.get) is not False
        ]
        return possible[-1] if possible else None


def parse(text: str) -> Policy:
    """The policy that `text` states.

    Raises PolicyError, with the column and a picture of the position, when it is not a policy.
    """
    return Policy(text, _Parser(text).policy())


def _rank(name: str, value: Any) -> Any:
    # A relation is the greater the stronger it is, and the list of them begins with the strongest.
    return -RELATIONS.index(value) if FIELDS[name].kind == "relation" else value


class _Parser:
    """Recursive descent over the tokens: or, and, not, then a comparison or a policy in parentheses."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._next = 0
        self._depth = 0

    def policy(self) -> PolicyNode:
        if self._peek().kind == "end":
            raise self._error(
                f"the policy is empty; give a relation, such as paraphrase, or {_EXAMPLE}", self._peek()
            )
        node = self._either()
        left = self._peek()
        if left.kind == "close":
            raise self._error(f"the ')' {_at(left)} has no '(' before it; take it out", left)
        if left.kind != "end":
            raise self._error(
                f"something is missing before {left.text!r} {_at(left)}; join conditions by and, or", left
            )
        return node

    def _either(self) -> PolicyNode:
        return self._joined("or", self._both, decides=True)

    def _both(self) -> PolicyNode:
        return self._joined("and", self._term, decides=False)

    def _joined(self, joint: str, read: Callable[[], PolicyNode], *, decides: bool) -> PolicyNode:
        nodes = [read()]
        while self._peek().kind == "word" and self._peek().text.lower() == joint:
            self._take()
            nodes.append(read())
        return nodes[0] if len(nodes) == 1 else _Joined(tuple(nodes), decides)

    def _term(self) -> PolicyNode:
        self._depth += 1
        token = self._take()
        if self._depth > _DEEPEST:
            raise self._error(
                f"the policy is nested more than {_DEEPEST} levels deep {_at(token)}; write it flatter", token
            )
        if token.kind == "word" and token.text.lower() == "not":
            node: PolicyNode = _Not(self._term())
        elif token.kind == "open":
            node = self._either()
            if self._take().kind != "close":
                raise self._error(f"the '(' {_at(token)} is not closed; add a ')'", token)
        else:
            node = self._condition(token)
        self._depth -= 1
        return node

    def _condition(self, name: PolicyToken) -> PolicyNode:
        if name.kind == "end":
            raise self._error(
                "the policy ends where a condition is missing; add one, or take the last word out", name
            )
        if name.kind != "word" or name.text.lower() in _JOINTS:
            raise self._error(
                f"{name.text!r} {_at(name)} is no condition; write one such as coverage>=50%", name
            )
        if self._peek().kind != "operator":
            return self._bare(name)
        field = FIELDS.get(name.text)
        if field is None:
            raise self._error(f"unknown name {name.text!r} {_at(name)}; {_nearest(name.text, FIELDS)}", name)
        sign, value = self._take(), self._take()
        if field.kind == "choice" and sign.text not in ("==", "!="):
            raise self._error(f"{name.text} has no order {_at(sign)}; compare it by == or !=", sign)
        return _Comparison(name.text, sign.text, self._value(name.text, field, value))

    def _bare(self, word: PolicyToken) -> PolicyNode:
        if word.text in RELATIONS[:-1]:
            return _Comparison("relation", ">=", word.text)
        if word.text in FIELDS:
            raise self._error(
                f"{word.text!r} {_at(word)} is compared with nothing; write {_sample(word.text)}", word
            )
        relations = RELATIONS[:-1]
        known = relations if len(self._tokens) == 2 else (*relations, *FIELDS)
        noun = "relation" if len(self._tokens) == 2 else "name"
        raise self._error(f"unknown {noun} {word.text!r} {_at(word)}; {_nearest(word.text, known)}", word)

    def _value(self, name: str, field: Field, token: PolicyToken) -> Any:
        if token.kind == "end" or token.kind in ("close", "open", "operator"):
            raise self._error(f"a value for {name} is missing {_at(token)}; write {_sample(name)}", token)
        if field.choices:
            return self._choice(name, field, token)
        if token.kind != "number":
            raise self._error(
                f"{name} {_at(token)} takes a number, not {token.text!r}; write {_sample(name)}", token
            )
        return self._number(name, field, token)

    def _choice(self, name: str, field: Field, token: PolicyToken) -> str:
        value = token.text[1:-1] if token.kind == "string" else token.text
        if value not in field.choices:
            raise self._error(
                f"{name} is never {value!r} {_at(token)}; {_nearest(value, field.choices)}", token
            )
        return value

    def _number(self, name: str, field: Field, token: PolicyToken) -> float:
        percent = token.text.endswith("%")
        # Rounded, or 7% would be a little more than .07.
        value = round(float(token.text.rstrip("%")) / 100, 6) if percent else float(token.text)
        if field.kind == "share" and value > 1:
            raise self._error(
                f"{name} {_at(token)} is a share from 0 to 1, and {token.text} is more; write 0.8 or 80%",
                token,
            )
        if field.kind == "count" and percent:
            raise self._error(f"{name} {_at(token)} is a count, not a share; write {_sample(name)}", token)
        return value

    def _peek(self) -> PolicyToken:
        return self._tokens[self._next]

    def _take(self) -> PolicyToken:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def _error(self, problem: str, token: PolicyToken) -> PolicyError:
        return PolicyError(problem, self._text, token.begin, token.end)


def _at(token: PolicyToken) -> str:
    return f"at column {token.begin + 1} of the policy"


def _nearest(word: str, names: Iterable[str]) -> str:
    names = list(names)
    near = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    guess = f"did you mean {near[0]!r}? " if near else ""
    return f"{guess}valid are: {', '.join(names)}"


def _sample(name: str) -> str:
    field = FIELDS[name]
    if field.kind == "relation":
        return f"{name}>=paraphrase"
    if field.choices:
        return f"{name}=={field.choices[-1]}"
    return f"{name}>=50%" if field.kind == "share" else f"{name}>=100"
