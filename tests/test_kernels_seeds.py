"""Seeds of alignment: diagonal runs, cells, clusters."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
import twins
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.seeds import cells, cluster, grouped, runs, split

places = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30)


@given(st.lists(places, max_size=4), st.integers(1, 5))
def test_runs_are_those_of_the_slow_twin(owned: list[set[tuple[int, int]]], size: int) -> None:
    """Chains of places on a diagonal become one run each, as long as can be, for each owner by itself."""
    rows = [(owner, *place) for owner, some in enumerate(owned) for place in sorted(some)]
    table = np.array(rows, np.int64).reshape(len(rows), 3)
    widths = np.full(len(owned), 9)
    found = zip(*(column.tolist() for column in runs(*table.T, widths, widths, size)), strict=True)
    expected = [(owner, *run) for owner, some in enumerate(owned) for run in twins.runs(sorted(some), size)]
    assert list(found) == expected


@pytest.mark.parametrize("total", [10, 10**6])
@given(rows=st.lists(st.tuples(st.integers(0, 9), st.floats(0, 5)), max_size=20))
def test_cells_are_added_up(total: int, rows: list[tuple[int, float]]) -> None:
    """Count, sum of squares and sum of each cell, the same in a small table and in one too large to hold."""
    expected: dict[int, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
    for cell, weight in rows:
        expected[cell][0] += 1
        expected[cell][1] += weight * weight
        expected[cell][2] += weight
    column = np.array([cell for cell, _ in rows], np.int64)
    found = cells(column, np.array([weight for _, weight in rows], np.float64), total)
    assert [part.tolist() for part in found] == [
        sorted(expected),
        *([expected[cell][k] for cell in sorted(expected)] for k in range(3)),
    ]


spans = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda span: (span[0], span[0] + span[1]))
boxes = st.tuples(spans, spans).map(lambda box: (*box[0], *box[1]))


@given(st.lists(st.lists(boxes, min_size=1, max_size=8), max_size=3), st.integers(0, 8), st.integers(0, 8))
def test_clusters_are_those_of_the_slow_twin(
    found: list[list[tuple[int, int, int, int]]], gap_left: int, gap_right: int
) -> None:
    """Boxes are together when no axis can part them and they were before; group numbers have no gaps."""
    sides = np.array([box for group in found for box in group], np.int64).reshape(-1, 4)
    before = np.repeat(np.arange(len(found)), [len(group) for group in found])
    labels = cluster(before, sides[:, :2], sides[:, 2:], gap_left, gap_right).tolist()
    groups = {frozenset(k for k, label in enumerate(labels) if label == one) for one in labels}
    expected, shift = set(), 0
    for group in found:
        expected |= {frozenset(shift + k for k in part) for part in twins.cluster(group, gap_left, gap_right)}
        shift += len(group)
    assert groups == expected
    assert set(labels) == set(range(len(groups)))


@given(st.lists(st.tuples(st.integers(0, 2), spans), min_size=1, max_size=10), st.integers(0, 6))
def test_splitting_needs_a_gap(rows: list[tuple[int, tuple[int, int]]], gap: int) -> None:
    """Two boxes of a group are parted exactly where nothing of the group bridges the gap between them."""
    labels = split(
        np.array([span for _, span in rows], np.int64), np.array([owner for owner, _ in rows], np.int64), gap
    ).tolist()
    for owner in {owner for owner, _ in rows}:
        own = [k for k, (one, _) in enumerate(rows) if one == owner]
        parts = twins.components(
            len(own),
            lambda a, b, own=own: (
                max(rows[own[a]][1][0], rows[own[b]][1][0]) - min(rows[own[a]][1][1], rows[own[b]][1][1])
                <= gap
            ),
        )
        for part in parts:
            assert len({labels[own[k]] for k in part}) == 1
        assert len({labels[k] for k in own}) == len(parts)


@given(st.lists(st.integers(0, 4), max_size=12))
def test_grouped_rows_keep_their_order(labels: list[int]) -> None:
    """Rows of a label come together, first to last."""
    order, firsts = grouped(np.array(labels, np.int64))
    assert order.tolist() == sorted(range(len(labels)), key=lambda row: (labels[row], row))
    assert len(firsts) == len(set(labels))


def test_nothing_has_no_seeds() -> None:
    """Empty columns give empty columns."""
    nothing = np.empty(0, np.int64)
    assert [len(column) for column in runs(nothing, nothing, nothing, nothing, nothing, 4)] == [0] * 4
    assert [len(column) for column in cells(nothing, np.empty(0), 0)] == [0] * 4
    assert len(cluster(nothing, np.empty((0, 2), np.int64), np.empty((0, 2), np.int64), 5, 5)) == 0
