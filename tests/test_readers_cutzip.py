"""Zip archives without the list at their end."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.speed import formats, trade
from syndetect import read
from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.readers.cutzip import CutArchive, archive_of

TEXTS = {
    f"{number}.txt": f"Story {number} of the gate. "
    + " ".join(f"{word:x}" for word in range(number, 2000, 7))
    for number in range(1, 6)
}
STORIES = [Document(name, text) for name, text in TEXTS.items()]


class Pipe(io.RawIOBase):
    """What can only be written to, so that sizes stand behind the members."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: object, /) -> int:
        """Keep the bytes."""
        self.data += bytes(data)  # type: ignore[call-overload]
        return len(data)  # type: ignore[arg-type]


def packed(method: int, *, streamed: bool = False) -> bytes:
    """The stories as a zip archive."""
    file = Pipe() if streamed else io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:  # type: ignore[arg-type]
        for name, text in TEXTS.items():
            archive.writestr(name, text)
    return file.data if isinstance(file, Pipe) else file.getvalue()


def undescribed(data: bytes) -> bytes:
    """The same with sizes behind members that have no mark ahead of them, as old programs write."""
    begin = data.index(b"PK\x01\x02")
    return data[:begin].replace(b"PK\x07\x08", b"")


WAYS = {
    "deflated": packed(zipfile.ZIP_DEFLATED),
    "stored": packed(zipfile.ZIP_STORED),
    "bzip2": packed(zipfile.ZIP_BZIP2),
    "streamed": packed(zipfile.ZIP_DEFLATED, streamed=True),
    "streamed, without marks": undescribed(packed(zipfile.ZIP_DEFLATED, streamed=True)),
}


@pytest.mark.parametrize("way", WAYS)
@given(share=st.floats(0.05, 0.99))
def test_members_ahead_of_the_cut_are_whole_and_the_one_at_it_begins_right(way: str, share: float) -> None:
    """Wherever an archive is cut off, nothing is made up, and no member ahead of the cut is lost."""
    data = WAYS[way]
    whole = CutArchive(io.BytesIO(data[: data.find(b"PK\x01\x02") if b"PK\x01\x02" in data else None]))
    ends = [whole._places[info.header_offset][1] for info in whole.infolist()]
    assert len(ends) == len(TEXTS)
    at = int(len(data) * share)
    left = CutArchive(io.BytesIO(data[:at]))
    for info in left.infolist():
        stream, got = left.open(info), b""
        try:
            while piece := stream.read(1000):
                got += piece
        except InputError:
            # Only the last member that is left can be the one at the cut.
            assert info is left.infolist()[-1]
            assert TEXTS[info.filename].encode().startswith(got)
            continue
        assert got.decode() == TEXTS[info.filename]
    complete = sum(end is not None and end <= at for end in ends)
    assert len(left.infolist()) >= complete


@pytest.mark.parametrize("way", WAYS)
def test_a_cut_archive_gives_its_articles_and_says_so(tmp_path: Path, way: str) -> None:
    """Articles ahead of the cut are read, the one at the cut as far as it goes, and both losses are said."""
    path = tmp_path / "news.zip"
    data = WAYS[way]
    path.write_bytes(data[: int(len(data) * 0.55)])
    found = list(read(path))
    texts = [item.text for item in found if isinstance(item, Document)]
    assert len(texts) >= 2
    assert texts[:2] == list(TEXTS.values())[:2]
    assert all(any(whole.startswith(text) for whole in TEXTS.values()) for text in texts)
    assert [item.reason for item in found if isinstance(item, Skipped)][-1].startswith("is cut off: the list")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", lambda: formats.docx(STORIES[0])),
        ("a.odt", lambda: trade.odt(STORIES[0])),
        ("a.epub", lambda: trade.epub(STORIES)),
        ("a.txt.gz", lambda: gzip.compress(STORIES[0].text.encode())),
        ("a.html.gz", lambda: gzip.compress(f"<html><body><p>{STORIES[0].text}</p></body></html>".encode())),
    ],
)
def test_documents_that_are_cut_off_are_read_up_to_there(
    tmp_path: Path, name: str, make: Callable[[], bytes]
) -> None:
    """What stands ahead of the cut is the beginning of the text, and the loss is said."""
    data = make()
    path = tmp_path / name
    path.write_bytes(data[: int(len(data) * 0.7)])
    found = list(read(path))
    first = next(item for item in found if isinstance(item, Document))
    assert len(first.text) > 100
    assert STORIES[0].text.startswith(first.text[:-1])
    assert any(isinstance(item, Skipped) and "cut off" in item.reason for item in found)


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_no_cut_file_is_silent(tmp_path: Path, name: str) -> None:
    """A workbook gives rows or a sentence."""
    data = trade.ods(STORIES) if name == "a.ods" else formats.zipped({"xl/workbook.xml": b"<a/>" * 999})
    (tmp_path / name).write_bytes(data[: len(data) * 2 // 3])
    assert any(isinstance(item, Skipped) and "cut off" in item.reason for item in read(tmp_path / name))


@given(
    st.lists(
        st.sampled_from([b"PK\x03\x04", b"PK\x07\x08", b"PK\x01\x02", b"\0" * 22, b"ab"])
        | st.binary(max_size=30)
    )
)
def test_any_bytes_are_an_archive_or_refused(pieces: list[bytes]) -> None:
    """Marks in any order neither fail nor lead in circles."""
    try:
        archive = archive_of(io.BytesIO(b"".join(pieces)))
    except InputError:
        return
    places = [info.header_offset for info in archive.infolist()]
    assert places == sorted(set(places)) or not isinstance(archive, CutArchive)
