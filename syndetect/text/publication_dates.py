"""When an article was published, as the interval that its date allows."""

from __future__ import annotations

from datetime import datetime, timedelta

Interval = tuple[datetime, datetime]

UNZONED = timedelta(hours=14)
"""How far a time without a zone may be from the same time in UTC."""

_DAY = timedelta(days=1)
_FIRST, _LAST = 1600, 2200
"""Years outside are slips of a machine: there were no newspapers, or there are none yet."""

_EPOCH = datetime(1970, 1, 1)
"""What a missing date becomes in many systems; no article bears exactly this one."""


def published_between(published: str | None) -> Interval | None:
    """The earliest and latest moment that a date may mean, in UTC; None when it says nothing.

    A time without a zone may be any zone's and is widened by 14 hours either way; a date alone is that day,
    which the zones widen as well.
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


def unusable(published: str | None) -> bool:
    """Whether there is a date, and it cannot be one."""
    return published is not None and published.strip() != "" and published_between(published) is None


def _moment(published: str | None) -> datetime | None:
    if published is None:
        return None
    try:
        return datetime.fromisoformat(published.strip())
    except ValueError:
        return None
