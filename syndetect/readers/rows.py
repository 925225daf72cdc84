"""Rows of a table of separated values, in bounded memory whatever a quotation mark left open may swallow."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from syndetect.readers.dialect import Dialect, fields

Row = tuple[int, list[str] | None]
"""The number of the line a row begins in, and its values; None in their place when they are too long."""


def rows(texts: Iterator[str], dialect: Dialect, limit: int) -> Iterator[Row]:
    """The rows from the header on; after one of more than `limit` code points reading goes on behind it."""
    # The module's own limit would end the file; ours costs the row.
    csv.field_size_limit(max(csv.field_size_limit(), limit + 1))
    meter = _Meter(_lines(texts, limit), limit)
    meter.pass_over(dialect.above)
    while not meter.ended:
        meter.size, meter.over = 0, False
        begin = meter.number + 1
        try:
            for row in fields(meter.lines(), dialect):
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

    def pass_over(self, count: int) -> None:
        """Leave out the first lines, which still count."""
        for _ in range(count):
            next(self._source, None)
            self.number += 1

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
