"""Books and issues for the Kindle and older readers: MOBI, AZW3 and PalmDoc, as far as nothing locks them.

The form is that of the MobileRead wiki: records of a Palm database, of which the first describes the others.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from struct import unpack_from
from typing import IO, Any, NamedTuple

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.items import when
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.epub import chapter
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.parts import whole_file
from syndetect.settings import Settings

_PLAIN, _PACKED, _HUFFMAN = 1, 2, 17480
"""The ways in which the records of a text are packed."""
_KINDS = (b"BOOKMOBI", b"TEXtREAd")
_UTF8 = 65001
_AUTHOR, _PUBLISHER, _DAY, _TITLE, _LANGUAGE = 100, 101, 106, 503, 524
_BORDER = re.compile(rb"<\s*mbp:pagebreak\b[^<>]{0,200}>|(?=<html[\s>])", re.IGNORECASE)
"""Where a part ends: old books have a mark there, new ones begin a page."""
_MARKED = re.compile(rb"<(?:html|body|p|div|h[1-6]|br)[\s>/]", re.IGNORECASE)
_FACTOR = 16
"""Bytes of a text for each that an article may have."""


class _Book(NamedTuple):
    """What the first record says."""

    packing: int
    records: int
    codec: str
    trailing: int
    about: dict[int, str]
    title: str


@errors_as_skipped
def read_mobi(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The articles of a book or an issue, in its order."""
    data = whole_file(file, origin, settings)
    try:
        records = _records(data)
        book = _described(records[0])
        text = _text(records, book, settings)
    except (struct.error, IndexError):
        raise InputError("is damaged, or no book for the Kindle") from None
    parts = [part for part in _BORDER.split(text) if part.strip()]
    about = _about(book, several=len(parts) > 2)
    found = 0
    for number, part in enumerate(parts, 1):
        source = _page(part, book)
        for made in chapter(source, "", number, about, origin, settings):
            found += isinstance(made, Document)
            yield made
    if not found:
        raise InputError("holds no text")


def _records(data: bytes) -> list[bytes]:
    if not data.strip():
        raise InputError("is empty")
    if data[60:68] not in _KINDS:
        raise InputError("is no book for the Kindle")
    (count,) = unpack_from(">H", data, 76)
    begins = [unpack_from(">I", data, 78 + 8 * at)[0] for at in range(count)]
    ends = [*begins[1:], len(data)]
    if not begins or any(begin > end for begin, end in zip(begins, ends, strict=True)):
        raise InputError("is damaged: its records do not follow each other")
    return [data[begin:end] for begin, end in zip(begins, ends, strict=True)]


def _described(head: bytes) -> _Book:
    packing, _, _, records, _, locked = unpack_from(">HHIHHH", head)
    if locked:
        raise InputError("is protected against copying, and cannot be read")
    if packing == _HUFFMAN:
        raise InputError("is packed in a way that only Kindle's own programs write; convert it to EPUB")
    if packing not in (_PLAIN, _PACKED):
        raise InputError("is damaged: its text is packed in no known way")
    if head[16:20] != b"MOBI":
        return _Book(packing, records, "cp1252", 0, {}, "")
    size, _, encoding = unpack_from(">III", head, 20)
    codec = "utf-8" if encoding == _UTF8 else "cp1252"
    begin, length = unpack_from(">II", head, 84)
    (flags,) = unpack_from(">I", head, 128)
    trailing = unpack_from(">H", head, 242)[0] if size >= 0xE4 and len(head) >= 244 else 0
    about = _extra(head, 16 + size, codec) if flags & 0x40 else {}
    return _Book(
        packing, records, codec, trailing, about, head[begin : begin + length].decode(codec, "replace")
    )


def _extra(head: bytes, place: int, codec: str) -> dict[int, str]:
    """What a book says of itself, by the numbers of the fields; the first of each."""
    found: dict[int, str] = {}
    if head[place : place + 4] != b"EXTH":
        return found
    (count,) = unpack_from(">I", head, place + 8)
    at = place + 12
    for _ in range(min(count, 1000)):
        kind, size = unpack_from(">II", head, at)
        if size < 8:
            break
        found.setdefault(kind, head[at + 8 : at + size].decode(codec, "replace").strip())
        at += size
    return found


def _text(records: list[bytes], book: _Book, settings: Settings) -> bytes:
    """The markup of the whole book."""
    pieces: list[bytes] = []
    size = 0
    for record in records[1 : book.records + 1]:
        bare = _without_trailing(record, book.trailing)
        pieces.append(_unpacked(bare) if book.packing == _PACKED else bare)
        size += len(pieces[-1])
        if size > _FACTOR * settings.max_bytes:
            raise LimitError(over_limit(size, settings))
    return b"".join(pieces)


def _without_trailing(record: bytes, flags: int) -> bytes:
    """A record without what stands behind its text, of which each kind gives its size at its end."""
    for bit in range(15, 0, -1):
        if flags >> bit & 1 and record:
            size = 0
            for byte in record[-4:]:
                size = (0 if byte & 0x80 else size << 7) | byte & 0x7F
            record = record[: max(len(record) - size, 0)] if size else record
    if flags & 1 and record:
        record = record[: max(len(record) - (record[-1] & 3) - 1, 0)]
    return record


def _unpacked(record: bytes) -> bytes:
    """A record that is packed as PalmDoc does: runs as they are, spaces joined to signs, and repetitions."""
    made = bytearray()
    at = 0
    while at < len(record):
        byte = record[at]
        at += 1
        if 1 <= byte <= 8:
            made += record[at : at + byte]
            at += byte
        elif byte < 0x80:
            made.append(byte)
        elif byte >= 0xC0:
            made += bytes((0x20, byte ^ 0x80))
        elif at < len(record):
            both = byte << 8 | record[at]
            at += 1
            back, length = both >> 3 & 0x7FF, (both & 7) + 3
            if 0 < back <= len(made):
                for _ in range(length):
                    made.append(made[-back])
    return bytes(made)


def _page(part: bytes, book: _Book) -> bytes:
    """A part as a page in UTF-8; text without markup keeps its lines as paragraphs."""
    text = part.decode(book.codec, "replace")
    if _MARKED.search(part) is None:
        import html

        text = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f'<meta charset="utf-8">{text}'.encode()


def _about(book: _Book, *, several: bool) -> dict[str, Any]:
    """The title of a book that holds several articles is their outlet, unless it names a publisher."""
    title = book.about.get(_TITLE) or book.title.strip("\0 ")
    return {
        "outlet": book.about.get(_PUBLISHER) or (title if several else None),
        "published": when(book.about.get(_DAY)),
        "language": book.about.get(_LANGUAGE),
        "book": title or None,
        "book_author": book.about.get(_AUTHOR),
    }
