"""Columns that are looked at page by page: the same answers as in memory, and none from a damaged page."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndetect.archive.container import Container, ContainerWriter
from syndetect.archive.paged import PAGE, Paged, Sorted, write_sorted
from syndetect.archive.stored_votes import read_votes, write_votes
from syndetect.candidates.votes import Votes
from syndetect.errors import ArchiveError
from syndetect.kernels.words import I64, U64
from syndetect.views import RARE_VIEWS


def sorted_file(folder: Path, values: U64) -> Container:
    """A file of one sorted column."""
    with ContainerWriter(folder, "state") as writer:
        write_sorted(writer, "values", values)
        name = writer.finish({})
    return Container(folder / name, "state")


@given(
    st.sets(st.integers(0, 5_000), max_size=2_000),
    st.lists(st.integers(0, 5_001), max_size=50),
    st.integers(0, 600),
)
@settings(deadline=None, max_examples=60)
def test_values_are_where_they_are(values: set[int], asked: list[int], more: int) -> None:
    """Across borders of pages, before the first and behind the last value."""
    held = sorted({*values, *range(6_000, 6_000 + more)})
    with tempfile.TemporaryDirectory() as folder:
        column = Sorted(sorted_file(Path(folder), np.array(held, np.uint64)), "values")
        places = {value: place for place, value in enumerate(held)}
        keys = [*asked, *held[::7]]
        found = column.places_of(np.array(keys, np.uint64)).tolist()
        assert found == [places.get(key, -1) for key in keys]


def test_a_damaged_page_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    """What a question does not touch does not matter to it."""
    room = PAGE // 8
    file = sorted_file(tmp_path, np.arange(4 * room, dtype=np.uint64))
    raw = bytearray(file.path.read_bytes())
    raw[2 * PAGE + 11] ^= 4
    file.path.unlink()
    file.path.write_bytes(bytes(raw))
    column = Paged(Container(file.path, "state"), "values")
    assert column.at(np.array([3, room, 4 * room - 1])).tolist() == [3, room, 4 * room - 1]
    with pytest.raises(ArchiveError, match="damaged in its column values"):
        column.at(np.array([2 * room + 5]))
    with pytest.raises(ArchiveError, match="damaged"):
        column.at(np.array([4 * room]))


def made(numbers: list[list[int]], sizes: list[int]) -> Votes:
    """A table of lists with some members."""
    return Votes(
        np.arange(len(numbers), dtype=np.uint64) << np.uint64(24),
        np.array(sizes, np.int32),
        np.cumsum([0, *map(len, numbers)]),
        np.array([one for some in numbers for one in some], np.int32),
    )


LISTS = st.lists(st.tuples(st.lists(st.integers(0, 99), max_size=5), st.integers(0, 70_000)), max_size=200)


@given(LISTS, st.lists(st.tuples(st.integers(0, 199), st.lists(st.integers(0, 99), max_size=4)), max_size=9))
@settings(deadline=None, max_examples=60)
def test_stored_votes_are_those_in_memory(
    lists: list[tuple[list[int], int]], others: list[tuple[int, list[int]]]
) -> None:
    """By pieces and by groups, whichever lists differ between the two."""
    members, sizes = [one for one, _ in lists], [size for _, size in lists]
    changed, resized = list(members), list(sizes)
    for at, other in others:
        if at < len(lists):
            changed[at], resized[at] = other, resized[at] - (resized[at] > 0)
    tables = [made(members, sizes)] * len(RARE_VIEWS) + [made(changed, resized)] * len(RARE_VIEWS)
    with tempfile.TemporaryDirectory() as folder:
        with ContainerWriter(Path(folder), "state") as writer:
            write_votes(writer, tables)
            name = writer.finish({})
        kept = read_votes(Container(Path(folder) / name, "state"))
        for one, other in zip(tables, kept, strict=True):
            every: I64 = np.arange(len(one))[::-1]
            assert len(one) == len(other)
            assert other.places_of(one.features).tolist() == list(range(len(one)))
            assert other.groups_at(every).tolist() == one.groups_at(every).tolist()
            for own, stored in zip(one.members_at(every), other.members_at(every), strict=True):
                assert own.tolist() == stored.tolist()
            full = every[np.diff(one.starts)[every] > 0]
            assert other.first_at(full).tolist() == one.first_at(full).tolist()
            back = other.whole()
            for column in ("features", "sizes", "starts", "members"):
                assert getattr(back, column).tolist() == getattr(one, column).tolist()


def mapped() -> int:
    """Bytes of files that this process shows in its memory."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("RssFile"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="what is mapped is told by Linux alone")
def test_looking_a_value_up_in_a_large_column_holds_little_of_it(tmp_path: Path) -> None:
    """Looks all over sixteen million bytes leave fewer than a million in memory, and find what is there."""
    held = np.arange(1 << 21, dtype=np.uint64) * np.uint64(3)
    file = sorted_file(tmp_path, held)
    column = Sorted(file, "values")
    before = mapped()
    for first in range(7):
        places = np.arange(first, len(held), 1 << 9)
        assert np.array_equal(column.places_of(held[places]), places)
        assert np.array_equal(column.at(places), held[places])
    assert mapped() - before < 1 << 20
