"""Texts that editors keep as trees of blocks, as ProseMirror, Slate, Draft.js, Editor.js and Quill do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

_TEXTS = ("text", "content", "value", "insert", "html", "body", "markdown")
"""Where a block or a run of letters keeps its own text."""
_BELOW = ("content", "children", "nodes", "blocks", "components", "content_elements", "ops", "items", "root")
"""Where it keeps what it consists of."""
_INSIDE = ("data", "attrs", "props", "attributes", "model")
"""Objects that some put between a block and its text."""
_KINDS = ("type", "_type", "nodeType", "role", "blockName", "object")
_ARTICLES = frozenset(("", "article", "newsarticle", "post", "page", "story", "news", "item"))
_TITLES = ("title", "headline", "headlines", "webTitle", "name")
"""What an article of a list has, and no block of a text."""
_DEEPEST = 60


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, frozenset[str]]:
    """What makers of editors call parts of a line, line breaks, and what is no part of a text."""
    table = json.loads(files("syndetect").joinpath("data/blocks.json").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items() if name != "about"}


def block_text(value: Any) -> str | None:
    """The text of a tree of blocks, an empty line between paragraphs; None for what is none.

    A list of articles, or an article with its title, is none: its parts have texts of their own.
    """
    below = value if isinstance(value, list) else _below(value) if isinstance(value, dict) else None
    if below is None or (isinstance(value, dict) and _is_article(value)):
        return None
    if isinstance(below, list) and not all(_is_block(one) for one in below):
        return None
    paragraphs = [text for text in (part.strip() for part in _paragraphs(below, 0)) if text]
    return "\n\n".join(paragraphs) or None


def _below(block: Mapping[str, Any]) -> Any:
    """What a block consists of, None for one that has a text or nothing."""
    return next(
        (block[name] for name in _BELOW if isinstance(block.get(name), list | dict) and block[name]), None
    )


def _is_article(item: Any) -> bool:
    return isinstance(item, dict) and _kind(item) in _ARTICLES and any(item.get(name) for name in _TITLES)


def _is_block(item: Any) -> bool:
    return item is None or (isinstance(item, str | list | dict) and not _is_article(item))


def _kind(block: Mapping[str, Any]) -> str:
    said = next((block[name] for name in _KINDS if isinstance(block.get(name), str)), "")
    # Kinds of other makers have their names ahead, as in "core/paragraph".
    return said.rpartition("/")[2].casefold()


def _paragraphs(value: Any, depth: int) -> Iterator[str]:
    """The paragraphs below a value; runs of letters that follow each other are one."""
    if depth > _DEEPEST:
        return
    items = value if isinstance(value, list) else [value]
    # Outermost, what has no kind is a paragraph; so are mere strings, unless runs stand among them.
    inner = depth > 0 or any(isinstance(item, str) for item in items)
    runs = [_run(item) if inner or _is_run(item) else None for item in items]
    mixed = any(run is not None for run in runs)
    line = ""
    for item, run in zip(items, runs, strict=True):
        if run is not None or (mixed and isinstance(item, str)):
            line += item if run is None else run
            continue
        yield from line.split("\n\n")
        line = ""
        if item is not None:
            yield from [item] if isinstance(item, str) else _of_block(item, depth)
    yield from line.split("\n\n")


def _is_run(item: Any) -> bool:
    """Whether a part says of itself that it is one of a line, wherever it stands."""
    return isinstance(item, dict) and isinstance(item.get("insert"), str)


def _run(item: Any) -> str | None:
    """The letters of a part of a line; None for what has lines of its own."""
    if not isinstance(item, dict):
        return None
    kind = _kind(item)
    if kind in _kinds()["breaks"]:
        return "\n"
    if isinstance(item.get("insert"), str):
        return str(item["insert"]).replace("\n", "\n\n")
    bare = not kind and isinstance(item.get("text"), str)
    # A block of some is called "text", and has its paragraph as content.
    if not (
        bare or (kind in _kinds()["runs"] and not (kind == "text" and isinstance(item.get("content"), str)))
    ):
        return None
    own = next((item[name] for name in _TEXTS if isinstance(item.get(name), str)), None)
    below: list[Any] = next((item[name] for name in _BELOW if isinstance(item.get(name), list)), [])
    return str(own) if own is not None else "".join(_run(one) or "" for one in below)


def _of_block(block: Any, depth: int) -> Iterator[str]:
    if isinstance(block, list):
        yield from _paragraphs(block, depth + 1)
    if not isinstance(block, dict) or _kind(block) in _kinds()["no_text"]:
        return
    for holder in (block, *(block[name] for name in _INSIDE if isinstance(block.get(name), dict))):
        below = _below(holder)
        if below is not None:
            yield from _paragraphs(below, depth + 1)
            return
        own = next((holder[name] for name in _TEXTS if isinstance(holder.get(name), str)), None)
        if own is not None:
            yield str(own)
            return
