"""Archives and what hides in them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.speed.formats import packed, tarred, zipped
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers import limit_messages
from syndetect.readers import packed_files as archive_reader
from syndetect.readers.packed_files import read_tar
from syndetect.readers.page import OWN_NAMES
from syndetect.readers.walk import read
from syndetect.settings import Settings

PACKERS = {".zip": zipped, ".tar": tarred}
MEMBERS: Mapping[str, bytes] = {
    "a.txt": b"Sand.",
    "gull/b.md": b"---\ntitle: Sea\n---\nSea.",
    "gull/c.jsonl": b'{"text": "Sky."}',
}

both = pytest.mark.parametrize("suffix", PACKERS)


def planted(top: Path, suffix: str, members: Mapping[str, bytes]) -> Path:
    """An archive in a folder."""
    path = top / f"dump{suffix}"
    path.write_bytes(PACKERS[suffix](members))
    return path


def reasons(path: Path, settings: Settings | None = None) -> dict[str, str]:
    """What was left out of an archive, by its name inside."""
    found = read(path, settings=settings or Settings())
    return {
        item.source.removeprefix(f"{path}").removeprefix("/"): item.reason
        for item in found
        if isinstance(item, Skipped)
    }


@both
def test_members_are_read_as_files_are(tmp_path: Path, suffix: str) -> None:
    """Ids and paths go on inside the archive, and an inner folder stands in for the outlet."""
    path = planted(tmp_path, suffix, MEMBERS)
    found = [item for item in read(path) if isinstance(item, Document)]
    assert [(item.id, item.outlet, item.text, item.path) for item in found] == [
        (f"dump{suffix}/a.txt", None, "Sand.", f"{path}/a.txt"),
        (f"dump{suffix}/gull/b.md", "gull", "Sea.", f"{path}/gull/b.md"),
        (f"dump{suffix}/gull/c.jsonl:1", "gull", "Sky.", f"{path}/gull/c.jsonl"),
    ]


@both
def test_a_path_that_climbs_out_is_not_read(tmp_path: Path, suffix: str) -> None:
    """Members that name a place outside are refused by name, and nothing is written anywhere."""
    members = {
        "../up.txt": b"x",
        "/etc/rooted.txt": b"x",
        "a/../../b.txt": b"x",
        "C:/d.txt": b"x",
        "e.txt": b"Sand.",
    }
    path = planted(tmp_path, suffix, members)
    climbing = "names a place outside of the archive; such members are not read"
    assert set(reasons(path).values()) == {climbing}
    assert len(reasons(path)) == 4
    assert [item.id for item in read(path) if isinstance(item, Document)] == [f"dump{suffix}/e.txt"]
    assert [entry.name for entry in tmp_path.iterdir()] == [f"dump{suffix}"]


@both
def test_names_that_could_break_a_line_are_escaped(tmp_path: Path, suffix: str) -> None:
    """A line break or an escape in a member's name appears as what it is."""
    path = planted(tmp_path, suffix, {"a\nb\x1b.txt": b"Sand."})
    assert [item.id for item in read(path) if isinstance(item, Document)] == [rf"dump{suffix}/a\nb\x1b.txt"]


@both
def test_a_bomb_is_stopped_and_named(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A member that unpacks to many times the archive's size ends its reading; what came before is kept."""
    monkeypatch.setattr(limit_messages, "FREE", 1_000_000)
    path = tmp_path / f"dump{suffix}.gz"
    members = {"a.txt": b"Sand.", "b.jsonl": b" " * 30_000_000, "c.txt": b"Sea."}
    path.write_bytes(packed(PACKERS[suffix](members), ".gz"))
    found = list(read(path))
    assert isinstance(found[0], Document) or suffix == ".zip"
    assert any("raise max_ratio" in item.reason for item in found if isinstance(item, Skipped))
    assert all(item.id != f"dump{suffix}.gz/c.txt" for item in found if isinstance(item, Document))


def test_total_size_is_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However honest its ratio, no file unpacks to more than `max_unpacked`."""
    monkeypatch.setattr(limit_messages, "FREE", 1_000_000)
    path = planted(tmp_path, ".zip", {"b.jsonl": b" " * 3_000_000})
    told = reasons(path, Settings(max_unpacked=1_000_000, max_ratio=1_000_000))
    assert "raise max_unpacked" in told["b.jsonl"]


def test_archives_inside_archives_are_read_so_deep(tmp_path: Path) -> None:
    """Nesting is followed up to the limit, and the limit is named where it ends."""
    data = zipped({"a.txt": b"Sand."})
    for _ in range(2):
        data = zipped({"in.zip": data})
    path = tmp_path / "dump.zip"
    path.write_bytes(data)
    found = [item.id for item in read(path) if isinstance(item, Document)]
    assert found == ["dump.zip/in.zip/in.zip/a.txt"]
    reason = "is packed more than 2 layers deep; raise max_nesting to read it"
    assert reasons(path, Settings(max_nesting=2)) == {"in.zip/in.zip/a.txt": reason}


def test_links_and_devices_in_a_tar_are_not_followed(tmp_path: Path) -> None:
    """Links inside an archive could lead anywhere; they are named and left alone."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (
            ("link.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
    path = tmp_path / "dump.tar"
    path.write_bytes(file.getvalue())
    link = "is a link; links inside archives are not followed"
    found = reasons(path)
    assert found.pop("").startswith("holds no .txt, ")
    assert found == {"link.txt": link, "hard.txt": link, "pipe.txt": "is a pipe or device, not a file"}


def test_an_encrypted_member_says_what_to_do(tmp_path: Path) -> None:
    """A member with a password is skipped, the others are read."""
    data = bytearray(zipped({"a.txt": b"Sand.", "b.txt": b"Sea."}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    path = tmp_path / "dump.zip"
    path.write_bytes(data)
    assert reasons(path) == {"a.txt": "is encrypted; unpack the archive and name the folder"}


def test_a_damaged_member_costs_itself_alone(tmp_path: Path) -> None:
    """A wrong checksum is told under the member's name, and the others are read."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "Sand.")
        archive.writestr("b.txt", "Sea.")
    path = tmp_path / "dump.zip"
    path.write_bytes(file.getvalue().replace(b"Sand.", b"Send."))
    assert reasons(path) == {"a.txt": "is damaged, or not compressed as its name says"}
    assert [item.text for item in read(path) if isinstance(item, Document)] == ["Sea."]


@both
def test_hidden_names_and_other_types(tmp_path: Path, suffix: str) -> None:
    """What begins with a dot is passed over; a type that is not read is named."""
    path = planted(
        tmp_path, suffix, {".git/a.txt": b"x", "__MACOSX/a.txt": b"x", "b.exe": b"x", "c.txt": b"Sand."}
    )
    assert list(reasons(path)) == ["b.exe"]


def test_a_truncated_tar_keeps_what_came_before(tmp_path: Path) -> None:
    """An archive that is cut off says so after its whole members."""
    path = tmp_path / "dump.tar"
    path.write_bytes(tarred({"a.txt": b"Sand.", "b.txt": b"x" * 5000})[:2500])
    found = list(read(path))
    assert isinstance(found[0], Document)
    assert any(isinstance(item, Skipped) and "cut off" in item.reason for item in found[1:])


class Counting(io.BytesIO):
    """A file that counts how often it is read."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        self.reads += 1
        return super().read(size)


def test_a_member_that_claims_more_than_the_archive_holds_is_given_up_at_once() -> None:
    """What a header says is not looked for behind the end: the number of reads does not grow with it."""
    info = tarfile.TarInfo("b.dat")
    info.size = 1_000_000_000
    file = Counting(tarred({"a.txt": b"The tide turned at six."})[:1024] + info.tobuf() + b"x" * 512)
    found = list(read_tar(file, Input("d.tar", "d.tar"), OWN_NAMES, Settings()))
    assert [item.text for item in found if isinstance(item, Document)] == ["The tide turned at six."]
    assert any("larger than what is left" in item.reason for item in found if isinstance(item, Skipped))
    assert file.reads < 60


def test_a_header_of_a_tar_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name of any length is not taken into memory because a header says that there is one."""
    monkeypatch.setattr(archive_reader, "HEADER_BYTES", 20_000)
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a.txt")
        info.pax_headers = {"comment": "x" * 60_000}
        archive.addfile(info)
    file.seek(0)
    (only,) = read_tar(file, Input("d.tar", "d.tar"), OWN_NAMES, Settings())
    assert isinstance(only, Skipped)
    assert only.reason == "is damaged: a member's header is larger than 20,000 bytes"
