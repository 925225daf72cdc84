"""What users know beforehand about the pairs they want: how far apart in time, from which outlets."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates.bands import Scored
from syndetect.kernels.words import I64, Bools
from syndetect.settings import Settings


class DatedOutlets(Protocol):
    """Articles whose date and outlet are known: columns by place, as those of `Fingerprints`."""

    @property
    def published(self) -> NDArray[np.float64]:
        """Hours since 1970, nan where no date is known: float64 (places,)."""
        ...

    @property
    def outlets(self) -> I64:
        """Equal for equal outlets, -1 where there is none: int64 (places,)."""
        ...


def allowed(pairs: Scored, articles: DatedOutlets, settings: Settings) -> Scored:
    """The pairs that lie within the date window and come from the outlets that are to be compared."""
    return pairs.where(follow(pairs.left, pairs.right, articles, settings))


def follow(left: I64, right: I64, articles: DatedOutlets, settings: Settings) -> Bools:
    """Which pairs of places follow the rules of `settings`: bool (pairs,)."""
    return in_window(left, right, articles, settings) & across(left, right, articles, settings)


def permitted(rows: I64, articles: DatedOutlets, settings: Settings) -> I64:
    """Those of some pairs of places, int64 (pairs, 2), that follow the rules."""
    return rows[follow(rows[:, 0], rows[:, 1], articles, settings)]


def in_window(left: I64, right: I64, articles: DatedOutlets, settings: Settings) -> Bools:
    """Which pairs were published close enough to each other: bool (pairs,). One without a date fits any."""
    kept = np.ones(np.shape(left), np.bool_)
    if settings.within_hours:
        apart = np.abs(articles.published[left] - articles.published[right])
        kept &= ~(apart > settings.within_hours)
    return kept


def across(left: I64, right: I64, articles: DatedOutlets, settings: Settings) -> Bools:
    """Which pairs are of outlets that are to be compared: bool (pairs,). One without an outlet fits any."""
    kept = np.ones(np.shape(left), np.bool_)
    if settings.outlets == "across":
        one, other = articles.outlets[left], articles.outlets[right]
        kept &= (one != other) | (one < 0)
    return kept
