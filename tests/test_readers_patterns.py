"""Patterns, globs and lists of paths."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from syndetect.errors import InputError
from syndetect.readers.patterns import ignored, matcher, read_paths, split_glob


@pytest.mark.parametrize(
    ("patterns", "place", "met"),
    [
        (["*.md"], "a/b.md", True),
        (["*.md", "!keep.md"], "a/keep.md", False),
        (["/old/"], "old/", True),
        (["/old/"], "a/old/", False),
        (["a/**/z.txt"], "a/b/c/z.txt", True),
        (["# note", ""], "note", False),
        ([], "a", False),
    ],
)
def test_patterns_mean_what_they_do_in_gitignore(patterns: list[str], place: str, *, met: bool) -> None:
    """Anchors, folders, exceptions and comments hold."""
    assert matcher(patterns)(place) is met


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("news/**/*.html", ("news", "/**/*.html")),
        ("*.txt", (".", "/*.txt")),
        ("/a/b?/c", ("/a", "/b?/c")),
        ("plain/path", None),
    ],
)
def test_a_glob_is_a_folder_and_a_pattern(path: str, parts: tuple[str, str] | None) -> None:
    """The folder is what comes before the first part with a sign of a glob."""
    assert split_glob(path) == parts


def test_a_missing_ignore_file_ignores_nothing(tmp_path: Path) -> None:
    """Without the file there are no patterns."""
    assert ignored(str(tmp_path)) == []


@pytest.mark.parametrize("data", [b"a b.txt\r\nc.txt\n\n", b"a b.txt\0c.txt\0"])
def test_lists_of_paths(data: bytes, tmp_path: Path) -> None:
    """Paths are one a line or ended by NUL, from a file or from standard input."""
    (tmp_path / "list").write_bytes(data)
    assert list(read_paths(str(tmp_path / "list"))) == ["a b.txt", "c.txt"]
    assert list(read_paths("-", io.BytesIO(data))) == ["a b.txt", "c.txt"]


def test_a_name_with_a_line_break_survives_a_list_ended_by_nul() -> None:
    """Lists made for strange names are read as they are meant."""
    assert list(read_paths("-", io.BytesIO(b"a\nb.txt\0"))) == ["a\nb.txt"]


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    """A list that cannot be read is refused by name."""
    with pytest.raises(InputError, match="no such file or directory"):
        list(read_paths(str(tmp_path / "none")))
