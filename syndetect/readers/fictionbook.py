"""FictionBook: the chapters of a book, as readers of e-books keep them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.flow import flow
from syndetect.readers.parts import article, whole_file
from syndetect.readers.xml_roots import tree, words_in
from syndetect.settings import Settings
from syndetect.text.dates import iso

_BLOCKS = frozenset(
    [
        "body",
        "section",
        "title",
        "subtitle",
        "p",
        "v",
        "stanza",
        "poem",
        "cite",
        "epigraph",
        "text-author",
        "tr",
        "table",
    ]
)
_NOTES = frozenset(["notes", "footnotes", "comments"])


@errors_as_skipped
def read_fictionbook(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """One article a section with a title of its own, the innermost that hold text; else the whole book."""
    root, problem = tree(whole_file(file, origin, settings))
    found = [
        (part, text)
        for body in root.iter("body")
        if (body.get("name") or "").lower() not in _NOTES
        for part in _parts(body)
        if (text := _text(part))
    ]
    if not found:
        raise InputError("is a FictionBook without a text")
    about = _about(root)
    several = len(found) > 1
    for number, (part, text) in enumerate(found, 1):
        title = _title(part)
        record = {**about, "title": title or (None if several else about["book"])}
        yield article(record, text, origin, settings, number if several else None)
    if problem:
        yield Skipped(origin.path, problem)


def _parts(body: Any) -> list[Any]:
    """The outermost sections with titles; of one that holds nothing but sections, those inside it."""
    level = body.findall("section")
    while any(_holds_sections(one) for one in level):
        level = [
            inner for one in level for inner in (one.findall("section") if _holds_sections(one) else [one])
        ]
    return level if sum(one.find("title") is not None for one in level) > 1 else [body]


def _holds_sections(section: Any) -> bool:
    return section.find("section") is not None and section.find("p") is None


def _text(part: Any) -> str:
    own = part.find("title")
    return "\n\n".join(flow(part, _is_block, lambda one: one is own or _passed_over(one), _sign))


def _is_block(element: Any) -> bool:
    return element.tag in _BLOCKS


def _passed_over(element: Any) -> bool:
    return element.tag in ("image", "binary") or (element.tag == "a" and element.get("type") == "note")


def _sign(element: Any) -> str:
    return " " if element.tag in ("td", "th") else ""


def _title(part: Any) -> str | None:
    own = part.find("title")
    return " ".join(flow(own, _is_block, _passed_over, _sign)) or None if own is not None else None


def _about(root: Any) -> dict[str, Any]:
    head = root.find("description/title-info")
    if head is None:
        return {"book": None}
    date = head.find("date")
    stated = [] if date is None else [date.get("value") or "", words_in(date)]
    names = [
        " ".join(
            text for name in ("first-name", "middle-name", "last-name") if (text := words_in(one.find(name)))
        )
        or words_in(one.find("nickname"))
        for one in head.findall("author")
    ]
    code = words_in(head.find("lang"))
    return {
        "book": words_in(head.find("book-title")) or None,
        "author": ", ".join(name for name in names if name) or None,
        "published": next((day for text in stated if len(text) > len("2024") and (day := iso(text))), None),
        "outlet": words_in(root.find("description/publish-info/publisher")) or None,
        "language": code if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w{2,8})*", code) else None,
    }
