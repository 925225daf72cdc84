"""Stretches of a text: their union, how much of one others cover, and sentences to cut by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from syndetect.model import Span

_END = re.compile(r"[.!?…][”\"»’')\]]*(?=\s)|\n")
_SHORTEST = 20
_LONGER_WORD = re.compile(r"[^\W\d_]{5,}")

Union = tuple[Sequence[int], Sequence[int]]
"""Begins and ends of stretches that are apart, in order."""


def covered(spans: Sequence[tuple[int, int]]) -> int:
    """Code points inside the union of spans."""
    total = reach = 0
    for begin, end in sorted(spans):
        total += max(0, end - max(begin, reach))
        reach = max(reach, end)
    return total


def union(spans: Sequence[tuple[int, int]]) -> Union:
    """What spans cover, in stretches that are apart."""
    begins: list[int] = []
    ends: list[int] = []
    for begin, end in sorted(spans):
        if ends and begin <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        elif begin < end:
            begins.append(begin)
            ends.append(end)
    return begins, ends


def held(span: Span, inside: Union) -> float:
    """Share of a stretch that lies inside others."""
    begins, ends = inside
    total, at = 0, bisect_right(ends, span.begin)
    while at < len(begins) and begins[at] < span.end:
        total += min(ends[at], span.end) - max(begins[at], span.begin)
        at += 1
    return total / max(1, span.end - span.begin)


def longer_words(text: str) -> frozenset[str]:
    """The distinct words of five letters or more, folded: those that tell what a sentence is about."""
    return frozenset(_LONGER_WORD.findall(text.casefold()))


def told(words: frozenset[str], others: frozenset[str]) -> float:
    """Share of the longer words of a stretch that are among `others`; 1 where it has none."""
    return len(words & others) / len(words) if words else 1.0


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, roughly: good enough to cut by, and quick."""
    begin = 0
    for match in (*_END.finditer(text), None):
        end = match.end() if match is not None else len(text)
        part = text[begin:end]
        start = begin + len(part) - len(part.lstrip())
        stop = begin + len(part.rstrip())
        if stop - start >= _SHORTEST:
            yield Span(start, stop)
            begin = end
        elif match is not None and match[0] == "\n":
            begin = end
