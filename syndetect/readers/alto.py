"""ALTO: the recognised text of scanned pages, one text a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.parts import article, whole_file
from syndetect.readers.xml_roots import tree
from syndetect.settings import Settings

Items = Iterator[Document | Skipped]


@errors_as_skipped
def read_alto(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Items:
    """One text a page: which blocks are one article, a page alone does not say."""
    root, problem = tree(whole_file(file, origin, settings))
    pages = list(root.iter("Page"))
    texts = [(number, text) for number, text in enumerate(page_texts(root), 1) if text]
    if not texts:
        raise InputError("is ALTO without text")
    for number, text in texts:
        record = {"unit": "page", "recognition": _confidence(pages[number - 1])}
        yield article(record, text, origin, settings, number if len(pages) > 1 else None)
    yield Skipped(origin.path, "is a scanned page; its articles are not told apart", note=True)
    if problem:
        yield Skipped(origin.path, problem)


def page_texts(root: Any) -> list[str]:
    """The text of each page of an ALTO file, its blocks parted by empty lines."""
    return [_page(page) for page in root.iter("Page")]


def block_texts(root: Any) -> dict[str, str]:
    """The text of each block of text in an ALTO file by its name, in the file's order."""
    return {block.get("ID"): _block(block) for block in root.iter("TextBlock") if block.get("ID")}


def composed(root: Any) -> dict[str, list[str]]:
    """The names of the blocks of text that each composed block of an ALTO file holds."""
    return {
        block.get("ID"): [one.get("ID") for one in block.iter("TextBlock") if one.get("ID")]
        for block in root.iter("ComposedBlock")
        if block.get("ID")
    }


def _page(page: Any) -> str:
    space = page.find("PrintSpace")
    blocks = list((space if space is not None else page).iter("TextBlock"))
    by_id = {block.get("ID"): block for block in blocks}
    paragraphs, used = [], set()
    for block in blocks:
        pieces = []
        # A block that goes on in another one is read where it begins.
        part = block
        while part is not None and id(part) not in used:
            used.add(id(part))
            pieces.append(_block(part))
            part = by_id.get(part.get("IDNEXT")) if part.get("IDNEXT") else None
        if text := " ".join(piece for piece in pieces if piece):
            paragraphs.append(text)
    return "\n\n".join(paragraphs)


def _block(block: Any) -> str:
    words: list[str] = []
    broken = False
    for element in block.iter("String", "HYP"):
        part = element.get("SUBS_TYPE")
        whole = element.get("SUBS_CONTENT")
        if element.tag == "HYP":
            broken = bool(words) and not broken
            continue
        if part == "HypPart2" and whole:
            broken = False
            continue
        word = whole if part == "HypPart1" and whole else element.get("CONTENT") or ""
        if broken and words and part != "HypPart1":
            words[-1] += word
        elif word:
            words.append(word)
        broken = False
        if part == "HypPart1" and whole:
            # The sign of the break comes next and joins nothing any more.
            broken = True
    return " ".join(words)


def _confidence(page: Any) -> float | None:
    """How sure the recognition was of its words, on average, 0 to 1."""
    found = []
    for word in page.iter("String"):
        try:
            value = float(word.get("WC") or "")
        except ValueError:
            continue
        if 0 <= value <= 1:
            found.append(value)
    return round(sum(found) / len(found), 2) if found else None
