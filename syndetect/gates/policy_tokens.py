"""A policy's text -> tokens, each with its offsets."""

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
    """The tokens of `text`, and a last one of kind ``end``; raises PolicyError for any other character."""
    listed: list[PolicyToken] = []
    offset = 0
    while offset < len(text):
        if text[offset].isspace():
            offset += 1
            continue
        match = _TOKEN.match(text, offset)
        if match is None:
            raise _stranger(text, offset)
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        listed.append(PolicyToken(kind, match[0], offset, match.end()))
        offset = match.end()
    return [*listed, PolicyToken("end", "", len(text), len(text))]


def _stranger(text: str, offset: int) -> PolicyError:
    if text[offset] in "'\"":
        problem = f"the quotation that begins at column {offset + 1} of the policy does not end"
        return PolicyError(f"{problem}; close it", text, offset, len(text))
    sign = _SIGNS.match(text, offset)
    written = sign[0] if sign else text[offset]
    advice = f"write {_MEANT[written]!r}" if written in _MEANT else "leave it out"
    problem = f"{written!r} at column {offset + 1} of the policy has no meaning there; {advice}"
    return PolicyError(problem, text, offset, offset + len(written))
