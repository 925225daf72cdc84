"""Whether two articles are signed by one person, who may have sold both outlets the text."""

from __future__ import annotations

import re
from functools import lru_cache

from syndetect.boilerplate.authors import author
from syndetect.model import Document

_BETWEEN = re.compile(r"\s*[,;/&|]\s*|\s+(?:and|und|y|e|et|en|och|og)\s+", re.IGNORECASE)
"""What stands between two authors."""

_LEAST = 2
"""Words of a person's name."""

_LINE = 12
"""Words of a line that is a signature or tells of the author."""


def author_in_common(one: Document, other: Document) -> str | None:
    """The person whom the one article names as its author and the other one as its own; None of others."""
    for first, second in ((one, other), (other, one)):
        for name in _authors(first):
            if name.casefold() in _signatures(second):
                return name
    return None


def _authors(document: Document) -> list[str]:
    given = document.meta.get("author")
    names = [given] if isinstance(given, str) else []
    signed = author(document.text, document.language)
    if signed is not None:
        names.append(signed[0])
    people = [name.strip() for text in names for name in _BETWEEN.split(text)]
    return [name for name in people if len(name.split()) >= _LEAST]


@lru_cache(maxsize=256)
def _lines(text: str) -> str:
    return "\n".join(line for line in text.casefold().split("\n") if len(line.split()) <= _LINE)


def _signatures(document: Document) -> str:
    """The lines in which an article may name its author, in small letters."""
    given = document.meta.get("author")
    return f"{given.casefold() if isinstance(given, str) else ''}\n{_lines(document.text)}"
