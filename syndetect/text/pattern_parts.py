"""What a regular expression says of the lines that it matches: how they begin, and words that they hold.

Only the plain parts of expressions are read; of what is not understood nothing is said, so that whoever goes
by this misses no match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

SIZE = 6
"""Characters of a beginning at most."""

_MOST = 3000
"""Beginnings of an expression; of one with more they are taken shorter."""

_WIDEST = 40
"""Characters of a class that are tried one by one; a larger one may be any character."""


class _Part(NamedTuple):
    """One of the characters `signs` or, where there are none, any; or one of the `alternatives`.

    `needed`: at least once; `several`: perhaps more than once; `ahead`: looked at, and not taken.
    """

    signs: frozenset[str] = frozenset()
    alternatives: tuple[_Sequence, ...] = ()
    needed: bool = True
    several: bool = False
    ahead: bool = False


_Sequence = tuple[_Part, ...]


def beginnings(pattern: str) -> frozenset[str]:
    """How whatever an expression matches begins; with "" among them that may be anything.

    Each is up to SIZE characters, and whatever follows it may be anything.
    """
    parts = _read(pattern)
    if parts is None:
        return frozenset({""})
    walk = _Walk(set())
    begins = walk.through(parts, {""}) | walk.found
    return frozenset(
        begin for begin in begins if not any(begin[:size] in begins for size in range(len(begin)))
    )


def held(pattern: str) -> tuple[str, ...]:
    """Stretches of signs of which whatever an expression matches has one at least; none if that is open."""
    parts = _read(pattern)
    return () if parts is None else _held(parts)


def _read(pattern: str) -> tuple[_Sequence, ...] | None:
    reader = _Reader(pattern)
    try:
        parts = tuple(reader.alternatives())
    except (_NotUnderstoodError, IndexError):
        return None
    return parts if reader.at == len(pattern) else None


class _NotUnderstoodError(Exception):
    """A part of an expression that is not read here."""


class _Reader:
    """Reads an expression, part by part."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def alternatives(self) -> Iterator[_Sequence]:
        """Those of a group, or of the whole, up to what ends it."""
        sequence: list[_Part] = []
        while self.at < len(self.pattern) and self.pattern[self.at] != ")":
            if self.pattern[self.at] == "|":
                self.at += 1
                yield tuple(sequence)
                sequence = []
            elif (part := self._part()) is not None:
                sequence.append(part)
        yield tuple(sequence)

    def _part(self) -> _Part | None:
        """The next part; None for one that stands for nothing that is asked for here."""
        sign = self.pattern[self.at]
        self.at += 1
        if sign == "(":
            return self._group()
        if sign in "^$":
            return None
        if sign in "?*+{":
            raise _NotUnderstoodError
        signs = frozenset({sign})
        if sign == "[":
            signs = self._class()
        elif sign == ".":
            signs = frozenset()
        elif sign == "\\":
            escaped = self.pattern[self.at]
            self.at += 1
            if escaped == "b":
                return None
            signs = frozenset() if escaped.isalnum() else frozenset({escaped})
        return self._repeated(_Part(signs))

    def _group(self) -> _Part | None:
        opened = _OPENED.match(self.pattern, self.at)
        if opened is None:
            raise _NotUnderstoodError
        self.at = opened.end()
        inside = tuple(self.alternatives())
        if self.pattern[self.at] != ")":
            raise _NotUnderstoodError
        self.at += 1
        found = self._repeated(_Part(alternatives=inside))
        if opened[0] == "?=":
            return found._replace(ahead=True)
        return found if opened[0] in {"", "?:", "?-i:"} else None

    def _class(self) -> frozenset[str]:
        found = _CLASS.match(self.pattern, self.at)
        if found is None:
            raise _NotUnderstoodError
        self.at = found.end()
        if found[1].startswith("^") or _ESCAPED.search(found[1]):
            return frozenset()
        signs: set[str] = set()
        for one in _RANGE.finditer(found[1]):
            first, last = ord(one[1][-1]), ord((one[2] or one[1])[-1])
            signs.update(map(chr, range(first, min(last, first + _WIDEST) + 1)))
        return frozenset(signs) if len(signs) <= _WIDEST else frozenset()

    def _repeated(self, part: _Part) -> _Part:
        found = _TIMES.match(self.pattern, self.at)
        if found is None:
            return part
        self.at = found.end()
        sign = found[0][0]
        least = found[1].split(",")[0] if sign == "{" else str(int(sign == "+"))
        return part._replace(needed=int(least or 0) > 0, several=sign != "?")


_OPENED = re.compile(r"\?(?::|=|!|<=|<!|-i:)|(?!\?)")
_CLASS = re.compile(r"(\^?\]?(?:[^\]\\]|\\.)*)\]", re.DOTALL)
_ESCAPED = re.compile(r"\\[^\W_]")
_RANGE = re.compile(r"(\\.|[^\\])(?:-(\\.|[^\\]))?", re.DOTALL)
_TIMES = re.compile(r"(?:[?*+]|\{([0-9,]+)\})[?+]?")


@dataclass(frozen=True, slots=True)
class _Walk:
    """Collects how an expression begins: `found` are beginnings that anything may follow."""

    found: set[str]

    def through(self, alternatives: tuple[_Sequence, ...], heads: set[str]) -> set[str]:
        """The heads as they have grown by one of the alternatives, without those that are found."""
        grown: set[str] = set()
        for sequence in alternatives:
            grown |= self._along(sequence, heads)
        return grown

    def _along(self, sequence: _Sequence, heads: set[str]) -> set[str]:
        for part in sequence:
            if part.ahead:
                continue
            longer: set[str] = set()
            if part.alternatives:
                longer = self.through(part.alternatives, heads)
            elif part.signs:
                longer = self._full({head + sign for head in heads for sign in part.signs})
            else:
                self.found.update(heads)
            if part.several:
                self.found.update(longer)
                longer = set()
            heads = longer if part.needed else heads | longer
            if len(heads) > _MOST:
                self.found.update(heads)
                heads = set()
            if not heads:
                break
        return heads

    def _full(self, heads: set[str]) -> set[str]:
        full = {head for head in heads if len(head) >= SIZE}
        self.found.update(full)
        return heads - full


def _held(alternatives: tuple[_Sequence, ...]) -> tuple[str, ...]:
    """For each alternative stretches of which it has one; none where one of them may do without any."""
    found: list[str] = []
    for sequence in alternatives:
        least = max(_stretches(sequence), key=lambda some: min(map(len, some)), default=())
        if not least:
            return ()
        found += least
    return tuple(dict.fromkeys(found))


def _stretches(sequence: _Sequence) -> Iterator[tuple[str, ...]]:
    """All that a sequence cannot do without: stretches of letters, one or another for each of its groups."""
    run = ""
    for part in sequence:
        if len(part.signs) == 1 and part.needed:
            run += min(part.signs)
            if not part.several:
                continue
        if run:
            yield (run,)
        run = ""
        if part.alternatives and part.needed and (inside := _held(part.alternatives)):
            yield inside
    if run:
        yield (run,)
