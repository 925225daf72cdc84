"""Tables that tell what articles do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from syndetect import read
from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.settings import Settings

TEXT = "The council shut the outer mole on Thursday after divers had found a crack below the water.\n"


def told(folder: Path, table: Path) -> list[tuple[str, str | None, str | None, str | None]]:
    """Id, outlet, date and title of the articles in a folder."""
    found = read(folder, settings=Settings(metadata=str(table)))
    return [(one.id, one.outlet, one.published, one.title) for one in found if isinstance(one, Document)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts and two records."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(TEXT)
    (news / "b.txt").write_text(TEXT)
    rows = [{"id": "n1", "text": TEXT}, {"id": "n2", "text": TEXT, "url": "https://www.gull.example/x/#top"}]
    (news / "c.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return news


EXPECTED = [
    ("a.txt", "The Post", "2024-03-07", "Mole shut"),
    ("b.txt", None, None, None),
    ("n1", "The Gull", "2024-03-08", None),
    ("n2", "Dune Daily", "2024-03-09T10:15:00", "Crack"),
]


def test_rows_are_joined_by_path_id_and_address(folder: Path, tmp_path: Path) -> None:
    """A spreadsheet's table with names of its own is understood, whatever each row is joined by."""
    table = tmp_path / "about.csv"
    table.write_text(
        "sep=;\nFile;ID;URL;Publication;Publish_Date;Headline\nnews/a.txt;;;The Post;7.3.2024;Mole shut\n"
        ";n1;;The Gull;8 March 2024;\n;;http://gull.example/x;Dune Daily;20240309101500;Crack\n"
    )
    assert told(folder, table) == EXPECTED


def test_json_and_parquet_do_as_well(folder: Path, tmp_path: Path) -> None:
    """The same table as JSON, as JSON lines and as Parquet tells the same."""
    rows = [
        {"path": "a.txt", "outlet": "The Post", "published": "2024-03-07", "title": "Mole shut"},
        {"id": "n1", "media_name": "The Gull", "publish_date": "2024-03-08"},
        {
            "url": "https://gull.example/x/",
            "domain": "Dune Daily",
            "date": "20240309101500",
            "title": "Crack",
        },
    ]
    (tmp_path / "a.json").write_text(json.dumps(rows, indent=1))
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    names = sorted({name for row in rows for name in row})
    parquet.write_table(
        arrow.Table.from_pylist([{name: row.get(name) for name in names} for row in rows]),
        tmp_path / "a.parquet",
    )
    for name in ("a.json", "a.jsonl", "a.parquet"):
        assert told(folder, tmp_path / name) == EXPECTED


def test_the_table_goes_before_what_the_input_says(folder: Path, tmp_path: Path) -> None:
    """Who gives a table knows better than a first line."""
    (folder / "a.txt").write_text("Mole shut, they say\n\n" + TEXT)
    (tmp_path / "t.csv").write_text("path,title\na.txt,Mole shut\n")
    [found, *_] = read(folder, settings=Settings(metadata=str(tmp_path / "t.csv")))
    assert isinstance(found, Document)
    assert (found.title, "told_by" in found.meta) == ("Mole shut", False)


def test_a_table_of_other_articles_is_named(folder: Path, tmp_path: Path) -> None:
    """A table that met no article says so at the end, and how it is joined."""
    (tmp_path / "t.csv").write_text("path,title\nz.txt,Mole shut\n")
    *_, last = read(folder, settings=Settings(metadata=str(tmp_path / "t.csv")))
    assert last == Skipped(
        f"{tmp_path}/t.csv (metadata)",
        "none of its 1 rows is of an article that was read; it is joined by path, id or url",
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "no such file or directory"),
        ("", "holds no rows"),
        ("title,outlet\nx,y\n", "has no column to join it by; call one path, id or url"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(
    folder: Path, tmp_path: Path, content: str | None, problem: str
) -> None:
    """Before anything is read, with the reason."""
    if content is not None:
        (tmp_path / "t.csv").write_text(content)
    with pytest.raises(InputError, match=problem):
        list(read(folder, settings=Settings(metadata=str(tmp_path / "t.csv"))))


@pytest.mark.parametrize("suffix", [".xml", ".xml.gz"])
def test_a_news_sitemap_is_such_a_table(folder: Path, tmp_path: Path, suffix: str) -> None:
    """Titles, dates and outlets of a sitemap reach the articles by their addresses."""
    import gzip

    entry = (
        "<url><loc>https://gull.example/x</loc><news:news><news:publication><news:name>The Gull</news:name>"
        "<news:language>en</news:language></news:publication><news:title>Mole &amp; crack</news:title>"
        "<news:publication_date>2024-03-07T10:00:00+01:00</news:publication_date></news:news></url>"
    )
    source = (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entry}</urlset>'
    ).encode()
    table = tmp_path / f"sitemap{suffix}"
    table.write_bytes(gzip.compress(source) if suffix.endswith("gz") else source)
    assert told(folder, table)[3] == ("n2", "The Gull", "2024-03-07T10:00:00+01:00", "Mole & crack")
    [skipped] = [item for item in read(tmp_path / f"sitemap{suffix}") if isinstance(item, Skipped)]
    assert "--metadata FILE" in skipped.reason
