"""Repair, on request, of text that was decoded by the wrong encoding before it was saved."""

from __future__ import annotations

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

    # Line by line: files are glued together from several sources, of which one was decoded wrongly.
    lines = text.split("\n")
    return "\n".join(line if line.isascii() else ftfy.fix_encoding(line) for line in lines)
