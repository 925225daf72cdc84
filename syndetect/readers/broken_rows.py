"""Rows that line ends inside of their values have broken, as consoles of databases write them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from syndetect.readers.dialect import Dialect
from syndetect.readers.rows import Row

_CONSOLES = "\t|"
"""What the consoles of databases part values with."""
_LOOKED_AT = 500
"""Rows at the beginning of a table that show whether its rows are broken."""


def put_together(rows: Iterator[Row], dialect: Dialect, width: int, limit: int) -> Iterator[Row]:
    """The rows below a header of so many columns, each as one, if the first ones are broken by line ends.

    They are where rows are too short, some of a single value, and the pieces between whole rows add up to
    exactly one row each. `limit` bounds the signs of a row.
    """
    if dialect.separator not in _CONSOLES or dialect.escaped:
        return rows
    width += dialect.numbered
    first = list(islice(rows, _LOOKED_AT))
    if width < 2 or not any(row is not None and len(row) < width for _, row in first):
        return chain(first, rows)
    if not _add_up(first, width, whole=len(first) < _LOOKED_AT):
        return chain(first, rows)
    return _joined(chain(first, rows), width, limit)


def _add_up(rows: list[Row], width: int, *, whole: bool) -> bool:
    """Whether the pieces add up to rows; of a table that goes on behind them, all but the last one."""
    held = 0
    alone = False
    for _, row in rows:
        if row is None:
            return False
        count = len(row) or 1
        if not held and not any(row):
            continue
        alone = alone or (held > 0 and count == 1)
        held += count - (held > 0)
        if held > width:
            return False
        held %= width
    return alone and not (held and whole)


def _joined(rows: Iterator[Row], width: int, limit: int) -> Iterator[Row]:
    begin, held, size = 0, list[str](), 0
    for number, row in rows:
        if row is None:
            yield number, row
            held, size = [], 0
            continue
        if not held and not any(row):
            continue
        if held:
            held[-1] += "\n" + (row[0] if row else "")
            held += row[1:]
        else:
            begin, held = number, list(row)
        size += sum(map(len, row)) + 1
        if size > limit:
            yield begin, None
        elif len(held) >= width:
            yield begin, held
        else:
            continue
        held, size = [], 0
    if held:
        yield begin, held
