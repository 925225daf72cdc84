"""CSV and TSV: a header row and one article a row; encoding, separator and quoting are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import IO

import numpy as np

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers import json_records
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.bounded_lines import CHUNK, decoded, utf8_chunks
from syndetect.readers.broken_rows import put_together
from syndetect.readers.decode import SAMPLE, looks_binary
from syndetect.readers.dialect import Dialect, dialect_of
from syndetect.readers.encodings import given
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.markup import article_text
from syndetect.readers.printable import shown
from syndetect.readers.record import document, our_names
from syndetect.readers.rows import rows
from syndetect.settings import Settings

_SEPARATORS = ",;\t|"
_SHOWN_COLUMNS = 12

Items = Iterator[Document | Skipped]


@errors_as_skipped
def read_csv(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """One article a row, in bounded memory."""
    return _articles(file, origin, fields, settings, _SEPARATORS)


@errors_as_skipped
def read_tsv(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """One article a row, values parted by tabs, in bounded memory."""
    return _articles(file, origin, fields, settings, "\t")


def no_column(columns: Sequence[str], name: str) -> str:
    """Why a table cannot be read: no column holds the text, and these are there."""
    if name == "text" and len(several := json_records.text_names(columns)) > 1:
        listed = ", ".join(f"'{shown(column, 30)}'" for column in several[:_SHOWN_COLUMNS])
        return f"has several columns that may hold the texts: {listed}; say which with --field text=NAME"
    from syndetect.readers.sidecar import tells_of_articles

    joined = "; join it to the articles it tells of with --metadata" * tells_of_articles(columns)
    known = ", ".join(f"'{shown(column, 30)}'" for column in columns[:_SHOWN_COLUMNS])
    more = ", ..." if len(columns) > _SHOWN_COLUMNS else ""
    return f"has no '{shown(name)}' column but {known}{more}; map another with --field text=NAME{joined}"


def _articles(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings, separators: str
) -> Items:
    chunks = utf8_chunks(file, given(origin.id, settings))
    head = next(chunks, b"")
    if not head.strip():
        raise InputError("is empty")
    if looks_binary(head[:SAMPLE]):
        raise InputError("looks binary, not text")
    seen = _Seen(chain([head], chunks))
    texts = decoded(seen.chunks(), max(settings.max_bytes, CHUNK))
    begun = next(texts, "")
    more, texts = _looked_ahead(texts)
    dialect, named = _dialect(begun, separators, fields, whole=more is None)
    table = rows(chain([begun], [] if more is None else [more], texts), dialect, settings.max_bytes)
    _, first = next(table, (1, None))
    header = named(first or ())
    if {"word_num", "conf"} <= set(header):
        raise InputError("is a table of single words by a text recognition; have it write text, hOCR or ALTO")
    if fields["text"] not in header:
        raise InputError(no_column(header, fields["text"]))
    header = json_records.under_our_names(header, fields)
    columns = _Columns(["", *header] if dialect.numbered else header, dialect, fields["text"])
    empty = True
    for number, row in put_together(table, dialect, len(header), settings.max_bytes):
        if row is None:
            yield Skipped(f"{origin.path}:{number}", f"a row {over_limit(0, settings)}")
        elif any(row) and not (empty and _is_rule(row)):
            made = columns.article(row, number, origin, fields, clean=seen.clean)
            yield made if isinstance(made, Document) else Skipped(f"{origin.path}:{number}", made)
            if columns.swallows(row):
                yield Skipped(f"{origin.path}:{number} (row)", _SWALLOWED)
        else:
            continue
        empty = False
    if empty:
        raise InputError("holds a header and no rows")


def _is_rule(row: Sequence[str]) -> bool:
    """Whether a row is the line that Markdown and databases draw under the names of columns."""
    return all(not value.strip(" :-+") for value in row) and any("--" in value for value in row)


Named = Callable[[Sequence[str]], list[str]]


def _dialect(begun: str, separators: str, fields: Mapping[str, str], *, whole: bool) -> tuple[Dialect, Named]:
    """How a table is written, and what gives its columns our names."""

    def plainly(row: Sequence[str]) -> list[str]:
        return our_names(row, fields)

    def known(row: Sequence[str]) -> list[str]:
        return json_records.under_our_names(plainly(row), fields)

    found = None
    for named in (plainly, known):
        header = _Header(named, fields["text"])
        dialect = dialect_of(begun, separators, header, whole=whole)
        if header.found:
            return dialect, named
        found = found or dialect
    return found or dialect, plainly


class _Header:
    """Tells whether a row names the columns, and remembers whether one did."""

    def __init__(self, named: Named, text: str) -> None:
        self._named = named
        self._text = text
        self.found = False

    def __call__(self, row: Sequence[str]) -> bool:
        is_header = self._text in self._named(row)
        self.found = self.found or is_header
        return is_header


def _looked_ahead(texts: Iterator[str]) -> tuple[str | None, Iterator[str]]:
    """The next piece, None without one, and what follows it; the rows before know nothing of damage there."""
    try:
        more = next(texts, None)
    except InputError as error:
        return None, _failing(error)
    return more, texts


def _failing(error: InputError) -> Iterator[str]:
    yield from ()
    raise error


_SWALLOWED = (
    "holds what looks like the rows after it, as behind a quotation mark left open; all of it was read as one"
)
_FIGURES = re.compile(r"\d+")


class _Seen:
    """Hands on chunks, and knows whether all of them were without control signs."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.clean = True

    def chunks(self) -> Iterator[bytes]:
        """The chunks, each looked at before it is handed on."""
        for chunk in self._chunks:
            signs = np.frombuffer(chunk, np.uint8)
            ends = sum(np.count_nonzero(signs == sign) for sign in b"\n\r\t")
            self.clean = self.clean and bool(np.count_nonzero(signs < 32) == ends)
            yield chunk


class _Columns:
    """The names over the values, and what is done where there are more values than names."""

    def __init__(self, names: Sequence[str], dialect: Dialect, text: str) -> None:
        self._names = names
        self._dialect = dialect
        self._row = re.compile(rf'\n"?\d{{1,18}}"?{re.escape(dialect.separator)}')
        self._text_last = dialect.quote is None and names[-1] == text

    def article(
        self, row: list[str], number: int, origin: Input, fields: Mapping[str, str], *, clean: bool
    ) -> Document | str:
        """The article of a row, or why it is none."""
        names = self._names
        if len(row) > len(names):
            if any(row[len(names) :]) and not self._text_last:
                return f"has {len(row)} values for {len(names)} columns"
            # Separators at the end part nothing; without quotation marks the last value may hold some.
            last = (
                self._dialect.separator.join(row[len(names) - 1 :])
                if self._text_last
                else row[len(names) - 1]
            )
            row = [*row[: len(names) - 1], last]
        record = {
            name: value
            for name, value in zip(names, row, strict=False)
            if value and (len(value) > _LONGEST_MISSING or value not in _MISSING)
        }
        raw = record.get(fields["text"], "")
        if not raw or raw.isspace():
            return f"its '{shown(fields['text'])}' column is empty"
        text, markup = article_text(raw)
        return document(
            record,
            text,
            f"{origin.id}:{number}",
            origin,
            fields,
            line=number,
            told=raw,
            markup=markup,
            clean=clean and markup is None,
        )

    def swallows(self, row: Sequence[str]) -> bool:
        """Whether a value holds lines that look like rows: numbers first, and enough separators."""
        if len(self._names) < _ROW_VALUES or not row[0].isdigit():
            return False
        if not any("\n" in value and self._row.search(value) for value in row):
            return False
        separator = self._dialect.separator
        return any(
            line.count(separator) >= len(self._names) - 1
            and _FIGURES.fullmatch(line[: line.find(separator)].strip('"')) is not None
            for value in row
            if "\n" in value and separator in value
            for line in value.split("\n")[1:]
        )


_MISSING = frozenset(("", "NA", "NULL", "NaN", "nan", "None", "\\N"))
"""What programs write where a value is missing."""
_LONGEST_MISSING = 4
_ROW_VALUES = 3
"""Columns from which a line within a value can look like a row."""
