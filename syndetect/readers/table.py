"""CSV and TSV: a header row and one article a row; the encoding and the separator are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import IO

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.decode import SAMPLE, looks_binary
from syndetect.readers.escape import shown
from syndetect.readers.limits import over_limit
from syndetect.readers.lines import utf8_chunks
from syndetect.readers.record import document
from syndetect.readers.rows import rows, separator_of
from syndetect.readers.telling import telling
from syndetect.settings import Settings

_SEPARATORS = ",;\t|"
_SHOWN_COLUMNS = 12

Items = Iterator[Document | Skipped]


@telling
def read_csv(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """One article a row, in bounded memory."""
    return _articles(file, origin, fields, settings, _SEPARATORS)


@telling
def read_tsv(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """One article a row, values parted by tabs, in bounded memory."""
    return _articles(file, origin, fields, settings, "\t")


def no_column(columns: Sequence[str], name: str) -> str:
    """Why a table cannot be read: no column holds the text, and these are there."""
    known = ", ".join(f"'{shown(column, 30)}'" for column in columns[:_SHOWN_COLUMNS])
    more = ", ..." if len(columns) > _SHOWN_COLUMNS else ""
    return f"has no '{shown(name)}' column but {known}{more}; map another with --field text=NAME"


def _articles(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings, separators: str
) -> Items:
    chunks = utf8_chunks(file)
    head = next(chunks, b"")
    if not head.strip():
        raise InputError("is empty")
    if looks_binary(head[:SAMPLE]):
        raise InputError("looks binary, not text")
    table = rows(chain([head], chunks), separator_of(head[:SAMPLE], separators), settings.max_bytes)
    _, first = next(table, (1, None))
    header = [name.strip() for name in first or ()]
    if fields["text"] not in header:
        raise InputError(no_column(header, fields["text"]))
    empty = True
    for number, row in table:
        if row is None:
            yield Skipped(f"{origin.path}:{number}", f"a row {over_limit(0, settings)}")
        elif any(row):
            made = _article(row, header, number, origin, fields)
            yield made if isinstance(made, Document) else Skipped(f"{origin.path}:{number}", made)
        else:
            continue
        empty = False
    if empty:
        raise InputError("holds a header and no rows")


def _article(
    row: list[str], header: list[str], number: int, origin: Input, fields: Mapping[str, str]
) -> Document | str:
    if len(row) > len(header):
        return f"has {len(row)} values for {len(header)} columns"
    record = {name: value for name, value in zip(header, row, strict=False) if value}
    text = record.get(fields["text"], "")
    if not text or text.isspace():
        return f"its '{shown(fields['text'])}' column is empty"
    return document(record, text, f"{origin.id}:{number}", origin, fields, line=number)
