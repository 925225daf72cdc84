"""Spreadsheets of OpenDocument (.ods, .fods): a header row and one article a row, on sheets with texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.office import parts_of
from syndetect.readers.sheet import Row, delivered
from syndetect.settings import Settings

_MOST_COLUMNS = 1_000
_MOST_ALIKE = 1_000
"""Rows that a file says to be the same as the one it holds, beyond which no more are made of it."""
_TIMES = re.compile(r"\d{1,7}")
_MIDNIGHT = "T00:00:00"

Items = Iterator[Document | Skipped]


@errors_as_skipped
def read_ods(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """One article a row of a zipped spreadsheet."""
    with parts_of(file, origin, settings) as parts:
        if "content.xml" not in parts:
            raise InputError("is no OpenDocument spreadsheet: it has no content")
        content = parts.tree("content.xml")
    yield from parts.notes()
    yield from of_tree(content, origin, fields, settings)


def of_tree(root: Any, origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The articles of a spreadsheet's content."""
    body = next(root.iter("spreadsheet"), None)
    if body is None:
        raise InputError("is no OpenDocument spreadsheet, or encrypted")
    tables = [(_attribute(table, "name"), _rows(table)) for table in body.iterchildren("table")]
    yield from delivered(tables, origin, fields, settings)


def _rows(table: Any) -> Iterator[tuple[int, Row]]:
    """The rows that hold anything, each with its number; equal ones are kept as one with their number."""
    number = 0
    for row in table.iter("table-row"):
        times = _times(row, "number-rows-repeated")
        values = _values(row)
        if any(value not in (None, "") for value in values):
            for at in range(min(times, _MOST_ALIKE)):
                yield number + at + 1, values
        number += times


def _values(row: Any) -> list[Any]:
    values: list[Any] = []
    for cell in row.iterchildren("table-cell", "covered-table-cell"):
        # What is empty to the last column is written as one cell.
        values += [_value(cell)] * min(_times(cell, "number-columns-repeated"), _MOST_COLUMNS - len(values))
        if len(values) >= _MOST_COLUMNS:
            break
    return values


def _value(cell: Any) -> Any:
    kind = _attribute(cell, "value-type")
    if kind == "date":
        return _attribute(cell, "date-value").removesuffix(_MIDNIGHT)
    if kind in ("float", "percentage", "currency"):
        try:
            return float(_attribute(cell, "value"))
        except ValueError:
            return None
    if kind == "boolean":
        return _attribute(cell, "boolean-value") == "true"
    return "\n".join(_said(part) for part in cell.iterchildren("p")) or None


def _said(element: Any) -> str:
    """The words of a paragraph of a cell."""
    pieces = [element.text or ""]
    for inner in element:
        if inner.tag == "s":
            pieces.append(" " * min(_times(inner, "c"), _MOST_COLUMNS))
        elif inner.tag == "tab":
            pieces.append("\t")
        elif inner.tag == "line-break":
            pieces.append("\n")
        elif inner.tag not in ("annotation", "ruby-text"):
            pieces.append(_said(inner))
        pieces.append(inner.tail or "")
    return "".join(pieces)


def _times(element: Any, name: str) -> int:
    said = _attribute(element, name)
    return int(said) if _TIMES.fullmatch(said) else 1


def _attribute(element: Any, name: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    ending = "}" + name
    return next((value for key, value in element.attrib.items() if key.endswith(ending)), "")
