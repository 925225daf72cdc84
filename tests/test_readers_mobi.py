"""Books for the Kindle: what was packed comes back, and what cannot be read is named."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.speed import trade
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.mobi import _unpacked, read_mobi
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

MANY = [
    Document(
        str(n),
        f"The tide gate “held” on day {n}, said A. Reed, and held again & again & again.\n\nIt was a storm.",
        "The Gull",
        f"Gate {n} holds",
        "2024-05-01",
    )
    for n in range(4)
]


def read(data: bytes) -> list[Document | Skipped]:
    """What a book of these bytes gives."""
    return list(read_mobi(io.BytesIO(data), Input("a.mobi", "a.mobi"), resolve_fields({}), Settings()))


@given(st.binary(max_size=300) | st.text("abc ü", max_size=300).map(str.encode))
def test_what_is_packed_comes_back(data: bytes) -> None:
    """Runs, joined spaces and repetitions are undone."""
    assert _unpacked(trade._palm_packed(data)) == data


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("new", [True, False])
def test_a_book_is_its_parts(*, packed: bool, new: bool) -> None:
    """Title, text, publisher and day of each part come back, of old books and of new ones."""
    found = read(trade.mobi(MANY, packed=packed, new=new))
    assert [
        (one.title, one.text, one.outlet, one.published) for one in found if isinstance(one, Document)
    ] == [(one.title, one.text, one.outlet, one.published) for one in MANY]
    assert len(found) == len(MANY)


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (12, 2, "protected against copying"),
        (0, 17480, "convert it to EPUB"),
        (0, 77, "packed in no known way"),
    ],
)
def test_what_cannot_be_read_is_named(place: int, value: int, told: str) -> None:
    """A lock, another way of packing and damage each have their own reason."""
    data = bytearray(trade.mobi(MANY))
    (begin,) = struct.unpack_from(">I", data, 78)
    struct.pack_into(">H", data, begin + place, value)
    [skipped] = read(bytes(data))
    assert isinstance(skipped, Skipped)
    assert told in skipped.reason


@pytest.mark.parametrize("size", [0, 40, 90, 300])
def test_a_book_that_breaks_off_is_named(size: int) -> None:
    """Of the head of a book alone nothing can be read."""
    [skipped] = read(trade.mobi(MANY)[:size])
    assert isinstance(skipped, Skipped)
