"""Exact search for a few articles: the truth that an index is held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates import Search
from syndetect.candidates.rare import compared, is_enough, places_by_row, tag_of
from syndetect.columns import Fingerprints
from syndetect.kernels.hash_set import members
from syndetect.kernels.join import ROW_BITS, TAGS, Lists, posting_lists
from syndetect.kernels.shingles import owners
from syndetect.kernels.words import I64, U64
from syndetect.settings import Settings

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
    prints: Fingerprints,
    made: Search,
    excerpts: Sequence[tuple[U64, ...]],
    words: I64,
    settings: Settings,
) -> NDArray[np.bool_]:
    """Whether rare wording would find each excerpt if one more article had it.

    `excerpts`: features of each in every view, as they stand in postings but
    without a row; `words`: int64, the words of the shorter of the two articles. Each is looked for alone, and
    found when it shares enough with any one article.
    """
    places = places_by_row(prints, made.first_of)
    cells, tags = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for number, view in enumerate(prints.views):
        sought = [np.unique(both[number]) for both in excerpts]
        owners = np.repeat(np.arange(len(sought)), [len(features) for features in sought])
        features = np.concatenate([np.empty(0, np.uint64), *sought])
        for part in view.slices(_SLICE):
            near = part[np.isin(part & ~_ROWS, features)]
            lists = posting_lists(near, places, least=1)
            for rank, held in compared(lists, made.groups, made.ranked, settings, more=1):
                one, other = _met(features, owners, held)
                cells.append(one * len(prints) + other)
                tags.append(np.full(len(one), tag_of(number, rank)))
    cell, row = np.unique(np.concatenate(cells), return_inverse=True)
    counts = np.bincount(row * TAGS + np.concatenate(tags), minlength=len(cell) * TAGS).reshape(-1, TAGS)
    owner = cell // max(len(prints), 1)
    enough = is_enough(counts, words[owner], settings)[0]
    hits = np.zeros(len(excerpts), np.bool_)
    hits[owner[enough]] = True
    return hits


def _met(features: U64, owners: I64, held: Lists) -> tuple[I64, I64]:
    """Each member of a list with each owner of its feature: int64, owners and members."""
    order = np.argsort(features, kind="stable")
    ranked = features[order]
    low = np.searchsorted(ranked, held.features)
    times = np.searchsorted(ranked, held.features, side="right") - low
    low, times = np.repeat(low, held.sizes), np.repeat(times, held.sizes)
    inner = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    return owners[order[np.repeat(low, times) + inner]], np.repeat(held.members, times)
