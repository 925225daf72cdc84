"""Ids for arguments."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.readers.short_ids import absolute, labels

PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=5).map("/".join)


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["north/today", "south/wire"], ["today", "wire"]),
        (["north/today", "south/today"], ["north/today", "south/today"]),
        (["n/x/today", "s/x/today", "other"], ["n/x/today", "s/x/today", "other"]),
        (["./north/", "north/../south"], ["north", "south"]),
        ([], []),
    ],
)
def test_labels_are_as_short_as_they_can_be(paths: list[str], expected: list[str]) -> None:
    """The last part is enough unless two arguments share it; then as many as tell them apart."""
    assert labels(paths) == expected


@given(st.lists(PATHS, unique=True, max_size=8))
def test_labels_are_distinct(paths: list[str]) -> None:
    """Different paths never get the same label, and each label is the end of its path."""
    found = labels(paths)
    assert len(set(found)) == len(paths)
    assert all(
        absolute(path).replace(os.sep, "/").endswith(label) for path, label in zip(paths, found, strict=True)
    )


def test_the_folder_one_stands_in_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dot is named after the folder that it stands for."""
    monkeypatch.chdir(tmp_path)
    assert labels(["."]) == [tmp_path.name]
