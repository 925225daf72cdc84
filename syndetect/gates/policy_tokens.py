"""A policy's text -> tokens, each with its place."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from syndetect.errors import PolicyError

Kind = Literal["word", "number", "string", "operator", "open", "close", "end"]

_TOKEN = re.compile(
    r"""(?P<word>[A-Za-z_][\w-]*)
    | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)%?)
    | (?P<string>'[^']*'|"[^"]*")
    | (?P<operator>>=|<=|==|!=|>|<)
    | (?P<open>\()
    | (?P<close>\))""",
    re.VERBOSE | re.ASCII,
)
_MEANT = {"=": "==", "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not", "=>": ">=", "=<": "<="}
_SIGNS = re.compile(r"=[><]|&&?|\|\|?|[=!]")


class PolicyToken(NamedTuple):
    """A piece of the policy's text; `begin` and `end` count characters from its start."""

    kind: Kind
    text: str
    begin: int
    end: int


def tokens(text: str) -> list[PolicyToken]:
    """The tokens of `text`, with one of kind ``end`` behind the last; PolicyError for what is none."""
    found: list[PolicyToken] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        match = _TOKEN.match(text, place)
        if match is None:
            raise _stranger(text, place)
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        found.append(PolicyToken(kind, match[0], place, match.end()))
        place = match.end()
    return [*found, PolicyToken("end", "", len(text), len(text))]


def _stranger(text: str, place: int) -> PolicyError:
    if text[place] in "'\"":
        problem = f"the quotation that begins at column {place + 1} of the policy does not end"
        return PolicyError(f"{problem}; close it", text, place, len(text))
    sign = _SIGNS.match(text, place)
    written = sign[0] if sign else text[place]
    advice = f"write {_MEANT[written]!r}" if written in _MEANT else "leave it out"
    problem = f"{written!r} at column {place + 1} of the policy has no meaning there; {advice}"
    return PolicyError(problem, text, place, place + len(written))
