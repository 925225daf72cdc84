"""Lines that are a time of publication or the name of a section."""

from __future__ import annotations

import re

from syndetect.boilerplate.vocabulary import Vocabulary

_TOKEN = re.compile(
    r"\d[\d:.,/-]*(?:[^\W\d_]{1,2}\.?(?![^\W_])|h\d\d)?|[^\W\d_](?:[^\W\d_]|[.'’-](?=[^\W\d_]))*\.?"
)
_FIGURE = re.compile(r"\d")
_BETWEEN = frozenset(" ,.|/–—-·•:@\u00a0\t")
_AROUND = "()[] *_"
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d([./-])(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12]\d|3[01])"
)
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d){1,2}(?:[ap]m?)?|(?:[01]?\d)[ap]m|\d{1,2}h")
_MILITARY = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|[ºª.])?")
_JOINTS = re.compile(r"(?:(?<!\s)\s++)?+[|/>·•»›:-]\s*+|(?<!\s)\s++[–—]\s++")
_JOINING = frozenset("|/>·•»›:-–—")
_PLACE = re.compile(r"(?:[^\W\d_][\w.'’-]{1,20} ?){1,4},\s(?=\d|\w{2,10} \d|\w{1,10},? )")
_ELIDED = re.compile(r"(?<=^[dl])['’]")
_LONGEST = 120
_MOST_FIGURES = 8
_MOST_DATES = 2
_MOST_SECTIONS = 4


def stamp(line: str, words: Vocabulary) -> bool:
    """Whether a line is the time at which an article was published or changed, and nothing else."""
    if len(line) > _LONGEST or _FIGURE.search(line) is None:
        return False
    line = line.strip(_AROUND)
    placed = _PLACE.match(line)
    if placed is not None:
        return _timed(line[placed.end() :], words, whole=True)
    return _timed(line, words)


def _timed(line: str, words: Vocabulary, *, whole: bool = False) -> bool:
    """Whether a line is a time; `whole`: a date with a year, since behind a place others are of events."""
    tokens = _TOKEN.findall(line)
    if not _BETWEEN.issuperset(_TOKEN.sub("", line)) or (whole and _YEAR.search(line) is None):
        return False
    words_beside = [
        word
        for token in tokens
        if not token[0].isdigit()
        for word in _ELIDED.split(token.casefold().rstrip("."))
    ]
    if not words.times.issuperset(words_beside):
        return False
    figures = [token.rstrip(".,:-/") for token in tokens if token[0].isdigit()]
    return _since(figures, words_beside, words) or _dated(figures, words_beside, words)


def section(line: str, words: Vocabulary) -> bool:
    """Whether a line is the name of sections of a paper, such as ``World`` or ``Politics | Europe``."""
    if len(line) > _LONGEST // 2:
        return False
    if _JOINING.isdisjoint(line):
        return line.casefold() in words.sections
    names = [name.casefold() for name in _JOINTS.split(line)]
    return len(names) <= _MOST_SECTIONS and words.sections.issuperset(names)


def _since(figures: list[str], line_words: list[str], words: Vocabulary) -> bool:
    """Whether it is a time such as ``3 hours ago``, not just a duration."""
    phrase_of_line = f" {' '.join(line_words)} "
    return (
        len(figures) == 1
        and figures[0].isdigit()
        and not words.units.isdisjoint(line_words)
        and any(f" {phrase} " in phrase_of_line for phrase in words.ago)
    )


def _dated(figures: list[str], line_words: list[str], words: Vocabulary) -> bool:
    """Whether it is a whole date, or any time with a word such as ``updated``, not figures of a table."""
    dates = sum(_DATE.fullmatch(figure) is not None for figure in figures)
    years = sum(_YEAR.fullmatch(figure) is not None for figure in figures)
    kinds = (_DATE, _YEAR, _HOUR, _DAY, *((_MILITARY,) if "gmt" in line_words else ()))
    timely = all(any(kind.fullmatch(figure) for kind in kinds) for figure in figures)
    if not timely or len(figures) > _MOST_FIGURES or max(dates, years) > _MOST_DATES:
        return False
    if not words.stamps.isdisjoint(line_words):
        return True
    month, day = not words.months.isdisjoint(line_words), not words.weekdays.isdisjoint(line_words)
    whole = month and len(figures) > 1 and (years > 0 or day or len(figures) > 2)
    return whole or dates > 0
