"""Sets of hashes that are asked about many at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.hash_set import among, members
from syndetect.kernels.words import mix

numbers = st.lists(st.integers(1, 500), max_size=200)


@given(numbers, numbers)
def test_exactly_the_members_are_held(inside: list[int], asked: list[int]) -> None:
    """Every member is found, and nothing else."""
    found = members(mix(np.array(inside, np.uint64))).holds(mix(np.array(asked, np.uint64)))
    assert found.tolist() == [number in set(inside) for number in asked]


def test_members_that_meet_in_a_table_are_all_found() -> None:
    """Thousands of members, many of which choose one place, go to further tables and none is lost."""
    hashes = mix(np.arange(1, 20_001, dtype=np.uint64))
    table = members(hashes[:10_000])
    assert len(table.levels) > 1
    assert table.holds(hashes[:10_000]).all()
    assert not table.holds(hashes[10_000:]).any()


@given(st.lists(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_among_a_sorted_column(values: list[int], column: set[int]) -> None:
    """A value is among a column if it stands there, whichever of the two is longer."""
    found = among(np.array(values, np.uint64), np.array(sorted(column), np.uint64))
    assert found.tolist() == [value in column for value in values]
