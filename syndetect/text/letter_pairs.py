"""The surprise of a pair of letters in languages without spaces, where pairs are used in place of words."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.unspaced import distinctive, in_context
from syndetect.kernels.words import U64, words
from syndetect.text.lexicon import frequencies

F32 = NDArray[np.float32]

_NAME_BITS = 16.0
"""Surprise of a pair that no word of the language has, as in foreign names."""
_PLAIN_BITS = 13.0
"""Surprise of a pair in a language without a list of words."""
_EMPTY_BITS = 5.0
"""Surprise of a pair without content: across two words, or not counted."""


def letter_bits(stems: U64, language: str) -> F32:
    """Surprise in bits, float32 (letters,), of the pairs of consecutive letters of texts in one language.

    `stems`: uint64 (letters,), the hash of each pair. Where the language has a list of words, a pair inside a
    word has the surprise of the words that contain it, a pair across two words counts as empty, and a run of
    pairs that no word has counts as a name. In other languages every second pair counts.
    """
    known, bits = _pairs(language)
    if not len(known):
        return np.where(distinctive(stems), _PLAIN_BITS, _EMPTY_BITS).astype(np.float32)
    nearest = np.minimum(np.searchsorted(known, stems), len(known) - 1)
    hit = known[nearest] == stems
    beside = np.zeros(len(hit) + 2, np.bool_)
    beside[1:-1] = hit
    strange = ~(hit | beside[:-2] | beside[2:])
    surprise: F32 = np.where(hit, bits[nearest], np.where(strange, _NAME_BITS, _EMPTY_BITS)).astype(
        np.float32
    )
    return surprise


@lru_cache(maxsize=4)
def _pairs(language: str) -> tuple[U64, NDArray[np.float64]]:
    """The hashes of the pairs inside the words of a language, sorted, and the surprise of each in bits."""
    listed = frequencies(language) if language in {"zh", "ja"} else {}
    batch = in_context(words(list(listed)))
    owners = np.repeat(np.arange(len(listed)), np.diff(batch.firsts))
    last = np.append(owners[1:] != owners[:-1], True)
    inner = np.flatnonzero(~last)
    if not len(inner):
        return np.empty(0, np.uint64), np.empty(0)
    share = np.fromiter(listed.values(), np.float64, len(listed))[owners[inner]]
    distinct, inverse = np.unique(batch.stems[inner], return_inverse=True)
    return distinct, -np.log2(np.bincount(inverse, share))
