"""News sitemaps: the addresses of articles with their titles and dates, to be joined to texts."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.readers.sniffing import GZIP

_NAMES = {
    "loc": "url", "title": "title", "publication_date": "published", "name": "outlet", "language": "language",
}  # fmt: skip
"""What sitemaps call the fields, whatever their namespaces."""

_MOST = 100_000_000
"""Bytes of a sitemap, twice what the protocol allows one."""


def entries(file: IO[bytes]) -> Iterator[Mapping[str, str]]:
    """The entries of a sitemap, which may be packed with gzip, each with an address and what is said of it.

    Raises InputError for what is no sitemap.
    """
    from lxml import etree

    data = _unpacked(file.read(_MOST))
    parse: Any = etree.iterparse(
        io.BytesIO(data), events=("end",), tag="{*}url", recover=True, resolve_entities=False,
        no_network=True, load_dtd=False, huge_tree=False,
    )  # fmt: skip
    try:
        for _, element in parse:
            row = {
                _NAMES[name]: text
                for part in element.iter("{*}*")
                if (name := part.tag.rpartition("}")[2]) in _NAMES and (text := (part.text or "").strip())
            }
            element.clear()
            if "url" in row:
                yield row
    except etree.XMLSyntaxError:
        raise InputError("is no sitemap, or is damaged") from None


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(GZIP):
        return data
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, _MOST)
    except zlib.error:
        raise InputError("is damaged, or not compressed as its name says") from None
