"""Which of two articles was published first, as far as their dates tell: log odds."""

from __future__ import annotations

import math
from datetime import timedelta

from syndetect.provenance.weights import most, weight
from syndetect.text.publication_dates import UNZONED, Interval

_DAY = timedelta(days=1)
_SETTLES = timedelta(hours=2)
_HALF_DAY = timedelta(hours=12)


def order_odds(first: Interval, second: Interval) -> float:
    """Log odds, as far as clocks go, that the first came before the second."""
    if first[1] < second[0]:
        return _certain(second[0] - first[1])
    if second[1] < first[0]:
        return -_certain(first[0] - second[1])
    share = _share_before(first, second)
    if min(first[1] - first[0], second[1] - second[0]) >= 2 * UNZONED:
        alike = [(span[0] + UNZONED, span[1] - UNZONED) for span in (first, second)]
        zone = weight("one-zone")
        share = zone * _share_before(alike[0], alike[1]) + (1 - zone) * share
    odds = math.log(max(share, 0.01) / max(1 - share, 0.01))
    limit = most("overlapping")
    return max(-limit, min(limit, weight("overlapping") * odds))


def _certain(gap: timedelta) -> float:
    days = max(timedelta(), gap - _HALF_DAY) / _DAY
    least, more = weight("certain-minutes"), weight("certain-hours") - weight("certain-minutes")
    settled = least + more * (1 - math.exp(-gap / _SETTLES))
    return settled + weight("certain-days") * (1 - math.exp(-days))


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
