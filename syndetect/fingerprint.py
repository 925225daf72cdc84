"""Documents -> fingerprints: a MinHash signature of the whole text, and postings of its rare features."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from threading import Lock
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from syndetect.boilerplate.base_texts import NO_BASE, left_out
from syndetect.boilerplate.common_lines import SecondLook
from syndetect.boilerplate.learned_lines import NO_FURNITURE, Furniture, learn, line_postings, without
from syndetect.columns import Fingerprints, Prints, WordCounts
from syndetect.kernels.hash_set import among
from syndetect.kernels.join import ROW_BITS, postings
from syndetect.kernels.line_hashes import lines
from syndetect.kernels.minhash import U32, low_halves, one_permutation, signatures
from syndetect.kernels.shingles import Runs, owners
from syndetect.kernels.unspaced import in_context
from syndetect.kernels.words import I64, U64
from syndetect.settings import Settings
from syndetect.spill import Budget, SortedRuns
from syndetect.text.identify import detect
from syndetect.text.surface import words
from syndetect.views import RARE_VIEWS, BatchWords

RARE_SHARE = 2.0**-17
"""The share of a word among a corpus's words, at least, from which its count in the corpus matters."""

_WAITING = 16
"""Batches whose word counts are merged at once."""

LONG_TEXT = 5000
"""Words of a text, at least, that could make its own wording common in a corpus by repetition."""

_NO_LINES = np.empty(0, np.uint64)


def fingerprint(
    texts: Sequence[str],
    owners_of: U64,
    first_row: int,
    settings: Settings,
    seen: SeenTexts | None,
    furniture: U64 | None = None,
    base: U64 = NO_BASE,
) -> Prints:
    """Fingerprints of a batch of texts whose rows in the corpus start at `first_row`.

    `owners_of`: uint64 (texts,), a hash of each text's outlet, 0 for none. Words of texts that were `seen`
    before are not counted, so that copies of one story make no word common; without `seen` no words are
    counted. The lines in `furniture` (uint64, keys) and the wording in `base` (uint64) are left out.
    """
    batch = words(texts)
    languages = detect(texts, [batch.hashes[low:high] for low, high in pairwise(batch.firsts.tolist())])
    line_hashes = lines(batch, owners_of)
    if furniture is not None:
        batch = without(batch, line_hashes, furniture)
    batch = left_out(batch, base)
    batch = in_context(batch)
    runs = Runs(batch.hashes, batch.firsts)
    whole, starts = runs.of(settings.shingle_words)
    rare = [view.features(BatchWords(batch, runs, settings)) for view in RARE_VIEWS]
    signed = SCHEMES[settings.scheme](whole, starts, settings.num_perm, settings.seed)
    borders = zip(batch.firsts[:-1].tolist(), batch.firsts[1:].tolist(), strict=True)
    digests = [xxhash.xxh3_64_intdigest(batch.hashes[low:high].data) for low, high in borders]
    counted = np.zeros(len(batch.hashes), np.bool_)
    if seen:
        counted = seen.new(digests)[owners(batch.firsts)] & _first_times(batch.firsts, whole, starts)
    return Prints(
        words=np.diff(batch.firsts),
        languages=languages,
        digests=np.array(digests, np.uint64),
        signatures=low_halves(signed),
        views=tuple(postings(features, rows + first_row) for features, rows in rare),
        lines=line_postings(line_hashes, owners_of, first_row) if furniture is None else _NO_LINES,
        vocabulary=_counted(batch.hashes[counted]),
    )


def _first_times(firsts: I64, runs: U64, starts: I64) -> NDArray[np.bool_]:
    """Which words are counted, bool (words,): in a long text, repeated runs count once.

    `firsts`: int64 (texts + 1,), first word; `runs`, `starts`: as `Runs.of` returns them.
    """
    kept = np.ones(int(firsts[-1]), np.bool_)
    for text in np.flatnonzero(np.diff(firsts) >= LONG_TEXT).tolist():
        own = runs[starts[text] : starts[text + 1]]
        again = np.ones(len(own), np.bool_)
        again[np.unique(own, return_index=True)[1]] = False
        kept[firsts[text] : firsts[text] + len(own)] = ~again
    return kept


SCHEMES: Mapping[str, Callable[[U64, I64, int, int], U32]] = {
    "one-permutation": one_permutation,
    "affine32": signatures,
}
"""The schemes of signatures, of which low halves are kept; the second one is that of datasketch."""


class SeenTexts:
    """The digests of texts that came before; safe for several threads."""

    def __init__(self, before: U64 = _NO_LINES) -> None:
        """`before`: uint64, sorted, digests of texts that count as seen."""
        self._digests: set[int] = set()
        self._before = before
        self._lock = Lock()

    def new(self, digests: Sequence[int]) -> NDArray[np.bool_]:
        """Which digests are new, of equal ones the first: bool (texts,). All of them are remembered."""
        with self._lock:
            fresh = []
            for digest in digests:
                fresh.append(digest not in self._digests)
                self._digests.add(digest)
        new: NDArray[np.bool_] = np.array(fresh, np.bool_)
        return new & ~among(np.array(digests, np.uint64), self._before)


class Gathering:
    """Collects the fingerprints of consecutive batches to those of one corpus."""

    def __init__(self, settings: Settings, budget: Budget) -> None:
        self._num_perm = settings.num_perm
        self._words, self._digests, self._signed = _Column(np.int64), _Column(np.uint64), _Column(np.uint16)
        self._languages = _Column(np.int8)
        self._views = tuple(SortedRuns(1 << 64, ROW_BITS, budget) for _ in RARE_VIEWS)
        self._lines = SortedRuns(1 << 64, ROW_BITS, budget)
        self._counts = WordCounts(np.empty(0, np.uint64), np.empty(0, np.int64), 0)
        self._waiting: list[WordCounts] = []

    def append(self, prints: Prints) -> None:
        """Add the next batch."""
        self._words.append(prints.words)
        self._languages.append(prints.languages)
        self._digests.append(prints.digests)
        self._signed.append(prints.signatures.ravel())
        for view, packed in zip(self._views, prints.views, strict=True):
            view.append(packed)
        self._lines.append(prints.lines)
        self._waiting.append(prints.vocabulary)
        if len(self._waiting) == _WAITING:
            self._counts, self._waiting = merged([self._counts, *self._waiting]), []

    def __len__(self) -> int:
        return self._words.used

    def words(self) -> I64:
        """The number of words of each row so far: int64 (rows,)."""
        return self._words.so_far()

    def languages(self) -> NDArray[np.int8]:
        """The language of each row so far, as `identify.detect` returns it: int8 (rows,)."""
        return self._languages.so_far()

    def digests(self) -> U64:
        """A digest of each row so far, equal for equal texts, furniture included: uint64 (rows,)."""
        return self._digests.so_far()

    @property
    def lines(self) -> SortedRuns:
        """Postings of lines that may recur, until `close_lines`."""
        return self._lines

    def furniture(self, owners: I64, least: int, texts: Callable[[I64], Sequence[str]]) -> Furniture:
        """The lines that recur in articles of one outlet or of many.

        `owners`: int64 (rows,), as the `outlets` of `learn`; `texts` returns the texts of some rows.
        """
        if not least:
            return NO_FURNITURE
        return learn(self._lines, self.words(), owners, least, SecondLook(self.digests(), texts))

    def close_lines(self) -> None:
        """Free the postings of lines."""
        self._lines.close()

    def vocabulary(self) -> WordCounts:
        """How often each word occurs in the texts so far; equal texts count once."""
        self._counts, self._waiting = merged([self._counts, *self._waiting]), []
        return self._counts

    def done(self, order: I64, published: NDArray[np.float64], outlets: I64) -> Fingerprints:
        """The fingerprints of the corpus; `order`, `published` and `outlets` as in `Fingerprints`.

        It can be called once only.
        """
        return Fingerprints(
            order=order,
            words=self._words.done()[order],
            digests=self._digests.done()[order],
            published=published,
            outlets=outlets,
            signatures=self._signed.done().reshape(-1, self._num_perm),
            views=self._views,
            vocabulary=common(self.vocabulary()),
        )


class _Column:
    """An array that grows at its end, without a second copy of its values."""

    def __init__(self, dtype: Any) -> None:
        self._held = np.empty(0, dtype)
        self.used = 0

    def append(self, values: NDArray[Any]) -> None:
        need = self.used + len(values)
        if need > len(self._held):
            # The system moves large blocks page by page when they grow.
            self._held.resize(need + need // 4, refcheck=False)
        self._held[self.used : need] = values
        self.used = need

    def so_far(self) -> NDArray[Any]:
        return self._held[: self.used].copy()

    def done(self) -> NDArray[Any]:
        self._held.resize(self.used, refcheck=False)
        return self._held


def vocabulary_of(texts: Sequence[str], settings: Settings, base: U64 = NO_BASE) -> WordCounts:
    """How often each word occurs in some texts, as `fingerprint` counts them."""
    batch = in_context(left_out(words(texts), base))
    runs, starts = Runs(batch.hashes, batch.firsts).of(settings.shingle_words)
    return _counted(batch.hashes[_first_times(batch.firsts, runs, starts)])


def _counted(hashes: U64) -> WordCounts:
    return WordCounts(*np.unique(hashes, return_counts=True), len(hashes))


def merged(batches: Sequence[WordCounts]) -> WordCounts:
    """The sum of the counts."""
    distinct, inverse = np.unique(np.concatenate([batch.hashes for batch in batches]), return_inverse=True)
    counts = np.bincount(inverse, np.concatenate([batch.counts for batch in batches]), len(distinct))
    return WordCounts(distinct, counts.astype(np.int64), sum(batch.total for batch in batches))


def common(counts: WordCounts) -> WordCounts:
    """The counts without words that are too rare for their count to matter."""
    common = counts.counts >= max(2.0, counts.total * RARE_SHARE)
    return WordCounts(counts.hashes[common], counts.counts[common], counts.total)


def common_with(known: WordCounts, own: WordCounts) -> WordCounts:
    """What is common in both together, where `known` has many more words than `own`."""
    # With more words none becomes common but those that come.
    kept = known.counts >= max(2.0, known.total * RARE_SHARE)
    at = np.searchsorted(known.hashes, own.hashes)
    inside = at < len(known.hashes)
    kept[at[inside][known.hashes[at[inside]] == own.hashes[inside]]] = True
    return common(merged([WordCounts(known.hashes[kept], known.counts[kept], known.total), own]))
