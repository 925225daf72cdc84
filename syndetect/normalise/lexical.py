"""Words to stems and surprise, each distinct word of a language looked up once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from syndetect.columns import WordCounts
from syndetect.kernels.words import I64, SINGLE, U64, WordBatch
from syndetect.text import lexicon
from syndetect.text.letter_pairs import letter_bits

F32 = NDArray[np.float32]

_SLOT_BITS = 17


def lexical(
    languages: Sequence[str], batch: WordBatch, owners: I64, corpus: WordCounts | None
) -> tuple[U64, F32]:
    """Stem and surprise of every word of the batch; `owners`: int64 (words,), the text of each."""
    distinct = sorted(set(languages))
    single = (batch.marks & np.uint8(SINGLE)) != 0
    if len(distinct) == 1 and not single.any():
        return _memo(distinct[0], corpus).look_up(batch.hashes, batch.spellings)
    stems = np.empty(len(batch.hashes), np.uint64)
    bits = np.empty(len(batch.hashes), np.float32)
    spoken = np.array([distinct.index(language) for language in languages], np.int64)[owners]
    for place, language in enumerate(distinct):
        theirs = spoken == place
        letters = np.flatnonzero(theirs & single)
        if len(letters):
            stems[letters] = batch.stems[letters]
            bits[letters] = letter_bits(batch.stems[letters], language)
        rows = np.flatnonzero(theirs & ~single)

        def spellings(places: I64, rows: I64 = rows) -> list[str]:
            return batch.spellings(rows[places])

        stems[rows], bits[rows] = _memo(language, corpus).look_up(batch.hashes[rows], spellings)
    return stems, bits


@lru_cache(maxsize=32)
def entries(language: str) -> dict[int, tuple[int, float]]:  # noqa: ARG001 - one memo a language
    """A pure memo of word hash to (stem, bits): its content never shows in a result."""
    return {}


@lru_cache(maxsize=8)
def _memo(language: str, corpus: WordCounts | None) -> _Memo:
    return _Memo(language, corpus)


def _no_keys() -> U64:
    # No slot may seem to hold a word: the key of each belongs to another slot.
    keys = np.full(1 << _SLOT_BITS, ~np.uint64(0))
    keys[-1] = 0
    return keys


@dataclass(frozen=True, slots=True)
class _Memo:
    """Words already met, one for each slot that the first bits of a hash name; the last one met stays."""

    language: str
    corpus: WordCounts | None
    keys: U64 = field(default_factory=_no_keys)
    stems: U64 = field(default_factory=lambda: np.empty(1 << _SLOT_BITS, np.uint64))
    bits: F32 = field(default_factory=lambda: np.empty(1 << _SLOT_BITS, np.float32))

    def look_up(self, hashes: U64, surfaces: Callable[[I64], list[str]]) -> tuple[U64, F32]:
        """Stem and surprise of each word; `surfaces` spells the words of some rows."""
        slots = (hashes >> np.uint64(64 - _SLOT_BITS)).astype(np.int64)
        stems, bits = self.stems[slots], self.bits[slots]
        missed = np.flatnonzero(self.keys[slots] != hashes)
        if len(missed):
            distinct, first, inverse = np.unique(hashes[missed], return_index=True, return_inverse=True)
            new_stems, new_bits = self._entries(distinct, missed[first], surfaces)
            stems[missed], bits[missed] = new_stems[inverse], new_bits[inverse]
            slots = slots[missed[first]]
            self.keys[slots], self.stems[slots], self.bits[slots] = distinct, new_stems, new_bits
        return stems, bits

    def _entries(self, distinct: U64, rows: I64, surfaces: Callable[[I64], list[str]]) -> tuple[U64, F32]:
        known, keys = entries(self.language), distinct.tolist()
        new = [place for place, key in enumerate(keys) if key not in known]
        if new:
            made = lexicon.entries(surfaces(rows[new]), self.language)
            known.update(zip((keys[place] for place in new), made, strict=True))
        found = [known[key] for key in keys]
        surprise = np.array([value for _, value in found], np.float64)
        if self.corpus is not None:
            surprise = lexicon.adapted(surprise, distinct, self.corpus)
        return np.array([stem for stem, _ in found], np.uint64), surprise.astype(np.float32)
