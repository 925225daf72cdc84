"""Exports of Ghost: the posts of a blog or newsletter."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from syndetect.nesting import MAX_DEPTH, json_deeper


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


def _edited(post: Mapping[str, Any]) -> list[str] | None:
    """The paragraphs of a post in the form of its editor, where an export has no other; None without any."""
    for name, paragraphs in (("lexical", _lexical), ("mobiledoc", _mobiledoc)):
        source = post.get(name)
        if not isinstance(source, str) or json_deeper(source, MAX_DEPTH):
            continue
        try:
            value = json.loads(source)
        except ValueError:
            continue
        if found := [text for text in paragraphs(value) if text.strip()]:
            return found
    return None


def _lexical(value: Any) -> Iterator[str]:
    root = value.get("root") if isinstance(value, dict) else None
    for block in _objects(root, "children") if isinstance(root, dict) else ():
        # A list has items below it, and these the words.
        items = _objects(block, "children") if block.get("type") == "list" else [block]
        yield from ("".join(_words(one)) for one in items)


def _words(node: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(text := node.get("text"), str):
        yield text
    if node.get("type") == "linebreak":
        yield "\n"
    for inner in _objects(node, "children"):
        yield from _words(inner)


def _mobiledoc(value: Any) -> Iterator[str]:
    sections = value.get("sections") if isinstance(value, dict) else None
    for section in sections if isinstance(sections, list) else ():
        if not isinstance(section, list) or len(section) < 3 or not isinstance(section[2], list):
            continue
        # One is a paragraph with its runs, three a list of such.
        for runs in section[2] if section[0] == _LIST else [section[2]]:
            if section[0] in (_PARAGRAPH, _LIST) and isinstance(runs, list):
                said = [run[3] for run in runs if isinstance(run, list) and len(run) > _SAID and run[0] == 0]
                yield "".join(one for one in said if isinstance(one, str))


_PARAGRAPH, _LIST, _SAID = 1, 3, 3
"""The kinds of sections in a mobiledoc, and where a run has its words."""


def _post(post: Mapping[str, Any], outlet: Any, authors: Mapping[Any, list[str]]) -> dict[str, Any]:
    state = post.get("status")
    key = post.get("id")
    found = {
        "text": post.get("html") or post.get("plaintext") or post.get("markdown") or _edited(post),
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
