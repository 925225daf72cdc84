"""Opening one input."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from syndetect.errors import InputError
from syndetect.readers.as_skipped import os_reason
from syndetect.readers.opening import Kind, kind_of_name, known_suffixes, opened


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", Kind(".txt")),
        ("B.JSONL", Kind(".jsonl")),
        ("a.b.md", Kind(".md")),
        ("a.jsonl.gz", Kind(".jsonl", (".gz",))),
        ("a.WARC.ZST", Kind(".warc", (".zst",))),
        ("a.csv.gz.xz", Kind(".csv", (".xz", ".gz"))),
        ("a.tgz", Kind(".tar", (".gz",))),
        ("a.txz.bz2", Kind(".tar", (".bz2", ".xz"))),
        ("a.gz", None),
        (".gz", None),
        ("notes", None),
        ("txt", None),
        ("a.zzz", None),
        ("a.zzz.gz", None),
    ],
)
def test_a_name_finds_its_reader_by_suffix(name: str, kind: Kind | None) -> None:
    """The last suffix decides, in any case, after those of compressions, outermost first."""
    assert kind_of_name(name, frozenset(known_suffixes())) == kind


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
