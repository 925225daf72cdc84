"""Features of many documents in one sorted column, against comparing documents value by value."""

from __future__ import annotations

import numpy as np
import twins
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.feature_index import (
    FeatureIndex,
    index,
    inside,
    links,
    lower_bound,
    matches,
    shared,
)

FEATURES = [k << 48 for k in range(1, 5)] + [2**64 - 1]
corpora = st.lists(st.lists(st.sampled_from(FEATURES), max_size=10), min_size=1, max_size=4)
pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6)


def indexed(documents: list[list[int]]) -> tuple[FeatureIndex, np.ndarray]:
    """The index of documents whose features stand one after the other, and where each document begins."""
    firsts = np.cumsum([0, *map(len, documents)])
    flat = np.array([value for document in documents for value in document], np.uint64)
    owners = np.repeat(np.arange(len(documents)), np.diff(firsts))
    return index(flat, owners, np.arange(len(flat)), len(documents)), firsts


def sides(documents: list[list[int]], rows: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of documents that there are, as two columns."""
    known = [(i % len(documents), j % len(documents)) for i, j in rows]
    table = np.array(known, np.int64).reshape(len(known), 2)
    return table[:, 0], table[:, 1]


@given(corpora)
def test_an_index_holds_every_occurrence_once(documents: list[list[int]]) -> None:
    """Occurrences are sorted by document, feature and place, and every row knows its feature's others."""
    found, firsts = indexed(documents)
    flat = [value for document in documents for value in document]
    assert sorted(found.places.tolist()) == list(range(len(flat)))
    assert found.firsts.tolist() == firsts.tolist()
    for row, document in enumerate(documents):
        rows = slice(*found.firsts[row : row + 2])
        expected = sorted(range(firsts[row], firsts[row + 1]), key=lambda place: (flat[place], place))
        assert found.places[rows].tolist() == expected
        for start, size, place in zip(found.starts[rows], found.sizes[rows], found.places[rows], strict=True):
            assert size == document.count(flat[place])
            assert flat[found.places[start]] == flat[place]


@given(corpora, pairs, st.integers(1, 30))
def test_matches_are_those_of_the_slow_twin(
    documents: list[list[int]], rows: list[tuple[int, int]], most: int
) -> None:
    """All places of equal features of each pair, but for features with too many."""
    found, firsts = indexed(documents)
    near, far = sides(documents, rows)
    owners, i, j = matches(found, near, far, most)
    for pair, (one, two) in enumerate(zip(near.tolist(), far.tolist(), strict=True)):
        mine = owners == pair
        left = (found.places[i[mine]] - firsts[one]).tolist()
        right = (found.places[j[mine]] - firsts[two]).tolist()
        expected = twins.matches(documents[one], documents[two], most)
        assert list(zip(left, right, strict=True)) == expected
    assert owners.tolist() == sorted(owners.tolist())


@given(corpora, pairs)
def test_links_lead_to_the_first_equal_feature(
    documents: list[list[int]], rows: list[tuple[int, int]]
) -> None:
    """Each place knows where the other document's equal features begin in the index, both ways."""
    found, firsts = indexed(documents)
    near, far = sides(documents, rows)
    there, back = links(found, firsts, near, far)
    for pair, (one, two) in enumerate(zip(near.tolist(), far.tolist(), strict=True)):
        for link, here, other in ((there, one, two), (back, two, one)):
            for place, value in enumerate(documents[here]):
                row = int(link.of(np.array([pair]), np.array([firsts[here] + place]))[0])
                if value in documents[other]:
                    assert found.places[row] == firsts[other] + documents[other].index(value)
                else:
                    assert row == -1


@given(corpora, st.integers(0, 12), st.integers(0, 12))
def test_places_inside_a_stretch_are_counted(documents: list[list[int]], begin: int, end: int) -> None:
    """How often a feature stands in a stretch, and where first."""
    found, _ = indexed(documents)
    starts = found.starts
    low, high = np.full(len(starts), begin), np.full(len(starts), end)
    first, counts = inside(found, starts, low, high)
    bounds = lower_bound(found, starts, low)
    for row, start in enumerate(starts.tolist()):
        places = found.places[start : start + found.sizes[start]].tolist()
        here = [place for place in places if begin <= place < end]
        assert counts[row] == len(here)
        assert bounds[row] == start + sum(place < begin for place in places)
        if here:
            assert found.places[first[row]] == here[0]


def test_nothing_shares_nothing() -> None:
    """Empty documents, and no documents at all, have nothing in common."""
    for documents in ([], [[]], [[], []]):
        found, firsts = indexed(documents)
        near = np.zeros(len(documents), np.int64)
        assert [len(column) for column in shared(found.keys, found.firsts, near, near)] == [0, 0, 0]
        assert len(links(found, firsts, near, near)[0].rows) == 0
