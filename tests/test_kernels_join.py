"""Features and bands to pairs of rows."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
import twins
from datasketch import MinHash, MinHashLSH
from hypothesis import given
from hypothesis import strategies as st

from syndetect.errors import InputError
from syndetect.kernels.join import (
    ROW_BITS,
    band_keys,
    banded_pairs,
    counted,
    pair_keys,
    postings,
    shared_pairs,
    tagged,
    tallied,
)
from syndetect.kernels.minhash import EMPTY
from syndetect.kernels.text import mix

entries = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 9) | st.integers(2**24 - 3, 2**24 - 1)), max_size=60
)


def packed(found: list[tuple[int, int]]) -> np.ndarray:
    """Postings of (feature, row), the feature in the bits that a posting keeps."""
    features = np.array([feature for feature, _ in found], np.uint64)
    return postings(features << np.uint64(60), np.array([row for _, row in found], np.int64))


def grouped_pairs(found: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs of rows and how many features they share, from postings in any order."""
    return counted(shared_pairs(np.sort(found), most, EVERY))


EVERY = np.arange(1 << ROW_BITS)
"""Every row keeps its own number."""


keys = st.lists(st.tuples(st.integers(0, 3), st.integers(4, 7) | st.just((1 << ROW_BITS) - 1)), max_size=30)


@given(keys, keys, st.integers(1, 4))
def test_a_tally_of_two_lists_is_that_of_counters(
    one: list[tuple[int, int]], two: list[tuple[int, int]], least: int
) -> None:
    """Each pair once, sorted, with its times in either list; pairs rarer than the least are left out."""
    first, second = (
        pair_keys(*(np.array([pair[side] for pair in listed], np.int64) for side in (0, 1)))
        for listed in (one, two)
    )
    tags = np.sort(np.concatenate((tagged(first, 0), tagged(second, 1))))
    rows = zip(*(column.tolist() for column in tallied(tags, least)), strict=True)
    times = {pair: (one.count(pair), two.count(pair)) for pair in sorted({*one, *two})}
    assert list(rows) == [(*pair, *count) for pair, count in times.items() if sum(count) >= least]


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
    left, right, shared = counted(shared_pairs(np.sort(packed(found)), most, places))
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
    assert band_keys(np.empty((0, 12), np.uint32), 4, 3).shape == (0, 4)


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
    value = st.integers(0, 1) | st.just(2**32 - 1)
    texts = draw(st.lists(st.lists(value, min_size=places, max_size=places), max_size=8))
    return np.array(texts, np.uint32).reshape(len(texts), places), bands, rows


@given(signed())
def test_bands_group_as_datasketch_does(sample: tuple[np.ndarray, int, int]) -> None:
    """Keys of a band are equal exactly where MinHashLSH has one bucket; empty texts meet nobody."""
    signatures, bands, rows = sample
    keys = band_keys(signatures, bands, rows)
    full = [k for k, signature in enumerate(signatures) if (signature != EMPTY).any()]
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
