"""XML of no vocabulary of its own, whose elements are rows: what Scrapy, pandas and databases write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from syndetect.readers.json import holds_articles
from syndetect.readers.json_records import names

_LEVELS = 3
_BESIDE = 8
"""Elements of a level that are looked into for rows."""

_TYPES = frozenset(
    ("field", "str", "arr", "date", "int", "long", "float", "double", "bool", "text", "column", "col",
     "value", "property")
)  # fmt: skip
"""What elements are called that have the name of their field in an attribute, as of Solr and MySQL."""

_CALLED: tuple[tuple[frozenset[str], Mapping[str, str]], ...] = (
    (
        frozenset(("event", "eventtime")),
        {"event": "text", "subject": "title", "eventtime": "published", "itemid": "id"},
    ),
    (frozenset(("main", "fingerprint")), {"main": "text", "source": "url"}),
    (frozenset(("main", "sitename")), {"main": "text", "source": "url"}),
)
"""What LiveJournal and trafilatura call the fields, each with names that tell its records."""


def rows(root: Any, fields: Mapping[str, str]) -> list[dict[str, Any]]:
    """The records below a root element, by the names of their elements; empty where none has a text."""
    levels = [root]
    for _ in range(_LEVELS):
        for level in levels:
            found = _alike(level)
            if any(holds_articles(one, fields) for one in found[:100]):
                return found
        # Beside the rows stand heads of few elements.
        levels = [inner for level in levels for inner in level if len(inner)][:_BESIDE]
    alone = _record(root)
    return [alone] if holds_articles(alone, fields) else []


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
        if (name := _name(part)) not in record:
            record[name] = value
        elif name not in _single():
            # What comes several times is a list: paragraphs, most of all.
            before = record[name] if isinstance(record[name], list) else [record[name]]
            record[name] = [*before, *(value if isinstance(value, list) else [value])]
    called = next((known for told, known in _CALLED if told <= record.keys()), None)
    return {called.get(name, name): value for name, value in record.items()} if called else record


def _name(part: Any) -> str:
    """The name of a field: its element's, or what that says where it names a type."""
    return str(part.get("name") or part.tag if part.tag in _TYPES else part.tag)


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
    """The text of an element, with the lines that it has; paragraphs are set apart."""
    if not isinstance(part.tag, str):
        # A reference that nobody declares, or a comment.
        return ""
    if len(part) > 1 and _is_bare(part) and not any((one.tail or "").strip() for one in part):
        return "\n\n".join(filter(None, map(_plain, part)))
    return "".join(part.itertext()).strip()
