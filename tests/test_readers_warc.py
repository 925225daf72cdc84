"""Web archives."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.speed.formats import arc, coded, packed, warc_record, zipped
from syndetect import read as read_paths
from syndetect import scan
from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.codings import undone
from syndetect.readers.record import resolve_fields
from syndetect.readers.warc import read_warc
from syndetect.settings import Settings

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

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
    over = {"image/png": 1, "with status 404": 1}
    assert passed == Skipped("news/a.warc", "passed over: 1 image/png, 1 with status 404", passed_over=over)
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


def raw_deflate(data: bytes) -> bytes:
    """Deflate without the header that the standard asks for."""
    coder = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return coder.compress(data) + coder.flush()


CODERS = {
    "gzip": gzip.compress,
    "X-Gzip": gzip.compress,
    "deflate": zlib.compress,
    "deflate ": raw_deflate,
    "br": brotli.compress,
    "zstd": lambda data: packed(data, ".zst"),
}


@pytest.mark.parametrize("named", ["zstd", "br", "deflate"])
def test_what_is_packed_with_gzip_is_so_whatever_its_head_says(named: str) -> None:
    """The first bytes of gzip are nobody else's; a server may have named another coding."""
    assert undone(gzip.compress(PAGE), "", named, 10_000) == PAGE


def chunked(data: bytes, sizes: list[int], extension: bytes = b"", trailer: bytes = b"") -> bytes:
    """`data` in chunks of these sizes, and the rest in one."""
    pieces = []
    for size in [*sizes, len(data)]:
        piece, data = data[:size], data[size:]
        if piece:
            pieces.append(b"%X%s\r\n%s\r\n" % (len(piece), extension, piece))
    return b"".join(pieces) + b"0\r\n" + trailer + b"\r\n"


@given(
    st.binary(),
    st.lists(st.sampled_from(sorted(CODERS)), max_size=2),
    st.lists(st.integers(1, 50), max_size=3),
)
def test_codings_are_undone_in_turn(data: bytes, names: list[str], sizes: list[int]) -> None:
    """Whatever codings a server put around its bytes, and however it cut them into chunks, they come back."""
    body = b"<p>" + data
    for name in names:
        body = CODERS[name](body)
    body = chunked(body, sizes, b';a="b"', b"X-Trailer: 1\r\n")
    assert undone(body, "Chunked", ", ".join(names), 10_000) == b"<p>" + data


@pytest.mark.parametrize("name", sorted(CODERS))
def test_a_coding_that_does_not_fit_leaves_the_text(name: str) -> None:
    """Archives that keep the headers of what they have unpacked are read as they are."""
    assert undone(PAGE, "chunked", name, 10_000) == PAGE


@pytest.mark.parametrize("name", sorted(CODERS))
def test_a_coding_that_breaks_off_is_told(name: str) -> None:
    """What fits and is cut off is no text, and gives none."""
    with pytest.raises(InputError, match="breaks off"):
        undone(CODERS[name](PAGE * 20)[:-6], "", name, 10_000)


BROKEN_LENGTHS = {
    "small": lambda length: b"%d" % (length - 20),
    "large": lambda length: b"%d" % (length + 6),
    "far too large": lambda length: b"%d" % (length + 5000),
    "no number": lambda _: b"?",
}


@pytest.mark.parametrize("name", BROKEN_LENGTHS)
def test_a_wrong_length_costs_no_record(name: str) -> None:
    """A record whose length is wrong ends where the next one begins, and all of them keep their numbers."""
    records = [warc_record(f"https://{host}.example/1", PAGE) for host in "abcd"]
    head, mark, rest = records[1].partition(b"Content-Length: ")
    length, _, rest = rest.partition(b"\r\n")
    records[1] = head + mark + BROKEN_LENGTHS[name](int(length)) + b"\r\n" + rest
    found = [item for item in read(b"".join(records)) if isinstance(item, Document)]
    assert [item.id for item in found] == [f"a.warc:{number}" for number in range(1, 5)]
    assert len({item.text for item in found}) == 1


def with_checksum(data: bytes) -> bytes:
    """A frame as the command-line program writes it, which makes damage to it evident."""
    return zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize("share", [0.05, 0.3, 0.7])
def test_damage_inside_an_archive_costs_one_record(tmp_path: Path, suffix: str, share: float) -> None:
    """A record that cannot be unpacked is named under its own number; those behind it keep theirs."""
    pack = gzip.compress if suffix == ".gz" else with_checksum
    records = [bytearray(pack(warc_record(f"https://{host}.example/1", PAGE))) for host in "abcd"]
    place = int(len(records[1]) * share)
    records[1][place : place + 3] = bytes(sign ^ 255 for sign in records[1][place : place + 3])
    path = tmp_path / f"a.warc{suffix}"
    path.write_bytes(b"".join(records))
    found = [item for item in read_paths(path) if not (isinstance(item, Skipped) and item.note)]
    ids = [item.id.rpartition(":")[2] for item in found if isinstance(item, Document)]
    assert ids == ["1", "3", "4"]
    [told] = [item for item in found if isinstance(item, Skipped)]
    assert told.source == f"{path}:2"
    assert "damaged" in told.reason


def test_archives_of_all_kinds_hold_the_same_article(tmp_path: Path) -> None:
    """A resource, a conversion, the older format and the newer one around it are read as a response is."""
    url = "https://x.example/1"
    resource = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {url}\r\nContent-Type: "
    bare = f"{resource}text/html\r\nContent-Length: {len(PAGE)}\r\n\r\n".encode() + PAGE
    untyped = f"{resource}application/octet-stream\r\nContent-Length: {len(PAGE)}\r\n\r\n".encode() + PAGE
    coded_page, kind = coded(PAGE)
    text = b"The tide gate at Port Elm held through the storm, the harbour office said."
    shown = f"{resource}text/plain\r\nContent-Length: {len(text)}\r\n\r\n".encode() + text
    files = {
        "a.warc": bare,
        "b.warc": untyped,
        "c.warc": warc_record(url, coded_page, kind),
        "d.arc": arc(url, PAGE),
        "e.wacz": zipped({"archive/data.warc.gz": gzip.compress(bare), "pages/pages.jsonl": b"{}"}),
        "f.warc.wet.gz": gzip.compress(shown.replace(b"resource", b"conversion")),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    found = [item for item in read_paths(tmp_path) if not (isinstance(item, Skipped) and item.note)]
    assert all(isinstance(item, Document) for item in found)
    assert {(item.text, item.url) for item in found if isinstance(item, Document)} == {(text.decode(), url)}
    assert len(found) == len(files)


def test_feeds_are_read_whatever_their_type() -> None:
    """A feed that its server calls XML is one; other XML and programs are counted."""
    item = b"<item><description>The gate held on.</description></item>"
    feed = b"<?xml version='1.0'?><rss><channel>" + item + b"</channel></rss>"
    machine = b"User-agent: *\nDisallow: /private and more"
    data = b"".join(
        warc_record(f"https://x.example/{at}", body, kind)
        for at, (body, kind) in enumerate([
            (feed, "text/xml"), (feed + b" ", "application/xml; charset=utf-8"),
            (b"var a;", "text/javascript"), (machine, "text/plain"), (b"\0\1\2", "application/octet-stream"),
        ])
    ).replace(b"x.example/3", b"x.example/robots.txt")  # fmt: skip
    found = read(data)
    assert [item.text for item in found if isinstance(item, Document)] == ["The gate held on."] * 2
    never, other = found[-2:]
    assert never.passed_over == {"text/javascript": 1, "robots.txt": 1}
    assert (other.reason, other.passed_over) == ("passed over: 1 application/octet-stream", {})


def test_pictures_of_an_archive_do_not_trip_strict(tmp_path: Path) -> None:
    """What nobody expects to be read is counted by type in the counts of a run, and is nothing left out."""
    (tmp_path / "a.warc").write_bytes(
        warc_record("https://x.example/1", b"<p>The gate held on, and the ferry left.</p>")
        + warc_record("https://x.example/2", b"\x89PNG", "image/png")
    )
    report = scan(tmp_path / "a.warc")
    assert report.skipped == ()
    assert [count for name, count in report.run.counts.items() if name.endswith("image/png")] == [1]


def test_shown_text_of_a_page_is_no_second_article() -> None:
    """What a crawler's browser showed is read where the archive lacks the page itself."""
    text = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: urn:text:https://x.example/1\r\n"
    text += b"Content-Type: text/plain\r\nContent-Length: 25\r\n\r\nThe tide gate held today.\r\n\r\n"
    [alone] = read(text)
    assert isinstance(alone, Document)
    assert (alone.url, alone.text) == ("https://x.example/1", "The tide gate held today.")
    page, passed = read(warc_record("https://x.example/1", PAGE) + text)
    assert isinstance(page, Document)
    over = "the shown text of pages that were read"
    assert passed == Skipped("news/a.warc", f"passed over: 1 {over}", passed_over={over: 1})


@pytest.mark.parametrize(
    "address", ["metadata://gnu.org/software/wget/warc/wget.log", "urn:pageinfo:https://x.example/"]
)
def test_what_a_crawler_notes_of_its_run_is_no_article(address: str) -> None:
    """Logs and lists of requests are records of plain text or JSON, and never what was archived."""
    text = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <{address}>\r\n".encode()
    text += b"Content-Type: text/plain\r\nContent-Length: 25\r\n\r\nThe tide gate held today.\r\n\r\n"
    [page] = read(warc_record("https://x.example/1", PAGE) + text)
    assert isinstance(page, Document)


def test_a_dictionary_and_a_long_window_are_used(tmp_path: Path) -> None:
    """Zstandard as web archives and large dumps use it is read: a dictionary ahead, any window."""
    records = [warc_record(f"https://{host}.example/1", PAGE) for host in "abc"]
    samples = [PAGE + b"%d" % at * 20 for at in range(500)]
    words = zstd.train_dict(samples, 2000)
    frame = b"\x5d\x2a\x4d\x18" + len(words.dict_content).to_bytes(4, "little") + words.dict_content
    path = tmp_path / "a.warc.zst"
    path.write_bytes(frame + b"".join(zstd.compress(one, zstd_dict=words) for one in records))
    assert [item.text for item in read_paths(path) if isinstance(item, Document)] == [
        "The tide gate at Port Elm held through the storm, the harbour office said."
    ] * 3
    long = zstd.compress(b"The tide gate held.\n", options={zstd.CompressionParameter.window_log: 31})
    (tmp_path / "b.txt.zst").write_bytes(long)
    assert [type(item) for item in read_paths(tmp_path / "b.txt.zst")] == [Document]
