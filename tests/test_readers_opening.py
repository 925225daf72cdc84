"""Opening one input."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from syndetect.errors import InputError
from syndetect.readers.opening import known_suffixes, opened, os_reason, suffix_of


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.txt", ".txt"),
        ("B.JSONL", ".jsonl"),
        ("a.b.md", ".md"),
        ("notes", None),
        ("txt", None),
        ("a.zzz", None),
    ],
)
def test_a_name_finds_its_reader_by_suffix(name: str, suffix: str | None) -> None:
    """The last suffix decides, in any case; a name without a known one has no reader."""
    assert suffix_of(name, frozenset(known_suffixes())) == suffix


def test_size_is_known_for_files_only(tmp_path: Path) -> None:
    """A file's size is told before it is read."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    with opened(str(path)) as (file, size):
        assert (file.read(), size) == (b"12345", 5)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no device files here")
def test_devices_and_sockets_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What never ends or answers is refused before it is opened."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        for path in (os.devnull, "s"):
            with pytest.raises(InputError, match="is a device or socket"), opened(path):
                pass


def test_a_reason_leaves_the_path_out() -> None:
    """Whoever shows the reason names the path, once."""
    assert os_reason(PermissionError(13, "Permission denied", "secret\x1b.txt")) == "permission denied"
    assert os_reason(OSError()) == "could not be read (OSError)"
