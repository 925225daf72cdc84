"""How surprising a pair of letters is in languages without spaces, where it is what a word is elsewhere."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.unspaced import distinctive, in_context
from syndetect.kernels.words import U64, words
from syndetect.text.lexicon import frequencies

F32 = NDArray[np.float32]

_NAME_BITS = 16.0
"""A pair that no word of the language has, as in names from abroad."""
_PLAIN_BITS = 13.0
"""A pair of a language without a list of words."""
_EMPTY_BITS = 5.0
"""A pair that stands for no content: across two words, or left out of count."""


def letter_bits(stems: U64, language: str) -> F32:
    """Surprise in bits of the pairs of consecutive letters, uint64 (letters,), of texts in one language.

    Where the language has a list of words, pairs across two of them count for nothing, pairs inside as the
    words that have them are common, and runs of pairs that no word has as a name. Elsewhere every other pair
    counts.
    """
    known, bits = _pairs(language)
    if not len(known):
        return np.where(distinctive(stems), _PLAIN_BITS, _EMPTY_BITS).astype(np.float32)
    places = np.minimum(np.searchsorted(known, stems), len(known) - 1)
    hit = known[places] == stems
    beside = np.zeros(len(hit) + 2, np.bool_)
    beside[1:-1] = hit
    strange = ~(hit | beside[:-2] | beside[2:])
    found: F32 = np.where(hit, bits[places], np.where(strange, _NAME_BITS, _EMPTY_BITS)).astype(np.float32)
    return found


@lru_cache(maxsize=4)
def _pairs(language: str) -> tuple[U64, NDArray[np.float64]]:
    """The pairs of letters inside the words of a language, sorted, and the surprise of each."""
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
