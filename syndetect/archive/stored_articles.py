"""Articles as an index keeps them: one packed record each, with all that was read, or all but the text."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

import xxhash

from syndetect.archive.dictionaries import NO_DICTIONARIES, Dictionaries, packing
from syndetect.archive.positions import Positions, packed_positions, positions_of, unpacked_positions
from syndetect.model import Document
from syndetect.text.identify import identified
from syndetect.text.lexicon import code
from syndetect.text.surface import words

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_OPTIONS: dict[int, int] = {
    int(zstd.CompressionParameter.compression_level): 9,
    int(zstd.CompressionParameter.checksum_flag): 1,
}
_KEPT = tuple(item.name for item in fields(Document) if item.name not in {"text", "words", "masked"})
_LARGEST = 1 << 31
_TELLING = frozenset(
    ("author", "byline", "credit", "guid", "provider", "relations", "status", "taken_from", "version")
)
"""Further fields of an article that are kept without its text: any other may hold some of that."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article of an index; of a masked one `digest` tells its text and `positions` are packed."""

    document: Document
    digest: str = ""
    positions: bytes = b""

    def is_of(self, text: str) -> bool:
        """Whether that is its text."""
        return digest_of(text) == self.digest if self.document.masked else text == self.document.text

    def read_positions(self) -> Positions:
        """Where the words of a masked article stand. Raises ValueError when they are damaged."""
        return unpacked_positions(self.positions)


def plain(document: Document) -> bytes:
    """What a record of an article says, not packed."""
    return _head(document, None) + b"\n" + document.text.encode("utf-8", "surrogatepass")


def packer(dictionary: bytes) -> Callable[[Document], bytes]:
    """What makes records of articles, packed with a dictionary if it is not empty.

    A broken record is known by its checksum.
    """
    known = packing(dictionary)
    return lambda document: bytes(zstd.compress(plain(document), options=_OPTIONS, zstd_dict=known))


def packed_masked(document: Document) -> bytes:
    """The same of an article whose text may not be kept."""
    text = document.text
    spoken = code(document.language or "") or identified([text], [words([text]).hashes])[0]
    head = _head(_without_rest(document), digest_of(text))
    return bytes(zstd.compress(head, options=_OPTIONS)) + packed_positions(positions_of(text, spoken))


def digest_of(text: str) -> str:
    """What tells a text from others."""
    return xxhash.xxh3_128_hexdigest(text.encode("utf-8", "surrogatepass"))


def _without_rest(document: Document) -> Document:
    return replace(document, meta={key: value for key, value in document.meta.items() if key in _TELLING})


def _head(document: Document, digest: str | None) -> bytes:
    values: Any = [getattr(document, name) for name in _KEPT]
    if digest is not None:
        values = {"digest": digest, "values": values}
    return json.dumps(values, separators=(",", ":"), default=dict).encode("ascii")


def same(kept: StoredArticle, document: Document) -> bool:
    """Whether what is kept is that of an article."""
    if not kept.document.masked:
        return kept.document == _read(plain(document)).document
    told = replace(_read(plain(_without_rest(document))).document, text="", masked=True)
    return kept.document == told and kept.is_of(document.text)


def stored(record: bytes, dictionaries: Dictionaries = NO_DICTIONARIES) -> StoredArticle:
    """What a record holds. Raises ValueError when it is damaged."""
    try:
        opened = dictionaries.decompressor(record)
        # A limit before a library's: a damaged head may ask for any amount of memory.
        raw = opened.decompress(record, max_length=_LARGEST)
        return _read(raw, opened.unused_data)
    except (zstd.ZstdError, EOFError) as error:
        raise ValueError(str(error)) from error


def _read(raw: bytes, behind: bytes = b"") -> StoredArticle:
    """What a record says; `behind` it stand the positions of a masked article."""
    try:
        head, _, text = raw.partition(b"\n")
        values, digest = json.loads(head), ""
        masked = isinstance(values, dict)
        if masked:
            values, digest = values["values"], str(values["digest"])
        named = dict(zip(_KEPT, values, strict=True))
        said = "" if masked else text.decode("utf-8", "surrogatepass")
        document = Document(**named, text=said, masked=masked)
        return StoredArticle(document, digest, behind if masked else b"")
    except (UnicodeError, TypeError, KeyError, ValueError, RecursionError) as error:
        raise ValueError(str(error)) from error
