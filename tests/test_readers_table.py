"""CSV and TSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.record import resolve_fields
from syndetect.readers.table import read_csv, read_tsv
from syndetect.settings import Settings

ORIGIN = Input("a.csv", "news/a.csv", "news")
VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc",)) | st.sampled_from('\n\t",;|'), min_size=1
).filter(str.strip)


def read(data: bytes, max_bytes: int = 100_000, **fields: str) -> list[Document | Skipped]:
    """What a table of these bytes gives."""
    return list(read_csv(io.BytesIO(data), ORIGIN, resolve_fields(fields), Settings(max_bytes=max_bytes)))


@given(st.lists(VALUES, min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_texts_come_back_exactly(texts: list[str], separator: str) -> None:
    """Whatever a text holds, quotation marks, separators and line breaks included, it is read as it was."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerows([["id", "text", "page"], *([f"n{at}", text, "4"] for at, text in enumerate(texts))])
    found = read(file.getvalue().encode())
    assert [(item.id, item.text, item.meta) for item in found if isinstance(item, Document)] == [
        (f"n{at}", text, {"page": "4"}) for at, text in enumerate(texts)
    ]


def test_rows_are_named_by_the_line_they_begin_in() -> None:
    """A row without an id is called after file and line, however many lines rows take."""
    found = read(b'text,page\n"Sand\nand sea.",1\n\nSky.,2\n')
    assert [item.id for item in found if isinstance(item, Document)] == ["a.csv:2", "a.csv:5"]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(codec: str, ends: str) -> None:
    """Tables are read as spreadsheets of every age save them."""
    text = ends.join(
        ["text;page", "Où la tempête a touché la côte;1", "Le phare s’est éteint à minuit;2", ""]
    )
    found = [item.text for item in read(text.encode(codec)) if isinstance(item, Document)]
    assert found == ["Où la tempête a touché la côte", "Le phare s’est éteint à minuit"]


def test_fields_are_mapped() -> None:
    """The mapping of fields holds for columns too."""
    [found] = read(b"body,guid\nSand.,x\n", text="body", id="guid")
    assert isinstance(found, Document)
    assert (found.id, found.text, found.meta) == ("x", "Sand.", {})


@pytest.mark.parametrize(
    ("data", "source", "reason"),
    [
        (
            b"body,page\nx,1\n",
            "",
            "has no 'text' column but 'body', 'page'; map another with --field text=NAME",
        ),
        (b"text,page\n", "", "holds a header and no rows"),
        (b"text,page\n\n,\n", "", "holds a header and no rows"),
        (b"text,page\n,1\n", ":2", "its 'text' column is empty"),
        (b"text,page\nx,1,2\n", ":2", "has 3 values for 2 columns"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "", "looks binary, not text"),
        (b" \n", "", "is empty"),
    ],
)
def test_what_is_no_article_says_why(data: bytes, source: str, reason: str) -> None:
    """A table without texts is told once, a row without one under its line."""
    assert read(data) == [Skipped(f"news/a.csv{source}", reason)]


def test_a_quotation_mark_left_open_costs_one_row() -> None:
    """What it swallows is bounded by the limit, and reading goes on behind it."""
    data = b'text,page\nSand.,1\n"open,2\n' + b"x,3\n" * 1000 + b"Sea.,4\n"
    found = read(data, 1000)
    reason = "a row over the limit of 1,000 an article; raise max_bytes to read it"
    assert [item for item in found if isinstance(item, Skipped)] == [Skipped("news/a.csv:3", reason)]
    assert [item.text for item in found if isinstance(item, Document)][-1] == "Sea."


def test_a_line_without_an_end_is_never_held() -> None:
    """A line longer than an article is counted and dropped."""
    found = read(b"text\n" + b"x" * 5_000_000 + b"\nSea.\n", 1000)
    assert [item.source if isinstance(item, Skipped) else item.text for item in found] == [
        "news/a.csv:2",
        "Sea.",
    ]


def test_tabs_alone_part_the_columns_of_tsv() -> None:
    """A comma in a header of tabs is part of a name."""
    data = b"text\tone, two, three\nSand, sea.\t1\n"
    [found] = read_tsv(io.BytesIO(data), ORIGIN, resolve_fields({}), Settings())
    assert isinstance(found, Document)
    assert (found.text, found.meta) == ("Sand, sea.", {"one, two, three": "1"})
