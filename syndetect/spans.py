"""Stretches of a text: their union, and the share of one that others cover."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from syndetect.model import Span

Union = tuple[Sequence[int], Sequence[int]]
"""Begins and ends of separate stretches, in order."""


def covered(spans: Sequence[tuple[int, int]]) -> int:
    """The number of code points inside the union of spans."""
    total = reach = 0
    for begin, end in sorted(spans):
        total += max(0, end - max(begin, reach))
        reach = max(reach, end)
    return total


def union(spans: Sequence[tuple[int, int]]) -> Union:
    """The union of spans, as separate stretches."""
    begins: list[int] = []
    ends: list[int] = []
    for begin, end in sorted(spans):
        if ends and begin <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        elif begin < end:
            begins.append(begin)
            ends.append(end)
    return begins, ends


def share_inside(span: Span, inside: Union) -> float:
    """The share (0 to 1) of a stretch that is inside others."""
    begins, ends = inside
    total, at = 0, bisect_right(ends, span.begin)
    while at < len(begins) and begins[at] < span.end:
        total += min(ends[at], span.end) - max(begins[at], span.begin)
        at += 1
    return total / max(1, span.end - span.begin)


def meets(span: Span, inside: Union) -> bool:
    """Whether a code point of a stretch lies inside others."""
    begins, ends = inside
    at = bisect_right(ends, span.begin)
    return at < len(begins) and begins[at] < span.end
