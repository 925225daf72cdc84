"""Features of many documents in one sorted column, and what two documents share of them.

One column is enough for all pairs: the features of one document are searched for among those of the other, by
keys whose high bits are the document.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.kernels.ranges import ranges, sorted_places
from syndetect.kernels.words import I64, U64, Bools

DOCUMENT_BITS = 16
"""High bits of a key that hold the document; two texts of 500 features meet by chance once in 10^9 pairs."""

_FEATURE_BITS = np.uint64(64 - DOCUMENT_BITS)
_FEATURE = (np.uint64(1) << _FEATURE_BITS) - np.uint64(1)


@dataclass(frozen=True, slots=True)
class FeatureIndex:
    """Occurrences of features, sorted by document, feature and place.

    `keys`: uint64 (occurrences,), document and feature. `places`: int64, the position of each, ascending from
    document to document. `starts`: int64, the first occurrence of the same key; `sizes`: int64, how many it
    has. `firsts`: int64 (documents + 1,), the first occurrence of each document.
    """

    keys: U64
    places: I64
    starts: I64
    sizes: I64
    firsts: I64


def keys_of(features: U64, documents: I64) -> U64:
    """The keys of features, uint64, from their hashes, uint64, and documents, int64, all of one shape."""
    return (features >> np.uint64(DOCUMENT_BITS)) | (documents.astype(np.uint64) << _FEATURE_BITS)


def index(features: U64, documents: I64, places: I64, total: int) -> FeatureIndex:
    """Index of `total` documents from columns in reading order: hash, document and place."""
    order, keys = sorted_places(keys_of(features, documents))
    return sorted_index(keys, places[order], total)


def sorted_index(keys: U64, places: I64, total: int) -> FeatureIndex:
    """The same from columns that are already sorted."""
    new = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    heads = np.flatnonzero(new)
    sizes = np.diff(heads, append=len(keys))
    return FeatureIndex(
        keys, places, np.repeat(heads, sizes), np.repeat(sizes, sizes), document_firsts(keys, total)
    )


def document_firsts(keys: U64, total: int) -> I64:
    """The first key of each of `total` documents, and their number: int64 (total + 1,)."""
    lowest = np.arange(total, dtype=np.uint64) << _FEATURE_BITS
    firsts: I64 = np.append(np.searchsorted(keys, lowest), len(keys)).astype(np.int64)
    return firsts


def shared(keys: U64, firsts: I64, near: I64, far: I64, some: I64 | None = None) -> tuple[I64, I64, I64]:
    """The near documents' keys that the far documents have too.

    `keys`: uint64, sorted; `firsts`: int64 (documents + 1,); `near`, `far`: int64 (pairs,), documents.
    `some`: int64, ascending, the only rows that are searched for; `firsts` then counts these. Returns int64
    columns: the pair, the row of the near key, the first row of the far key; sorted by the first two.
    """
    owners, rows = ranges(firsts[near], firsts[near + 1])
    if some is not None:
        rows = some[rows]
    sought = (keys[rows] & _FEATURE) | (far.astype(np.uint64) << _FEATURE_BITS)[owners]
    low = np.searchsorted(keys, sought)
    np.minimum(low, max(0, len(keys) - 1), out=low)
    hit = np.flatnonzero(keys[low] == sought) if len(keys) else np.empty(0, np.int64)
    return owners[hit], rows[hit], low[hit]


@dataclass(frozen=True, slots=True)
class FeatureLinks:
    """For every feature of one side of each pair, the first row of the same feature on the other side, or -1.

    `rows`: int64, pair after pair. `shifts`: int64 (pairs,); a place plus its pair's shift is an index of
    `rows`.
    """

    rows: I64
    shifts: I64

    def of(self, pairs: I64, places: I64) -> I64:
        """The other side's rows of the features at some places of some pairs."""
        linked: I64 = self.rows[self.shifts[pairs] + places]
        return linked


def links(index: FeatureIndex, firsts: I64, near: I64, far: I64) -> tuple[FeatureLinks, FeatureLinks]:
    """Links from the near side to the far one, and back.

    `firsts`: int64 (documents + 1,), the first place of each document.
    """
    pairs, rows, low = shared(index.keys, index.firsts, near, far)
    there, back = _unlinked(firsts, near), _unlinked(firsts, far)
    there.rows[there.shifts[pairs] + index.places[rows]] = low
    once = np.flatnonzero(index.starts[rows] == rows)
    owners, others = ranges(low[once], low[once] + index.sizes[low[once]])
    back.rows[back.shifts[pairs[once]][owners] + index.places[others]] = rows[once][owners]
    return there, back


def joined_by_runs(
    stems: FeatureIndex,
    words: tuple[Bools, I64, I64],
    linked: tuple[FeatureLinks, FeatureLinks],
    owners: I64,
    runs: I64,
) -> tuple[FeatureLinks, FeatureLinks]:
    """Links to stems, there and back, and links between the words of equal runs that have no common stem.

    One word has two stems in texts of two languages, or where a language was not recognised.
    `words`: which words carry content, content words before each word, and the row in the index of stems of
    each content word. `owners`: int64 (runs,), pairs; `runs`: int64 (runs, 3), near and far begin, length.
    """
    if not len(runs):
        return linked
    content, before, rows = words
    of, here = ranges(runs[:, 0], runs[:, 0] + runs[:, 2])
    there = here + (runs[:, 1] - runs[:, 0])[of]
    both = np.flatnonzero(content[here] & content[there])
    pairs, near, far = owners[of[both]], rows[before[here[both]]], rows[before[there[both]]]
    return _joined(stems, linked[0], pairs, near, far), _joined(stems, linked[1], pairs, far, near)


def _joined(stems: FeatureIndex, links: FeatureLinks, owners: I64, own: I64, others: I64) -> FeatureLinks:
    """The links, and further ones from every place of a word's stem to the other word's stem."""
    first = stems.starts[own]
    which, places = ranges(first, first + stems.sizes[own])
    rows = links.rows.copy()
    at = links.shifts[owners[which]] + stems.places[places]
    new = rows[at] < 0
    rows[at[new]] = stems.starts[others[which[new]]]
    return FeatureLinks(rows, links.shifts)


def _unlinked(firsts: I64, side: I64) -> FeatureLinks:
    sizes = firsts[side + 1] - firsts[side]
    begins = np.cumsum(sizes) - sizes
    return FeatureLinks(np.full(int(sizes.sum()), -1, np.int64), begins - firsts[side])


def matches(
    index: FeatureIndex,
    near: I64,
    far: I64,
    most: int,
    some: tuple[I64, I64] | None = None,
    repeating: tuple[float, I64] | None = None,
) -> tuple[I64, I64, I64]:
    """Occurrences of the same feature in two documents, for features with at most `most` such pairs.

    `some`: the near rows that are searched for, and the first of each document (and their number) among them.
    `repeating`: a share, and the first place of each document (and their number). In a pair of documents in
    which more than that share of the rows has too many pairs, as in texts that repeat themselves, each of
    these rows is matched with the two nearest ones, counted from the begin and from the end of both
    documents. Returns int64 columns: the pair, and rows of the index on either side; sorted by pair, feature
    and place.
    """
    if some is None:
        pairs, rows, low = shared(index.keys, index.firsts, near, far)
    else:
        pairs, rows, low = shared(index.keys, some[1], near, far, some[0])
    few = index.sizes[rows] * index.sizes[low] <= most
    if repeating is not None and not few.all():
        share, firsts = repeating
        many = np.bincount(pairs[~few], minlength=len(near))
        rich = many > share * np.bincount(pairs, minlength=len(near))
        some_rows = np.flatnonzero(~few & rich[pairs])
        if len(some_rows):
            return _with_nearest(index, (pairs, rows, low), few, some_rows, (firsts, near, far))
    pairs, rows, low = pairs[few], rows[few], low[few]
    owners, there = ranges(low, low + index.sizes[low])
    return pairs[owners], rows[owners], there


def _with_nearest(
    index: FeatureIndex, columns: tuple[I64, I64, I64], few: Bools, some: I64, texts: tuple[I64, I64, I64]
) -> tuple[I64, I64, I64]:
    """The result of `matches` where `some` of the shared rows are matched with the nearest places only."""
    firsts, near, far = texts
    pairs, rows, low = (column[some] for column in columns)
    places = index.places[rows]
    ahead = _nearest(index, low, places + (firsts[far] - firsts[near])[pairs])
    behind = _nearest(index, low, places + (firsts[far + 1] - firsts[near + 1])[pairs])
    twice = np.flatnonzero(behind != ahead)
    each, all_rows, lows = (column[few] for column in columns)
    owners, usual = ranges(lows, lows + index.sizes[lows])
    joined = (
        np.concatenate((each[owners], pairs, pairs[twice])),
        np.concatenate((all_rows[owners], rows, rows[twice])),
        np.concatenate((usual, ahead, behind[twice])),
    )
    order = np.lexsort((joined[2], joined[1], joined[0]))
    return joined[0][order], joined[1][order], joined[2][order]


def _nearest(index: FeatureIndex, starts: I64, places: I64) -> I64:
    """The row of each feature, given its first row, that is nearest to a place; the earlier one of two."""
    behind = np.minimum(lower_bound(index, starts, places), starts + index.sizes[starts] - 1)
    before = np.maximum(behind - 1, starts)
    earlier = abs(places - index.places[before]) <= abs(index.places[behind] - places)
    nearest: I64 = np.where(earlier, before, behind)
    return nearest


def inside(index: FeatureIndex, starts: I64, begins: I64, ends: I64) -> tuple[I64, I64]:
    """The occurrences of features, given the first row of each, from `begins` up to `ends`.

    Columns int64 (n,). Returns the row of the first such occurrence, and their number; where that is 0, the
    row has no meaning.
    """
    sizes = index.sizes[starts]
    places = index.places[starts]
    rows = starts.copy()
    counts = ((places >= begins) & (places < ends)).astype(np.int64)
    several = np.flatnonzero(sizes > 1)
    if len(several):
        some, low, high = starts[several], begins[several], ends[several]
        first = lower_bound(index, some, low)
        rows[several] = np.minimum(first, len(index.keys) - 1)
        counts[several] = lower_bound(index, some, high) - first
    return rows, np.maximum(counts, 0)


def lower_bound(index: FeatureIndex, starts: I64, places: I64) -> I64:
    """The first row of each feature at `places` or after them, or the row after its last one."""
    low, high = starts.copy(), starts + index.sizes[starts]
    # Features recur a few times: to halve all intervals together is quicker than to search the whole column.
    active = np.flatnonzero(low < high)
    while len(active):
        middle = (low[active] + high[active]) >> 1
        before = index.places[middle] < places[active]
        low[active[before]] = middle[before] + 1
        high[active[~before]] = middle[~before]
        active = active[low[active] < high[active]]
    return low
