"""Notes of Joplin, which keeps in a file a title, a text and, at its foot, all that it knows of both."""

from __future__ import annotations

import re
from collections.abc import Mapping

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.parts import article
from syndetect.readers.text_heads import with_head
from syndetect.settings import Settings

_LAST = re.compile(r"type_: (\d{1,2})\s*\Z")
_FIRST = re.compile(r"(?:\A|\n)id: [0-9a-f]{32}\r?\n")
_FIELD = re.compile(r"([a-z_]{2,40}): ?(.*)")
_FOOT = 8_000
"""Signs at the end of a file in which the foot stands."""

_END = 40
"""Signs at the very end in which the foot says what the file is."""

_NOTE = "1"


def is_item(text: str) -> bool:
    """Whether a text ends with the foot that Joplin writes."""
    tail = text[-_END:]
    return "type_: " in tail and _LAST.search(tail) is not None and _FIRST.search(text[-_FOOT:]) is not None


def note(text: str, origin: Input, settings: Settings) -> Document | Skipped:
    """The article of a note; folders, tags and attached files have none, and are passed over with a note."""
    begin = max(0, len(text) - _FOOT)
    borders = [begin + match.start() for match in _FIRST.finditer(text[begin:])]
    head, foot = text[: borders[-1]], text[borders[-1] :]
    fields = {m[1]: m[2] for line in foot.splitlines() if (m := _FIELD.fullmatch(line)) is not None}
    if fields.get("type_") != _NOTE:
        return Skipped(origin.path, "is a notebook, a tag or a picture of Joplin, and no note", note=True)
    if fields.get("encryption_applied") == "1":
        return Skipped(origin.path, "is a note of Joplin that is encrypted; export it without encryption")
    title, _, body = head.partition("\n")
    made = article(_record(title, fields), body, origin, settings)
    return with_head(made) if isinstance(made, Document) else made


def _record(title: str, fields: Mapping[str, str]) -> dict[str, str]:
    """When a note was made is when something was clipped: no day of publication."""
    return {
        "title": title.strip(),
        "author": fields.get("author", "").strip(),
        "url": fields.get("source_url", "").strip(),
        "created": fields.get("user_created_time") or fields.get("created_time", ""),
    }
