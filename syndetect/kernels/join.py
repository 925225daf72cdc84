"""Finds texts with common features: band keys and postings are grouped by sorting, groups become pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from syndetect.errors import InputError
from syndetect.kernels.minhash import NOTHING, U16
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I32, I64, U64, mix

ROW_BITS = 24
"""Low bits of a posting that hold the row; the other bits hold the feature's hash."""

_ROWS = np.uint64((1 << ROW_BITS) - 1)
_STEP = np.uint64(0xBF58476D1CE4E5B9)


def postings(hashes: U64, rows: I64 | I32) -> U64:
    """Features packed with their rows into one number each, so that one plain sort groups them.

    40 bits of the hash stay: with 50 million postings two different features are equal once in 20,000 times,
    and every pair is verified on the texts later. Raises InputError for rows that need more than ROW_BITS:
    they would change the hashes.
    """
    if len(rows) and int(rows.max()) >> ROW_BITS:
        raise InputError(
            f"{int(rows.max()) + 1:,} articles are more than one search can hold ({1 << ROW_BITS:,}); "
            "scan them in parts"
        )
    return (hashes & ~_ROWS) | rows.astype(np.uint64)


@dataclass(frozen=True, slots=True)
class Lists:
    """The posting lists of features, one after the other.

    `features`: uint64 (lists,), as in postings, without a row. `members`: int64 (postings,), the names of the
    rows, each once in a list. `sizes`: int64 (lists,), the number of members of each list.
    """

    features: U64
    members: I64
    sizes: I64

    def __len__(self) -> int:
        return len(self.sizes)

    def where(self, mask: NDArray[np.bool_]) -> Lists:
        """The lists that `mask`, bool (lists,), selects."""
        return Lists(self.features[mask], self.members[np.repeat(mask, self.sizes)], self.sizes[mask])

    def between(self, least: int, most: int) -> Lists:
        """The lists with `least` to `most` members."""
        return self.where((self.sizes >= least) & (self.sizes <= most))

    def packed(self) -> U64:
        """The lists as postings again, with members in place of rows: uint64, sorted."""
        return np.repeat(self.features, self.sizes) | self.members.astype(np.uint64)


NO_LISTS = Lists(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64))


def posting_lists(packed: U64, places: I64 | None, least: int = 2, row_bits: int = ROW_BITS) -> Lists:
    """The posting list of every feature that `least` rows or more have, one or two.

    `packed`: uint64 (postings,), sorted, all postings of each feature, with the row in `row_bits` low bits.
    `places`: int64 (rows,), the name of each row in the result, -1 for rows that are left out before rows are
    counted; without it rows are names.
    """
    low = np.uint64((1 << row_bits) - 1)
    if least > 1 and len(packed):
        # Most features have one row only, and are removed before their rows are looked up.
        equal = (packed[1:] ^ packed[:-1]) <= low
        shared = np.zeros(len(packed), np.bool_)
        shared[1:] = equal
        shared[:-1] |= equal
        packed = packed[shared]
    named = (packed & low).astype(np.int64)
    if places is not None:
        named = places[named]
        known = named >= 0
        if not known.all():
            packed, named = packed[known], named[known]
    if not len(packed):
        return NO_LISTS
    new = np.append(True, packed[1:] != packed[:-1])
    if not new.all():
        packed, named = packed[new], named[new]
    borders = np.flatnonzero(np.append(True, (packed[1:] ^ packed[:-1]) > low))
    lists = Lists(packed[borders] & ~low, named, np.diff(np.append(borders, len(packed))))
    return lists.where(lists.sizes >= least)


def one_a_group(lists: Lists, groups: I64) -> Lists:
    """Each list with one member of each group: the member whose name the group has, or else the smallest.

    `groups`: int64 (names,), the group of each member, with the name of one of its members. The members that
    are left keep their order; a list can have a single one left.
    """
    joined = (np.bincount(groups, minlength=len(groups)) > 1)[groups]
    grouped = np.flatnonzero(joined[lists.members])
    if not len(grouped):
        return lists
    owners = np.repeat(np.arange(len(lists)), lists.sizes)
    kept = np.ones(len(owners), np.bool_)
    kept[grouped[_not_first(owners[grouped], lists.members[grouped], groups)]] = False
    return Lists(lists.features, lists.members[kept], np.bincount(owners[kept], minlength=len(lists)))


def _not_first(owners: I64, members: I64, groups: I64) -> I64:
    """The places of members that have another one of their group, and list, before them.

    The one that the group is called by comes first, then the smaller one. `owners`: sorted, the list of each.
    """
    group = groups[members]
    bits, group_bits = len(members).bit_length(), int(group.max()).bit_length()
    ascending = bool(((np.diff(members) > 0) | (np.diff(owners) > 0)).all())
    if not ascending or int(owners[-1]).bit_length() + group_bits + 1 + bits > 64:
        order = np.lexsort((members, members != group, group, owners))
        owner, group = owners[order], group[order]
        later: I64 = order[1:][(owner[1:] == owner[:-1]) & (group[1:] == group[:-1])]
        return later
    # All in one word: a plain sort is much faster than one of an order.
    keys = (owners.astype(np.uint64) << np.uint64(group_bits)) | group.astype(np.uint64)
    keys = ((keys << np.uint64(1) | (members != group)) << np.uint64(bits)) | np.arange(
        len(members), dtype=np.uint64
    )
    keys.sort()
    upper = keys >> np.uint64(bits + 1)
    places: I64 = (keys[1:][upper[1:] == upper[:-1]] & np.uint64((1 << bits) - 1)).astype(np.int64)
    return places


def pairs_within(lists: Lists) -> U64:
    """A pair key, uint64, for every two members of a list; for lists of few members."""
    members, sizes = lists.members, lists.sizes
    behind = np.repeat(np.cumsum(sizes), sizes) - np.arange(1, len(members) + 1)
    keys: list[U64] = []
    rows = np.arange(len(members))
    for step in range(1, int(sizes.max(initial=1))):
        rows = rows[behind[rows] >= step]
        keys.append(pair_keys(members[rows], members[rows + step]))
    return np.concatenate(keys) if keys else np.empty(0, np.uint64)


def first_of_each(lists: Lists, ranked: I64, most: int = 1) -> Lists:
    """The first `most` members of each list; `ranked` is as for `stars`."""
    firsts = np.stack(list(_leading(lists, ranked, most)), axis=1)
    kept = np.arange(most) < lists.sizes[:, None]
    return Lists(lists.features, ranked[firsts[kept]], np.minimum(lists.sizes, most))


def stars(lists: Lists, ranked: I64) -> U64:
    """A pair key for every member of a list with its first member.

    `ranked`: int64 (names,), all names in the order of their rank. A list of n members gives n - 1 pairs, not
    n² / 2.
    """
    firsts = np.repeat(ranked[next(_leading(lists, ranked, 1))], lists.sizes)
    others = firsts != lists.members
    return pair_keys(firsts[others], lists.members[others])


def _leading(lists: Lists, ranked: I64, most: int) -> Iterator[I64]:
    """Of each list the least rank of its members, the next one and so on, `most` in all: int64 (lists,).

    Where a list has no further member, that is any rank.
    """
    # Least values are found without a sort.
    ranks = np.empty(len(ranked), np.int32)
    ranks[ranked] = np.arange(len(ranked), dtype=np.int32)
    left = ranks[lists.members]
    begins = np.cumsum(lists.sizes) - lists.sizes
    for _ in range(most):
        least = np.minimum.reduceat(left, begins) if len(lists) else left
        yield np.minimum(least, len(ranked) - 1).astype(np.int64)
        left[left == np.repeat(least, lists.sizes)] = np.iinfo(np.int32).max


def by_name(lists: Lists) -> Lists:
    """The lists with their members in the order of names."""
    packed = lists.packed()
    if not (packed[1:] > packed[:-1]).all():
        packed.sort()
    return Lists(lists.features, (packed & _ROWS).astype(np.int64), lists.sizes)


def ordered_by(lists: Lists, ranked: I64) -> Lists:
    """The lists with their members in the order of rank; `ranked` is as for `stars`."""
    ranks = np.empty(len(ranked), np.uint64)
    ranks[ranked] = np.arange(len(ranked), dtype=np.uint64)
    # List number and rank in one number: a plain sort is much faster than an argsort.
    keys = np.repeat(np.arange(len(lists), dtype=np.uint64) << np.uint64(ROW_BITS), lists.sizes)
    keys |= ranks[lists.members]
    keys.sort()
    return Lists(lists.features, ranked[(keys & _ROWS).astype(np.int64)], lists.sizes)


PLACE_BITS = 30
"""Bits of a tagged pair key that hold each of the two places."""

TAG_BITS = 3
"""Low bits of a tagged pair key that hold the kind of feature it comes from."""

TAGS = 1 << TAG_BITS


def tagged(keys: U64, tag: int) -> U64:
    """Pair keys packed into fewer bits, with a tag below TAGS in the lowest bits: uint64.

    Places have PLACE_BITS bits each.
    """
    packed = (keys >> np.uint64(32)) << np.uint64(PLACE_BITS)
    packed |= keys & np.uint64(0xFFFFFFFF)
    packed <<= np.uint64(TAG_BITS)
    packed |= np.uint64(tag)
    return packed


def tallied(
    tags: U64, least: int = 1, needed: Callable[[I64, I64], NDArray[np.float64]] | None = None
) -> tuple[I64, I64, I64]:
    """The distinct pairs of sorted tagged keys: left places, right places, and the count of each tag.

    The places are int64 (pairs,), sorted by left and right, the counts int64 (pairs, TAGS). Pairs that occur
    fewer than `least` times in all, or than is `needed` for two places, are left out: most of them share a
    single feature by chance.
    """
    new = np.ones(len(tags) + 1, np.bool_)
    np.not_equal(tags[1:] >> np.uint64(TAG_BITS), tags[:-1] >> np.uint64(TAG_BITS), out=new[1:-1])
    firsts = np.flatnonzero(new)
    total = np.diff(firsts)
    kept = np.flatnonzero(total >= least)
    left, right = _places(tags[firsts[kept]])
    if needed is not None:
        enough = total[kept] >= needed(left, right)
        kept, left, right = kept[enough], left[enough], right[enough]
    owners, rows = ranges(firsts[kept], firsts[kept + 1])
    cells = owners * TAGS + (tags[rows] & np.uint64(TAGS - 1)).astype(np.int64)
    counts = np.bincount(cells, minlength=len(kept) * TAGS).reshape(-1, TAGS).astype(np.int64)
    return left, right, counts


def _places(tags: U64) -> tuple[I64, I64]:
    """The two places of tagged keys."""
    keys = tags >> np.uint64(TAG_BITS)
    low = np.uint64((1 << PLACE_BITS) - 1)
    return (keys >> np.uint64(PLACE_BITS)).astype(np.int64), (keys & low).astype(np.int64)


def pair_keys(left: I64, right: I64) -> U64:
    """Two rows, int64 (pairs,) each, in one number, uint64 (pairs,), the smaller one in the high bits."""
    return (np.minimum(left, right).astype(np.uint64) << np.uint64(32)) | np.maximum(left, right).astype(
        np.uint64
    )


def unpacked(keys: U64) -> tuple[I64, I64]:
    """The two rows of each pair key, int64 (pairs,) each, the smaller ones first."""
    return (keys >> np.uint64(32)).astype(np.int64), (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)


def counted(keys: U64) -> tuple[I64, I64, U64]:
    """The distinct pairs of pair keys, sorted: two columns of rows, int64 (pairs,), and the count of each."""
    keys = np.sort(keys)
    new = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.empty(0, np.int64)
    counts = np.diff(np.append(new, len(keys))).astype(np.uint64)
    distinct = keys[new]
    return (*unpacked(distinct), counts)


def band_keys(signatures: U16, bands: int, rows: int) -> U64:
    """One key for each band: uint64 (texts, bands), from the first bands * rows columns of the signatures.

    Two keys of a band are equal where datasketch's MinHashLSH would put both texts into one bucket, apart
    from collisions of 64-bit hashes. A text without a signature gets keys that no other text has.
    """
    empty = np.flatnonzero((signatures == NOTHING).all(axis=1))
    columns = [signatures[:, band * rows : (band + 1) * rows] for band in range(bands)]
    return np.stack([band_key(column, band, empty) for band, column in enumerate(columns)], axis=1)


def band_key(rows: U16, band: int, empty: I64) -> U64:
    """The keys of one band: uint64 (texts,), from its columns of the signatures, uint16 (texts, rows).

    `empty`: the texts without a signature.
    """
    start = (band + 1) * int(_STEP) % (1 << 64)
    keys = np.full(len(rows), start, np.uint64)
    for row in range(rows.shape[1]):
        keys = mix(keys * _STEP + rows[:, row] + np.uint64(1))
    keys[empty] = mix(np.arange(len(empty), dtype=np.uint64) + np.uint64(start))
    return keys


def bucket_pairs(keys: U64) -> U64:
    """Pair keys of texts that share a bucket, from the keys of one band, uint64 (texts,).

    In a bucket of more than eight texts each is paired with the bucket's first text and with its neighbour,
    so a bucket of n texts gives fewer than 2 n pairs, not n squared. Keys are compared by their upper 40
    bits; pairs that are equal by chance are removed later, by their estimated resemblance.
    """
    ranked = (keys & ~_ROWS) | np.arange(len(keys), dtype=np.uint64)
    ranked.sort()
    members = (ranked & _ROWS).astype(np.int64)
    ranked >>= np.uint64(ROW_BITS)
    equal = np.flatnonzero(ranked[1:] == ranked[:-1]) + 1
    if not len(equal):
        return np.empty(0, np.uint64)
    # Only texts that are not alone: each bucket is a run of consecutive positions.
    opens = np.append(True, np.diff(equal) > 1)
    firsts = equal[opens] - 1
    sizes = np.diff(np.append(np.flatnonzero(opens), len(equal))) + 1
    pairs: list[U64] = []
    for size in range(2, _SMALL + 1):
        chosen = firsts[sizes == size]
        if len(chosen):
            grouped = members[chosen[:, None] + np.arange(size)]
            left, right = np.triu_indices(size, 1)
            pairs.append(pair_keys(grouped[:, left].ravel(), grouped[:, right].ravel()))
    for first, size in zip(firsts[sizes > _SMALL].tolist(), sizes[sizes > _SMALL].tolist(), strict=True):
        group = members[first : first + size]
        pairs.append(pair_keys(np.full(size - 1, group[0]), group[1:]))
        pairs.append(pair_keys(group[:-1], group[1:]))
    return np.concatenate(pairs)


_SMALL = 8
