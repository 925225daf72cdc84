"""Where lines, paragraphs and sentences begin."""

from __future__ import annotations

from syndetect.text.sentences import sentence_starts

CLOSED = (".", "!", "?", ":", ";", "…", '"', "”", "»", "’", ")", "]", "。", "！", "？")
"""Signs at the end of a line at which a sentence ends too."""

WRAPPED = 100
"""Characters of a line, at most, in a text that may be wrapped."""

Lines = list[tuple[int, int, str]]
"""Begin and end of every line in characters, its break included, and its text without outer spaces."""


def lines(text: str) -> Lines:
    """The lines of a text; an empty list for an empty text."""
    listed = []
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line) + 1
        listed.append((begin, end, line.strip()))
        begin = end
    begin, end, last = listed[-1]
    if begin == len(text):
        listed.pop()
    else:
        listed[-1] = (begin, end - 1, last)
    return listed


def widest(lines: Lines) -> int:
    """Characters in the longest line, its break included."""
    return max((end - begin for begin, end, _ in lines), default=0)


def wrapped(lines: Lines) -> bool:
    """Whether line breaks may only wrap running text: no line is long, or nearly all lines are full."""
    wide = widest(lines)
    if wide <= WRAPPED:
        return True
    if wide > _WIDEST:
        return False
    followed = full = 0
    for at in range(len(lines) - 1):
        line, following = lines[at][2], lines[at + 1][2]
        if line and following:
            followed += 1
            full += len(line) + 1 + len(following.split(None, 1)[0]) > _FULL * wide
    return followed >= _SEVERAL and full >= _MOSTLY * followed


_WIDEST = 250
_SEVERAL = 5
_FULL, _MOSTLY = 0.9, 0.9
"""In wrapped text: the share of the widest line that a line with the next word exceeds, and of such lines."""


def paragraphs(text: str, lines: Lines) -> list[tuple[int, int]]:
    """Begin and end of every paragraph: lines, joined where a line break only wraps running text."""
    if not wrapped(lines):
        return [(begin, end) for begin, end, _ in lines]
    blocks: list[tuple[int, int]] = []
    for begin, end, line in lines:
        if line and blocks and _runs_on(text, blocks[-1], (begin, end)):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((begin, end))
    return blocks


def _runs_on(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    head = text[before[0] : before[1]].strip()
    first = text[line[0] : line[1]].lstrip()[:1]
    if not head:
        return False
    last = head[head.rfind("\n") + 1 :]
    if last.endswith(CLOSED):
        return len(last) > 55 and not text[line[0] : line[0] + 1].isspace()
    return first.islower() or len(last) > 55


def sentences(text: str, blocks: list[tuple[int, int]], language: str) -> list[int]:
    """The offsets in `text` at which the sentences of the paragraphs `blocks` begin."""
    starts: list[int] = []
    for begin, end in blocks:
        block = text[begin:end]
        if not block.isspace():
            starts += [begin + start for start in sentence_starts(block, language)]
    return starts
