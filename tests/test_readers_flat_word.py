"""Word documents in one XML file."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndetect import read
from syndetect.model import Document, Skipped

OLD = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wx="http://schemas.microsoft.com/office/word/2003/'
    'auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
    "<o:DocumentProperties><o:Title>Tide gate holds</o:Title></o:DocumentProperties>"
    "<w:body><wx:sect><w:p><w:r><w:t>The gate </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr>"
    "<w:t>hidden</w:t></w:r>"
    '<aml:annotation aml:id="0" w:type="Word.Deletion"><aml:content><w:r><w:delText>broke</w:delText></w:r>'
    "</aml:content></aml:annotation><w:r><w:t>held.</w:t></w:r><w:r><w:footnote><w:p><w:r>"
    "<w:t>A note.</w:t></w:r></w:p></w:footnote></w:r></w:p>"
    "<w:p><w:r><w:t>It was the fifth storm.</w:t></w:r></w:p>"
    "<w:sectPr><w:hdr><w:p><w:r><w:t>Page 1</w:t></w:r></w:p></w:hdr></w:sectPr></wx:sect></w:body>"
    "</w:wordDocument>"
)
FLAT = (
    '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    '<pkg:part pkg:name="/docProps/core.xml"><pkg:xmlData><c><title>Tide gate holds</title></c></pkg:xmlData>'
    '</pkg:part><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>The gate held.</w:t></w:r></w:p><w:p><w:r><w:t>It was the fifth storm.</w:t></w:r></w:p>"
    "</w:body></w:document></pkg:xmlData></pkg:part>"
    '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>iVBO</pkg:binaryData></pkg:part></pkg:package>'
)


def found(tmp_path: Path, source: str) -> Document | Skipped:
    """What is read of such a file first."""
    (tmp_path / "a.xml").write_text(source)
    return next(iter(read(tmp_path / "a.xml")))


@pytest.mark.parametrize("source", [OLD, FLAT], ids=["2003", "flat"])
def test_a_document_in_one_file_is_read_as_one_in_a_zip(tmp_path: Path, source: str) -> None:
    """Heads of pages, notes, hidden and deleted words are no text."""
    one = found(tmp_path, source)
    assert isinstance(one, Document)
    assert (one.text, one.title) == ("The gate held.\n\nIt was the fifth storm.", "Tide gate holds")
    assert one.meta.get("note_words") == (2 if source is OLD else None)


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Tide gate holds", "Tide gate holds"), ("Word Document", None), ("(untitled)", None)],
)
def test_what_a_program_calls_every_document_is_no_title(
    tmp_path: Path, title: str, shown: str | None
) -> None:
    """Nobody wrote it: documents without a title of their own would all have one."""
    one = found(tmp_path, FLAT.replace("Tide gate holds", title))
    assert isinstance(one, Document)
    assert one.title == shown


@pytest.mark.parametrize(
    "source",
    [
        OLD[:600],
        OLD.replace("w:body", "w:nobody"),
        FLAT.replace("/word/document.xml", "/x"),
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/></package>',
        "<!DOCTYPE x [<!ENTITY a 'b'>]>" + OLD[len('<?xml version="1.0"?>') :].replace("held", "&a;"),
    ],
)
def test_what_is_no_such_document_says_so(tmp_path: Path, source: str) -> None:
    """A damaged file, or another one under this root, costs itself."""
    one = found(tmp_path, source)
    assert isinstance(one, Skipped) or "b" not in one.text.split()
