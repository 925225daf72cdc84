"""Spreadsheets (.xlsx): a header row and one article a row, on every sheet that has a column of texts."""

from __future__ import annotations

import contextlib
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import IO, Any

from syndetect.errors import InputError, LimitError, SyndetectError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers import json_records
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.markup import article_text
from syndetect.readers.office import XML_TIMES_TEXT
from syndetect.readers.optional_library import require
from syndetect.readers.parts import tidy
from syndetect.readers.printable import shown
from syndetect.readers.record import FIELDS, document, without
from syndetect.readers.table import no_column
from syndetect.readers.unpacked import counted, damage_as_errors, seekable
from syndetect.readers.values import plain
from syndetect.settings import Settings

_MOST_COLUMNS = 1_000
_MOST_EMPTY = 100_000
"""Empty rows in a row after which a sheet has ended, whatever it says of its size."""

_HEADER_ROWS = 20
"""Rows among which the header may stand: titles and notes often come first."""

_PIECE = 1 << 18

Items = Iterator[Document | Skipped]
Row = Sequence[Any]


@errors_as_skipped
def read_xlsx(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """One article a row, read row by row; the texts that cells share are held in memory."""
    with seekable(file) as whole:
        if not whole.read(1):
            raise InputError("is empty")
        library: Any = require("openpyxl", "office", "a spreadsheet")
        _checked(whole, origin, settings)
        whole.seek(0)
        with _quietly(), _damage():
            book = library.load_workbook(whole, read_only=True, data_only=True, keep_links=False)
        try:
            yield from _book(book, origin, fields, settings)
        finally:
            book.close()


def _checked(whole: IO[bytes], origin: Input, settings: Settings) -> None:
    """Unpack everything once, counted: the library itself has no limits."""
    try:
        archive = zipfile.ZipFile(whole)
    except zipfile.BadZipFile:
        raise InputError("is damaged, cut off, or no workbook; get the whole file, or save it anew") from None
    with damage_as_errors():
        for info in archive.infolist():
            if not info.filename.endswith((".xml", ".rels")):
                continue
            if info.flag_bits & 1:
                raise InputError("is encrypted; save it without a password")
            limit = 20 * XML_TIMES_TEXT * settings.max_bytes
            with counted(archive.open(info), origin.unpacking, settings) as stream:
                size = 0
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    if size > limit:
                        raise LimitError(over_limit(0, settings))


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    # What it warns of, such as rules for looks, says nothing about texts.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _damage() -> Iterator[None]:
    """Turn whatever the library raises over a damaged file into InputError."""
    try:
        yield
    except (SyndetectError, GeneratorExit):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise InputError("is damaged, or no spreadsheet; what came before the damage was read") from None


def _book(book: Any, origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    sheets = []
    for name in book.sheetnames:
        with _damage():
            sheet = book[name]
        if hasattr(sheet, "iter_rows"):
            sheets.append((name, _rows(sheet)))
    yield from delivered(sheets, origin, fields, settings)


def delivered(
    sheets: Sequence[tuple[str, Iterator[tuple[int, Row]]]],
    origin: Input,
    fields: Mapping[str, str],
    settings: Settings,
) -> Items:
    """The articles of sheets, each with its name and its numbered rows that hold anything.

    Raises InputError, with the reason of the first sheet, where none has a column of texts.
    """
    refused: list[str] = []
    several = len(sheets) > 1
    read = 0
    for name, rows in sheets:
        table = _table(rows, fields)
        header = next(table, None)
        if header is None:
            continue
        if isinstance(header[1], str):
            refused.append(header[1])
            continue
        prefix = f"{name}!" if several else ""
        for number, row in table:
            made = _article(header[1], row, f"{prefix}{number}", number, origin, fields, settings)
            if made is not None:
                read += 1
                yield made
    if not read:
        raise InputError(refused[0] if refused else "holds no rows")


def _rows(sheet: Any) -> Iterator[tuple[int, Row]]:
    """The rows that hold anything, each with its number."""
    empty = 0
    with _quietly(), _damage():
        rows = sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)
    number = 0
    while True:
        with _quietly(), _damage():
            row = next(rows, None)
        if row is None:
            return
        number += 1
        if any(value not in (None, "") for value in row):
            empty = 0
            yield number, row
            continue
        empty += 1
        if empty > _MOST_EMPTY:
            return


def _table(rows: Iterator[tuple[int, Row]], fields: Mapping[str, str]) -> Iterator[tuple[int, Any]]:
    """First the header, or why there is none, and then the rows below it."""
    first: list[str] = []
    for seen, (number, row) in enumerate(rows):
        names = [str(value).strip() if value is not None else "" for value in row]
        while names and not names[-1]:
            names.pop()
        first = first or names
        if _is_header(names, fields):
            yield number, names
            break
        if seen >= _HEADER_ROWS:
            yield number, no_column(first, fields["text"])
            return
    else:
        if first:
            yield 1, no_column(first, fields["text"])
        return
    yield from rows


def _is_header(names: Sequence[str], fields: Mapping[str, str]) -> bool:
    wanted = fields["text"]
    if wanted != "text":
        return wanted in names
    return bool(json_records.text_names(name for name in names if len(name) < _LONGEST_NAME))


_LONGEST_NAME = 40
"""Code points of what can be the name of a column."""


def _article(
    header: Sequence[str],
    row: Row,
    place: str,
    number: int,
    origin: Input,
    fields: Mapping[str, str],
    settings: Settings,
) -> Document | Skipped | None:
    record = {
        name: _value(value)
        for name, value in zip(header, row, strict=False)
        if name and value not in (None, "")
    }
    if not record:
        return None
    text, name = json_records.text_of(record, fields["text"])
    where = f"{origin.path}:{place}"
    if text is None:
        return Skipped(where, f"its '{shown(fields['text'])}' column is empty")
    plain_text, markup = article_text(text)
    text = tidy(str(plain_text).replace("_x000D_", ""))
    if not text:
        return Skipped(where, f"its '{shown(name)}' column is empty")
    if len(text.encode()) > settings.max_bytes:
        return Skipped(where, over_limit(0, settings))
    ours, used = json_records.fields_of(record, fields)
    made = document(
        {**without(record, [name, *used]), **ours},
        text,
        f"{origin.id}:{place}",
        origin,
        _OWN,
        line=number,
        markup=markup,
    )
    return made if isinstance(made, Document) else Skipped(where, made)


_OWN = {name: name for name in FIELDS}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    made = plain(value)
    return made if isinstance(made, (str, int, float, bool)) else str(made)
