"""Exact search for a few articles: the truth that an index is held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates.rare import least_shared, shared_and_strength
from syndetect.columns import Fingerprints
from syndetect.kernels.join import ROW_BITS
from syndetect.kernels.members import members
from syndetect.kernels.shingles import owners
from syndetect.kernels.text import I64, U64
from syndetect.settings import Settings
from syndetect.spill import SortedRuns

_SLICE = 1 << 20
_ROWS = np.uint64((1 << ROW_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Overlaps:
    """What sampled texts share with others: columns of one length.

    `sample`, `other`: int64, numbers of the texts. `shared`: int64, distinct shingles that both have.
    `resemblance`: float64, the exact Jaccard coefficient of their sets of shingles.
    """

    sample: I64
    other: I64
    shared: I64
    resemblance: NDArray[np.float64]


def overlaps(
    sample: Sequence[U64], others: Iterable[tuple[int, U64, I64]], least_common: int, least: float
) -> Overlaps:
    """Every pair that shares `least_common` shingles or has resemblance `least`, found without any index.

    `sample`: the shingles of each sampled text, uint64. `others`: batches of all texts, as the number of the
    first one, their shingles, and the first shingle of each, int64 (texts + 1,).
    """
    distinct = [np.unique(one) for one in sample]
    sizes = np.array([len(one) for one in distinct], np.int64)
    hashes = np.concatenate([np.empty(0, np.uint64), *distinct])
    order = np.argsort(hashes, kind="stable")
    ranked, holder = hashes[order], np.repeat(np.arange(len(sample)), sizes)[order]
    known = members(ranked)
    parts = [_of_batch(batch, ranked, holder, known.holds(batch[1]), sizes) for batch in others]
    nothing = np.empty(0, np.int64)
    columns = [np.concatenate([nothing, *(part[place] for part in parts)]) for place in range(4)]
    of_sample, other, shared, size = columns
    resemblance = shared / np.maximum(sizes[of_sample] + size - shared, 1)
    kept = (shared >= least_common) | (resemblance >= least)
    return Overlaps(of_sample[kept], other[kept], shared[kept], resemblance[kept])


def _of_batch(
    batch: tuple[int, U64, I64], ranked: U64, holder: I64, held: NDArray[np.bool_], sizes: I64
) -> tuple[I64, I64, I64, I64]:
    """Sampled text, other text, distinct shingles in common, distinct shingles of the other one."""
    first, shingles, starts = batch
    texts = owners(starts)
    pairs = np.unique(np.stack((texts[held].astype(np.uint64), shingles[held]), axis=1), axis=0)
    low = np.searchsorted(ranked, pairs[:, 1])
    times = np.searchsorted(ranked, pairs[:, 1], side="right") - low
    inner = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    of_sample = holder[np.repeat(low, times) + inner]
    other = np.repeat(pairs[:, 0].astype(np.int64), times)
    keys, shared = np.unique(other * len(sizes) + of_sample, return_counts=True)
    other, of_sample = keys // max(len(sizes), 1), keys % max(len(sizes), 1)
    met, place = np.unique(other, return_inverse=True)
    size = [len(np.unique(shingles[starts[text] : starts[text + 1]])) for text in met.tolist()]
    return of_sample, other + first, shared, np.array(size, np.int64)[place]


def would_be_found(
    found: Fingerprints, excerpts: Sequence[tuple[U64, U64]], words: I64, settings: Settings
) -> NDArray[np.bool_]:
    """Whether rare wording would find each excerpt, were it printed in one more article.

    `excerpts`: features of the rare-wording and of the content view of each, as they stand in postings but
    without a row; `words`: int64, the words of the shorter of the two articles.
    """
    counts = []
    runs_of, pairs_of = [one for one, _ in excerpts], [two for _, two in excerpts]
    for view, features in ((found.rare, runs_of), (found.content, pairs_of)):
        wanted = np.unique(np.concatenate([np.empty(0, np.uint64), *features]))
        holders = _holders(view, wanted)
        rare = (holders > 0) & (holders < settings.rare_documents)
        counts.append([int(rare[np.searchsorted(wanted, np.unique(one))].sum()) for one in features])
    runs, pairs = (np.array(column, np.int64) for column in counts)
    shared, strength = shared_and_strength(runs, pairs, words)
    strong = strength >= settings.rare_strength
    enough: NDArray[np.bool_] = strong & (shared >= least_shared(words, settings))
    return enough


def _holders(view: SortedRuns, wanted: U64) -> I64:
    """How many texts have each feature: int64 (features,)."""
    counts = np.zeros(len(wanted), np.int64)
    for part in view.slices(_SLICE):
        distinct = part[np.append(True, part[1:] != part[:-1])] if len(part) else part
        features = distinct & ~_ROWS
        counts += np.searchsorted(features, wanted, side="right") - np.searchsorted(features, wanted)
    return counts
