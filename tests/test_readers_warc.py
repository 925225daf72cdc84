"""Web archives."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from benchmarks.speed.formats import warc_record
from syndetect import read as read_paths
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.record import resolve_fields
from syndetect.readers.warc import read_warc
from syndetect.settings import Settings

PAGE = b"<title>Gate</title><p>The tide gate at Port Elm held through the storm, the harbour office said.</p>"


def read(data: bytes, max_bytes: int = 100_000) -> list[Document | Skipped]:
    """What an archive of these bytes gives."""
    origin = Input("a.warc", "news/a.warc", "news", len(data))
    return list(read_warc(io.BytesIO(data), origin, resolve_fields({}), Settings(max_bytes=max_bytes)))


def test_a_response_is_an_article() -> None:
    """Ids go by the record's number, the address is the one that was asked for, its host the outlet."""
    [found] = read(warc_record("https://www.x.example/1", PAGE))
    assert isinstance(found, Document)
    assert (found.id, found.url, found.outlet, found.title, found.path) == (
        "a.warc:1", "https://www.x.example/1", "x.example", "Gate", "news/a.warc:1",
    )  # fmt: skip


def test_only_pages_of_success_are_read() -> None:
    """Requests say nothing; pictures, errors and moves are counted by what they are."""
    data = (
        warc_record("https://x.example/1", b"gone", status="404 Not Found")
        + warc_record("https://x.example/2", b"\x89PNG", "image/png")
        + warc_record("https://x.example/3", PAGE)[:].replace(b"WARC-Type: response", b"WARC-Type: request")
        + warc_record("https://x.example/4", b"The plain text of a story.", "text/plain")
    )
    found, passed = read(data)
    assert isinstance(found, Document)
    assert passed == Skipped("news/a.warc", "passed over: 1 image/png, 1 with status 404")
    assert (found.id, found.text, found.url) == (
        "a.warc:4",
        "The plain text of a story.",
        "https://x.example/4",
    )
    reason = "holds no response with a page; passed over: 1 with status 404"
    assert read(warc_record("https://x.example/1", b"gone", status="404 Not Found")) == [
        Skipped("news/a.warc", reason)
    ]


def test_equal_responses_of_a_host_are_read_once() -> None:
    """A page that was fetched again is folded, and counted; the same text on another host is a copy of it."""
    data = b"".join(warc_record(f"https://{host}.example/{at}", PAGE) for host in "ab" for at in range(3))
    found = read(data)
    assert [item.id for item in found if isinstance(item, Document)] == ["a.warc:1", "a.warc:4"]
    reason = "4 responses repeat what the same host sent before; each text was read once"
    assert found[-1] == Skipped("news/a.warc", reason)


def test_what_the_server_packed_is_unpacked() -> None:
    """Compressed and chunked responses are read as what they hold, and no more of it than an article."""
    body = gzip.compress(PAGE)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    kind = "text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"
    [found] = read(warc_record("https://x.example/1", chunked, kind))
    assert isinstance(found, Document)
    assert found.text.startswith("The tide gate")
    bomb = warc_record(
        "https://x.example/1", gzip.compress(b"x" * 50_000_000), "text/html\r\nContent-Encoding: gzip"
    )
    reason = "over the limit of 100,000 an article; raise max_bytes to read it"
    assert read(bomb) == [Skipped("news/a.warc:1", reason)]


@pytest.mark.parametrize("data", [b"not an archive\n" * 40, b"WARC/1.0\r\n\r\n"])
def test_what_is_no_archive_says_so(data: bytes) -> None:
    """Other bytes under this suffix are one line under skipped."""
    [found] = read(data)
    assert isinstance(found, Skipped)
    assert "archive" in found.reason or "no response" in found.reason


@pytest.mark.parametrize("together", [True, False])
def test_compressed_archives_are_read_as_plain_ones(tmp_path: Path, *, together: bool) -> None:
    """A stream that cannot be sought gives the same pages, compressed as a whole or record by record."""
    records = [warc_record(f"https://{host}.example/1", PAGE) for host in "abc"]
    plain, packed = tmp_path / "crawl.warc", tmp_path / "crawl.warc.gz"
    plain.write_bytes(b"".join(records))
    packed.write_bytes(
        gzip.compress(b"".join(records)) if together else b"".join(map(gzip.compress, records))
    )
    texts = [
        [item.text for item in read_paths(path) if isinstance(item, Document)] for path in (plain, packed)
    ]
    assert len(texts[0]) == 3
    assert texts[0] == texts[1]
