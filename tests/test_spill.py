"""Columns and texts that go to temporary files when there is no room for them."""

from __future__ import annotations

import tempfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import spill
from syndetect.errors import SyndetectError
from syndetect.spill import Budget, SortedRuns, SpilledColumns, Texts

numbers = st.lists(st.lists(st.integers(0, 2**30 - 1), max_size=20), max_size=6)


@given(numbers, st.integers(1, 30), st.sampled_from([0, 64, 1 << 20]), st.sampled_from([1, 8, 1 << 20]))
def test_everything_comes_back_sorted(parts: list[list[int]], size: int, room: int, run: int) -> None:
    """Whatever the slices, the room and the runs: all numbers, in order, and no group of one key is cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spill, "_RUN", run)
        runs = SortedRuns(1 << 30, 4, Budget(room))
        for part in parts:
            runs.append(np.array(part, np.uint64))
        slices = [one.tolist() for one in runs.slices(size)]
    assert len(runs) == sum(map(len, parts))
    assert [number for one in slices for number in one] == sorted(number for part in parts for number in part)
    keys = [{number >> 4 for number in one} for one in slices]
    assert sum(map(len, keys)) == len(set().union(*keys))


@given(
    st.lists(st.lists(st.integers(0, 1 << 12)), max_size=5),
    st.sets(st.integers(0, 1 << 8)),
    st.sampled_from((0, 1 << 20)),
)
def test_what_has_certain_keys_is_found_without_the_rest(
    parts: list[list[int]], keys: set[int], room: int
) -> None:
    """The numbers of some keys, sorted, as if all were gone through."""
    runs = SortedRuns(1 << 13, 4, Budget(room))
    for part in parts:
        runs.append(np.array(part, np.uint64))
    sought = np.array(sorted(keys), np.uint64) << np.uint64(4)
    expected = sorted(number for part in parts for number in part if number >> 4 in keys)
    assert runs.holding(sought, 4).tolist() == expected
    runs.close()


@given(
    st.lists(st.lists(st.integers(0, 200), max_size=9), max_size=6),
    st.sampled_from((0, 40, 1 << 20)),
)
def test_columns_come_back_as_they_were_added(sets: list[list[int]], room: int) -> None:
    """In order and of their types, in memory or not, as often as asked; and the room is given back."""
    budget = Budget(room)
    columns = SpilledColumns(budget)
    for some in sets:
        columns.append(np.array(some, np.uint64), np.array(some[:3], np.int32))
    for _ in range(2):
        back = [(wide.tolist(), narrow.tolist()) for wide, narrow in columns]
        assert back == [(some, some[:3]) for some in sets]
    assert all((one.dtype, two.dtype) == (np.uint64, np.int32) for one, two in columns)
    columns.close()
    assert budget.left == room
    assert list(columns) == []


@pytest.mark.parametrize("room", [0, 10_000_000])
def test_the_largest_keys_are_kept(room: int) -> None:
    """A span of all 64 bits works as any other."""
    values = np.array([0, 2**64 - 1, 2**63, 2**63 - 1], np.uint64)
    runs = SortedRuns(1 << 64, 24, Budget(room))
    runs.append(values)
    assert np.concatenate(list(runs.slices(1))).tolist() == sorted(values.tolist())


def test_slices_are_about_as_large_as_asked() -> None:
    """Evenly spread numbers come in even slices, so memory is bounded by the size of one."""
    runs = SortedRuns(1 << 64, 24, Budget(1 << 20))
    generator = np.random.default_rng(1)
    for _ in range(4):
        runs.append(generator.integers(0, 2**64, 500_000, dtype=np.uint64))
    sizes = [len(one) for one in runs.slices(100_000)]
    assert sum(sizes) == 2_000_000
    assert max(sizes) < 102_000


def test_room_that_was_given_back_can_be_taken_again() -> None:
    """A budget is the sum of what is held at once, not of what ever was."""
    budget = Budget(80)
    runs = SortedRuns(100, 0, budget)
    runs.append(np.arange(10, dtype=np.uint64))
    assert [len(one) for one in runs.slices(100)] == [10]
    assert not budget.take(1)
    runs.close()
    assert budget.take(80)


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=())), max_size=4), max_size=4),
    st.integers(0, 40),
)
def test_texts_come_back_as_they_were(batches: list[list[str]], room: int) -> None:
    """In memory or in a file, by number, whatever is in them, lone surrogates too."""
    texts = Texts(Budget(room))
    for batch in batches:
        texts.append(batch)
    flat = [text for batch in batches for text in batch]
    assert len(texts) == len(flat)
    assert [texts[number] for number in range(len(flat))] == flat
    assert texts.sizes().tolist() == [len(text.encode("utf-8", "surrogatepass")) for text in flat]


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """When temporary files cannot be made, the message names the folder and the two ways out."""
    monkeypatch.setattr(tempfile, "tempdir", "/proc/none")
    texts = Texts(Budget(0))
    with pytest.raises(SyndetectError, match=r"/proc/none cannot be written .*TMPDIR.*memory"):
        texts.append(["some words"])
