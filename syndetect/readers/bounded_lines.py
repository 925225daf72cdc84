"""Lines of a byte stream in bounded memory, whatever their length and their Unicode encoding."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO

from syndetect.errors import InputError
from syndetect.readers.decode import SAMPLE, guess_codec, unicode_codec

CHUNK = 1 << 20

Line = tuple[int, bytes | int]
"""A line's number, from 1, and its bytes; in place of the bytes their count when there are too many."""


def blocks(chunks: Iterator[bytes], limit: int) -> Iterator[list[Line]]:
    """The lines of `chunks`, as many at a time as came together; none longer than `limit` bytes is kept."""
    number, size = 1, 0
    pending: list[bytes] = []
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        block: list[Line] = []
        for end in ends:
            size += len(end)
            if size > limit:
                block.append((number, size))
            else:
                block.append((number, b"".join([*pending, end]) if pending else end))
            pending.clear()
            number, size = number + 1, 0
        size += len(rest)
        if size > limit:
            pending.clear()
        elif rest:
            pending.append(rest)
        if block:
            yield block
    if size:
        yield [(number, size if size > limit else b"".join(pending))]


def utf8_chunks(file: IO[bytes], given: str | None = None) -> Iterator[bytes]:
    """The bytes of `file` without byte order mark, UTF-16 and UTF-32 as UTF-8, all else as it is.

    `given` is the codec where somebody knows it; then all comes as UTF-8.
    """
    first, damage = _head(file)
    codec, mark = unicode_codec(first[:SAMPLE])
    if given is not None and not mark:
        codec = given
    if codec in (None, "utf-8"):
        yield first[mark:]
        if damage is not None:
            raise damage
        while chunk := some(file):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder(str(codec))("replace")
    yield decoder.decode(first[mark:]).encode()
    if damage is not None:
        raise damage
    while chunk := some(file):
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def decoded(chunks: Iterator[bytes], limit: int) -> Iterator[str]:
    """The text of `chunks`, in pieces that end with a line where lines are no longer than `limit` bytes.

    It is UTF-8 and, line by line, one other encoding: that which the first lines speak for that are none.
    Lines ended by carriage returns alone get line feeds.
    """
    pending, end = b"", b""
    codec: str | None = None
    for chunk in chunks:
        end = end or (b"\r" if b"\n" not in chunk and b"\r" in chunk else b"\n")
        data = pending + chunk if pending else chunk
        cut = data.rfind(end) + 1
        if not cut and len(data) <= limit:
            pending = data
            continue
        cut = cut or data.rfind(b" ") + 1 or len(data)
        pending = data[cut:]
        text, codec = _text(data[:cut], codec)
        yield text if end == b"\n" else text.replace("\r", "\n")
    if pending:
        yield _text(pending, codec)[0].replace("\r", "\n" if end == b"\r" else "\r")


def _text(data: bytes, codec: str | None) -> tuple[str, str | None]:
    """The text of some lines, and the codec of those that are no UTF-8, as soon as one is known."""
    try:
        return data.decode(), codec
    except UnicodeDecodeError:
        codec = codec or guess_codec(data)
    if codec == "utf-8":
        return data.decode(codec, "replace"), codec
    return "".join(_line(line, codec) for line in data.splitlines(keepends=True)), codec


def _line(line: bytes, codec: str) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode(codec, "replace")


def _head(file: IO[bytes]) -> tuple[bytes, InputError | None]:
    """The first bytes, enough to tell what they are, and the damage that stands where more should be."""
    pieces: list[bytes] = []
    try:
        while sum(map(len, pieces)) < SAMPLE and (chunk := some(file)):
            pieces.append(chunk)
    except InputError as error:
        if not pieces:
            raise
        return b"".join(pieces), error
    return b"".join(pieces), None


def some(file: IO[bytes]) -> bytes:
    """The next bytes, none at the end: as many as are at hand: damage behind them takes none of them."""
    # One system call a time where there is a choice: a read that fills a buffer from a slow pipe in a loop of
    # its own lets an interrupt wait until the buffer is full.
    read = getattr(file, "read1", file.read)
    chunk: bytes = read(CHUNK)
    return chunk
