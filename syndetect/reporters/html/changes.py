"""Which words of a passage differ between its two sides, as offsets into each side's stretch."""

from __future__ import annotations

from syndetect.reporters.diff import stretches


def changed(left: str, right: str) -> tuple[list[int], list[int]]:
    """Begins and ends of the changed words of each side, one after the other: begin, end, begin, end ...

    White space at the edges of a change belongs to no change. Where a passage is longer than
    `syndetect.reporters.diff` compares, what lies behind is not marked.
    """
    if left == right:
        return [], []
    marks: tuple[list[int], list[int]] = ([], [])
    places = [len(text) - len(text.lstrip()) for text in (left, right)]
    for part in stretches(left, right):
        for side, words in enumerate((part.left, part.right)):
            text = "".join(words)
            if not part.equal and text.strip():
                marks[side].extend((places[side], places[side] + len(text.rstrip())))
            places[side] += len(text)
    return marks
