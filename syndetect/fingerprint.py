"""Documents to fingerprints: a MinHash signature of the whole text, and postings of what is rare in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from syndetect.columns import Fingerprints, WordCounts
from syndetect.kernels.join import postings
from syndetect.kernels.minhash import signatures
from syndetect.kernels.segments import held
from syndetect.kernels.shingles import neighbours, owners, shingles
from syndetect.kernels.text import U64, WordBatch, words
from syndetect.lexicon import function_words
from syndetect.settings import Settings

RARE_SHARE = 2.0**-17
"""Of a corpus's words, the share below which one is too rare for its count to say more than its language."""

_WAITING = 16
"""Batches whose words are counted together."""

CONTENT_WINDOW = 2
"""Content words apart that still make a pair of the content view."""


def fingerprint(texts: Sequence[str], first_row: int, settings: Settings) -> Fingerprints:
    """Fingerprints of a batch of texts whose rows in the corpus start at `first_row`."""
    batch = words(texts)
    counts = np.diff(batch.firsts)
    whole, starts = shingles(batch.hashes, batch.firsts, settings.shingle_words)
    rare, rare_starts = shingles(batch.hashes, batch.firsts, settings.rare_words)
    telling = ~_is_function_word(batch.hashes) & (batch.ends - batch.begins > 2)
    content, content_rows = neighbours(batch.stems[telling], owners(batch.firsts)[telling], CONTENT_WINDOW)
    digests = np.array(
        [
            xxhash.xxh3_64_intdigest(batch.hashes[low:high].tobytes())
            for low, high in zip(batch.firsts[:-1].tolist(), batch.firsts[1:].tolist(), strict=True)
        ],
        np.uint64,
    )
    return Fingerprints(
        words=counts,
        digests=digests,
        signatures=signatures(whole, starts, settings.num_perm, settings.seed),
        rare=postings(rare, owners(rare_starts) + first_row),
        content=postings(content, content_rows + first_row),
        vocabulary=_counted(batch, digests),
    )


_SIEVE_BITS = np.uint64(0xFFFF)


def _is_function_word(hashes: U64) -> NDArray[np.bool_]:
    # Most words are told apart by sixteen bits of their hash, which is much quicker than a search.
    common, _ = function_words()
    sieve = np.zeros(int(_SIEVE_BITS) + 1, np.bool_)
    sieve[common & _SIEVE_BITS] = True
    found: NDArray[np.bool_] = sieve[hashes & _SIEVE_BITS]
    doubtful = np.flatnonzero(found)
    found[doubtful] = held(hashes[doubtful], common)
    return found


def joined(parts: Iterable[Fingerprints], settings: Settings) -> Fingerprints:
    """The fingerprints of consecutive batches as those of one corpus; each is let go once taken in."""
    words_in, digests, signed = _Column(np.int64), _Column(np.uint64), _Column(np.uint32)
    rare, content = _Column(np.uint64), _Column(np.uint64)
    counts = WordCounts(np.empty(0, np.uint64), np.empty(0, np.int64), 0)
    waiting: list[WordCounts] = []
    for part in parts:
        words_in.append(part.words)
        digests.append(part.digests)
        signed.append(part.signatures.ravel())
        rare.append(part.rare)
        content.append(part.content)
        waiting.append(part.vocabulary)
        if len(waiting) == _WAITING:
            counts, waiting = _merged([counts, *waiting]), []
    counts = _common(_merged([counts, *waiting]))
    return Fingerprints(
        words=words_in.done(),
        digests=digests.done(),
        signatures=signed.done().reshape(-1, settings.num_perm),
        rare=rare.sorted(),
        content=content.sorted(),
        vocabulary=counts,
    )


class _Column:
    """An array that grows at its end, without a second copy of what it holds."""

    def __init__(self, dtype: Any) -> None:
        self._held = np.empty(0, dtype)
        self._used = 0

    def append(self, values: NDArray[Any]) -> None:
        need = self._used + len(values)
        if need > len(self._held):
            # Large blocks are moved by the system, page by page, when they are made longer.
            self._held.resize(need + need // 4, refcheck=False)
        self._held[self._used : need] = values
        self._used = need

    def sorted(self) -> NDArray[Any]:
        held = self.done()
        held.sort()
        return held

    def done(self) -> NDArray[Any]:
        self._held.resize(self._used, refcheck=False)
        return self._held


def _counted(batch: WordBatch, digests: U64) -> WordCounts:
    """How often a batch uses its words, equal texts counted once: copies of one story make no word common."""
    _, first = np.unique(digests, return_index=True)
    hashes = batch.hashes
    if len(first) < len(digests):
        distinct = np.zeros(len(digests), np.bool_)
        distinct[first] = True
        hashes = hashes[distinct[owners(batch.firsts)]]
    found, counts = np.unique(hashes, return_counts=True)
    return WordCounts(found, counts, len(hashes))


def _merged(parts: Sequence[WordCounts]) -> WordCounts:
    distinct, inverse = np.unique(np.concatenate([part.hashes for part in parts]), return_inverse=True)
    counts = np.bincount(inverse, np.concatenate([part.counts for part in parts]), len(distinct))
    return WordCounts(distinct, counts.astype(np.int64), sum(part.total for part in parts))


def _common(found: WordCounts) -> WordCounts:
    """Without the words too rare for their count to matter."""
    common = found.counts >= max(2.0, found.total * RARE_SHARE)
    return WordCounts(found.hashes[common], found.counts[common], found.total)
