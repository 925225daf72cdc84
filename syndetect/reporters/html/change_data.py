"""Which words of a passage differ between its two sides, as steps through each side's stretch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from syndetect.model import Member, Pair, Span
from syndetect.reporters.diff import stretches
from syndetect.reporters.wording import change_words

_MOST, _CELLS = 200, 120


def altered_facts(member_of: Mapping[str, Member], pair: Pair) -> list[list[Any]]:
    """Changed facts: kind, both wordings in words, and [begin, end] in the left and in the right text.

    Offsets in characters; the list is empty where the fact is not in that text. New headlines are left out.
    """
    facts = []
    for taker, source, on_left in ((pair.left, pair.right, True), (pair.right, pair.left, False)):
        member = member_of.get(taker)
        if member is None or member.source != source or member.changes is None:
            continue
        for change in member.changes.altered[:_MOST]:
            if change.kind != "headline":
                offsets = [_offsets(change.target), _offsets(change.source)]
                facts.append(
                    [change.kind, change_words(change, _CELLS), *(offsets if on_left else offsets[::-1])]
                )
    return facts


def _offsets(span: Span | None) -> list[int]:
    return [] if span is None else [span.begin, span.end]


def changed(left: str, right: str) -> tuple[list[int], list[int]]:
    """For each side the number of characters that stayed, that changed, that stayed, and so on in turn.

    White space at the edges of a change belongs to no change. Where a passage is longer than
    `syndetect.reporters.diff` compares, the rest is not marked.
    """
    if left == right:
        return [], []
    marks: tuple[list[int], list[int]] = ([], [])
    offsets = [len(text) - len(text.lstrip()) for text in (left, right)]
    ends = [0, 0]
    for stretch in stretches(left, right):
        for side, words in enumerate((stretch.left, stretch.right)):
            text = "".join(words)
            if not stretch.equal and text.strip():
                length = len(text.rstrip())
                marks[side].extend((offsets[side] - ends[side], length))
                ends[side] = offsets[side] + length
            offsets[side] += len(text)
    return marks
