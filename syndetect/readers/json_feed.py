"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from syndetect.readers.agency.bodies import html_blocks
from syndetect.readers.agency.items import when


def is_feed(value: Mapping[str, Any]) -> bool:
    """Whether an object is a feed by what its version says."""
    version = value.get("version")
    return (
        isinstance(version, str)
        and "jsonfeed.org/version" in version
        and isinstance(value.get("items"), list)
    )


def entries(feed: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """The fields and the text of each item, the text empty where an item has none."""
    for item in feed["items"]:
        if isinstance(item, Mapping):
            yield _fields(item, feed), _text(item)


def _text(item: Mapping[str, Any]) -> str:
    # The plain form is no markup: its signs stand for themselves.
    plain = item.get("content_text")
    if isinstance(plain, str) and plain.strip():
        return plain
    source = item.get("content_html")
    return "\n\n".join(html_blocks(source)) if isinstance(source, str) and source.strip() else ""


def _fields(item: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, Any]:
    own = _string(item.get("id"))
    return {
        "id": own if own and ":" in own else None,
        "title": _string(item.get("title")),
        "outlet": _string(feed.get("title")),
        "url": _string(item.get("url")) or (own if own and own.startswith(("http://", "https://")) else None),
        "published": when(item.get("date_published")),
        "modified": when(item.get("date_modified")),
        "language": _string(item.get("language")) or _string(feed.get("language")),
        "author": ", ".join(_authors(item) or _authors(feed)),
        "source": {"url": link} if (link := _string(item.get("external_url"))) else None,
        "categories": [tag for tag in item.get("tags") or () if isinstance(tag, str)][:20]
        if isinstance(item.get("tags"), list)
        else None,
    }


def _authors(value: Mapping[str, Any]) -> list[str]:
    listed = value.get("authors") if isinstance(value.get("authors"), list) else [value.get("author")]
    return [name for one in listed or () if isinstance(one, Mapping) and (name := _string(one.get("name")))]


def _string(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return (value.strip() or None) if isinstance(value, str) else None
