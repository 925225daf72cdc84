"""Pages saved as one file."""

from __future__ import annotations

import io

from benchmarks.speed.formats import mhtml
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.mhtml import read_mhtml
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

STORY = Document(
    "a",
    "The tide gate at Port Elm held through the fifth storm of the season.\n\n" * 8 + "The rain has stopped.",
    "The Gull",
    "Gate holds",
    url="https://x.example/1",
)


def read(data: bytes) -> Document | Skipped:
    """What a file of these bytes gives."""
    [found] = read_mhtml(io.BytesIO(data), Input("a.mhtml", "a.mhtml"), resolve_fields({}), Settings())
    return found


def test_the_page_is_found_among_its_pictures() -> None:
    """Text, title, outlet and address are those of the page."""
    found = read(mhtml(STORY))
    assert isinstance(found, Document)
    assert (found.title, found.outlet, found.url) == ("Gate holds", "The Gull", "https://x.example/1")
    assert found.text.endswith("The rain has stopped.")


def test_a_file_without_a_page_says_so() -> None:
    """A message without HTML is no saved page."""
    reason = "holds no page; a saved page has a part of type text/html"
    assert read(b"Subject: x\n\nA letter.") == Skipped("a.mhtml", reason)
