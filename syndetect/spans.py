"""Stretches of a text: their union, how much of one others cover, and sentences to cut by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from syndetect.model import Span

_END = re.compile(r"[.!?…][”\"»’')\]]*(?=\s)|\n")
_SHORTEST = 20
_LONGER_WORD = re.compile(r"[^\W\d_]{5,}")


def covered(spans: Sequence[tuple[int, int]]) -> int:
    """Code points inside the union of spans."""
    total = reach = 0
    for begin, end in sorted(spans):
        total += max(0, end - max(begin, reach))
        reach = max(reach, end)
    return total


def held(span: Span, spans: Sequence[tuple[int, int]]) -> float:
    """Share of a stretch that lies inside spans."""
    cut = [(max(begin, span.begin), min(end, span.end)) for begin, end in spans]
    return covered([(begin, end) for begin, end in cut if begin < end]) / max(1, span.end - span.begin)


def longer_words(text: str) -> frozenset[str]:
    """The distinct words of five letters or more, folded: those that tell what a sentence is about."""
    return frozenset(_LONGER_WORD.findall(text.casefold()))


def told(text: str, others: frozenset[str]) -> float:
    """Share of the longer words of `text` that are among `others`; 1 where it has none."""
    own = longer_words(text)
    return len(own & others) / len(own) if own else 1.0


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
