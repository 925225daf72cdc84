"""JSON that is not one object a line."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.jsonl import read_jsonl
from syndetect.readers.objects import read_json
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

ORIGIN = Input("a.json", "news/a.json", "news")
SIGNS = st.characters(codec="utf-8") | st.sampled_from('"\\{}[],')
TEXTS = st.lists(st.text(SIGNS, min_size=1).filter(str.strip), min_size=2, max_size=4)


def read(data: bytes, max_bytes: int = 100_000, **fields: str) -> list[Document | Skipped]:
    """What a file of these bytes gives."""
    return list(read_json(io.BytesIO(data), ORIGIN, resolve_fields(fields), Settings(max_bytes=max_bytes)))


def told(found: list[Document | Skipped]) -> list[tuple[str, str]]:
    """Id and text of each article."""
    return [(item.id, item.text) for item in found if isinstance(item, Document)]


@given(TEXTS, st.sampled_from([None, 1]), st.sampled_from(["list", "objects", "wrapped"]))
def test_articles_come_back_however_they_are_laid_out(texts: list[str], indent: int | None, way: str) -> None:
    """A list, objects one after the other, a list inside an object: the same articles in their order."""
    rows = [{"id": f"n{at}", "body": text, "deep": {"x": ["}"]}} for at, text in enumerate(texts)]
    data = {
        "list": json.dumps(rows, indent=indent),
        "objects": "\n".join(json.dumps(row, indent=indent) for row in rows),
        "wrapped": json.dumps({"status": "ok", "data": {"articles": rows}}, indent=indent),
    }[way]
    assert [id for id, _ in told(read(data.encode(), text="body"))] == [f"n{at}" for at in range(len(texts))]


def test_articles_without_an_id_are_called_after_their_place() -> None:
    """The only article of a file is called after the file, of several each after its number."""
    assert told(read(b'{"text": "Sand."}')) == [("a.json", "Sand.")]
    assert told(read(b'[{"text": "Sand."}, {"text": "Sea."}]')) == [
        ("a.json:1", "Sand."),
        ("a.json:2", "Sea."),
    ]


def test_known_programs_are_known_by_their_names() -> None:
    """What a crawler calls text, date and outlet is understood without a mapping."""
    row = {
        "maintext": "Sand.",
        "title": "T",
        "date_publish": "2024-03-07 10:00:00",
        "source_domain": "post.example",
    }
    [found] = read(json.dumps(row).encode())
    assert isinstance(found, Document)
    assert (found.text, found.published, found.outlet) == ("Sand.", "2024-03-07 10:00:00", "post.example")


@pytest.mark.parametrize(
    ("data", "source", "reason"),
    [
        (b"", "", "is empty"),
        (b"[1, 2]", "", "is JSON without an object, or no JSON"),
        (b'{"name": "x"}', "", "has no 'text' field but 'name'; map another with --field text=NAME"),
        (b'[{"text": "a b"}, {"text": 5}]', ":2", "its 'text' field is a number, not text"),
        (b'{"text": "Sand."', " (line 1)", "is not valid JSON: it ends before the object does"),
        (b'\n\n{"text": NaN,}', " (line 3)", "is not valid JSON (column 13)"),
        (b'{"text": "%s"}' % (b"x" * 2000), " (line 1)",
         "2,012 bytes, over the limit of 1,000 an article; raise max_bytes to read it"),
    ],
)  # fmt: skip
def test_what_is_no_article_says_why(data: bytes, source: str, reason: str) -> None:
    """An object that is none costs itself, and the line it begins in is named."""
    assert [item for item in read(data, 1000) if isinstance(item, Skipped)] == [
        Skipped(f"news/a.json{source}", reason)
    ]


def test_an_object_too_long_costs_itself() -> None:
    """What stands behind an endless object is read all the same."""
    rows: list[Any] = [{"text": "Sand."}, {"text": "x" * 5_000_000}, {"text": "Sea."}]
    found = read(json.dumps(rows).encode(), 1000)
    assert [item.text if isinstance(item, Document) else item.source for item in found] == [
        "Sand.", "news/a.json (line 1)", "Sea.",
    ]  # fmt: skip


def test_json_lines_spread_over_lines_are_read() -> None:
    """A file called JSON lines may hold a list, or objects of several lines."""
    rows = [{"id": "a", "text": "Sand."}, {"id": "b", "text": "Sea."}]
    for data in (
        json.dumps(rows),
        json.dumps(rows, indent=2),
        "\n".join(json.dumps(row, indent=2) for row in rows),
    ):
        found = list(read_jsonl(io.BytesIO(data.encode()), ORIGIN, resolve_fields({}), Settings()))
        assert told(found) == [("a", "Sand."), ("b", "Sea.")]
