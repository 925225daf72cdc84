"""Exports of Ghost: the posts of a blog or newsletter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def posts(value: Any) -> list[dict[str, Any]]:
    """The posts of an export as records with our names; empty for any other value."""
    data = _data(value)
    listed = data.get("posts") if data is not None else None
    if data is None or not isinstance(listed, list):
        return []
    outlet = next((one.get("value") for one in _objects(data, "settings") if one.get("key") == "title"), None)
    people = {one.get("id"): one.get("name") for one in _objects(data, "users")}
    authors: dict[Any, list[str]] = {}
    for tie in _objects(data, "posts_authors"):
        name = people.get(tie.get("author_id")) if _hashable(tie.get("author_id")) else None
        if isinstance(name, str) and _hashable(tie.get("post_id")):
            authors.setdefault(tie.get("post_id"), []).append(name)
    return [_post(one, outlet, authors) for one in listed if isinstance(one, dict)]


def _data(value: Any) -> Mapping[str, Any] | None:
    """The tables of an export, which older versions put one level higher."""
    for outer in (value, *_objects(value, "db")) if isinstance(value, dict) else ():
        data = outer.get("data")
        if isinstance(data, dict) and "posts" in data and ("db" in value or "meta" in value):
            return data
    return None


def _objects(value: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    listed = value.get(name)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _hashable(value: Any) -> bool:
    return isinstance(value, str | int | float)


def _post(post: Mapping[str, Any], outlet: Any, authors: Mapping[Any, list[str]]) -> dict[str, Any]:
    state = post.get("status")
    key = post.get("id")
    found = {
        "text": post.get("html") or post.get("plaintext") or post.get("markdown"),
        "id": post.get("uuid") or (str(key) if _hashable(key) else None),
        "title": post.get("title"),
        "outlet": outlet,
        "published": post.get("published_at"),
        "url": post.get("canonical_url"),
        "language": post.get("locale"),
        "author": ", ".join(authors.get(key, [])) if _hashable(key) else None,
        "modified": post.get("updated_at"),
        "status": state if state not in (None, "published", "sent") else None,
    }
    return {name: value for name, value in found.items() if value not in (None, "")}
