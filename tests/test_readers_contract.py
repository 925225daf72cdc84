"""What every reader of ours promises, whatever it reads."""

from __future__ import annotations

import io
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import plugins
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

ORIGIN = Input("folder/file", "news/folder/file", "folder")
SCRAPS = [
    b"---\n",
    b"title: x\n",
    b'{"text": "',
    b'"}',
    b'{"text": "Sand.", "id": ',
    b"}\n",
    b"\xff\xfe",
    b"\x00",
    b"\x1b[2J",
]
BYTES = st.lists(st.sampled_from(SCRAPS) | st.binary(max_size=20), max_size=10).map(b"".join)

every_reader = pytest.mark.parametrize("name", sorted(plugins.TABLES["readers"]))


def read(name: str, data: bytes) -> list[Document | Skipped]:
    """What the reader of that suffix makes of these bytes."""
    reader: plugins.Reader = plugins.load("readers", name)
    return list(reader(io.BytesIO(data), ORIGIN, resolve_fields({}), Settings(max_bytes=1000)))


@every_reader
@given(data=BYTES)
def test_any_bytes_become_documents_or_reasons(name: str, data: bytes) -> None:
    """No input makes a reader fail, and none disappears without a word."""
    found = read(name, data)
    assert found
    for item in found:
        if isinstance(item, Skipped):
            assert item.source.startswith(ORIGIN.path)
            assert item.reason.isprintable()
            assert item.reason[0].islower() or item.reason[0].isdigit()
        else:
            assert item.text.strip()
            assert item.path == ORIGIN.path
            assert json.dumps(
                [item.id, item.text, dict(item.meta)], allow_nan=False, ensure_ascii=False
            ).encode()


@every_reader
@given(data=BYTES)
def test_reading_again_gives_the_same(name: str, data: bytes) -> None:
    """A reader remembers nothing between two files."""
    assert read(name, data) == read(name, data)


@every_reader
def test_nothing_is_empty(name: str) -> None:
    """A file without a byte is skipped as empty."""
    assert read(name, b"") == [Skipped(ORIGIN.path, "is empty")]


@every_reader
def test_documents_travel_to_other_processes(name: str) -> None:
    """A document can be handed to another process as it is."""
    data = b'{"text": "Sand.", "desk": "sea"}'
    found = read(name, data)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
    assert isinstance(found[0], Document)
