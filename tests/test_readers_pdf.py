"""PDF."""

from __future__ import annotations

import io

import pytest
from stories import SENTENCES, article

from benchmarks.speed.formats import pdf
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.pdf import read_pdf
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

SENTENCE = "The tide gate at Port Elm held through the fifth storm of the season, the harbour office said. "


def read(data: bytes, max_bytes: int = 1_000_000) -> Document | Skipped:
    """What a file of these bytes gives."""
    origin = Input("a.pdf", "a.pdf", None, len(data))
    [found] = read_pdf(io.BytesIO(data), origin, resolve_fields({}), Settings(max_bytes=max_bytes))
    return found


@pytest.mark.parametrize("rows", [9, 46])
def test_lines_become_paragraphs_again_over_pages(rows: int) -> None:
    """Broken lines are joined, gaps part paragraphs, and a page's end does neither by itself."""
    text = article(*SENTENCES[:30])
    found = read(pdf(Document("a", text, title="Gate – holds"), rows=rows))
    assert isinstance(found, Document)
    assert (found.title, found.text) == ("Gate – holds", text)


def test_a_running_head_is_no_part_of_the_text() -> None:
    """The first and last lines that most pages share are left out, page numbers with them."""
    pages = "\n\n".join(f"The Gull, page {page}\n\n{SENTENCE.strip()}" for page in range(1, 6))
    found = read(pdf(Document("a", pages), rows=5))
    assert isinstance(found, Document)
    assert "The Gull" not in found.text
    assert found.text.count("tide gate") == 5


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4 and no more", "is damaged, or no PDF"),
        (pdf(Document("a", "")), "holds no text, only pictures; run a text recognition on it"),
    ],
)
def test_what_holds_no_article_says_why(data: bytes, reason: str) -> None:
    """Damage and scanned pages are told apart."""
    assert read(data) == Skipped("a.pdf", reason)
