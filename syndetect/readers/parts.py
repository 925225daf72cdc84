"""One article of a file that a reader has taken apart: its text cleaned, its size bounded, its id made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO, Any

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.limit_messages import over_limit, whole
from syndetect.readers.page import OWN_NAMES
from syndetect.readers.record import document
from syndetect.settings import Settings

_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BYTES = bytes(set(range(32)) - {9, 10}) + b"\x7f\xef"
"""The control characters, and the first byte of U+FFFE and U+FFFF, which are none either."""

_NOBODY = frozenset(
    (
        "python-docx", "anonymous", "unspecified", "untitled", "unknown", "microsoft office user",
        "windows user", "microsoft word", "user", "admin", "administrator", "owner", "author", "unnamed",
        "no title", "document", "word document", "untitled document", "apache poi", "openpyxl", "pandoc",
    )
)  # fmt: skip
"""What programs write where nobody said who wrote a document, or what it is called."""

_GAPS = re.compile(r"\n{3,}")


def article(
    record: Mapping[str, Any], text: str, origin: Input, settings: Settings, part: str | int | None = None
) -> Document | Skipped:
    """The document of a part of a file, or why it is none; `part` is its name or number in the file."""
    place = origin.path if part is None else f"{origin.path}:{part}"
    text = tidy(text)
    if not text:
        return Skipped(place, "holds no text")
    size = len(text.encode()) if 4 * len(text) > settings.max_bytes else 0
    if size > settings.max_bytes:
        return Skipped(place, over_limit(size, settings))
    given = {name: value for name, value in record.items() if value not in (None, "", [], {})}
    for name in ("author", "title"):
        if says_nothing(given.get(name)):
            del given[name]
    made = document(given, text, origin.id if part is None else f"{origin.id}:{part}", origin, OWN_NAMES)
    return made if isinstance(made, Document) else Skipped(place, made)


def says_nothing(name: Any) -> bool:
    """Whether a title or an author is what programs write where nobody gave one."""
    return isinstance(name, str) and name.strip(" ()").casefold() in _NOBODY


def tidy(text: str) -> str:
    """`text` without control characters, spaces around line ends, and second empty lines in a row."""
    # Each look is quick, and spares most texts what it looks for.
    data = text.encode("utf-8", "surrogatepass")
    if len(data.translate(None, _BYTES)) < len(data):
        text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if b"\xed" in data:
        text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    text = "\n".join([line.strip() for line in text.split("\n")])
    return (_GAPS.sub("\n\n", text) if "\n\n\n" in text else text).strip()


def whole_file(file: IO[bytes], origin: Input, settings: Settings) -> bytes:
    """All bytes of a file that may hold several articles, or much beside its text."""
    return whole(file, origin.size, settings, container=True)
