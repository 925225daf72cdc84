"""Which words of a passage differ between its two sides, as steps through each side's stretch."""

from __future__ import annotations

from collections.abc import Mapping

from syndetect.model import Member, Pair, Span
from syndetect.reporters.diff import stretches


def altered_spans(member_of: Mapping[str, Member], pair: Pair) -> tuple[list[list[int]], list[list[int]]]:
    """Where facts are told otherwise, as [begin, end] in the left text and in the right one."""
    sides: tuple[list[list[int]], list[list[int]]] = ([], [])
    for taker, source, (mine, theirs) in (
        (pair.left, pair.right, sides),
        (pair.right, pair.left, sides[::-1]),
    ):
        member = member_of.get(taker)
        if member is None or member.source != source or member.changes is None:
            continue
        for change in member.changes.altered:
            _place(change.target, mine)
            _place(change.source, theirs)
    return sides


def _place(span: Span | None, places: list[list[int]]) -> None:
    if span is not None:
        places.append([span.begin, span.end])


def changed(left: str, right: str) -> tuple[list[int], list[int]]:
    """For each side, in turn: characters that stayed, characters that changed, that stayed, that changed ...

    White space at the edges of a change belongs to no change. Where a passage is longer than
    `syndetect.reporters.diff` compares, what lies behind is not marked.
    """
    if left == right:
        return [], []
    marks: tuple[list[int], list[int]] = ([], [])
    places = [len(text) - len(text.lstrip()) for text in (left, right)]
    ends = [0, 0]
    for part in stretches(left, right):
        for side, words in enumerate((part.left, part.right)):
            text = "".join(words)
            if not part.equal and text.strip():
                length = len(text.rstrip())
                marks[side].extend((places[side] - ends[side], length))
                ends[side] = places[side] + length
            places[side] += len(text)
    return marks
