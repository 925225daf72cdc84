"""Times of publication and names of sections, on lines of their own."""

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
_LONGEST = 120
_MOST_FIGURES = 8
_MOST_DATES = 2
_MOST_SECTIONS = 4


def stamp(line: str, words: Vocabulary) -> bool:
    """Whether a line says when an article was published or changed, and nothing else."""
    if len(line) > _LONGEST or _FIGURE.search(line) is None:
        return False
    line = line.strip(_AROUND)
    tokens = _TOKEN.findall(line)
    if not _BETWEEN.issuperset(_TOKEN.sub("", line)):
        return False
    words_beside = [token.casefold().rstrip(".") for token in tokens if not token[0].isdigit()]
    if not words.times.issuperset(words_beside):
        return False
    figures = [token.rstrip(".,:-/") for token in tokens if token[0].isdigit()]
    return _since(figures, words_beside, words) or _dated(figures, words_beside, words)


def section(line: str, words: Vocabulary) -> bool:
    """Whether a line names sections of a paper, such as ``World`` or ``Politics | Europe``."""
    if len(line) > _LONGEST // 2:
        return False
    if _JOINING.isdisjoint(line):
        return line.casefold() in words.sections
    parts = [part.casefold() for part in _JOINTS.split(line)]
    return len(parts) <= _MOST_SECTIONS and words.sections.issuperset(parts)


def _since(figures: list[str], told: list[str], words: Vocabulary) -> bool:
    """``3 hours ago``; a duration alone is none."""
    spoken = f" {' '.join(told)} "
    return (
        len(figures) == 1
        and figures[0].isdigit()
        and not words.units.isdisjoint(told)
        and any(f" {phrase} " in spoken for phrase in words.ago)
    )


def _dated(figures: list[str], told: list[str], words: Vocabulary) -> bool:
    """A whole date, or any time with a word such as ``updated``; figures of a table are none."""
    dates = sum(_DATE.fullmatch(one) is not None for one in figures)
    years = sum(_YEAR.fullmatch(one) is not None for one in figures)
    kinds = (_DATE, _YEAR, _HOUR, _DAY, *((_MILITARY,) if "gmt" in told else ()))
    timely = all(any(kind.fullmatch(one) for kind in kinds) for one in figures)
    if not timely or len(figures) > _MOST_FIGURES or max(dates, years) > _MOST_DATES:
        return False
    if not words.stamps.isdisjoint(told):
        return True
    month, day = not words.months.isdisjoint(told), not words.weekdays.isdisjoint(told)
    whole = month and len(figures) > 1 and (years > 0 or day or len(figures) > 2)
    return whole or dates > 0
