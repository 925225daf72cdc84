"""The head and the foot of an article: lines there that tell who wrote it, where, when and for which page."""

from __future__ import annotations

from collections.abc import Iterator

from syndetect.boilerplate.bylines import Byline, affiliation, byline
from syndetect.boilerplate.datelines import dateline, signed
from syndetect.boilerplate.timestamps import section, stamp
from syndetect.boilerplate.vocabulary import Vocabulary, vocabulary
from syndetect.text.line_starts import CLOSED, WRAPPED, Lines, widest

_HEAD, _FOOT = 8, 6
"""Lines with words, from either end, that may be such."""

_OPENED, _OVER = 2, 3
"""Sentences, and lines in all, that the head is over with: a headline and a standfirst may stand above a
by-line."""

_SHORT, _LONGEST = 140, 260
_NOTICE = 420
"""Characters of a notice at most, over all the lines that it is wrapped on."""
_FULL = 0.9
"""Of the widest line, the share that a line and the next word fill where a break only wraps the text."""


def edges(text: str, lines: Lines, language: str) -> list[tuple[int, int]]:
    """Begin and end of every such line, of datelines, and of agencies' signatures, in their order."""
    words, wide = vocabulary(language), widest(lines)
    filled = [place for place, (_, _, line) in enumerate(lines) if line]
    head = set(_head(lines, filled, words, wide))
    outer = {*head, *_foot(lines, [place for place in filled[-_FOOT:] if place not in head], words, wide)}
    found: list[tuple[int, int]] = []
    dated = False
    for rank, place in enumerate((*filled[:_HEAD], *filled[max(_HEAD, len(filled) - _FOOT) :])):
        begin, end, line = lines[place]
        if place in outer:
            found.append((begin, end))
            continue
        inset = text.index(line, begin)
        if not dated and rank < _HEAD and (size := dateline(line, words)):
            found.append((inset, inset + size))
            dated = True
        if (mark := signed(line, words)) is not None:
            found.append((inset + mark[0], inset + mark[1]))
    return found


def _head(lines: Lines, dated: list[int], words: Vocabulary, wide: int) -> Iterator[int]:
    """The lines of furniture over the story."""
    begun = others = wrote = 0
    for place in dated[:_HEAD]:
        line = lines[place][2]
        alone = _possible(line) and _alone(lines, place, wide)
        named = alone and byline(line, words) is not None
        # Over an article notices are short; the text's own first lines are looked at once.
        noticed = [] if named or len(line) > _SHORT else _notice(lines, place, words, wide)
        if noticed:
            yield from noticed
            wrote = 0
            continue
        over = alone and not begun and place != dated[-1] and _parted(lines, place, wide)
        if named or (over and section(line, words)) or (alone and _furniture(line, words, wrote=bool(wrote))):
            yield place
        else:
            begun, others = begun + _narrative(line), others + 1
            if begun == _OPENED or others > _OVER:
                return
        wrote = named


def _foot(lines: Lines, dated: list[int], words: Vocabulary, wide: int) -> Iterator[int]:
    """The lines of furniture under the story, the last one first."""
    for place in reversed(dated):
        line = lines[place][2]
        alone = _possible(line) and _alone(lines, place, wide)
        if noticed := _notice(lines, place, words, wide):
            yield from noticed
        elif alone and (byline(line, words) is not None or _furniture(line, words, wrote=False)):
            yield place
        elif _narrative(line):
            return


def _notice(lines: Lines, place: int, words: Vocabulary, wide: int) -> list[int]:
    """The lines of a notice about the article that a line is one of; none where it is no part of any."""
    first = last = place
    if wide <= WRAPPED:
        while first and lines[first - 1][2]:
            first -= 1
        while last + 1 < len(lines) and lines[last + 1][2]:
            last += 1
        if last - first > _NOTICE_LINES:
            return []
    whole = " ".join(line for _, _, line in lines[first : last + 1])
    if len(whole) <= _NOTICE and words.notices.fullmatch(whole.casefold()):
        return list(range(first, last + 1))
    alone = lines[place][2]
    short = first < last and len(alone) <= _SHORT and _alone(lines, place, wide)
    return [place] if short and words.notices.fullmatch(alone.casefold()) else []


_NOTICE_LINES = 9


def _narrative(line: str) -> bool:
    return len(line) > WRAPPED or line.endswith(CLOSED)


def signatures(lines: Lines, language: str) -> Iterator[tuple[str, Byline]]:
    """The by-lines at the head of an article, each with its line."""
    words, wide = vocabulary(language), widest(lines)
    filled = [place for place, (_, _, line) in enumerate(lines) if line]
    for place in _head(lines, filled, words, wide):
        found = byline(lines[place][2], words)
        if found is not None:
            yield lines[place][2], found


def _possible(line: str) -> bool:
    """Whether a line is short enough; only those who helped make a longer list."""
    return len(line) <= _SHORT or (len(line) <= _LONGEST and (line[0] in "([" or "ontribut" in line))


def _furniture(line: str, words: Vocabulary, *, wrote: bool) -> bool:
    return (
        (wrote and affiliation(line, words))
        or line.strip("()[]/-–—* ").casefold() in words.outlets
        or stamp(line, words)
        or words.lines.fullmatch(line.casefold())
        or words.cased.fullmatch(line)
    )


def _alone(lines: Lines, place: int, wide: int) -> bool:
    """Whether the breaks around a line are no mere wrapping."""
    return wide > WRAPPED or not (
        (place > 0 and _wraps(lines[place - 1][2], lines[place][2], wide))
        or (place + 1 < len(lines) and _wraps(lines[place][2], lines[place + 1][2], wide))
    )


def _parted(lines: Lines, place: int, wide: int) -> bool:
    """Whether a line is none of several that a break only wraps: a section's name may begin a sentence."""
    return wide > WRAPPED or not lines[place + 1][2]


def _wraps(line: str, following: str, wide: int) -> bool:
    """Whether the text may run on from a line to the next: its first word did not fit, or is no beginning."""
    if not line or not following:
        return False
    if following[0].islower() and not line.endswith(CLOSED):
        return True
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > _FULL * wide
