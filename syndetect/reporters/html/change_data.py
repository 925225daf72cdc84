"""Which words of a passage differ between its two sides, as steps through each side's stretch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from syndetect.model import Member, Pair, Span
from syndetect.reporters.diff import stretches
from syndetect.reporters.wording import change_words

_MOST, _CELLS = 200, 120


def altered_facts(member_of: Mapping[str, Member], pair: Pair) -> list[list[Any]]:
    """Facts told otherwise: kind, both wordings in words, and [begin, end] in the left and the right text.

    A place is empty where the fact stands outside that text. New headlines are none of these.
    """
    found = []
    for taker, source, on_left in ((pair.left, pair.right, True), (pair.right, pair.left, False)):
        member = member_of.get(taker)
        if member is None or member.source != source or member.changes is None:
            continue
        for change in member.changes.altered[:_MOST]:
            if change.kind != "headline":
                places = [_offsets(change.target), _offsets(change.source)]
                found.append(
                    [change.kind, change_words(change, _CELLS), *(places if on_left else places[::-1])]
                )
    return found


def _offsets(span: Span | None) -> list[int]:
    return [] if span is None else [span.begin, span.end]


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
