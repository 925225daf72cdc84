"""From fields to a document."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.errors import UnknownNameError
from syndetect.model import Document
from syndetect.plugins import Input
from syndetect.readers.record import FIELDS, document, host_of, is_iso8601, kind_of, resolve_fields, value_of

ORIGIN = Input("file.jsonl", "news/file.jsonl", "folder")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def made(record: dict[str, Any], **fields: str) -> Document:
    """The document of a record, read with a mapping of fields."""
    names = resolve_fields(fields)
    result = document(record, value_of(record, names["text"]), "file.jsonl:1", ORIGIN, names)
    assert isinstance(result, Document)
    return result


def test_every_field_finds_its_place() -> None:
    """Known fields become attributes, unknown ones travel in meta, nothing is in both."""
    record = {
        "id": "a1",
        "text": "Rain.",
        "outlet": "The Gull",
        "title": "Rain",
        "published": "2024-05-01T06:30:00Z",
        "url": "https://www.example.org/rain",
        "language": "en",
        "section": {"name": "weather"},
    }
    assert made(record) == Document(
        "a1", "Rain.", "The Gull", "Rain", "2024-05-01T06:30:00Z", "https://www.example.org/rain", "en",
        "news/file.jsonl", {"section": {"name": "weather"}},
    )  # fmt: skip


def test_reading_a_record_leaves_it_alone() -> None:
    """Neither the record nor anything nested in it is changed."""
    record = {"article": {"body": "Rain.", "desk": "sea"}, "id": 1}
    before = json.dumps(record)
    assert made(record, text="article.body").meta == {"article": {"desk": "sea"}}
    assert json.dumps(record) == before


def test_mapped_fields_free_their_names() -> None:
    """A field that ours was mapped away from is an unknown one, and travels in meta."""
    result = made({"body": "Rain.", "text": "teaser", "guid": "x"}, text="body", id="guid")
    assert (result.id, result.text, result.meta) == ("x", "Rain.", {"text": "teaser"})


def test_one_field_can_serve_twice() -> None:
    """An address can be the id as well."""
    result = made({"text": "Rain.", "url": "https://example.org/1"}, id="url")
    assert (result.id, result.url, result.meta) == ("https://example.org/1", "https://example.org/1", {})


def test_a_name_with_a_dot_is_first_itself() -> None:
    """A field that is really called a.b wins over b inside a."""
    result = made({"a.b": "outer", "a": {"b": "inner"}}, text="a.b")
    assert (result.text, result.meta) == ("outer", {"a": {"b": "inner"}})


@pytest.mark.parametrize(
    ("own", "expected"), [(7, "7"), ("x y", "x y"), (None, "file.jsonl:1"), ("", "file.jsonl:1")]
)
def test_ids(own: object, expected: str) -> None:
    """Text and whole numbers are ids; without one the line stands in."""
    assert made({"id": own, "text": "Rain."}).id == expected


@pytest.mark.parametrize("own", [True, 1.5, ["a"], {"a": 1}])
def test_other_ids_are_refused(own: object) -> None:
    """An id that could not be looked up is a reason, not a document."""
    result = document({"id": own}, "Rain.", "f", ORIGIN, resolve_fields({}))
    assert result == f"its 'id' field is {kind_of(own)}; an id is text or a whole number"


@pytest.mark.parametrize(
    ("record", "outlet"),
    [
        ({"outlet": " The Gull ", "url": "https://example.org"}, "The Gull"),
        ({"url": "https://www.example.org/a"}, "example.org"),
        ({"url": "no address", "outlet": " "}, "folder"),
        ({}, "folder"),
    ],
)
def test_something_stands_in_for_a_missing_outlet(record: dict[str, Any], outlet: str) -> None:
    """The field, else the host of the address, else the folder."""
    assert made({"text": "Rain.", **record}).outlet == outlet


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/a", "example.org"),
        ("HTTP://News.Example.ORG:8080", "news.example.org"),
        ("www.example.org/a", "example.org"),
        ("//example.org./", "example.org"),
        ("http://[broken", None),
        ("a headline: not an address", None),
        ("mailto:desk@example.org", None),
        ("/rain/today", None),
        ("", None),
    ],
)
def test_hosts(url: str, host: str | None) -> None:
    """The host is what a reader would call the site; what is no address has none."""
    assert host_of(url) == host


@pytest.mark.parametrize(
    "value",
    [
        "2024-05-01",
        "20240501",
        "2024-W18-3",
        "2024-05-01 06:30",
        "2024-05-01T06:30:00.5+02:00",
        "2024-05-01T06:30Z",
    ],
)
def test_real_dates_are_kept(value: str) -> None:
    """ISO 8601 dates and times are kept as they were written."""
    assert made({"text": "Rain.", "published": value}).published == value


@pytest.mark.parametrize(
    "value",
    [
        "May 2024",
        "05/01/2024",
        "2024-13-01",
        "2024-02-30",
        "2024",
        "2024-05-01T24:00",
        0,
        171454,
        "1 May or so",
        ["x"],
    ],
)
def test_other_dates_stay_in_meta(value: object) -> None:
    """What is no ISO 8601 date is passed on untouched, and no date is made up."""
    result = made({"text": "Rain.", "published": value})
    assert (result.published, result.meta) == (None, {"published": value})


@given(st.datetimes())
def test_every_datetime_is_iso(value: Any) -> None:
    """Whatever Python writes as ISO 8601 is taken."""
    assert is_iso8601(value.isoformat())


@given(st.dictionaries(st.sampled_from([*FIELDS, "other"]) | st.text(), JSON, max_size=8))
def test_any_record_is_a_document_or_a_reason(record: dict[str, Any]) -> None:
    """Values of any kind in any field lead to one of the two, and nothing that was said gets lost."""
    result = document(record, "Rain.", "f:1", ORIGIN, resolve_fields({}))
    if isinstance(result, str):
        assert "'id'" in result
        return
    assert json.dumps(dict(result.meta), allow_nan=False)
    assert {name: record[name] for name in record if name not in FIELDS}.items() <= result.meta.items()


def test_an_unknown_field_lists_the_known() -> None:
    """Mapping a field that is not ours names those that are."""
    with pytest.raises(UnknownNameError, match="unknown field 'txt'; valid are: text, id, outlet"):
        resolve_fields({"txt": "body"})


def test_kinds_have_plain_names() -> None:
    """Messages name JSON's kinds in words."""
    values = [None, True, 1, math.pi, [], {}, ""]
    assert [kind_of(value) for value in values] == [
        "null", "true or false", "a number", "a number", "a list", "an object", "text",
    ]  # fmt: skip
