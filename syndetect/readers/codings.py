"""The codings that HTTP puts around a body, undone in turn; where one does not fit, bytes are the text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from syndetect.errors import InputError
from syndetect.readers.decode import SAMPLE, looks_binary
from syndetect.readers.optional_library import require
from syndetect.readers.sniffing import GZIP
from syndetect.readers.unpacked import is_damage, zstd_decompressor

_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]{0,4000})?\r?\n")
"""The line that opens a chunk: its size in hexadecimal, and extensions that mean nothing to a reader."""

_PIECE = 1 << 16


def undone(body: bytes, transfer: str, content: str, limit: int, *, cut: bool = False) -> bytes:
    """What a body holds, at most `limit` + 1 bytes; `transfer` and `content` are the headers' values.

    A body that was `cut` by its archive gives what is there. Raises InputError where a coding fits and
    breaks off.
    """
    if "chunked" in transfer.lower():
        body = _unchunked(body, cut=cut)
    for name in reversed([name.strip().lower() for name in content.split(",")]):
        coder = _CODERS.get(name)
        if coder is not None and (coder is _gzip or not body.startswith(GZIP)):
            body = _decoded(body, name, coder, limit, cut=cut)
    if body.startswith(GZIP):
        # Some servers pack what they send and do not say so.
        body = _decoded(body, "gzip", _gzip, limit, cut=cut)
    return body


def _unchunked(body: bytes, *, cut: bool) -> bytes:
    """The chunks of a body put together; the body itself where it was stored without them."""
    pieces: list[bytes] = []
    at = 0
    while match := _SIZE.match(body, at):
        size = int(match[1], 16)
        if not size:
            return b"".join(pieces)
        begin = match.end()
        if begin + size > len(body):
            break
        pieces.append(body[begin : begin + size])
        at = begin + size
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0
    if not match and not pieces:
        return body
    if cut:
        return b"".join([*pieces, body[match.end() :]] if match else pieces)
    if at == len(body):
        # All but the empty chunk that says so.
        return b"".join(pieces)
    if match:
        raise InputError("is cut off inside a chunk of its transfer coding")
    raise InputError("is damaged: its chunks do not follow each other")


def _decoded(body: bytes, name: str, coder: Callable[[], Any], limit: int, *, cut: bool) -> bytes:
    """The body without one content coding, or the body itself where that does not fit and it is text."""
    if not body:
        return body
    pieces, size = [], 0
    ended = False
    try:
        for piece in _unpacked(coder(), body):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                return b"".join(pieces)[: limit + 1]
        ended = True
    except InputError:
        raise
    except Exception as error:
        # Brotli's class of errors is named like zlib's, and can only be had by importing it.
        if not is_damage(error) and type(error).__name__ != "error":
            raise
    if ended or (cut and size):
        return b"".join(pieces)
    if looks_binary(body[:SAMPLE]):
        raise InputError(f"is damaged: its {name} coding breaks off")
    return body


def _unpacked(coder: Any, body: bytes) -> Iterator[bytes]:
    """What a decompressor makes of a body, member by member, in pieces; EOFError where it ends too early."""
    while body:
        at = 0
        while at < len(body) and not coder.eof:
            yield coder.feed(body[at : at + _PIECE])
            at += _PIECE
        if not coder.eof:
            raise EOFError
        rest = coder.unused + body[at:]
        # What follows the end is another member, or nothing that anyone reads.
        body = rest if rest.startswith(GZIP) and isinstance(coder, _Zlib) else b""
        if body:
            coder = _gzip()


class _Zlib:
    """zlib's three wrappings under the names that all decompressors have here."""

    def __init__(self, bits: int) -> None:
        self._inner = zlib.decompressobj(bits)

    eof = property(lambda self: self._inner.eof)
    unused = property(lambda self: self._inner.unused_data)

    def feed(self, data: bytes) -> bytes:
        return self._inner.decompress(data)


class _Deflate:
    """Deflate with the header that the standard asks for, or without it, as many servers send it."""

    unused = b""

    def __init__(self) -> None:
        self._inner: Any = None

    eof = property(lambda self: self._inner is not None and self._inner.eof)

    def feed(self, data: bytes) -> bytes:
        if self._inner is not None:
            return bytes(self._inner.decompress(data))
        self._inner = zlib.decompressobj()
        try:
            return bytes(self._inner.decompress(data))
        except zlib.error:
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
            return bytes(self._inner.decompress(data))


class _Zstd:
    """Zstandard."""

    def __init__(self) -> None:
        self._inner = zstd_decompressor()

    eof = property(lambda self: self._inner.eof)
    unused = property(lambda self: self._inner.unused_data)

    def feed(self, data: bytes) -> bytes:
        return bytes(self._inner.decompress(data))


class _Brotli:
    """Brotli, whose library comes with an extra."""

    unused = b""

    def __init__(self) -> None:
        library: Any = require("brotli", "warc", "coded with brotli")
        self._inner = library.Decompressor()

    eof = property(lambda self: self._inner.is_finished())

    def feed(self, data: bytes) -> bytes:
        return bytes(self._inner.process(data))


def _gzip() -> _Zlib:
    return _Zlib(16 + zlib.MAX_WBITS)


_CODERS: Mapping[str, Callable[[], Any]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _Deflate,
    "x-deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}
