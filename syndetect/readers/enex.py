"""Evernote's exports: notes, many of them articles clipped from the web."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.items import when
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.page.body import fragment_text
from syndetect.readers.parts import article
from syndetect.readers.xml_stream import XmlRecord, XmlRecords
from syndetect.settings import Settings

_WANTED = (
    "title",
    "content",
    "created",
    "updated",
    "tag",
    "note-attributes/author",
    "note-attributes/source-url",
    "note-attributes/source",
)
_PROLOG = re.compile(r"\s*(?:<\?xml[^>]{0,400}\?>\s*)?(?:<!DOCTYPE[^>\[]{0,1000}>\s*)?")
_LOCKED = re.compile(r"<en-crypt\b[^<>]{0,1000}>[^<]*+</en-crypt\s*>")
_MARKUP = 4
"""Times the limit of an article that a note may have in markup: clipped pages bring their styles along."""


@errors_as_skipped
def read_enex(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """One article a note; pictures and other files in it are passed over, in memory bounded by one note."""
    notes = XmlRecords(file, "note", _WANTED, _MARKUP * settings.max_bytes)
    number = 0
    for note in notes:
        number += 1
        yield _note(note, number, origin, settings)
    if not number:
        raise InputError("is an export of Evernote without a note")
    if notes.problem:
        yield Skipped(origin.path, notes.problem)


def _note(note: XmlRecord, number: int, origin: Input, settings: Settings) -> Document | Skipped:
    place = f"{origin.path}:{number}"
    if note.too_long:
        return Skipped(place, over_limit(0, settings))
    source = note.first("content")
    inner = source[found.end() :] if (found := _PROLOG.match(source)) else source
    try:
        text = fragment_text(_LOCKED.sub(" ", inner)) if inner.strip() else ""
    except LimitError as error:
        return Skipped(place, str(error))
    title = note.first("title")
    first, _, rest = text.partition("\n\n")
    # Clipped pages begin with the headline that the note is called by.
    text = rest if rest and first == title else text
    address = note.first("note-attributes/source-url")
    record = {
        "title": title,
        "url": address if address.startswith(("http://", "https://")) else None,
        "author": note.first("note-attributes/author"),
        # When the note was made is no day of publication.
        "created": when(_spaced(note.first("created"))),
        "categories": note.all("tag")[:20],
    }
    return article(record, text, origin, settings, number)


def _spaced(moment: str) -> str:
    """A moment such as `20240307T101500Z` as ISO 8601 writes it for people."""
    return re.sub(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$", r"\1-\2-\3T\4:\5:\6+00:00", moment)
