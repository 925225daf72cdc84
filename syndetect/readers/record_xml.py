"""XML of no vocabulary of its own, whose elements are rows: what Scrapy, pandas and databases write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from syndetect.readers.json import holds_articles
from syndetect.readers.json_records import names

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
    tags = Counter(one.tag for one in level if len(one))
    if not tags:
        return []
    name, _ = tags.most_common(1)[0]
    return [_record(one) for one in level if one.tag == name]


def _record(row: Any) -> dict[str, Any]:
    record: dict[str, Any] = {str(name): value for name, value in row.attrib.items()}
    for part in row:
        # References that nobody declares stand among the elements.
        if not isinstance(part.tag, str):
            continue
        value = [_plain(one) for one in part] if len(part) and _is_list(part) else _plain(part)
        if not value:
            continue
        if (name := part.tag) not in record:
            record[name] = value
        elif name not in _single():
            # What comes several times is a list: paragraphs, most of all.
            before = record[name] if isinstance(record[name], list) else [record[name]]
            record[name] = [*before, *(value if isinstance(value, list) else [value])]
    return record


@lru_cache(maxsize=1)
def _single() -> frozenset[str]:
    """The names of what an article has one of."""
    return frozenset(name for field, known in names().items() if field != "text" for name in known)


def _is_list(part: Any) -> bool:
    tags = {one.tag for one in part}
    return len(tags) == 1 and all(isinstance(tag, str) for tag in tags) and _is_bare(part) and len(part) > 1


def _is_bare(part: Any) -> bool:
    return not (part.text or "").strip()


def _plain(part: Any) -> str:
    """The text of an element, with the lines that it has."""
    return "".join(part.itertext()).strip()
