"""The lines at the head and the foot of an article with its author, place, date and section."""

from __future__ import annotations

from collections.abc import Iterator

from syndetect.boilerplate.bylines import Byline, affiliation, byline
from syndetect.boilerplate.datelines import dateline, signed
from syndetect.boilerplate.timestamps import section, stamp
from syndetect.boilerplate.vocabulary import Vocabulary, vocabulary
from syndetect.text.line_starts import CLOSED, WRAPPED, Lines, widest

_HEAD, _FOOT = 8, 6
"""Lines with words, counted from either end, that are examined."""

_OPENED, _OVER = 2, 3
"""Sentences, and lines of text in all, after which the head ends: a headline and a standfirst can be above
the by-line."""

_SHORT, _LONGEST = 140, 260
_NOTICE = 420
"""Characters of a notice, at most, on all the lines on which it is wrapped."""
_FULL = 0.9
"""The share of the widest line that a line with the next word exceeds, where a break only wraps the text."""


def edges(text: str, lines: Lines, language: str) -> list[tuple[int, int]]:
    """Begin and end, in characters, of every such line, dateline and signature of an agency, in order."""
    words, wide = vocabulary(language), widest(lines)
    filled = [number for number, (_, _, line) in enumerate(lines) if line]
    head = set(_head(lines, filled, words, wide))
    outer = {*head, *_foot(lines, [number for number in filled[-_FOOT:] if number not in head], words, wide)}
    spans: list[tuple[int, int]] = []
    dated = False
    for rank, number in enumerate((*filled[:_HEAD], *filled[max(_HEAD, len(filled) - _FOOT) :])):
        begin, end, line = lines[number]
        if number in outer:
            spans.append((begin, end))
            continue
        inset = text.index(line, begin)
        if not dated and rank < _HEAD and (size := dateline(line, words)):
            spans.append((inset, inset + size))
            dated = True
        if (mark := signed(line, words)) is not None:
            spans.append((inset + mark[0], inset + mark[1]))
    return spans


def _head(lines: Lines, dated: list[int], words: Vocabulary, wide: int) -> Iterator[int]:
    """The numbers of the furniture lines above the story."""
    begun = others = wrote = 0
    for number in dated[:_HEAD]:
        line = lines[number][2]
        alone = _possible(line) and _alone(lines, number, wide)
        named = alone and byline(line, words) is not None
        # Above an article, notices are short.
        noticed = [] if named or len(line) > _SHORT else _notice(lines, number, words, wide)
        if noticed:
            yield from noticed
            wrote = 0
            continue
        over = alone and not begun and number != dated[-1] and _parted(lines, number, wide)
        if named or (over and section(line, words)) or (alone and _furniture(line, words, wrote=bool(wrote))):
            yield number
        else:
            begun, others = begun + _narrative(line), others + 1
            if begun == _OPENED or others > _OVER:
                return
        wrote = named


def _foot(lines: Lines, dated: list[int], words: Vocabulary, wide: int) -> Iterator[int]:
    """The numbers of the furniture lines below the story, the last one first."""
    for number in reversed(dated):
        line = lines[number][2]
        alone = _possible(line) and _alone(lines, number, wide)
        if noticed := _notice(lines, number, words, wide):
            yield from noticed
        elif alone and (byline(line, words) is not None or _furniture(line, words, wrote=False)):
            yield number
        elif _narrative(line):
            return


def _notice(lines: Lines, number: int, words: Vocabulary, wide: int) -> list[int]:
    """The numbers of all lines of the notice that a line belongs to; empty where it belongs to none."""
    first = last = number
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
    alone = lines[number][2]
    short = first < last and len(alone) <= _SHORT and _alone(lines, number, wide)
    return [number] if short and words.notices.fullmatch(alone.casefold()) else []


_NOTICE_LINES = 9


def _narrative(line: str) -> bool:
    return len(line) > WRAPPED or line.endswith(CLOSED)


def signatures(lines: Lines, language: str) -> Iterator[tuple[str, Byline]]:
    """The by-lines at the head of an article, each with the text of its line."""
    words, wide = vocabulary(language), widest(lines)
    filled = [number for number, (_, _, line) in enumerate(lines) if line]
    for number in _head(lines, filled, words, wide):
        named = byline(lines[number][2], words)
        if named is not None:
            yield lines[number][2], named


def _possible(line: str) -> bool:
    """Whether a line is short enough; only a list of contributors can be longer."""
    return len(line) <= _SHORT or (len(line) <= _LONGEST and (line[0] in "([" or "ontribut" in line))


def _furniture(line: str, words: Vocabulary, *, wrote: bool) -> bool:
    return (
        (wrote and affiliation(line, words))
        or line.strip("()[]/-–—* ").casefold() in words.outlets
        or stamp(line, words)
        or words.lines.fullmatch(line.casefold())
        or words.cased.fullmatch(line)
    )


def _alone(lines: Lines, number: int, wide: int) -> bool:
    """Whether the line breaks around a line do not just wrap the text."""
    return wide > WRAPPED or not (
        (number > 0 and _wraps(lines[number - 1][2], lines[number][2], wide))
        or (number + 1 < len(lines) and _wraps(lines[number][2], lines[number + 1][2], wide))
    )


def _parted(lines: Lines, number: int, wide: int) -> bool:
    """Whether no text follows on the next line: a wrapped sentence can begin with the name of a section."""
    return wide > WRAPPED or not lines[number + 1][2]


def _wraps(line: str, following: str, wide: int) -> bool:
    """Whether the text may run on from a line to the next, whose first word did not fit, or is lower-case."""
    if not line or not following:
        return False
    if following[0].islower() and not line.endswith(CLOSED):
        return True
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > _FULL * wide
