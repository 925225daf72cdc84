"""XML of no vocabulary of its own, whose elements are rows: what Scrapy, pandas and databases write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from syndetect.readers.json import holds_articles

_LEVELS = 3


def rows(root: Any, fields: Mapping[str, str]) -> list[dict[str, Any]]:
    """The records below a root element, by the names of their elements; empty where none has a text."""
    level = root
    for _ in range(_LEVELS):
        found = _alike(level)
        if any(holds_articles(one, fields) for one in found[:100]):
            return found
        inner = [one for one in level if len(one)]
        if len(inner) != 1:
            return []
        level = inner[0]
    return []


def _alike(level: Any) -> list[dict[str, Any]]:
    """The children of the commonest name as records."""
    names = Counter(one.tag for one in level if len(one))
    if not names:
        return []
    name, _ = names.most_common(1)[0]
    return [_record(one) for one in level if one.tag == name]


def _record(row: Any) -> dict[str, Any]:
    record: dict[str, Any] = {str(name): value for name, value in row.attrib.items()}
    for part in row:
        value = [_plain(one) for one in part] if len(part) and _is_list(part) else _plain(part)
        if value and isinstance(part.tag, str):
            record.setdefault(part.tag, value)
    return record


def _is_list(part: Any) -> bool:
    return len({one.tag for one in part}) == 1 and not (part.text or "").strip() and len(part) > 1


def _plain(part: Any) -> str:
    """The text of an element, with the lines that it has."""
    return "".join(part.itertext()).strip()
