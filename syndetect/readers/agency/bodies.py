"""The text of an item: the body that is the story, without what repeats the head of the item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from syndetect.readers.flow import flow
from syndetect.readers.page import plain
from syndetect.readers.page.body import fragment_text
from syndetect.readers.page.element_tree import parsed
from syndetect.readers.page.hidden import remove_hidden

_HEAD = 6
"""Blocks at the head of a text that may repeat headline, kicker, by-line and department."""

_BLOCKS = frozenset(
    [
        "p",
        "block",
        "hl1",
        "hl2",
        "hr",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "bq",
        "table",
        "nitf-table",
        "tr",
        "caption",
        "pre",
        "fn",
        "td",
        "th",
        "div",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "body",
        "html",
        "main",
        "header",
        "br",
        "tbody",
        "thead",
    ]
) - {"td", "th", "br"}
_NOT_TEXT = frozenset(
    [
        "media",
        "media-caption",
        "note",
        "nitf-table-metadata",
        "credit",
        "figure",
        "figcaption",
        "script",
        "style",
        "head",
    ]
)
_ASIDE = re.compile(r"\b(?:links?|byline|teaser|info-?box|slug-?line|embargo\w*|related\w*)\b", re.IGNORECASE)


def folded(text: str | None) -> str:
    """A text for comparison: without case, spaces and the signs around it."""
    return " ".join((text or "").casefold().split()).strip(" .:;–—-()[]\"'“”„»«")


def story(blocks: Sequence[str], said: Iterable[str | None]) -> str:
    """Blocks as one text, without those at its head that only say what the item's fields say."""
    known = {key for value in said if (key := folded(value))}
    kept = [block for place, block in enumerate(blocks) if place >= _HEAD or folded(block) not in known]
    return "\n\n".join(kept or blocks)


def nitf_blocks(content: Any) -> list[str]:
    """The paragraphs of a ``body.content``: subheads and tables with them, captions and notes left out."""
    if not len(content) and "<" in (content.text or ""):
        return fragment_text(content.text).split("\n\n")
    return flow(
        content, lambda element: element.tag in _BLOCKS, lambda element: element.tag in _NOT_TEXT, _sign
    )


def _sign(element: Any) -> str:
    return " " if element.tag in ("br", "td", "th") else ""


def xhtml_blocks(root: Any) -> list[str]:
    """The paragraphs of a page inside an item, without its head, boxes and lists of links."""
    main = next((part for part in root.iter("section", "main", "article") if _is_main(part)), root)
    found = flow(main, lambda element: element.tag in _BLOCKS, _aside, _sign)
    return found or plain.blocks(root)


def _is_main(element: Any) -> bool:
    return element.tag in ("main", "article") or "main" in (element.get("class") or "").split()


def _aside(element: Any) -> bool:
    if element.tag in ("p", "span", "strong", "em", "b", "i", "a"):
        return _ASIDE.search(element.get("class") or "") is not None and "dateline" not in (
            element.get("class") or ""
        )
    if element.tag == "h1":
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return plain._passed_over(element, furniture=False) or _ASIDE.search(names) is not None  # noqa: SLF001


def html_blocks(source: str) -> list[str]:
    """The paragraphs of HTML in a string, a whole page or a piece of one."""
    root = parsed(source)
    if root is None:
        return []
    remove_hidden(root)
    return xhtml_blocks(root)


def plain_blocks(source: str) -> list[str]:
    """The paragraphs of plain text: parted by empty lines, or else by its lines."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    parts = re.split(r"\n[^\S\n]*\n", text) if re.search(r"\n[^\S\n]*\n", text) else text.split("\n")
    return [block for part in parts if (block := part.strip())]
