"""Maximum-scoring segments, and stretches."""

from __future__ import annotations

import numpy as np
import pytest
import twins
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels import maximal_segments
from syndetect.kernels.maximal_segments import best_segments, filled, occurring, overlapping, stretches

bag = st.lists(st.integers(0, 6) | st.just(2**64 - 1), max_size=15)
scores = st.lists(st.integers(-5, 5), min_size=1, max_size=14)
spans = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 12), st.integers(1, 6)), max_size=12)


@pytest.mark.parametrize("cells", [1, 40, 1 << 20])
@given(columns=st.lists(scores, max_size=8))
def test_the_best_segments_are_those_of_brute_force(cells: int, columns: list[list[int]]) -> None:
    """The largest sum of all segments that are not empty; of equals the first to end, then the shortest."""
    firsts = np.cumsum([0, *map(len, columns)])
    flat = np.array([score for column in columns for score in column], np.float64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(maximal_segments, "_CELLS", cells)
        begins, ends = best_segments(flat, firsts)
    found = list(zip(begins.tolist(), ends.tolist(), strict=True))
    assert found == [twins.best_segment(column) for column in columns]


@given(bag, bag)
def test_held_are_the_values_that_occur(values: list[int], others: list[int]) -> None:
    """One answer a value, repetitions included."""
    found = occurring(np.array(values, np.uint64), np.array(others, np.uint64))
    assert found.tolist() == [value in others for value in values]


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=20).map(sorted))
def test_stretches_are_runs_of_true_values(rows: list[tuple[int, bool]]) -> None:
    """Every true value stands in one stretch, with its neighbours of the same owner and with no others."""
    owners = np.array([owner for owner, _ in rows], np.int64)
    begins, ends = stretches(np.array([true for _, true in rows], np.bool_), owners)
    found = list(zip(begins.tolist(), ends.tolist(), strict=True))
    inside = [row for begin, end in found for row in range(begin, end)]
    assert inside == [row for row, (_, true) in enumerate(rows) if true]
    for begin, end in found:
        assert len({owner for owner, _ in rows[begin:end]}) == 1
        assert begin == 0 or rows[begin - 1] != rows[begin]
        assert end == len(rows) or rows[end] != rows[end - 1]


@given(spans)
def test_what_spans_fill_is_counted_once(rows: list[tuple[int, int, int]]) -> None:
    """Places of an owner's spans count once, and spans overlap when they have more words than places."""
    owners, begins, lengths = (
        (np.array(column, np.int64) for column in zip(*rows, strict=True))
        if rows
        else (np.empty(0, np.int64) for _ in range(3))
    )
    found = filled(owners, begins, begins + lengths, 4)
    lapped = overlapping(owners, begins, begins + lengths, 4)
    for owner in range(4):
        own = [range(begin, begin + length) for one, begin, length in rows if one == owner]
        places = {place for span in own for place in span}
        assert found[owner] == len(places)
        assert lapped[owner] == (sum(map(len, own)) > len(places))
