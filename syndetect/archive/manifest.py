"""The manifest of an index: one SQLite file that says which files count, and what settings made them.

Its journal is one that works on network disks, too. Readers look at it for a moment when they open an index;
a writer holds its lock from the first step to the last, and what it writes counts from its commit on.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from syndetect.errors import ArchiveBusyError, ArchiveError

NAME = "manifest.sqlite"
SCHEMA = 6
"""Number of the layout of the files; another one cannot be read."""

WITH_ARTICLES = (1, 2, 3, 4, 5, SCHEMA)
"""Layouts of which the articles can be taken into a new index."""

ROW_BITS = 24
"""Low bits of a document's key that hold its row in the segment; the rest is the segment's number."""

_WAIT = 60
"""Seconds that a reader waits for a commit, or a commit for readers."""

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE segments (number INTEGER PRIMARY KEY, file TEXT NOT NULL, rows INTEGER NOT NULL);
CREATE TABLE documents (
    key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, outlet BLOB, published REAL
);
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a manifest says: `about` its settings and versions, the file of the `state`, and its segments.

    `segments` are number, file and rows of each.
    """

    about: dict[str, Any]
    state: str | None
    segments: tuple[tuple[int, str, int], ...] = field(default=())

    @property
    def with_texts(self) -> bool:
        """Whether the texts of its articles are kept."""
        return self.about.get("texts") is not False

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all files that count."""
        own = () if self.state is None else (self.state,)
        return (*own, *(file for _, file, _ in self.segments))


@dataclass(frozen=True, slots=True)
class Row:
    """A document of an index: its key, and what it is chosen by; `published` is hours since 1970, or None."""

    key: int
    id: str
    outlet: str | None
    published: float | None


def is_index(path: Path) -> bool:
    """Whether a path is the folder of an index."""
    try:
        return (path / NAME).is_file()
    except (OSError, ValueError):
        return False


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    file = path / NAME
    if mode != "rwc" and not file.is_file():
        raise ArchiveError(f"{path} is no index; make one with: syndetect index build {path} PATH...")
    address = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None)


@contextmanager
def _sqlite_errors(path: Path) -> Iterator[None]:
    """Errors of SQLite as sentences."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise ArchiveBusyError(
                f"somebody else is writing {path}; wait until that is done, and try again"
            ) from error
        raise ArchiveError(f"the manifest of {path} cannot be used: {error}") from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # What SQLite says of names that are damaged is itself no text.
        raise _damaged(path, error) from error


def contents(path: Path, layouts: Collection[int] = (SCHEMA,)) -> Contents:
    """What the manifest of an index says now, which is of one of the `layouts`.

    Raises ArchiveError when there is none to be read.
    """
    with _sqlite_errors(path):
        try:
            return _looked_at(path, "ro", layouts)
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error):
                raise
        # A writer was ended in the middle of its commit: who may write takes it back.
        return _looked_at(path, "rw", layouts)


def _looked_at(path: Path, mode: str, layouts: Collection[int]) -> Contents:
    with closing(_connected(path, mode)) as connection:
        connection.execute("BEGIN")
        return _contents(path, connection, layouts)


def rows_by_id(path: Path) -> list[Row]:
    """All documents of an index, by id, as a reader sees them. Raises ArchiveError when they are damaged."""
    with _sqlite_errors(path), closing(_connected(path, "ro")) as connection:
        return list(_rows(path, connection))


def _rows(path: Path, connection: sqlite3.Connection) -> Iterator[Row]:
    found = connection.execute("SELECT key, id, outlet, published FROM documents ORDER BY id")
    for key, id, outlet, published in found:
        try:
            row = Row(int(key), text_of(id), None if outlet is None else text_of(outlet), published)
        except (ValueError, TypeError, AttributeError) as error:
            raise _damaged(path, error) from error
        if not isinstance(published, float | None):
            raise _damaged(path, "a date is none")
        yield row


_SEGMENT = (int, str, int)


def _damaged(path: Path, what: object) -> ArchiveError:
    return ArchiveError(f"the manifest of {path} is damaged ({what}); build the index anew from the articles")


def _contents(path: Path, connection: sqlite3.Connection, layouts: Collection[int] = (SCHEMA,)) -> Contents:
    try:
        about = {name: json.loads(value) for name, value in connection.execute("SELECT * FROM about")}
    except (ValueError, TypeError) as error:
        raise _damaged(path, error) from error
    if about.get("schema") not in layouts:
        raise ArchiveError(
            f"{path} is of another version of syndetect (layout {about.get('schema')!r}, this one reads "
            f"{SCHEMA}); build it anew: syndetect index build NEW --from {path}"
        )
    segments = tuple(connection.execute("SELECT number, file, rows FROM segments ORDER BY number"))
    state = about.get("state")
    if not all(
        isinstance(value, kind) for row in segments for value, kind in zip(row, _SEGMENT, strict=True)
    ):
        raise _damaged(path, "it lacks files")
    if not isinstance(state, str | None) or not isinstance(about.get("settings", {}), dict):
        raise _damaged(path, "it lacks its state or settings")
    names = [state or "", *(file for _, file, _ in segments)]
    if any("/" in name or "\\" in name for name in names):
        raise _damaged(path, "it names files outside of the index")
    return Contents(about, state, segments)


def integrity(path: Path) -> Iterator[str]:
    """What SQLite finds wrong with the manifest."""
    try:
        with closing(_connected(path, "ro")) as connection:
            for (line,) in connection.execute("PRAGMA integrity_check"):
                if line != "ok":
                    yield str(line)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        yield str(error)


class Writing:
    """The one writer of an index, until the ``with`` ends; nothing counts before `commit`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._done = False

    def contents(self) -> Contents:
        """What the manifest says, changes of this writer counted in."""
        return _contents(self.path, self._connection)

    def say(self, name: str, value: Any) -> None:
        """Note something about the index."""
        self._connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, json.dumps(value)))

    def started(self) -> bool:
        """Whether this is an index already."""
        return self._connection.execute("SELECT 1 FROM about").fetchone() is not None

    def move(self, keys: Iterable[int], number: int, file: str) -> None:
        """Give documents rows of a new segment in their order; segments of which none is left go."""
        moved = [(number << ROW_BITS | row, int(key)) for row, key in enumerate(keys)]
        self._connection.execute("INSERT INTO segments VALUES (?, ?, ?)", (number, file, len(moved)))
        self._connection.executemany("UPDATE documents SET key = ? WHERE key = ?", moved)
        self._drop_empty()

    def rows(self) -> Iterator[Row]:
        """All documents by id, which is the order of their places."""
        return _rows(self.path, self._connection)

    def put(self, number: int, file: str, rows: Iterable[tuple[str, str | None, float]]) -> None:
        """Add a segment with the id, the outlet and the hours since 1970 of each row."""
        documents = [
            # SQLite has no nan: it becomes NULL.
            (number << ROW_BITS | row, blob_of(id), None if outlet is None else blob_of(outlet), published)
            for row, (id, outlet, published) in enumerate(rows)
        ]
        self._connection.execute("INSERT INTO segments VALUES (?, ?, ?)", (number, file, len(documents)))
        self._connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?)", documents)

    def take(self, keys: Iterable[int]) -> None:
        """Let documents go, and segments of which none is left."""
        self._connection.executemany("DELETE FROM documents WHERE key = ?", ((key,) for key in keys))
        self._drop_empty()

    def _drop_empty(self) -> None:
        found = self._connection.execute("SELECT DISTINCT key >> ? FROM documents", (ROW_BITS,))
        live = {number for (number,) in found}
        for number, _, _ in self.contents().segments:
            if number not in live:
                self._connection.execute("DELETE FROM segments WHERE number = ?", (number,))

    def number(self) -> int:
        """A number that no segment has or had."""
        known = self.contents().about.get("numbers", 0)
        self.say("numbers", known + 1)
        return int(known) + 1

    def commit(self) -> None:
        """From now on the changes count, whatever happens."""
        with _sqlite_errors(self.path):
            self._connection.execute("COMMIT")
        self._done = True


def blob_of(text: str) -> bytes:
    """A text as SQLite holds any of them; the order of blobs is that of the texts."""
    return text.encode("utf-8", "surrogatepass")


def text_of(blob: bytes) -> str:
    """The text that a blob holds."""
    return blob.decode("utf-8", "surrogatepass")


@contextmanager
def writing(path: Path, *, create: bool = False) -> Iterator[Writing]:
    """Hold the lock of an index. Raises ArchiveError when somebody else does, or there is no index."""
    with _sqlite_errors(path), closing(_connected(path, "rwc" if create else "rw")) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        # A transaction that grew out of its cache would lock readers out before its commit.
        connection.execute("PRAGMA cache_spill = OFF")
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA busy_timeout = {_WAIT * 1000}")
        try:
            if create and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in filter(str.strip, _TABLES.split(";")):
                    connection.execute(statement)
            yield Writing(path, connection)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
