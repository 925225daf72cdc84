"""Text files."""

from __future__ import annotations

import io

import pytest

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.record import resolve_fields
from syndetect.readers.text import read_text
from syndetect.settings import Settings

LIMIT = Settings(max_bytes=1000)


def read(data: bytes, size: int | None = None, **fields: str) -> list[Document | Skipped]:
    """What a file of these bytes gives."""
    origin = Input("a.md", "news/a.md", "news", size)
    return list(read_text(io.BytesIO(data), origin, resolve_fields(fields), LIMIT))


def test_a_plain_file_is_one_document() -> None:
    """The whole text is the article, line ends included, named after the file."""
    data = "First line – of two.\r\nSecond.\n".encode()
    assert read(data) == [Document("a.md", data.decode(), outlet="news", path="news/a.md", meta={}, line=1)]


def test_front_matter_holds_the_fields() -> None:
    """Fields come from the front matter, and offsets refer to what stands after it."""
    data = (
        b"---\nid: 12\ntitle: Dunes\nurl: https://example.org/x\ntext: short\nbyline: A. Gull\n---\nSand.\n"
    )
    [found] = read(data)
    assert isinstance(found, Document)
    assert (found.id, found.title, found.outlet, found.text) == ("12", "Dunes", "example.org", "Sand.\n")
    assert found.meta == {"text": "short", "byline": "A. Gull"}


def test_fields_are_mapped_in_front_matter_too() -> None:
    """The mapping of fields holds for front matter as for every input."""
    [found] = read(b"---\nheadline: Dunes\n---\nSand.\n", title="headline")
    assert isinstance(found, Document)
    assert (found.title, found.meta) == ("Dunes", {})


def test_damaged_front_matter_costs_no_document() -> None:
    """The damage is reported beside the document that was read without its fields."""
    damage, found = read(b"---\ntitle: Dunes: a story\n---\nSand.\n")
    assert damage == Skipped(
        "news/a.md (front matter)",
        "is not valid YAML (line 2); the text after it was read without its fields",
    )
    assert isinstance(found, Document)
    assert (found.text, found.title) == ("Sand.\n", None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"---\ntitle: x\n---\n \n", "holds no text after its front matter"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff", "looks binary, not text"),
        (b"---\nid: [a]\n---\nSand.\n", "its 'id' field is a list; an id is text or a whole number"),
    ],
)
def test_what_is_no_article_says_why(data: bytes, reason: str) -> None:
    """Each file that cannot be an article is skipped with its reason."""
    assert read(data) == [Skipped("news/a.md", reason)]


def test_the_limit_is_on_the_bytes() -> None:
    """An article of exactly the limit is read; one byte more, told beforehand or not, is left out."""
    assert isinstance(read(b"a" * 1000)[0], Document)
    rest = "over the limit of 1,000 an article; raise max_bytes to read it"
    assert read(b"a" * 1001, size=1001) == [Skipped("news/a.md", f"1,001 bytes, {rest}")]
    assert read(b"a" * 1001) == [Skipped("news/a.md", rest)]


def test_a_file_known_to_be_too_large_is_not_read() -> None:
    """The size alone decides, before a byte is read; a file of exports may be larger than an article."""
    file = io.BytesIO(b"a" * 20_000)
    list(read_text(file, Input("a", "a", None, 20_000), resolve_fields({}), LIMIT))
    assert file.tell() == 0


def test_the_line_that_the_text_begins_on_is_told() -> None:
    """Behind front matter it is the line after it, so that a passage can be found in the file."""
    (plain,) = read(b"One.\nTwo.\n")
    (behind,) = read(b"---\r\ntitle: X\r\n---\r\nOne.\r\n")
    assert isinstance(plain, Document)
    assert isinstance(behind, Document)
    assert (plain.line, behind.line, behind.record) == (1, 4, False)


def test_a_table_that_calls_its_texts_otherwise_is_one() -> None:
    """Three columns that are known tell it from a line of prose with tabs or strokes."""
    [table] = read(b"id|headline|content|source\n1|Sand|The sand is back.\n\nIt came by night.|Gull\n")
    assert isinstance(table, Document)
    assert (table.text, table.title, table.outlet) == (
        "The sand is back.\n\nIt came by night.",
        "Sand",
        "Gull",
    )
    [prose] = read(b"News | Content | Sport\n\nThe sand is back at Elm, they say.\n")
    assert isinstance(prose, Document)
    assert "News | Content" in prose.text
