"""Lines of a byte stream in bounded memory, whatever their length and their Unicode encoding."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO

from syndetect.readers.decode import SAMPLE, unicode_codec

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


def utf8_chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of `file` without byte order mark, UTF-16 and UTF-32 as UTF-8, all else as it is."""
    first = b"".join(_head(file))
    codec, mark = unicode_codec(first[:SAMPLE])
    if codec in (None, "utf-8"):
        yield first[mark:]
        while chunk := _some(file):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder(str(codec))("replace")
    yield decoder.decode(first[mark:]).encode()
    while chunk := _some(file):
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def _head(file: IO[bytes]) -> Iterator[bytes]:
    size = 0
    while size < SAMPLE and (chunk := _some(file)):
        size += len(chunk)
        yield chunk


def _some(file: IO[bytes]) -> bytes:
    # One system call a time where there is a choice: a read that fills a buffer from a slow pipe in a loop of
    # its own lets an interrupt wait until the buffer is full.
    read = getattr(file, "read1", file.read)
    chunk: bytes = read(CHUNK)
    return chunk
