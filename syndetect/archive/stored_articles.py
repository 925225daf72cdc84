"""Articles as an index keeps them: one packed record each, with everything that was read."""

from __future__ import annotations

import json
import sys
from dataclasses import fields, replace

from syndetect.model import Document

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_OPTIONS: dict[int, int] = {
    int(zstd.CompressionParameter.compression_level): 9,
    int(zstd.CompressionParameter.checksum_flag): 1,
}
_KEPT = tuple(item.name for item in fields(Document) if item.name not in {"text", "words"})
_LARGEST = 1 << 31


def packed(document: Document) -> bytes:
    """The article as a record; a broken one is known by its checksum."""
    head = json.dumps([getattr(document, name) for name in _KEPT], separators=(",", ":"), default=dict)
    text = document.text.encode("utf-8", "surrogatepass")
    return bytes(zstd.compress(head.encode("ascii") + b"\n" + text, options=_OPTIONS))


def unpacked(record: bytes) -> Document:
    """The article of a record. Raises ValueError when it is damaged."""
    try:
        # A limit before a library's: a damaged head may ask for any amount of memory.
        raw = zstd.ZstdDecompressor().decompress(record, max_length=_LARGEST)
        head, _, text = raw.partition(b"\n")
        values = dict(zip(_KEPT, json.loads(head), strict=True))
        return replace(Document(values["id"], ""), **values, text=text.decode("utf-8", "surrogatepass"))
    except (zstd.ZstdError, EOFError, UnicodeError, TypeError, KeyError, ValueError, RecursionError) as error:
        raise ValueError(str(error)) from error
