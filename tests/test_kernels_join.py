"""Features and bands to pairs of rows."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

import numpy as np
import pytest
import twins
from datasketch import MinHash, MinHashLSH
from hypothesis import given
from hypothesis import strategies as st

from syndetect.errors import InputError
from syndetect.kernels.join import (
    ROW_BITS,
    TAGS,
    Lists,
    band_keys,
    bucket_pairs,
    counted,
    first_of_each,
    one_a_group,
    pair_keys,
    pairs_within,
    posting_lists,
    postings,
    stars,
    tagged,
    tallied,
)
from syndetect.kernels.minhash import NOTHING
from syndetect.kernels.words import mix

entries = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 9) | st.integers(2**24 - 3, 2**24 - 1)), max_size=60
)


def packed(found: list[tuple[int, int]]) -> np.ndarray:
    """Postings of (feature, row), the feature in the bits that a posting keeps."""
    features = np.array([feature for feature, _ in found], np.uint64)
    return postings(features << np.uint64(60), np.array([row for _, row in found], np.int64))


def grouped_pairs(found: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs of rows and how many features they share, from postings in any order."""
    return pairs_of(found, most, EVERY)


def pairs_of(found: np.ndarray, most: int, places: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same of rows that are called by their places."""
    return counted(pairs_within(posting_lists(np.sort(found), places).between(2, most)))


EVERY = np.arange(1 << ROW_BITS)
"""Every row keeps its own number."""


keys = st.lists(st.tuples(st.integers(0, 3), st.integers(4, 7) | st.just((1 << ROW_BITS) - 1)), max_size=30)


@given(st.lists(keys, min_size=TAGS, max_size=TAGS), st.integers(1, 4))
def test_a_tally_is_that_of_counters(listed: list[list[tuple[int, int]]], least: int) -> None:
    """Each pair once, sorted, with its times in each list; pairs rarer than the least are left out."""
    columns = [
        pair_keys(*(np.array([pair[side] for pair in one], np.int64) for side in (0, 1))) for one in listed
    ]
    tags = np.sort(np.concatenate([tagged(column, tag) for tag, column in enumerate(columns)]))
    left, right, counts = tallied(tags, least)
    rows = zip(left.tolist(), right.tolist(), counts.tolist(), strict=True)
    times = {pair: [one.count(pair) for one in listed] for pair in sorted({*chain(*listed)})}
    assert list(rows) == [(*pair, count) for pair, count in times.items() if sum(count) >= least]


def as_sets(lists: Lists) -> list[tuple[int, set[int]]]:
    """Each list's feature and members."""
    ends = np.cumsum(lists.sizes).tolist()
    return [
        (int(feature) >> 60, set(lists.members[end - size : end].tolist()))
        for feature, size, end in zip(lists.features, lists.sizes.tolist(), ends, strict=True)
    ]


few = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=60)


@given(few, st.integers(1, 2))
def test_posting_lists_are_those_of_a_dictionary(found: list[tuple[int, int]], least: int) -> None:
    """Every feature with so many rows, in order, with each of its rows once."""
    lists = posting_lists(np.sort(packed(found)), EVERY, least)
    rows: dict[int, set[int]] = defaultdict(set)
    for feature, row in found:
        rows[feature].add(row)
    assert as_sets(lists) == sorted((key, held) for key, held in rows.items() if len(held) >= least)
    assert lists.packed().tolist() == sorted(lists.packed().tolist())


@given(few, st.lists(st.integers(0, 9), min_size=10, max_size=10), st.permutations(range(10)))
def test_a_group_has_one_member_in_a_list(
    found: list[tuple[int, int]], chosen: list[int], names: list[int]
) -> None:
    """Of the members of a group the one it is called by stays, or else the smallest, in whatever order."""
    groups = np.array([chosen[name] if chosen[chosen[name]] == chosen[name] else name for name in range(10)])
    lists = posting_lists(np.sort(packed(found)), np.array(names))
    for (feature, members), (same, left) in zip(
        as_sets(lists), as_sets(one_a_group(lists, groups)), strict=True
    ):
        expected = {
            group if group in members else min(name for name in members if groups[name] == group)
            for group in {int(groups[name]) for name in members}
        }
        assert (same, left) == (feature, expected)


@given(few, st.permutations(range(10)))
def test_a_star_joins_each_member_with_the_first(found: list[tuple[int, int]], ranked: list[int]) -> None:
    """Each list of n members gives n - 1 pairs, all with the member that comes first by rank."""
    lists = posting_lists(np.sort(packed(found)), EVERY)
    order = np.array(ranked)
    expected = []
    for _, members in as_sets(lists):
        first = min(members, key=ranked.index)
        expected += [(min(first, name), max(first, name)) for name in members - {first}]
    left, right, counts = counted(stars(lists, order))
    assert sorted(expected) == sorted(
        pair
        for pair, times in zip(zip(left.tolist(), right.tolist(), strict=True), counts.tolist(), strict=True)
        for _ in range(times)
    )
    firsts = [{min(members, key=ranked.index)} for _, members in as_sets(lists)]
    assert [held for _, held in as_sets(first_of_each(lists, order))] == firsts


@given(entries, st.integers(2, 8))
def test_pairs_are_those_of_the_slow_twin(found: list[tuple[int, int]], most: int) -> None:
    """Each pair once, sorted, with the number of features that it shares; common features say nothing."""
    left, right, shared = grouped_pairs(packed(found), most)
    expected = twins.grouped_pairs(found, most)
    assert list(zip(left.tolist(), right.tolist(), shared.tolist(), strict=True)) == expected


@given(entries)
def test_the_order_of_postings_does_not_matter(found: list[tuple[int, int]]) -> None:
    """Postings may come in any order, and twice."""
    shuffled = packed([*reversed(found), *found])
    for one, two in zip(grouped_pairs(packed(found), 9), grouped_pairs(shuffled, 9), strict=True):
        assert one.tolist() == two.tolist()


@given(entries, st.integers(2, 8), st.permutations(range(10)), st.sets(st.integers(0, 9)))
def test_rows_are_called_by_their_places(
    found: list[tuple[int, int]], most: int, names: list[int], left_out: set[int]
) -> None:
    """Rows get the places given, and those without one count for nothing, as if they had never come."""
    found = [(feature, row % 10) for feature, row in found]
    places = np.array([-1 if row in left_out else names[row] for row in range(10)])
    left, right, shared = pairs_of(packed(found), most, places)
    kept = [(feature, names[row]) for feature, row in found if row not in left_out]
    expected = twins.grouped_pairs(kept, most)
    assert list(zip(left.tolist(), right.tolist(), shared.tolist(), strict=True)) == expected


def test_more_rows_than_a_posting_can_hold_are_refused() -> None:
    """The last row that fits is kept whole; the next one is an error, since it would join strangers."""
    last = (1 << ROW_BITS) - 1
    feature = np.array([2**64 - 1], np.uint64)
    assert int(postings(feature, np.array([last]))[0]) & last == last
    with pytest.raises(InputError, match=r"16,777,217 articles are more .*16,777,216"):
        postings(feature, np.array([last + 1]))


def test_nothing_gives_no_pairs() -> None:
    """No postings, no keys and no signatures have no pairs."""
    none = np.empty(0, np.uint64)
    rows = np.empty(0, np.int64)
    assert len(postings(none, rows)) == 0
    assert [len(column) for column in grouped_pairs(none, 10)] == [0, 0, 0]
    assert [len(column) for column in counted(none)] == [0, 0, 0]
    assert [len(column) for column in banded_pairs(np.empty((0, 4), np.uint64))] == [0, 0]
    assert band_keys(np.empty((0, 12), np.uint16), 4, 3).shape == (0, 4)


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1)), max_size=20))
def test_pair_keys_keep_both_rows(pairs: list[tuple[int, int]]) -> None:
    """A key holds the two rows, smaller first, up to the largest row of 32 bits."""
    left, right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    low, high, counts = counted(pair_keys(left, right))
    ordered = [tuple(sorted(pair)) for pair in pairs]
    assert list(zip(low.tolist(), high.tolist(), strict=True)) == sorted(set(ordered))
    assert counts.tolist() == [ordered.count(pair) for pair in sorted(set(ordered))]


shapes = st.tuples(st.integers(2, 5), st.integers(1, 4))


@st.composite
def signed(draw: st.DrawFn) -> tuple[np.ndarray, int, int]:
    """Signatures of few different values, so that bands meet, with bands and rows."""
    bands, rows = draw(shapes)
    places = bands * rows + draw(st.integers(0, 2))
    value = st.integers(0, 1) | st.just(2**16 - 1)
    texts = draw(st.lists(st.lists(value, min_size=places, max_size=places), max_size=8))
    return np.array(texts, np.uint16).reshape(len(texts), places), bands, rows


@given(signed())
def test_bands_group_as_datasketch_does(sample: tuple[np.ndarray, int, int]) -> None:
    """Keys of a band are equal exactly where MinHashLSH has one bucket; empty texts meet nobody."""
    signatures, bands, rows = sample
    keys = band_keys(signatures, bands, rows)
    full = [k for k, signature in enumerate(signatures) if (signature != NOTHING).any()]
    index = MinHashLSH(num_perm=signatures.shape[1], params=(bands, rows))
    for k in full:
        index.insert(k, MinHash(hashvalues=signatures[k], scheme="affine32"))
    for band, table in enumerate(index.hashtables):
        expected = {frozenset(table.get(bucket)) for bucket in table.keys()}  # noqa: SIM118 - no dict
        groups = defaultdict(set)
        for k in full:
            groups[int(keys[k, band])].add(k)
        assert {frozenset(group) for group in groups.values()} == expected
    assert len(np.unique(keys)) == sum(len(np.unique(keys[:, band])) for band in range(bands))
    for k in set(range(len(signatures))) - set(full):
        assert (keys == keys[k][None, :]).sum() == bands


def banded_pairs(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of texts that share a bucket of any band, each once, as left and right rows."""
    buckets = [bucket_pairs(keys[:, band]) for band in range(keys.shape[1])]
    left, right, _ = counted(np.concatenate([np.empty(0, np.uint64), *buckets]))
    return left, right


@given(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), max_size=30))
def test_texts_of_a_bucket_are_joined(table: list[list[int]]) -> None:
    """Pairs share a bucket; small buckets give all their pairs, large ones enough to stay in one piece."""
    keys = mix(np.array(table, np.uint64).reshape(len(table), 2))
    left, right = banded_pairs(keys)
    found = list(zip(left.tolist(), right.tolist(), strict=True))
    assert found == sorted(set(found))
    assert all(i < j and (keys[i] == keys[j]).any() for i, j in found)
    for band in range(2):
        for value in range(4):
            bucket = [row for row, values in enumerate(table) if values[band] == value]
            inner = {(i, j) for i, j in found if {i, j} <= set(bucket)}
            if len(bucket) <= 8:
                assert len(inner) == len(bucket) * (len(bucket) - 1) // 2

            def near(a: int, b: int, bucket: list[int] = bucket, inner: set[tuple[int, int]] = inner) -> bool:
                return (min(bucket[a], bucket[b]), max(bucket[a], bucket[b])) in inner

            assert len(twins.components(len(bucket), near)) == min(1, len(bucket))


def test_many_copies_give_few_pairs() -> None:
    """Ten thousand equal texts give fewer than twenty thousand pairs, in one band or in many."""
    left, right = banded_pairs(np.ones((10_000, 6), np.uint64))
    assert len(left) < 20_000
    assert set(left.tolist()) | set(right.tolist()) == set(range(10_000))
    every, _, _ = grouped_pairs(packed([(1, row) for row in range(10_000)]), 10)
    assert len(every) == 0
