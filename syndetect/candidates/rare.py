"""The rare-wording and the rare-content view: pairs that share enough of what few others have."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates.bands import Scored
from syndetect.columns import Fingerprints
from syndetect.kernels.join import ROW_BITS, TAG_BITS, shared_pairs, tagged, tallied
from syndetect.kernels.text import I64
from syndetect.settings import Settings
from syndetect.spill import Budget, SortedRuns

_SHORT = 60
"""Words below which a text is asked for fewer shared features, in proportion."""

_CONTENT_WORTH = 0.75
"""What a pair of content words adds to the strength, where a run of words adds one."""

_SLICE = 1 << 20
"""Postings, or keys of pairs, worked on at once."""


def least_shared(words: I64, settings: Settings) -> NDArray[np.float64]:
    """How many rare features must be shared when the shorter text has so many words.

    Of a short text, with few features of any kind, less is asked, but never a single coincidence.
    """
    least = settings.rare_shared * words / _SHORT
    return np.minimum(settings.rare_shared, np.maximum(2.0, least))


def shared_and_strength(runs: I64, pairs: I64, words: I64) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many rare features count as shared, and how much that is for the shorter text's words.

    A pair of content words is found more easily than a run of words, so it counts for less.
    """
    shorter = np.maximum(words, 1)
    return runs + pairs / 2, (runs + _CONTENT_WORTH * pairs) / np.sqrt(shorter)


def rare_in_common(
    found: Fingerprints, alone: NDArray[np.bool_], settings: Settings, budget: Budget
) -> Scored:
    """Pairs, of the places that are `alone`, that share enough; scored by how much for their length."""
    places = np.full(len(found.signatures), -1, np.int64)
    members = np.flatnonzero(alone)
    places[found.order[members]] = members
    keys = SortedRuns(len(found) << (ROW_BITS + TAG_BITS), TAG_BITS, budget)
    for tag, view in enumerate((found.rare, found.content)):
        for part in view.slices(_SLICE):
            keys.append(tagged(shared_pairs(part, settings.rare_documents, places), tag))
    kept = [_enough(part, found.words, settings) for part in keys.slices(_SLICE)]
    keys.close()
    return _concatenated(kept)


def _enough(tags: NDArray[np.uint64], words: I64, settings: Settings) -> Scored:
    left, right, runs, pairs = tallied(tags, least=2)
    shorter = np.minimum(words[left], words[right])
    shared, strength = shared_and_strength(runs, pairs, shorter)
    enough = (shared >= least_shared(shorter, settings)) & (strength >= settings.rare_strength)
    return Scored(left, right, strength).where(enough)


def _concatenated(parts: list[Scored]) -> Scored:
    nothing = Scored(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    parts = [nothing, *parts]
    return Scored(
        np.concatenate([part.left for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.score for part in parts]),
    )
