"""Word documents in one XML file: of Word 2003, and the flat form of what later versions put into a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.docx import read_docx
from syndetect.readers.parts import whole_file
from syndetect.settings import Settings

_OLD = b"http://schemas.microsoft.com/office/word/2003/wordml"
_NEW = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FLAT = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_WORD = f"{{{_NEW.decode()}}}"
_HEADS = (f"{_WORD}hdr", f"{_WORD}ftr")
_NOTES = {f"{_WORD}footnote": "footnotes", f"{_WORD}endnote": "endnotes"}


@errors_as_skipped
def read_flat_word(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """The article of a document, read as the same document in a zip is."""
    from lxml import etree

    data = whole_file(file, origin, settings).replace(_OLD, _NEW)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise InputError("is damaged or cut off: it is not valid XML") from None
    parts = _flat(root) if root.tag == f"{_FLAT}package" else _of_2003(root)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, etree.tostring(part))
    packed.seek(0)
    yield from read_docx(packed, origin, fields, settings)


def _flat(root: Any) -> dict[str, Any]:
    """The parts of a flat package that are XML, by their names; pictures are of no use here."""
    found = {}
    for part in root.iterfind(f"{_FLAT}part"):
        held = part.find(f"{_FLAT}xmlData")
        name = (part.get(f"{_FLAT}name") or "").lstrip("/")
        if held is not None and len(held) and name and len(name) < 200:
            found[name] = held[0]
    return found


def _of_2003(root: Any) -> dict[str, Any]:
    """The parts that a document of Word 2003 would have: text, styles, notes, and what it says of itself."""
    from lxml import etree

    body = root.find(f"{_WORD}body")
    if body is None:
        raise InputError("is XML, but no Word document: it has no main text")
    parts: dict[str, Any] = {}
    for element in list(body.iter(*_HEADS, *_NOTES)):
        if element.tag in _NOTES:
            name = _NOTES[element.tag]
            notes = parts.setdefault(f"word/{name}.xml", etree.Element(f"{_WORD}{name}"))
            notes.append(deepcopy(element))
        element.getparent().remove(element)
    whole = etree.Element(f"{_WORD}document")
    whole.append(body)
    parts["word/document.xml"] = whole
    styles = root.find(f"{_WORD}styles")
    if styles is not None:
        parts["word/styles.xml"] = styles
    title = root.findtext(f"{_OFFICE}DocumentProperties/{_OFFICE}Title")
    if title:
        about = etree.Element("coreProperties")
        etree.SubElement(about, "title").text = title
        parts["docProps/core.xml"] = about
    return parts
