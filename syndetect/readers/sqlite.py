"""SQLite: one article a row, of every table that has a column of texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.json_records import text_names
from syndetect.readers.parquet import columns_of
from syndetect.readers.printable import shown
from syndetect.readers.sheet import delivered
from syndetect.settings import Settings

_MAGIC = b"SQLite format 3\0"
_VERSIONS = slice(18, 20)
"""Where a file says how it is written to and read: 2 means a log beside it."""

_HEAD = 100
_PIECE = 1 << 20
_TABLES = 1_000
_COLUMNS = 1_000
_TIMES = 2
"""Times the size of the file that its rows may be: texts are not packed in it, but may be in UTF-16."""

_CHECKED = ("PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0")


@errors_as_skipped
def read_sqlite(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """One article a row; the file itself is never opened by the library, which may write beside it."""
    head = file.read(_HEAD)
    if not head:
        raise InputError("is empty")
    if not head.startswith(_MAGIC) or len(head) < _HEAD:
        raise InputError("is no SQLite database, or an encrypted one")
    with TemporaryDirectory() as folder:
        place = Path(folder) / "copy"
        size = _copied(head, file, place)
        try:
            with closing(_opened(place)) as base:
                _limit(base, settings)
                yield from _articles(base, size, origin, fields, settings)
        except (sqlite3.Error, OverflowError, MemoryError):
            raise InputError(
                "is damaged, cut off, or no SQLite database; what came before the damage was read"
            ) from None
    if head[_VERSIONS] == b"\2\2" and _has_log(origin.path):
        reason = "has a log beside it ('-wal') whose rows are not read; close the program that writes to it"
        yield Skipped(origin.path, reason)


def _articles(
    base: sqlite3.Connection, size: int, origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """The rows of the tables with a column of texts; a table in which several may be one is named."""
    sheets, unread = [], []
    for name, columns in _tables(base):
        ours = columns_of(columns, fields)
        if isinstance(ours, str):
            unread.append((name, ours, bool(text_names(columns))))
        else:
            sheets.append((name, _rows(base, name, columns, ours, size)))
    if not sheets:
        raise InputError(unread[0][1] if unread else "is an SQLite database without a table")
    yield from delivered(sheets, origin, fields, settings)
    for name, reason, in_doubt in unread:
        if in_doubt:
            yield Skipped(f"{origin.path} (table {shown(name, 60)})", reason)


def _copied(head: bytes, file: IO[bytes], place: Path) -> int:
    """Copy a database so that it needs no log beside it; its size."""
    size = len(head)
    with place.open("wb") as copy:
        copy.write(head[: _VERSIONS.start] + b"\1\1" + head[_VERSIONS.stop :])
        while piece := file.read(_PIECE):
            copy.write(piece)
            size += len(piece)
    return size


def _opened(place: Path) -> sqlite3.Connection:
    base = sqlite3.connect(f"{place.as_uri()}?mode=ro&immutable=1", uri=True)
    for statement in _CHECKED:
        base.execute(statement)
    base.text_factory = lambda data: data.decode("utf-8", "replace")
    return base


def _limit(base: sqlite3.Connection, settings: Settings) -> None:
    """Bound what a value, a row and a schema may take."""
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, min(4 * settings.max_bytes + _PIECE, 2**30))
    base.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, _COLUMNS)
    base.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)


def _tables(base: sqlite3.Connection) -> list[tuple[str, list[str]]]:
    """The tables that hold rows, with the columns that do: views and generated columns would be run."""
    found = base.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
        "ORDER BY name LIMIT ?",
        (_TABLES,),
    ).fetchall()
    tables = []
    for name, sql in found:
        if not isinstance(sql, str) or sql[:20].upper().startswith("CREATE VIRTUAL"):
            continue
        columns = [
            column
            for _, column, *_, hidden in base.execute(f"PRAGMA table_xinfo({_quoted(name)})")
            if not hidden
        ]
        if columns:
            tables.append((name, columns))
    return tables


def _rows(
    base: sqlite3.Connection, name: str, columns: list[str], ours: list[str], size: int
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The names of the columns as they are called here, then the rows by their number."""
    yield 0, tuple(ours)
    listed = ", ".join(map(_quoted, columns))
    left = _TIMES * size
    for number, row in enumerate(base.execute(f"SELECT {listed} FROM {_quoted(name)}"), 1):  # noqa: S608
        # A page that leads to itself would be read without an end.
        left -= len(row) + sum(len(value) for value in row if isinstance(value, (str, bytes)))
        if left < 0:
            raise sqlite3.DatabaseError
        yield number, row


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _has_log(path: str) -> bool:
    try:
        return Path(f"{path}-wal").stat().st_size > 0
    except (OSError, ValueError):
        return False
