"""Word documents."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest

from benchmarks.speed.formats import docx, zipped
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.docx import read_docx
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(parts: Mapping[str, str] | bytes, max_bytes: int = 10_000) -> Document | Skipped:
    """What a file of these parts gives."""
    data = (
        parts if isinstance(parts, bytes) else zipped({name: text.encode() for name, text in parts.items()})
    )
    origin = Input("a.docx", "a.docx")
    [found] = read_docx(io.BytesIO(data), origin, resolve_fields({}), Settings(max_bytes=max_bytes))
    return found


def body(inside: str, head: str = "") -> dict[str, str]:
    """The parts of a file with this main text."""
    return {
        "word/document.xml": f'{head}<w:document xmlns:w="{SPACE}"><w:body>{inside}</w:body></w:document>'
    }


def test_paragraphs_tables_and_insertions_are_text_and_deletions_are_not() -> None:
    """The text is the one that stands when every change is accepted."""
    found = read(body(
        "<w:p><w:r><w:t>The gate </w:t></w:r><w:ins><w:r><w:t>held</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>broke</w:delText><w:t>x</w:t></w:r></w:del><w:r><w:t>.</w:t></w:r></w:p><w:p/>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>31</w:t><w:tab/><w:t>cm</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    ))  # fmt: skip
    assert isinstance(found, Document)
    assert found.text == "The gate held.\n\n31\tcm"


def test_the_title_is_read() -> None:
    """What the document says about itself finds its place."""
    found = read(docx(Document("a", "The gate held.", title="Gate & tide")))
    assert isinstance(found, Document)
    assert (found.title, found.text) == ("Gate & tide", "The gate held.")


LOL = '<!DOCTYPE x [<!ENTITY a "ha">]>'


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (body("<w:p/>"), "holds no text"),
        (body("<w:p>", ""), "is damaged: its text is not valid XML"),
        (body("<w:p><w:t>&a;</w:t></w:p>", LOL), "declares entities, which a Word document has no need of"),
        (body("<w:p>" * 600), "is nested more than 500 levels deep"),
        (body(f"<w:p><w:r><w:t>{'x' * 20_000}</w:t></w:r></w:p>"),
         "20,000 bytes, over the limit of 10,000 an article; raise max_bytes to read it"),
        (body(" " * 1_000_000), "over the limit of 10,000 an article; raise max_bytes to read it"),
        ({"a.txt": "x"}, "is no Word document: it has no main text"),
        (b"no archive", "is damaged, or not compressed as its name says"),
    ],
)  # fmt: skip
def test_what_is_no_document_says_why(parts: Mapping[str, str] | bytes, reason: str) -> None:
    """Damage, bombs and other files are refused in a sentence."""
    assert read(parts) == Skipped("a.docx", reason)


def test_a_list_of_contents_is_no_text() -> None:
    """It says once more what the headings say; Word's styles tell it in every language."""
    contents = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in (("Inhaltsverzeichnisberschrift", "Inhalt"), ("Verzeichnis1", "The gate\t3"))
    )
    styles = "".join(
        f'<w:style w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in (("Inhaltsverzeichnisberschrift", "TOC Heading"), ("Verzeichnis1", "toc 1"))
    )
    parts = body(f"{contents}<w:p><w:r><w:t>The gate held.</w:t></w:r></w:p>")
    found = read({**parts, "word/styles.xml": f'<w:styles xmlns:w="{SPACE}">{styles}</w:styles>'})
    assert isinstance(found, Document)
    assert found.text == "The gate held."
