"""How the matches of a regular expression begin, and which words they contain.

Only simple expressions are read. For any other there is no statement, so that no match is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

SIZE = 6
"""Characters of a beginning, at most."""

_MOST = 3000
"""Beginnings of an expression, at most; with more of them they are cut shorter."""

_WIDEST = 40
"""Characters of a class, at most; a larger class counts as any character."""


class _Part(NamedTuple):
    """One of the characters `signs`, or any character where there are none; or one of the `alternatives`.

    `needed`: at least once; `several`: possibly more than once; `ahead`: a lookahead, which takes no text.
    """

    signs: frozenset[str] = frozenset()
    alternatives: tuple[_Sequence, ...] = ()
    needed: bool = True
    several: bool = False
    ahead: bool = False


_Sequence = tuple[_Part, ...]


def beginnings(pattern: str) -> frozenset[str]:
    """The beginnings of everything that an expression matches; "" among them stands for any text.

    Each has at most SIZE characters, and any text can follow it.
    """
    alternatives = _read(pattern)
    if alternatives is None:
        return frozenset({""})
    walk = _Walk(set())
    begins = walk.through(alternatives, {""}) | walk.complete
    return frozenset(
        begin for begin in begins if not any(begin[:size] in begins for size in range(len(begin)))
    )


def held(pattern: str) -> tuple[str, ...]:
    """Words of which every match contains at least one; empty where no such words are known."""
    alternatives = _read(pattern)
    return () if alternatives is None else _held(alternatives)


def _read(pattern: str) -> tuple[_Sequence, ...] | None:
    reader = _Reader(pattern)
    try:
        alternatives = tuple(reader.alternatives())
    except (_NotUnderstoodError, IndexError):
        return None
    return alternatives if reader.at == len(pattern) else None


class _NotUnderstoodError(Exception):
    """A piece of an expression that is not read here."""


class _Reader:
    """Reads an expression, piece by piece."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def alternatives(self) -> Iterator[_Sequence]:
        """The alternatives of a group, or of the whole expression, up to its end."""
        sequence: list[_Part] = []
        while self.at < len(self.pattern) and self.pattern[self.at] != ")":
            if self.pattern[self.at] == "|":
                self.at += 1
                yield tuple(sequence)
                sequence = []
            elif (piece := self._part()) is not None:
                sequence.append(piece)
        yield tuple(sequence)

    def _part(self) -> _Part | None:
        """The next piece; None for one that adds nothing to beginnings and words."""
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
        group = self._repeated(_Part(alternatives=inside))
        if opened[0] == "?=":
            return group._replace(ahead=True)
        return group if opened[0] in {"", "?:", "?-i:"} else None

    def _class(self) -> frozenset[str]:
        inside = _CLASS.match(self.pattern, self.at)
        if inside is None:
            raise _NotUnderstoodError
        self.at = inside.end()
        if inside[1].startswith("^") or _ESCAPED.search(inside[1]):
            return frozenset()
        signs: set[str] = set()
        for ends in _RANGE.finditer(inside[1]):
            first, last = ord(ends[1][-1]), ord((ends[2] or ends[1])[-1])
            signs.update(map(chr, range(first, min(last, first + _WIDEST) + 1)))
        return frozenset(signs) if len(signs) <= _WIDEST else frozenset()

    def _repeated(self, piece: _Part) -> _Part:
        times = _TIMES.match(self.pattern, self.at)
        if times is None:
            return piece
        self.at = times.end()
        sign = times[0][0]
        least = times[1].split(",")[0] if sign == "{" else str(int(sign == "+"))
        return piece._replace(needed=int(least or 0) > 0, several=sign != "?")


_OPENED = re.compile(r"\?(?::|=|!|<=|<!|-i:)|(?!\?)")
_CLASS = re.compile(r"(\^?\]?(?:[^\]\\]|\\.)*)\]", re.DOTALL)
_ESCAPED = re.compile(r"\\[^\W_]")
_RANGE = re.compile(r"(\\.|[^\\])(?:-(\\.|[^\\]))?", re.DOTALL)
_TIMES = re.compile(r"(?:[?*+]|\{([0-9,]+)\})[?+]?")


@dataclass(frozen=True, slots=True)
class _Walk:
    """Collects the beginnings of an expression: any text can follow those that are `complete`."""

    complete: set[str]

    def through(self, alternatives: tuple[_Sequence, ...], heads: set[str]) -> set[str]:
        """The heads, each longer by one of the alternatives, without those that are complete."""
        grown: set[str] = set()
        for sequence in alternatives:
            grown |= self._along(sequence, heads)
        return grown

    def _along(self, sequence: _Sequence, heads: set[str]) -> set[str]:
        for piece in sequence:
            if piece.ahead:
                continue
            longer: set[str] = set()
            if piece.alternatives:
                longer = self.through(piece.alternatives, heads)
            elif piece.signs:
                longer = self._full({head + sign for head in heads for sign in piece.signs})
            else:
                self.complete.update(heads)
            if piece.several:
                self.complete.update(longer)
                longer = set()
            heads = longer if piece.needed else heads | longer
            if len(heads) > _MOST:
                self.complete.update(heads)
                heads = set()
            if not heads:
                break
        return heads

    def _full(self, heads: set[str]) -> set[str]:
        full = {head for head in heads if len(head) >= SIZE}
        self.complete.update(full)
        return heads - full


def _held(alternatives: tuple[_Sequence, ...]) -> tuple[str, ...]:
    """Words of which every match of the alternatives contains one; empty where one needs no word."""
    stretches: list[str] = []
    for sequence in alternatives:
        least = max(_stretches(sequence), key=lambda some: min(map(len, some)), default=())
        if not least:
            return ()
        stretches += least
    return tuple(dict.fromkeys(stretches))


def _stretches(sequence: _Sequence) -> Iterator[tuple[str, ...]]:
    """The words that every match of a sequence contains: each tuple holds one, or the choices of a group."""
    run = ""
    for piece in sequence:
        if len(piece.signs) == 1 and piece.needed:
            run += min(piece.signs)
            if not piece.several:
                continue
        if run:
            yield (run,)
        run = ""
        if piece.alternatives and piece.needed and (inside := _held(piece.alternatives)):
            yield inside
    if run:
        yield (run,)
