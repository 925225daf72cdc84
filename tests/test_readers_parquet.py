"""Parquet."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.parquet import read_parquet
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def read(
    rows: list[dict[str, Any]] | bytes, max_bytes: int = 100_000, **fields: str
) -> list[Document | Skipped]:
    """What a file of these rows gives."""
    if isinstance(rows, bytes):
        data = rows
    else:
        file = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows), file, row_group_size=2)
        data = file.getvalue()
    origin = Input("a.parquet", "news/a.parquet", "news")
    return list(read_parquet(io.BytesIO(data), origin, resolve_fields(fields), Settings(max_bytes=max_bytes)))


def test_an_article_in_one_column_is_the_article() -> None:
    """A column may hold an article whole, with its fields; what stands beside it stays."""
    story = {"body": "It rained on the old quay today.", "headline": "Rain", "date": date(2024, 3, 7)}
    [found] = read([{"article": story, "batch": 4}])
    assert isinstance(found, Document)
    assert (found.text, found.title, found.published) == (story["body"], "Rain", "2024-03-07")
    assert found.meta["batch"] == 4


def test_a_row_is_a_document() -> None:
    """Known columns find their place, all others become JSON values in meta."""
    moment = datetime(2024, 5, 1, 6, 30, tzinfo=UTC)
    [found] = read([{
        "id": 7, "text": "Sand.", "published": moment, "price": Decimal("1.50"), "blob": b"\xff\x00",
        "word": b"hi", "day": date(2024, 5, 1), "nested": [{"a": float("nan")}], "nothing": None,
    }])  # fmt: skip
    assert isinstance(found, Document)
    assert (found.id, found.text, found.published) == ("7", "Sand.", "2024-05-01T06:30:00+00:00")
    assert found.meta == {
        "price": "1.50",
        "blob": "/wA=",
        "word": "hi",
        "day": "2024-05-01",
        "nested": [{"a": "nan"}],
    }
    assert json.dumps(dict(found.meta), allow_nan=False)


def test_rows_are_read_over_all_groups_and_mapped() -> None:
    """Rows without an id are numbered through the file; a dotted name leads into a column of objects."""
    found = read([{"article": {"body": f"Sand {at}."}} for at in range(5)], text="article.body")
    assert [(item.id, item.text) for item in found if isinstance(item, Document)] == [
        (f"a.parquet:{at + 1}", f"Sand {at}.") for at in range(5)
    ]


@pytest.mark.parametrize(
    ("rows", "source", "reason"),
    [
        ([{"lead": "x"}], "", "has no 'text' column but 'lead'; map another with --field text=NAME"),
        ([{"text": " "}], ":1", "its 'text' column is empty"),
        ([{"text": 5}], ":1", "its 'text' column is a number, not text"),
        ([{"text": None, "a": 1}], ":1", "has no 'text' value"),
        (
            [{"text": "x" * 1001}],
            ":1",
            "1,001 bytes, over the limit of 1,000 an article; raise max_bytes to read it",
        ),
        (b"PAR1 and PAR1", "", "is damaged, or no Parquet file; what came before the damage was read"),
        (
            b"PAR1 and",
            "",
            "is cut off: the end of a Parquet file says where its rows are; get the whole file",
        ),
        (b"", "", "is empty"),
    ],
)
def test_what_is_no_article_says_why(rows: list[dict[str, Any]] | bytes, source: str, reason: str) -> None:
    """A file without texts is told once, a row without one by its number."""
    assert read(rows, 1000) == [Skipped(f"news/a.parquet{source}", reason)]


def test_values_in_another_dress_are_what_they_mean() -> None:
    """Bytes of UTF-8, whole floats, lists of paragraphs and nanoseconds are read as what they are."""
    table = pa.table({
        "id": pa.array([12.0, None], pa.float64()),
        "text": pa.array([["Sand.", "Sea."], ["Sky."]]),
        "title": pa.array([b"Dune", b"Cloud"], pa.binary()),
        "Outlet": pa.array(["The Gull", "The Gull"]).dictionary_encode(),
        "published": pa.array([1_714_545_000_123_456_789, None], pa.timestamp("ns", "UTC")),
        "seen": pa.array([[{"at": 1_714_545_000_123_456_789}], None],
                         pa.list_(pa.struct([("at", pa.timestamp("ns"))]))),
    })  # fmt: skip
    file = io.BytesIO()
    pq.write_table(table, file)
    [one, two] = read(file.getvalue())
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.id, one.text, one.title, one.outlet) == ("12", "Sand.\n\nSea.", "Dune", "The Gull")
    assert one.published == "2024-05-01T06:30:00.123456+00:00"
    assert one.meta == {"seen": [{"at": "2024-05-01T06:30:00.123456"}]}
    assert (two.id, two.text, two.published) == ("a.parquet:2", "Sky.", None)


def test_a_column_that_alone_can_hold_the_texts_does() -> None:
    """What other programs call it is known, and what they call the others."""
    [found] = read([{"content": "The sand is back.", "headline": "Sand", "shares": 7}])
    assert isinstance(found, Document)
    assert (found.text, found.title, found.meta) == ("The sand is back.", "Sand", {"shares": 7})
