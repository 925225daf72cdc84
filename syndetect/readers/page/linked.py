"""The article's JSON-LD: found among what a page states in this form, and read with care."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from syndetect.nesting import MAX_DEPTH, json_deeper
from syndetect.readers.escape import escapes_surrogates, without_surrogates

MAX_CHARACTERS = 500_000
_MAX_OBJECTS = 500
_MAX_DEPTH = 16
_KEPT = 200

_KINDS = ("article", "posting", "report", "review", "webpage")
_ELSEWHERE = frozenset({
    "@context", "articleBody", "text", "description", "image", "video", "comment", "associatedMedia",
    "headline", "datePublished", "dateModified", "author", "mainEntityOfPage", "url", "thumbnailUrl",
    "isBasedOn",
})  # fmt: skip
"""What is no name, date or address, and what has a place of its own in the document."""


def article_of(root: Any) -> dict[str, Any]:
    """The object that describes the article, empty when there is none."""
    best: dict[str, Any] = {}
    rank = len(_KINDS)
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        for item in _objects(_parsed(script.text or ""), _MAX_DEPTH):
            kinds = item.get("@type")
            names = [
                kind.lower()
                for kind in (kinds if isinstance(kinds, list) else [kinds])
                if isinstance(kind, str)
            ]
            found = min(
                (at for at, kind in enumerate(_KINDS) for name in names if name.endswith(kind)),
                default=rank,
            )
            if found < rank:
                best, rank = item, found
    return best


def _parsed(source: str) -> Any:
    if len(source) > MAX_CHARACTERS or json_deeper(source, MAX_DEPTH):
        return None
    try:
        # Real pages have line breaks inside their strings.
        value = json.loads(source, strict=False, parse_constant=str)
        # Half a pair can be escaped, and no report could hold it.
        return without_surrogates(value) if escapes_surrogates(source) else value
    except ValueError:
        return None


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Objects at the top and inside ``@graph`` and ``mainEntity``, none deeper than that."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value[:_MAX_OBJECTS]:
            yield from _objects(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity"):
            yield from _objects(value.get(name), depth - 1)


def text(value: Any) -> str | None:
    """A value that is text, without its outer white space."""
    return " ".join(value.split())[:1000] or None if isinstance(value, str) else None


def name(value: Any) -> str | None:
    """The name of a person or organisation, the names of several with commas between them."""
    if isinstance(value, list):
        return ", ".join(found for item in value[:20] if (found := name(item))) or None
    if isinstance(value, dict):
        return text(value.get("name"))
    said = text(value)
    return None if said and "://" in said else said


def address(article: Mapping[str, Any]) -> str | None:
    """The address that an object gives itself."""
    for key in ("url", "mainEntityOfPage", "@id"):
        value = article.get(key)
        said = text(value.get("@id") if isinstance(value, dict) else value)
        if said and said.lower().startswith(("http://", "https://")):
            return said
    return None


def trimmed(article: Mapping[str, Any]) -> dict[str, Any]:
    """What else the object holds that is short, for `meta`; nothing when that is only what it is."""
    rest = {
        key[:_KEPT]: short
        for key, value in list(article.items())[:50]
        if key not in _ELSEWHERE and (short := _short(value)) is not None
    }
    return rest if rest.keys() - {"@type", "@id", "publisher"} else {}


def _short(value: Any, depth: int = 2) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _KEPT else None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return value if abs(value) < 2**53 else None
    if depth and isinstance(value, list):
        return [short for item in value[:20] if (short := _short(item, depth - 1)) is not None]
    if depth and isinstance(value, dict):
        inner = {key: _short(item, depth - 1) for key, item in list(value.items())[:20] if len(key) <= _KEPT}
        return {key: short for key, short in inner.items() if short is not None}
    return None
