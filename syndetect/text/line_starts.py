"""Where lines, paragraphs and sentences begin."""

from __future__ import annotations

from syndetect.text.sentences import sentence_starts

CLOSED = (".", "!", "?", ":", ";", "…", '"', "”", "»", "’", ")", "]", "。", "！", "？")
"""What a line ends with when the sentence ends there."""

WRAPPED = 100
"""Characters; a text whose lines are no longer than this may be wrapped."""

Lines = list[tuple[int, int, str]]
"""Begin and end of every line, its break included, and what stands on it without the space around."""


def lines(text: str) -> Lines:
    """The lines of a text; nothing for an empty one."""
    found = []
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line) + 1
        found.append((begin, end, line.strip()))
        begin = end
    begin, end, last = found[-1]
    if begin == len(text):
        found.pop()
    else:
        found[-1] = (begin, end - 1, last)
    return found


def widest(lines: Lines) -> int:
    """Characters in the longest line, its break included."""
    return max((end - begin for begin, end, _ in lines), default=0)


def wrapped(lines: Lines) -> bool:
    """Whether breaks only wrap running text, or may do so: no line is long, or the long ones are all full."""
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
"""Of the widest line, what a line and the next word fill where the text is wrapped, and how many lines do."""


def paragraphs(text: str, lines: Lines) -> list[tuple[int, int]]:
    """Lines, joined where a line break only wraps running text."""
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
    """Where the sentences of the paragraphs begin."""
    found: list[int] = []
    for begin, end in blocks:
        block = text[begin:end]
        if not block.isspace():
            found += [begin + start for start in sentence_starts(block, language)]
    return found
