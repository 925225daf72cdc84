"""The text of the article on a page: by trafilatura where it is installed, else in a plainer form."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from functools import cache
from types import ModuleType
from typing import Any

from syndetect.readers.page import plain
from syndetect.readers.page.hidden import remove_hidden
from syndetect.readers.page.tree import parsed

_RIGHTS = re.compile(
    r"all rights reserved|alle rechte vorbehalten|alle rechten voorbehouden|tous droits réservés"
    r"|(?:todos los|tutti i|todos os) (?:derechos|diritti|direitos)|все права защищены|усі права захищено"
    r"|wszelkie prawa zastrzeżone|toate drepturile rezervate|tüm hakları saklıdır|©|\(c\) \d{4}",
    re.IGNORECASE,
)
_SHORT = 500
"""Signs under which the library has given up telling paragraphs apart."""

_SMALL_PRINT = 400
"""Signs up to which a last paragraph may be nothing but a notice of rights."""

_CONFUSED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What the library raises over pages that nobody meant to be read, such as control characters in a link."""

BEST_ELEMENTS = 20_000
"""A page of more is read in the plain form, whose time grows with the page alone."""


def article_text(root: Any, title: str | None) -> str:
    """The paragraphs of the article, an empty line between them; empty when the page has no text."""
    blocks = _extracted(root) or plain.article(root)
    if title and blocks and _folded(blocks[0]) == _folded(title):
        blocks = blocks[1:] or blocks
    while len(blocks) > 1 and len(blocks[-1]) < _SMALL_PRINT and _RIGHTS.search(blocks[-1]):
        blocks = blocks[:-1]
    return "\n\n".join(blocks)


def fragment_text(source: str) -> str:
    """The paragraphs of a piece of HTML that is all article, as feeds hold it."""
    root = parsed(source)
    if root is None:
        return ""
    remove_hidden(root)
    return "\n\n".join(plain.blocks(root))


def _extracted(root: Any) -> list[str]:
    library: Any = _trafilatura()
    if library is None or sum(1 for _ in root.iter()) > BEST_ELEMENTS:
        return []
    try:
        # A copy, since the tree is taken apart on the way and may be needed again.
        found = library.bare_extraction(
            deepcopy(root), fast=True, include_comments=False, with_metadata=False
        )
    except _CONFUSED:
        return []
    text = (found.text if found is not None else None) or ""
    return [line for part in text.splitlines() if (line := part.strip())] if len(text) >= _SHORT else []


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def _trafilatura() -> ModuleType | None:
    try:
        import trafilatura
    except ImportError:
        return None
    # What it logs about a page holds words of that page, and without a handler would go to the terminal.
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    return trafilatura
