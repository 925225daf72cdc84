"""Repair, on request, of text that was decoded by the wrong encoding before it was saved."""

from __future__ import annotations

import re
from dataclasses import replace

from syndetect.model import Document, Skipped


def repaired(item: Document | Skipped) -> Document | Skipped:
    """The document with such text repaired and `meta` saying so; offsets count in the repaired text."""
    if isinstance(item, Skipped):
        return item
    text = _repaired(item.text)
    title = item.title and _repaired(item.title)
    outlet = item.outlet and _repaired(item.outlet)
    if (text, title, outlet) == (item.text, item.title, item.outlet):
        return item
    return replace(item, text=text, title=title, outlet=outlet, meta={**item.meta, "mojibake": "repaired"})


def _repaired(text: str) -> str:
    if text.isascii():
        return text
    import ftfy

    text = _closed(text)
    # Line by line: files are glued together from several sources, of which one was decoded wrongly.
    lines = text.split("\n")
    return "\n".join(line if line.isascii() else ftfy.fix_encoding(line) for line in lines)


_MARK = re.compile(
    "\u00e2\u20ac(?:\u0153|\u017e|(?P<lost>\ufffd|\\?(?!\\w)|(?=[\\s.,;:!)\\]\u2013\u2014-]|\\Z)))"
)
"""An opening mark of quotation in the wrong encoding, or a closing one whose last byte was lost on the way.

That byte means nothing in cp1252; what is left of the mark, and a space behind it, would become a dagger.
"""


def _closed(text: str) -> str:
    """The text with the byte that closing marks have lost, where a quotation is open."""
    if "\u00e2\u20ac\u0153" not in text:
        return text
    pieces: list[str] = []
    at, open_ = 0, False
    for match in _MARK.finditer(text):
        if match["lost"] is None:
            open_ = True
        elif open_:
            pieces += (text[at : match.start()], "\u00e2\u20ac\x9d")
            at, open_ = match.end(), False
    return "".join((*pieces, text[at:])) if pieces else text
