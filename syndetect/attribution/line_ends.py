"""The ends of a text's lines, where those sign who sign below or behind it."""

from __future__ import annotations

from collections.abc import Iterator


def line_ends(text: str, reach: int) -> Iterator[tuple[int, int]]:
    """The last `reach` characters of each line of a text, from where to where.

    What is looked for there may begin with a mark and spaces, so that a stretch never begins with a space;
    the spaces at the end of a line are not counted.
    """
    begin, size = 0, len(text)
    while begin < size:
        end = text.find("\n", begin)
        end = size if end < 0 else end
        last = end
        while last > begin and text[last - 1].isspace():
            last -= 1
        first = max(begin, last - reach)
        while first > begin and text[first].isspace():
            first -= 1
        if last > begin:
            yield first, end
        begin = end + 1
