"""Arrow files and SQLite databases: rows that are articles, and what a file may not make the reader do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.speed import formats
from syndetect import read
from syndetect.model import Document, Skipped

WEIR = Document(
    "n/1", "The weir was shut on Monday after a crack was found.", "The Gull", "Weir", "2024-05-01"
)
LAMP = Document("n/2", "The lamp burns again, its keeper said on Tuesday.", "The Gull", "Lamp", "2024-05-02")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database at `a.sqlite` with one table of articles."""
    (tmp_path / "a.sqlite").write_bytes(formats.sqlite([WEIR, LAMP]))
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as opened:
        yield opened


def read_at(tmp_path: Path, name: str = "a.sqlite") -> tuple[list[str], list[str]]:
    """The texts of a file, and the reasons of what was skipped."""
    items = list(read(tmp_path / name))
    texts = [item.text for item in items if isinstance(item, Document)]
    return texts, [item.reason for item in items if isinstance(item, Skipped)]


def test_only_tables_with_texts_are_read(tmp_path: Path, base: sqlite3.Connection) -> None:
    """A view says again what its tables say, and a table without texts holds no articles."""
    base.execute("CREATE TABLE tags (id, name)")
    base.execute("INSERT INTO tags VALUES (1, 'text')")
    base.commit()
    assert read_at(tmp_path) == ([WEIR.text, LAMP.text], [])


def test_rows_of_several_tables_keep_their_places(tmp_path: Path, base: sqlite3.Connection) -> None:
    """Articles of two tables are told apart by the tables' names."""
    base.execute('CREATE TABLE "old ""stories""" (body, title)')
    base.execute('INSERT INTO "old ""stories""" VALUES (?, ?)', ("The mill stands still.", "Mill"))
    base.commit()
    found = [item for item in read(tmp_path / "a.sqlite") if isinstance(item, Document)]
    assert [one.id for one in found] == ["n/1", "n/2", 'a.sqlite:old "stories"!1']


def test_a_table_in_doubt_is_named(tmp_path: Path, base: sqlite3.Connection) -> None:
    """Where several columns may hold the texts, none is taken, and it is said although others were read."""
    base.execute("CREATE TABLE posts (content, article_text)")
    base.execute("INSERT INTO posts VALUES ('a', 'b')")
    base.commit()
    texts, [reason] = read_at(tmp_path)
    assert texts == [WEIR.text, LAMP.text]
    assert "several columns that may hold the texts" in reason


def test_what_a_database_computes_is_not_run(tmp_path: Path, base: sqlite3.Connection) -> None:
    """Views and generated columns cost whatever a file says, so they are left alone."""
    base.execute("CREATE TABLE notes (text, long AS (hex(zeroblob(400000000))))")
    base.execute("INSERT INTO notes (text) VALUES ('It held.')")
    base.execute(
        "CREATE VIEW bomb (text) AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) "
        "SELECT n FROM c"
    )
    base.commit()
    assert read_at(tmp_path) == ([WEIR.text, LAMP.text, "It held."], [])


def test_nothing_is_written_beside_a_database(tmp_path: Path, base: sqlite3.Connection) -> None:
    """A database whose log is not closed stays as it is, and rows of the log are said to be missing."""
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("INSERT INTO articles (text) VALUES ('It held.')")
    base.commit()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".sqlite-shm"}
    texts, [reason] = read_at(tmp_path)
    assert texts == [WEIR.text, LAMP.text]
    assert reason.startswith("has a log beside it ('-wal') whose rows are not read")
    assert before == {
        path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".sqlite-shm"
    }


def test_a_page_that_leads_to_itself_ends(tmp_path: Path) -> None:
    """A damaged tree of pages gives no more rows than its file can hold."""
    many = [Document(f"n/{at}", f"{WEIR.text} " * 40, title=str(at)) for at in range(60)]
    data = bytearray(formats.sqlite(many))
    pages = [at for at in range(4096, len(data), 4096) if data[at] == 5]
    for page in pages:
        cells = int.from_bytes(data[page + 3 : page + 5], "big")
        first = int.from_bytes(data[page + 12 : page + 14], "big")
        for cell in range(cells):
            data[page + 12 + 2 * cell : page + 14 + 2 * cell] = first.to_bytes(2, "big")
        data[page + 8 : page + 12] = (page // 4096 + 1).to_bytes(4, "big")
    (tmp_path / "a.sqlite").write_bytes(data)
    texts, reasons = read_at(tmp_path)
    assert pages
    assert len(texts) <= len(data)
    assert reasons


@pytest.mark.parametrize("suffix", ["db", "sqlite3"])
def test_a_database_is_told_by_its_bytes(tmp_path: Path, suffix: str) -> None:
    """Programs call their databases as they like, also inside a folder."""
    (tmp_path / f"a.{suffix}").write_bytes(formats.sqlite([WEIR]))
    assert [item.text for item in read(tmp_path) if isinstance(item, Document)] == [WEIR.text]


def test_an_encrypted_database_is_named(tmp_path: Path) -> None:
    """What begins like no database is none that can be read."""
    (tmp_path / "a.sqlite").write_bytes(bytes(range(256)) * 16)
    assert read_at(tmp_path) == ([], ["is no SQLite database, or an encrypted one"])


def test_streams_and_files_of_arrow_give_the_same(tmp_path: Path) -> None:
    """A stream, a file and Feather hold the same rows."""
    pa = pytest.importorskip("pyarrow")
    table = pa.Table.from_pylist([formats.record(one) for one in (WEIR, LAMP)])
    with pa.OSFile(str(tmp_path / "a.arrows"), "wb") as file, pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table)
    pytest.importorskip("pyarrow.feather").write_feather(table, str(tmp_path / "a.feather"))
    for name in ("a.arrows", "a.feather"):
        assert read_at(tmp_path, name) == ([WEIR.text, LAMP.text], [])


def test_columns_that_lie_about_themselves_are_refused(tmp_path: Path) -> None:
    """Offsets outside of a column's letters are found before a letter is read."""
    pa = pytest.importorskip("pyarrow")
    table = pa.table({"text": ["x" * 77]})
    with pa.OSFile(str(tmp_path / "a.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    data = (tmp_path / "a.arrow").read_bytes()
    offsets = (0).to_bytes(4, "little") + (77).to_bytes(4, "little")
    at = data.rindex(offsets, 0, data.index(b"x" * 77)) + 4
    (tmp_path / "a.arrow").write_bytes(data[:at] + (2**30).to_bytes(4, "little") + data[at + 4 :])
    _, reasons = read_at(tmp_path, "a.arrow")
    assert reasons == ["is damaged, cut off, or no Arrow file; what came before the damage was read"]


def test_the_first_feather_is_named(tmp_path: Path) -> None:
    """A format that is not read says what to do."""
    (tmp_path / "a.feather").write_bytes(b"FEA1" + bytes(40))
    assert read_at(tmp_path, "a.feather") == (
        [], ["is Feather of the first version; write it anew as Feather 2 or Parquet"],
    )  # fmt: skip
