"""The engine of this package: every view, columnar, in one process."""

from __future__ import annotations

from syndetect.candidates import find_candidates
from syndetect.columns import Fingerprints
from syndetect.kernels.words import I64
from syndetect.settings import Settings
from syndetect.spill import Budget


def candidates(fingerprints: Fingerprints, settings: Settings, budget: Budget) -> I64:
    """Candidate pairs of places, int64 (pairs, 2), from all views."""
    return find_candidates(fingerprints, settings, budget)
