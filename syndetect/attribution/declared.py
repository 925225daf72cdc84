"""What an agency's item says of itself: whose text it is, what it was made from, which version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from syndetect.attribution.credit_wording import Wording
from syndetect.attribution.mentions import known_names, same_outlet
from syndetect.model import Credit, Document

_MADE_FROM = frozenset(
    (
        "derivedfrom",
        "evolvedfrom",
        "translatedfrom",
        "translationof",
        "basedon",
        "isbasedon",
        "updates",
        "rewriteof",
    )
)
_PARTS = re.compile(r"[/,;|]| und | and | et | y ")
_MOST = 8


def field_credits(document: Document, outlets: Sequence[str], words: Wording) -> Iterator[Credit]:
    """Known agencies and outlets of the corpus, other than its own, that a document's fields credit."""
    said = [document.meta.get(key) for key in ("taken_from", "credit")]
    parts = [
        part.strip(" ()[]") for text in said if isinstance(text, str) for part in _PARTS.split(text[:200])
    ]
    if not parts:
        return
    names = known_names(outlets, words)
    for part in parts[:_MOST]:
        found = names.spellings.get(part) or names.keyed(part)
        if found is not None and not same_outlet(found.name, document.outlet):
            yield Credit("source-line", found.name)


def made_from(document: Document, source: Document) -> bool:
    """Whether the fields of a document name another as what it was made from, or translates."""
    relations = document.meta.get("relations")
    if not isinstance(relations, list | tuple):
        return False
    return any(_names(tie, source) for tie in relations if isinstance(tie, Mapping))


def _names(tie: Mapping[str, Any], source: Document) -> bool:
    if str(tie.get("rel", "")).casefold() not in _MADE_FROM or not tie.get("to"):
        return False
    version = tie.get("version")
    same = tie["to"] in (source.meta.get("guid"), source.id, source.id.rpartition("#")[0])
    return same and (version is None or version == source.meta.get("version", version))


def version_of(document: Document) -> tuple[str, int] | None:
    """The identifier that all versions of an item share, and which one this is; None for what has none."""
    guid, version = document.meta.get("guid"), document.meta.get("version")
    if not isinstance(guid, str) or not isinstance(version, str) or not re.fullmatch(r"\d{1,9}", version):
        return None
    return guid, int(version)
