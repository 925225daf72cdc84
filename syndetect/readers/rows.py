"""Rows of a table of separated values, in bounded memory whatever a quotation mark left open may swallow."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator

from syndetect.readers.decode import SAMPLE, guess_codec

Row = tuple[int, list[str] | None]
"""The number of the line a row begins in, and its values; None in their place when they are too long."""


def separator_of(head: bytes, separators: str) -> str:
    """The separator that parts the first line into the most columns; quotation marks are heeded."""
    line = head.decode("utf-8", "replace").lstrip("\ufeff").replace("\r", "\n").partition("\n")[0]
    counts = {sign: len(next(csv.reader([line], delimiter=sign), [])) for sign in separators}
    return max(separators, key=lambda sign: counts[sign])


def rows(chunks: Iterator[bytes], separator: str, limit: int) -> Iterator[Row]:
    """The rows of a stream; after one of more than `limit` code points reading goes on behind it."""
    # The module's own limit would end the file; ours costs the row.
    csv.field_size_limit(max(csv.field_size_limit(), limit + 1))
    meter = _Meter(_lines(_decoded(chunks), limit), limit)
    while not meter.ended:
        meter.size, meter.over = 0, False
        begin = meter.number + 1
        try:
            for row in csv.reader(meter.lines(), delimiter=separator):
                if meter.over:
                    break
                yield begin, row
                meter.size = 0
                begin = meter.number + 1
        except csv.Error:
            meter.over = True
        if meter.over:
            yield begin, None


class _Meter:
    """Hands on lines, counts them, and stops when those of one row are too long."""

    def __init__(self, source: Iterator[str], limit: int) -> None:
        self._source = source
        self._limit = limit
        self.number = 0
        self.size = 0
        self.over = False
        self.ended = False

    def lines(self) -> Iterator[str]:
        """Lines up to the end, or to where the row that is being read grows too long."""
        for line in self._source:
            self.number += 1
            self.size += len(line)
            if self.size > self._limit:
                self.over = True
                return
            yield line
        self.ended = True


def _decoded(chunks: Iterator[bytes]) -> Iterator[str]:
    decoder: codecs.IncrementalDecoder | None = None
    ends = "\n"
    for chunk in chunks:
        if decoder is None:
            decoder = codecs.getincrementaldecoder(_codec(chunk))("replace")
            ends = "\n" if b"\n" in chunk or b"\r" not in chunk else "\r"
        text = decoder.decode(chunk)
        yield text if ends == "\n" else text.replace("\r", "\n")
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def _codec(head: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return guess_codec(head[: 4 * SAMPLE])
    return "utf-8"


def _lines(texts: Iterator[str], limit: int) -> Iterator[str]:
    """Lines with their ends; of a line longer than `limit` only as much as shows that it is."""
    pending = ""
    dropping = False
    for text in texts:
        *lines, rest = (pending + text).split("\n")
        for line in lines:
            if dropping:
                dropping = False
            else:
                yield f"{line}\n"
        pending = "" if dropping else rest
        if len(pending) > limit:
            yield pending
            pending, dropping = "", True
    if pending:
        yield pending
