"""EPUB: one article a document of the book's reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import IO, Any

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.items import when
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.flow import flow
from syndetect.readers.office import Parts, beside, parts_of
from syndetect.readers.page import plain
from syndetect.readers.page.charset import decode_page
from syndetect.readers.page.element_tree import parsed
from syndetect.readers.page.hidden import remove_hidden
from syndetect.readers.parts import article
from syndetect.readers.text_heads import with_head
from syndetect.readers.xml_roots import words_in
from syndetect.settings import Settings

_CONTAINER = "META-INF/container.xml"
_NO_ARTICLE = re.compile(
    r"\b(?:toc|landmarks|titlepage|halftitlepage|cover|copyright-page|colophon|index|page-list|imprint|lot|loi|"
    r"footnotes|endnotes|rearnotes|frontmatter-toc)\b"
)
_TITLES = frozenset(
    [
        "impressum",
        "imprint",
        "colophon",
        "copyright",
        "contents",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "titelei",
        "índice",
        "indice",
        "cover",
        "titelseite",
        "mentions_légales",
        "table_des_matières",
        "table_of_contents",
        "title_page",
        "créditos",
        "inhoud",
        "colofon",
        "innehåll",
        "spis_treści",
    ]
)
_NOTES = (
    "footnote",
    "endnote",
    "rearnote",
    "footnotes",
    "endnotes",
    "rearnotes",
    "noteref",
    "pagebreak",
    "referrer",
    "backlink",
)
_MOST = 20_000
_AMONG = 5
"""Paragraphs from the first among which the headline of a document stands."""
_FRONT = re.compile(r"(?:title.?page|cover|copyright|imprint|impressum|toc|contents)[^/]*$", re.IGNORECASE)
_FRONT_WORDS = 40
"""Words of a document up to which its name may say that it is none of the articles."""

Items = Iterator[Document | Skipped]


@errors_as_skipped
def read_epub(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Items:
    """The articles of a book or an issue, in its reading order; covers, contents and imprints are none."""
    with parts_of(file, origin, settings) as parts:
        package = _package(parts)
        root = parts.tree(package)
        names = list(_spine(root, package))
        about = _about(root, several=len(names) > 2)
        found = seen = 0
        for number, name in enumerate(names, 1):
            if name not in parts:
                yield Skipped(f"{origin.path}:{number}", "is named in the reading order, and is not there")
                continue
            seen += 1
            for made in chapter(parts.read(name), name, number, about, origin, settings):
                found += isinstance(made, Document)
                yield made
    yield from parts.notes()
    if not found:
        raise InputError("holds no text" if seen else "is an EPUB without a reading order")


def _package(parts: Parts) -> str:
    if _CONTAINER not in parts:
        named = [name for name in parts.names() if name.lower().endswith(".opf")]
        if len(named) != 1:
            raise InputError("is no EPUB: it has no container")
        return named[0]
    if "META-INF/encryption.xml" in parts and "META-INF/rights.xml" in parts:
        raise InputError("is protected against copying, and cannot be read")
    path = next(
        (one.get("full-path") for one in parts.tree(_CONTAINER).iter("rootfile") if one.get("full-path")),
        None,
    )
    if path is None or path not in parts:
        raise InputError("is no EPUB: its package is not there")
    return str(path)


def _about(root: Any, *, several: bool) -> dict[str, Any]:
    """What the package says of the book; the title of one that holds several articles is their outlet."""
    meta = next(root.iter("metadata"), None)
    if meta is None:
        return {}
    dates = [
        (one.get("{http://www.idpf.org/2007/opf}event") or "", words_in(one)) for one in meta.iter("date")
    ]
    stated = [text for event, text in dates if event in ("", "publication", "original-publication")]
    title, publisher = words_in(meta.find("title")), words_in(meta.find("publisher"))
    return {
        "outlet": publisher or (title if several else None),
        "published": when(stated[0]) if stated else None,
        "language": words_in(meta.find("language")) or None,
        "book": title or None,
        "book_author": words_in(meta.find("creator")) or None,
    }


def _spine(root: Any, package: str) -> Iterator[str]:
    """The documents in the reading order; where that leads nowhere, those that it leaves out behind them."""
    manifest = {one.get("id"): one for one in root.iter("item") if one.get("href")}
    named = set()
    astray = False
    for number, reference in enumerate(root.iter("itemref")):
        if number >= _MOST:
            raise LimitError(f"has more than {_MOST:,} documents, as no book has")
        name = reference.get("idref")
        item = manifest.get(name)
        named.add(name)
        astray = astray or item is None
        if item is not None and reference.get("linear") != "no" and _is_text(item):
            yield beside(package, item.get("href"))
    for name, item in islice(manifest.items(), _MOST):
        if astray and name not in named and _is_text(item):
            yield beside(package, item.get("href"))


def _is_text(item: Any) -> bool:
    is_list = "nav" in (item.get("properties") or "").split()
    return not is_list and "html" in (item.get("media-type") or "html")


def chapter(
    data: bytes, name: str, number: int, about: Mapping[str, Any], origin: Input, settings: Settings
) -> Items:
    """The article of a document of a book, which may be none; `about` is what the book says of itself."""
    place = f"{origin.path}:{number}"
    source = decode_page(data)
    try:
        root = parsed(source) if source and source.strip() else None
    except LimitError as error:
        yield Skipped(place, str(error))
        return
    if root is None or _is_none(root):
        return
    remove_hidden(root)
    heading = next(root.iter("h1", "h2", "h3"), None)
    title = words_in(heading) or None
    if title and title.casefold().replace(" ", "_") in _TITLES:
        return
    body = next(root.iter("body"), root)
    blocks = flow(body, lambda element: element.tag in plain.BLOCKS, _passed_over)
    if title and blocks and blocks[0] == title:
        blocks = blocks[1:]
    elif title and title not in blocks[:_AMONG]:
        # A heading further down is that of a part.
        title = None
    if not blocks or (_FRONT.search(name) and len(" ".join(blocks).split()) < _FRONT_WORDS):
        return
    language = root.get("lang") or root.get("xml:lang")
    record = {**about, "title": title, **({"language": language} if language else {})}
    made = article(record, "\n\n".join(blocks), origin, settings, number)
    yield with_head(made) if isinstance(made, Document) and not title else made


def _type(element: Any) -> str:
    return f"{element.get('epub:type') or ''} {element.get('role') or ''}".lower().replace("doc-", "")


def _is_none(root: Any) -> bool:
    """Whether a document says of itself that it is a cover, a list of contents or the like."""
    body = next(root.iter("body"), root)
    outer = [body, *(one for one in body if isinstance(one.tag, str))]
    said = [_type(one) for one in outer]
    texts = [kind for one, kind in zip(outer[1:], said[1:], strict=True) if words_in(one)]
    return _NO_ARTICLE.search(said[0]) is not None or (
        bool(texts) and all(_NO_ARTICLE.search(kind) for kind in texts)
    )


def _passed_over(element: Any) -> bool:
    if element.tag in ("script", "style", "head", "nav", "svg", "math", "rt", "rp", "figcaption"):
        return True
    kinds = _type(element).split()
    if any(kind in _NOTES for kind in kinds):
        return True
    names = (element.get("class") or "").lower()
    return "footnote" in names or "noteref" in names
