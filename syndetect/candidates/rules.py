"""What users know beforehand about the pairs they want: how far apart in time, from which outlets."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates.bands import Scored
from syndetect.kernels.words import I64
from syndetect.settings import Settings


class Told(Protocol):
    """Articles whose date and outlet are known: columns by place, as those of `Fingerprints`."""

    @property
    def published(self) -> NDArray[np.float64]:
        """Hours since 1970, nan where no date is known."""
        ...

    @property
    def outlets(self) -> I64:
        """Equal for equal outlets, -1 where there is none."""
        ...


def allowed(pairs: Scored, found: Told, settings: Settings) -> Scored:
    """The pairs that lie within the date window and come from the outlets that are to be compared.

    An article without a date or an outlet may be anybody's, so none of its pairs is left out.
    """
    kept = np.ones(len(pairs), np.bool_)
    if settings.within_hours:
        apart = np.abs(found.published[pairs.left] - found.published[pairs.right])
        kept &= ~(apart > settings.within_hours)
    if settings.outlets == "across":
        left, right = found.outlets[pairs.left], found.outlets[pairs.right]
        kept &= (left != right) | (left < 0)
    return pairs.where(kept)
