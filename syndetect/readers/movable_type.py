"""Exports of Movable Type, which TypePad and Hatena write as well: one text with the entries of a blog."""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndetect.errors import LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.blog_exports import paragraphs
from syndetect.readers.page.body import fragment_text
from syndetect.readers.parts import article
from syndetect.settings import Settings

_BEGINS = re.compile(r"(?:AUTHOR|TITLE|BASENAME|STATUS|DATE): ")
_BODY = re.compile(r"^-----[ \t]*\r?\nBODY:", re.MULTILINE)
_ENTRY_ENDS = re.compile(r"^--------[ \t]*$", re.MULTILINE)
_SECTION = re.compile(
    r"^-----[ \t]*\n(BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING|FEED BODY|IMAGE):[ \t]*\n?",
    re.MULTILINE,
)
_LAST_RULE = re.compile(r"\n?^-----[ \t]*\n*\Z", re.MULTILINE)
_FIELD = re.compile(r"([A-Z][A-Z ]{1,30}): ?(.*)")
_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4}) (\d\d):(\d\d):(\d\d)(?: ([AP])M)?")
_HEAD = 20_000
"""Signs in which the first entry says what it is."""


def is_export(text: str) -> bool:
    """Whether a text is such an export, by its first entry."""
    return _BEGINS.match(text) is not None and _BODY.search(text, 0, _HEAD) is not None


def entries(text: str, origin: Input, settings: Settings) -> Iterator[Document | Skipped]:
    """The entries of an export as articles; comments are no part of them."""
    number = 0
    for entry in _ENTRY_ENDS.split(text.replace("\r\n", "\n")):
        if not entry.strip():
            continue
        number += 1
        head, *sections = _SECTION.split(entry)
        said = _fields(head)
        parts = dict(zip(sections[-2::-2], sections[-1::-2], strict=True))
        source = "\n\n".join(_LAST_RULE.sub("", parts.get(name, "")) for name in ("BODY", "EXTENDED BODY"))
        try:
            body = fragment_text(paragraphs(source)) if source.strip() else ""
        except LimitError as error:
            yield Skipped(f"{origin.path}:{number}", str(error))
            continue
        if not body:
            yield Skipped(f"{origin.path}:{number}", "is an entry without text")
            continue
        yield article(_record(said), body, origin, settings, number)


def _fields(head: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head.split("\n"):
        if (match := _FIELD.fullmatch(line.strip())) is not None and match[2]:
            found.setdefault(match[1], match[2].strip())
    return found


def _record(said: dict[str, str]) -> dict[str, str]:
    draft = said.get("STATUS", "Publish").lower() != "publish"
    record = {
        "title": said.get("TITLE"),
        "author": said.get("AUTHOR"),
        "published": None if draft else _moment(said.get("DATE", "")),
        "status": said["STATUS"].lower() if draft else None,
        "category": said.get("PRIMARY CATEGORY") or said.get("CATEGORY"),
    }
    return {name: value for name, value in record.items() if value}


def _moment(date: str) -> str | None:
    """The program writes the month first, in every language, and leaves out the zone."""
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    month, day, year, hour, minute, second, half = match.groups()
    hours = int(hour) % 12 + 12 * (half == "P") if half else int(hour)
    return f"{year}-{month}-{day}T{hours:02}:{minute}:{second}"
