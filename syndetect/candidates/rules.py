"""What users know beforehand about the pairs they want: how far apart in time, from which outlets."""

from __future__ import annotations

import numpy as np

from syndetect.candidates.bands import Scored
from syndetect.columns import Fingerprints
from syndetect.settings import Settings


def allowed(pairs: Scored, found: Fingerprints, settings: Settings) -> Scored:
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
