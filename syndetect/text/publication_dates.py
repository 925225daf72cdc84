"""When an article was published, as the interval that its date allows, and what that says of a direction."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

Interval = tuple[datetime, datetime]

_UNZONED = timedelta(hours=14)
_DAY = timedelta(days=1)
_FIRST, _LAST = 1600, 2200
"""Years outside are slips of a machine: there were no newspapers, or there are none yet."""

_EPOCH = datetime(1970, 1, 1)
"""What a missing date becomes in many systems; no article bears exactly this one."""

_LEAST, _MOST = 0.8, 3.0
"""Log odds of a certain order: clocks that differ by minutes are often wrong, by hours seldom."""

_SETTLES = timedelta(hours=2)

_DAYS = 3.0
"""What is added for days: more than half a day is no wrong zone, and no slow clock."""

_HALF_DAY = timedelta(hours=12)
_LIKELY = 3.0
"""Log odds that intervals which overlap can give."""

_ONE_ZONE = 0.85
"""How often two outlets that print each other share a zone, where neither date names one."""

_OVERLAP = 0.9
"""Share of its log odds that an order keeps which the intervals only make likely."""


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
            span = moment - _UNZONED, moment + _UNZONED + (_DAY if alone else timedelta())
    except OverflowError:
        return None
    return span if _FIRST <= span[0].year <= _LAST and span[0] != _EPOCH else None


def unusable(published: str | None) -> bool:
    """Whether there is a date, and it cannot be one."""
    return published is not None and published.strip() != "" and published_between(published) is None


def order_odds(first: Interval, second: Interval) -> float:
    """Log odds, as far as clocks go, that the first came before the second."""
    if first[1] < second[0]:
        return _certain(second[0] - first[1])
    if second[1] < first[0]:
        return -_certain(first[0] - second[1])
    share = _share_before(first, second)
    if min(first[1] - first[0], second[1] - second[0]) >= 2 * _UNZONED:
        alike = [(span[0] + _UNZONED, span[1] - _UNZONED) for span in (first, second)]
        share = _ONE_ZONE * _share_before(alike[0], alike[1]) + (1 - _ONE_ZONE) * share
    odds = math.log(max(share, 0.01) / max(1 - share, 0.01))
    return max(-_LIKELY, min(_LIKELY, _OVERLAP * odds))


def _moment(published: str | None) -> datetime | None:
    if published is None:
        return None
    try:
        return datetime.fromisoformat(published.strip())
    except ValueError:
        return None


def _certain(gap: timedelta) -> float:
    days = max(timedelta(), gap - _HALF_DAY) / _DAY
    return _LEAST + (_MOST - _LEAST) * (1 - math.exp(-gap / _SETTLES)) + _DAYS * (1 - math.exp(-days))


def _share_before(first: Interval, second: Interval) -> float:
    """The probability that a moment of the first interval precedes one of the second."""
    a, b = 0.0, (first[1] - first[0]).total_seconds()
    c, d = (second[0] - first[0]).total_seconds(), (second[1] - first[0]).total_seconds()
    if a == b and c == d:
        return 0.5 if a == c else float(a < c)
    if a == b:
        return min(1.0, max(0.0, (d - a) / (d - c)))
    if c == d:
        return min(1.0, max(0.0, (c - a) / (b - a)))
    return _area(a, b, c, d) / ((b - a) * (d - c))


def _area(a: float, b: float, c: float, d: float) -> float:
    """The part of the rectangle (a, b) x (c, d) in which the first coordinate is the smaller."""
    # Integral over x of the length of (max(c, x), d), for x from a to b.
    low = max(0.0, min(b, c) - a) * (d - c)
    begin, end = max(a, c), min(b, d)
    return low + (max(0.0, (end - begin) * d - (end * end - begin * begin) / 2) if end > begin else 0.0)
