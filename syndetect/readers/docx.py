"""Word documents: the paragraphs of the main text, tables and tracked insertions with them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.limits import Sips, over_limit
from syndetect.readers.page import OWN_NAMES
from syndetect.readers.record import document
from syndetect.readers.telling import telling
from syndetect.readers.unpacked import counted, damage_told, seekable
from syndetect.settings import Settings

_MAIN = "word/document.xml"
_ABOUT = "docProps/core.xml"
_ABOUT_NAMES = {"title": "title", "creator": "author", "created": "created", "modified": "modified"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑"}
_XML_TIMES_TEXT = 40
"""How much larger the XML of a text may be than the text itself."""


@telling
def read_docx(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The one article of a document; what a reviewer deleted is left out."""
    with seekable(file) as whole:
        if not whole.read(1):
            raise InputError("is empty")
        with damage_told():
            archive = zipfile.ZipFile(whole)
        with archive:
            if _MAIN not in archive.NameToInfo:
                raise InputError("is no Word document: it has no main text")
            text = "\n\n".join(_paragraphs(archive, origin, settings))
            about = _about(archive, origin, settings)
    if not text:
        raise InputError("holds no text")
    made = document(about, text, origin.id, origin, OWN_NAMES)
    yield made if isinstance(made, Document) else Skipped(origin.path, made)


def _paragraphs(archive: zipfile.ZipFile, origin: Input, settings: Settings) -> Iterator[str]:
    size = 0
    pieces: list[str] = []
    for element, name in _parts(archive, _MAIN, origin, settings):
        if name == "t":
            pieces.append(element.text or "")
            size += len(pieces[-1])
            if size > settings.max_bytes:
                raise LimitError(over_limit(0, settings))
        elif name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name == "p":
            text = "".join(pieces).strip()
            pieces.clear()
            if text:
                yield text
        element.clear()


def _about(archive: zipfile.ZipFile, origin: Input, settings: Settings) -> dict[str, str]:
    if _ABOUT not in archive.NameToInfo:
        return {}
    try:
        found = [
            (name, (element.text or "").strip())
            for element, name in _parts(archive, _ABOUT, origin, settings)
        ]
    except LimitError:
        raise
    except InputError:
        # The text has been read; what is said about it is worth no more than this.
        return {}
    return {_ABOUT_NAMES[name]: text for name, text in found if text and name in _ABOUT_NAMES}


def _parts(
    archive: zipfile.ZipFile, name: str, origin: Input, settings: Settings
) -> Iterator[tuple[Element, str]]:
    """The elements of one part as they end, none of what was deleted or is an alternative."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    with damage_told():
        if archive.getinfo(name).file_size > _XML_TIMES_TEXT * settings.max_bytes:
            raise LimitError(over_limit(0, settings))
        stream = counted(archive.open(name), origin.unpacking, settings)
    ignored = depth = 0
    try:
        for event, element in iterparse(Sips(stream), ("start", "end")):
            local = element.tag.rpartition("}")[2]
            if event == "start":
                depth += 1
                ignored += local in ("del", "moveFrom", "Fallback")
                if depth > 500:
                    raise InputError("is nested more than 500 levels deep")
                continue
            depth -= 1
            if local in ("del", "moveFrom", "Fallback"):
                ignored -= 1
            elif not ignored:
                yield element, local
    except DefusedXmlException:
        raise InputError("declares entities, which a Word document has no need of") from None
    except (ParseError, LookupError, ValueError):
        raise InputError("is damaged: its text is not valid XML") from None
