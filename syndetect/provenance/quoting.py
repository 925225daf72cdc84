"""Which of two texts quotes the other: what the one says itself stands in quotation marks in the other."""

from __future__ import annotations

import numpy as np

from syndetect.attribution.profile import Profile
from syndetect.kernels.hash_set import among
from syndetect.kernels.words import I32
from syndetect.provenance.word_runs import runs_of
from syndetect.spans import Union

_LEAST, _WHOLE = 0.3, 0.7
"""Share of what two texts share that only one sets off: from where that says something, and says all."""

_MUCH = 0.2
"""Share of a text that must be set off: who quotes less comments nothing."""

_FEWEST = 10
"""Runs of three words that two texts must share."""


def quoting(left: Profile, right: Profile) -> float:
    """How far the right text sets off what the left one says itself: 1 wholly, -1 the other way round."""
    if max(_amount(left), _amount(right)) < _MUCH:
        return 0.0
    runs = runs_of(left.words), runs_of(right.words)
    shared = among(runs[0].runs, runs[1].runs), among(runs[1].runs, runs[0].runs)
    if shared[0].sum() < _FEWEST:
        return 0.0
    one, other = (
        _share(found.begins[rows], side.set_off)
        for found, rows, side in zip(runs, shared, (left, right), strict=True)
    )
    more = min(1.0, max(0.0, (abs(other - one) - _LEAST) / (_WHOLE - _LEAST)))
    return more if other > one else -more


def _amount(side: Profile) -> float:
    begins, ends = side.set_off
    return (sum(ends) - sum(begins)) / max(1, len(side.document.text))


def _share(places: I32, inside: Union) -> float:
    """The share of places that lie inside stretches."""
    begins, ends = (np.asarray(side, np.int64) for side in inside)
    within = np.searchsorted(begins, places, side="right") > np.searchsorted(ends, places, side="right")
    return float(within.mean())
