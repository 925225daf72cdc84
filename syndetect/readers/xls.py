"""Workbooks of old Excel (.xls), and the pages, tables and XML that other programs give that name."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import IO, Any

from syndetect import plugins
from syndetect.errors import InputError, SyndetectError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.encodings import given
from syndetect.readers.json_records import text_names
from syndetect.readers.optional_library import require
from syndetect.readers.page.charset import decode_page
from syndetect.readers.page.element_tree import parsed
from syndetect.readers.parts import whole_file
from syndetect.readers.sheet import Row, delivered
from syndetect.readers.sniffing import kind_of_bytes
from syndetect.readers.word import is_workbook, kind_by_streams
from syndetect.readers.xml_roots import tree
from syndetect.settings import Settings

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
"""How workbooks of Excel 2 to 5 begin that lie in no container."""

_LAST_OF_ONE_BYTE = 80
"""The first version of the format whose texts are Unicode."""

_MOST_COLUMNS = 1_000
_MOST_ROWS = 1_048_576
"""Rows that a sheet of Excel can have."""

_HEAD = 4096

Items = Iterator[Document | Skipped]


@errors_as_skipped
def read_xls(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """One article a row; what is called so and is none of Excel's own files is read as what it is."""
    data = whole_file(file, origin, settings)
    if not data.strip():
        raise InputError("is empty")
    if data.startswith(_OLE) and not is_workbook(data):
        raise InputError(kind_by_streams(data) or "is damaged, cut off, or no workbook; get the whole file")
    if data.startswith((_OLE, *_BARE)):
        yield from delivered(_sheets(data, given(origin.id, settings)), origin, fields, settings)
        return
    kind, _ = kind_of_bytes(data[:_HEAD]) or (".txt", "")
    if kind == ".html":
        yield from delivered(_page_tables(data), origin, fields, settings)
        return
    # A table in text is what else gets this name.
    suffix = {".zip": ".xlsx", ".txt": ".csv"}.get(kind, kind)
    if suffix not in plugins.TABLES["readers"] or suffix == ".xls":
        raise InputError("is no workbook, whatever its name says")
    reader: plugins.Reader = plugins.load("readers", suffix)
    yield from reader(io.BytesIO(data), origin, fields, settings)


@errors_as_skipped
def read_workbook_xml(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The same of the XML that Excel 2003 wrote."""
    root, problem = tree(whole_file(file, origin, settings))
    sheets = [(_attribute(sheet, "Name"), _xml_rows(sheet)) for sheet in root.iter("Worksheet")]
    yield from delivered(sheets, origin, fields, settings)
    if problem:
        yield Skipped(origin.path, problem)


def _sheets(data: bytes, encoding: str | None) -> list[tuple[str, Iterator[tuple[int, Row]]]]:
    library: Any = require("xlrd", "office", "a workbook of old Excel")
    with _damage():
        book = _book(library, data, encoding)
        if encoding is None and book.biff_version < _LAST_OF_ONE_BYTE and book.codepage is None:
            # The library takes ISO 8859-1 where Excel means its own code page.
            book = _book(library, data, "cp1252")
        return [(sheet.name, _rows(library, book, sheet)) for sheet in book.sheets()]


def _book(library: Any, data: bytes, encoding: str | None) -> Any:
    return library.open_workbook(
        file_contents=data, logfile=io.StringIO(), ragged_rows=True, encoding_override=encoding
    )


@contextlib.contextmanager
def _damage() -> Iterator[None]:
    """Turn whatever the library raises over a damaged file into InputError."""
    try:
        yield
    except (SyndetectError, GeneratorExit):
        raise
    except Exception as error:  # noqa: BLE001 - over damage the library raises whatever it comes to
        if "encrypted" in str(error):
            raise InputError("is encrypted; save it without a password") from None
        raise InputError("is damaged, or no workbook; open it and save it as .xlsx or .csv") from None


def _rows(library: Any, book: Any, sheet: Any) -> Iterator[tuple[int, Row]]:
    for number in range(sheet.nrows):
        with _damage():
            cells = sheet.row(number)[:_MOST_COLUMNS]
            row = [_value(library, book, cell) for cell in cells]
        if any(value not in (None, "") for value in row):
            yield number + 1, row


def _value(library: Any, book: Any, cell: Any) -> Any:
    if cell.ctype == library.XL_CELL_DATE:
        try:
            return library.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == library.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return None if cell.ctype == library.XL_CELL_ERROR else cell.value


def _page_tables(data: bytes) -> list[tuple[str, Iterator[tuple[int, Row]]]]:
    """The outermost tables of a page, as reports of databases are handed out for Excel."""
    root = parsed(decode_page(data, None) or "")
    if root is None:
        raise InputError("is a page without a table")
    outermost = [one for one in root.iter("table") if next(one.iterancestors("table"), None) is None]
    if not outermost:
        raise InputError("is a page without a table")
    return [(str(number), _page_rows(table)) for number, table in enumerate(outermost, 1)]


def page_rows(data: bytes, origin: Input, fields: Mapping[str, str], settings: Settings) -> Items | None:
    """The articles of a table that begins its page and names a column for texts; None for any other."""
    tables = [list(islice(rows, _MOST_ROWS)) for _, rows in _page_tables(data)]
    head = next((values for rows in tables[:1] for _, values in rows), [])
    if fields["text"] not in head and not (fields["text"] == "text" and len(text_names(map(str, head))) == 1):
        return None
    return delivered([(str(n), iter(rows)) for n, rows in enumerate(tables, 1)], origin, fields, settings)


def _page_rows(table: Any) -> Iterator[tuple[int, Row]]:
    for number, row in enumerate(table.iter("tr"), 1):
        values = [_cell(cell) for cell in row.iterchildren("td", "th")]
        if any(values):
            yield number, values[:_MOST_COLUMNS]


def _cell(cell: Any) -> str:
    from syndetect.readers.flow import flow
    from syndetect.readers.page import plain

    return "\n".join(flow(cell, lambda one: one.tag in plain.BLOCKS or one.tag == "br", _is_no_text))


def _is_no_text(element: Any) -> bool:
    return element.tag in ("script", "style")


def _xml_rows(sheet: Any) -> Iterator[tuple[int, Row]]:
    number = 0
    for row in sheet.iter("Row"):
        number = _position(row, number + 1, _MOST_ROWS)
        values: list[str] = []
        for cell in row.iterchildren("Cell"):
            at = _position(cell, len(values) + 1, _MOST_COLUMNS)
            values += [""] * (at - 1 - len(values))
            data = cell.find("Data")
            values.append("" if data is None else "".join(data.itertext()))
        if any(values):
            yield number, values[:_MOST_COLUMNS]


def _position(element: Any, following: int, most: int) -> int:
    """Where a row or cell stands that may leave some out ahead of it; never before `following`."""
    said = _attribute(element, "Index")
    named = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0
    return named if following <= named <= most else following


def _attribute(element: Any, name: str) -> str:
    ending = "}" + name
    return next((value for key, value in element.attrib.items() if key.endswith(ending)), "")
