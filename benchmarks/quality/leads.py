"""Short texts with known labels: the first sentences of longer ones."""

from __future__ import annotations

import re
from dataclasses import replace

from syndetect.model import Document
from syndetect.text.sentences import sentence_starts


def lead(document: Document, words: int) -> Document:
    """The first whole sentences that have so many words together, or all of a shorter text."""
    text = document.text
    for start in _sentence_ends(text):
        if len(text[:start].split()) >= words:
            return replace(document, text=text[:start].rstrip(), id=f"{document.id}, {words} words")
    return document


def _sentence_ends(text: str) -> list[int]:
    ends = []
    for block in re.finditer(r"[^\n]+", text):
        starts = sentence_starts(block.group(), "en")
        ends += [block.start() + start for start in starts[1:]] + [block.end()]
    return ends
