"""The interval in which an article was published, by its date."""

from __future__ import annotations

from datetime import datetime, timedelta

Interval = tuple[datetime, datetime]

UNZONED = timedelta(hours=14)
"""How far a time without a zone can be from the same time in UTC."""

_DAY = timedelta(days=1)
_FIRST, _LAST = 1600, 2200
"""The years of dates; others are errors of a machine, before the first newspapers or in the future."""

_EPOCH = datetime(1970, 1, 1)
"""What many systems write for a missing date; no article has exactly this one."""


def published_between(published: str | None) -> Interval | None:
    """The earliest and the latest moment that a date can mean, in UTC; None where it is no usable date.

    A time without a zone can be in any zone: the interval is 14 hours longer on both sides. A date alone is
    the whole day, and longer in the same way.
    """
    moment = _moment(published)
    if moment is None or published is None:
        return None
    try:
        if moment.tzinfo is not None:
            moment = (moment - (moment.utcoffset() or timedelta())).replace(tzinfo=None)
            span = moment, moment
        else:
            alone = len(published.strip()) <= len("2026-01-31")
            span = moment - UNZONED, moment + UNZONED + (_DAY if alone else timedelta())
    except OverflowError:
        return None
    return span if _FIRST <= span[0].year <= _LAST and span[0] != _EPOCH else None


def days_between(left: str | None, right: str | None) -> float | None:
    """Days between two dates, by the middle of what each can mean; None where either is no usable date."""
    spans = published_between(left), published_between(right)
    if spans[0] is None or spans[1] is None:
        return None
    middles = [span[0] + (span[1] - span[0]) / 2 for span in spans if span is not None]
    return abs((middles[1] - middles[0]) / _DAY)


def unusable(published: str | None) -> bool:
    """Whether `published` is not empty, but is no usable date."""
    return published is not None and published.strip() != "" and published_between(published) is None


def _moment(published: str | None) -> datetime | None:
    if published is None:
        return None
    try:
        return datetime.fromisoformat(published.strip())
    except ValueError:
        return None
