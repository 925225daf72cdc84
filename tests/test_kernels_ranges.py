"""Many runs of numbers at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.ranges import any_of, borders, ranges, sized, sorted_places, within

spans = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=12)


def columns(rows: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Begins and ends."""
    table = np.array(rows, np.int64).reshape(len(rows), 2)
    return table[:, 0], table[:, 1]


@given(spans)
def test_ranges_are_those_of_python(rows: list[tuple[int, int]]) -> None:
    """Every number of every run with the run's own number, in order; a run that ends early is empty."""
    owners, numbers = ranges(*columns(rows))
    expected = [(owner, number) for owner, row in enumerate(rows) for number in range(*row)]
    assert list(zip(owners.tolist(), numbers.tolist(), strict=True)) == expected


@given(st.lists(st.integers(0, 4), max_size=20).map(sorted))
def test_borders_part_the_owners(owners: list[int]) -> None:
    """One border for each owner, and as many rows to it as it has."""
    firsts = borders(np.array(owners, np.int64))
    assert [owners[row] for row in firsts.tolist()] == sorted(set(owners))
    assert sized(firsts, len(owners)).tolist() == [owners.count(owner) for owner in sorted(set(owners))]


@given(
    st.lists(st.integers(0, 2), max_size=8), st.tuples(*[st.tuples(st.integers(0, 5), st.integers(0, 5))] * 3)
)
def test_rows_meet_the_members_of_their_owner(
    owners: list[int], members: tuple[tuple[int, int], ...]
) -> None:
    """Each row once with every member, in order."""
    rows, numbers = within(np.array(owners, np.int64), *columns(list(members)))
    expected = [(row, number) for row, owner in enumerate(owners) for number in range(*members[owner])]
    assert list(zip(rows.tolist(), numbers.tolist(), strict=True)) == expected


keys = st.integers(0, 5) | st.integers(0, 2**64 - 1) | st.integers(2**63, 2**63 + 40)


@given(st.lists(keys, max_size=40), st.integers(0, 50))
def test_places_are_sorted_as_by_a_stable_sort(values: list[int], shift: int) -> None:
    """Equal keys stay in order, also where keys differ in their last bits only."""
    column = np.array(values, np.uint64) >> np.uint64(shift)
    order, ranked = sorted_places(column)
    assert order.tolist() == np.argsort(column, kind="stable").tolist()
    assert ranked.tolist() == sorted(column.tolist())


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=20))
def test_any_of_is_pythons(rows: list[tuple[int, bool]]) -> None:
    """An owner is marked when one of its members is true."""
    owners = np.array([owner for owner, _ in rows], np.int64)
    found = any_of(owners, np.array([true for _, true in rows], np.bool_), 6)
    assert found.tolist() == [any(true for one, true in rows if one == owner) for owner in range(6)]
