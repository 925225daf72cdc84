"""Web archives: the pages among the responses, each text of a host once."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO, Any, cast

import xxhash

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.extras import require
from syndetect.readers.limits import over_limit
from syndetect.readers.opening import Kind, deliver
from syndetect.readers.page import page
from syndetect.readers.record import host_of
from syndetect.readers.telling import telling
from syndetect.settings import Settings

_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/pdf": ".pdf",
}
"""The types of responses that can be articles; all others, as pictures and scripts, are passed over."""


@telling
def read_warc(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """The articles among the responses with status 200, in bounded memory.

    Of equal responses of one host the first is read, and one `Skipped` counts the others.
    """
    seen: set[bytes] = set()
    folded = articles = 0
    for number, record in enumerate(_records(file), 1):
        suffix = _suffix(record)
        if suffix is None:
            continue
        articles += 1
        url = record.headers.get("WARC-Target-URI", "").strip("<> ")
        inner = replace(
            origin, id=f"{origin.id}:{number}", path=f"{origin.path}:{number}", depth=origin.depth + 1
        )
        data = record.reader.read(settings.max_bytes + 1)
        digest = xxhash.xxh3_128_digest(data, _seed(url))
        if len(data) > settings.max_bytes:
            yield Skipped(inner.path, over_limit(0, settings))
        elif digest in seen:
            folded += 1
        elif suffix == ".html":
            yield page(data, inner, url=url or None, charset=record.http_charset)
        else:
            yield from _other(data, suffix, url, inner, fields, settings)
        seen.add(digest)
    if folded:
        some = "1 response repeats" if folded == 1 else f"{folded:,} responses repeat"
        yield Skipped(origin.path, f"{some} what the same host sent before; each text was read once")
    if not articles:
        yield Skipped(origin.path, "holds no response with a page")


def _records(file: IO[bytes]) -> Iterator[Any]:
    """All records, in order, so that their numbers are those in the file."""
    warc: Any = require("fastwarc.warc", "warc", "a web archive")
    stream: Any = file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast("Any", file))
    if not stream.peek(1):
        raise InputError("is empty")
    try:
        yield from warc.ArchiveIterator(
            _Forward(stream), parse_http=True, auto_decode="all", stream_detect=False, fsspec_args=False
        )
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise InputError(_DAMAGED) from None
    except BaseException as error:
        # What the library takes for a fault of its own is no exception to Python, and would end the run.
        if type(error).__name__ == "PanicException":
            raise InputError(_DAMAGED) from None
        raise


_DAMAGED = "is damaged, or no web archive; what came before the damage was read"


class _Forward:
    """A stream that is only read on; it says where it is, and goes forward, when the library asks by seeking.

    Where a stream refuses to tell its place, the library fails in a way that no reader is meant to catch.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._place = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go forward, or stay. Raises OSError for any other place."""
        target = offset + (self._place if whence == io.SEEK_CUR else 0)
        if whence == io.SEEK_END or target < self._place:
            raise OSError("a compressed stream is read forward only")
        while self._place < target and self.read(min(target - self._place, 1 << 20)):
            pass
        return self._place


def _suffix(record: Any) -> str | None:
    """The suffix of the reader for a record, None for one that cannot be an article."""
    headers = record.http_headers
    if headers is None or record.headers.get("WARC-Type") != "response" or headers.status_code != 200:
        return None
    return _KINDS.get((record.http_content_type or "").partition(";")[0].strip().lower())


def _seed(url: str) -> int:
    return xxhash.xxh3_64_intdigest((host_of(url) or "").encode())


def _other(
    data: bytes, suffix: str, url: str, origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    sized = replace(origin, size=len(data))
    for item in deliver(lambda: io.BytesIO(data), Kind(suffix), sized, fields, settings):
        if isinstance(item, Document) and item.url is None and url:
            yield replace(item, url=url, outlet=item.outlet or host_of(url))
        else:
            yield item
