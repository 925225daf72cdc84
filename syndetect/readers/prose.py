"""What a word processor's file holds: lines with what is known of each, and what was left out of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.parts import article
from syndetect.readers.text_heads import with_head
from syndetect.settings import Settings

HEADING = "heading"
"""The mark of a line that the file calls a heading or title."""

ROW = "row"
"""The mark of a row of a table; its cells are parted by tabs."""

BREAK = "break"
"""The mark of the first line of a page that the file begins on purpose."""

BOLD = "bold"
"""The mark of a line that is in bold type from end to end."""

GAP = "gap"
"""The mark of a line that is set off from the one above it."""

LARGE = "large"
"""The mark of a line in larger letters than most of its file."""

_TELLING = 0.1
"""Share of a text from which words that stand in its notes are worth a line of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a row or a line of a file, and the `marks` that its format gives it."""

    text: str
    marks: frozenset[str] = frozenset()


@dataclass(slots=True)
class Prose:
    """The lines of a file, its properties, the texts of its boxes, and what is no part of its text."""

    lines: list[Line] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    boxes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def delivered(prose: Prose, origin: Input, settings: Settings) -> Iterator[Document | Skipped]:
    """The article of a file, or the articles where it is the export of a database."""
    from syndetect.readers.exports.splitting import split
    from syndetect.readers.exports.unknown import doubts

    lines = [line for line in prose.lines if line.text.strip()]
    if not lines and not prose.boxes:
        raise InputError("holds no text")
    parts = split(prose.lines, origin, settings)
    if parts is not None:
        yield from parts
        return
    yield from _single(lines, prose, origin, settings)
    yield from doubts(lines, origin)


def _single(
    lines: list[Line], prose: Prose, origin: Input, settings: Settings
) -> Iterator[Document | Skipped]:
    about = dict(prose.about)
    first = lines[0].text.strip() if lines else ""
    if HEADING in (lines[0].marks if lines else ()) and not about.get("title"):
        about["title"] = first
    if len(lines) > 1 and first and first == about.get("title"):
        lines = lines[1:]
    text = "\n\n".join([*(line.text for line in lines), *prose.boxes])
    hidden, noted = (sum(len(part.split()) for part in parts) for parts in (prose.hidden, prose.notes))
    if hidden:
        about["hidden_words"] = hidden
    if noted:
        about["note_words"] = noted
    made = article(about, text, origin, settings)
    yield with_head(made) if isinstance(made, Document) else made
    if noted and noted > _TELLING * len(text.split()):
        yield Skipped(
            f"{origin.path} (notes)", f"{noted:,} words stand in notes, which are no part of the text"
        )
