"""DocBook: an article, or the chapters of a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.flow import flow
from syndetect.readers.parts import article, whole_file
from syndetect.readers.text_heads import with_head
from syndetect.readers.xml_roots import tree, words_in
from syndetect.settings import Settings
from syndetect.text.dates import iso

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PARTS = ("article", "chapter", "preface", "appendix")
_BLOCKS = frozenset(
    [
        "abstract",
        "attribution",
        "blockquote",
        "bridgehead",
        "epigraph",
        "example",
        "formalpara",
        "informaltable",
        "itemizedlist",
        "line",
        "listitem",
        "literallayout",
        "member",
        "note",
        "orderedlist",
        "para",
        "programlisting",
        "row",
        "screen",
        "sect1",
        "sect2",
        "sect3",
        "sect4",
        "sect5",
        "section",
        "sidebar",
        "simpara",
        "simplelist",
        "simplesect",
        "subtitle",
        "table",
        "term",
        "tip",
        "title",
        "tr",
        "variablelist",
        "varlistentry",
        "warning",
    ]
)
_NOT_TEXT = frozenset(
    [
        "appendixinfo",
        "bibliography",
        "caption",
        "chapterinfo",
        "figure",
        "footnote",
        "footnoteref",
        "index",
        "indexterm",
        "info",
        "informalfigure",
        "inlinemediaobject",
        "mediaobject",
        "prefaceinfo",
        "remark",
        "sect1info",
        "sect2info",
        "sect3info",
        "sectioninfo",
        "titleabbrev",
        "toc",
        *(name for part in ("article", "book", "set") for name in (f"{part}info",)),
    ]
)
_INFO = ("info", "articleinfo", "chapterinfo", "prefaceinfo", "appendixinfo", "bookinfo")
_HEADS = ("title", "subtitle")
_QUOTES = ("“", "”")


@errors_as_skipped
def read_docbook(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The articles of a file of DocBook."""
    root, problem = tree(whole_file(file, origin, settings))
    yield from articles(root, origin, settings)
    if problem:
        yield Skipped(origin.path, problem)


def articles(root: Any, origin: Input, settings: Settings) -> Iterator[Document | Skipped]:
    """The article that a root element is, or those inside it: of a book its chapters."""
    parts = [root] if root.tag in _PARTS else [one for one in root.iter(*_PARTS) if not _inside(one)]
    texts = [(part, text) for part in parts or [root] if (text := _text(part))]
    if not texts:
        raise InputError("is DocBook without a text")
    book = _about(root)
    for number, (part, text) in enumerate(texts, 1):
        own = _about(part) if part is not root else book
        record = {
            **book,
            **{name: value for name, value in own.items() if value},
            "title": own["title"],
            "book": book["title"] if part is not root else None,
        }
        made = article(record, text, origin, settings, number if len(texts) > 1 else None)
        yield with_head(made) if isinstance(made, Document) and not own["title"] else made


def _inside(part: Any) -> bool:
    return any(above.tag in _PARTS for above in part.iterancestors())


def _text(part: Any) -> str:
    return "\n\n".join(
        flow(
            part,
            _is_block,
            lambda one: _passed_over(one) or (one.tag in _HEADS and one.getparent() is part),
            _sign,
            _behind,
        )
    )


def _is_block(element: Any) -> bool:
    return element.tag in _BLOCKS


def _passed_over(element: Any) -> bool:
    return element.tag in _NOT_TEXT


def _sign(element: Any) -> str:
    return _QUOTES[0] if element.tag == "quote" else " " if element.tag in ("entry", "td", "th") else ""


def _behind(element: Any) -> str:
    return _QUOTES[1] if element.tag == "quote" else ""


def _about(part: Any) -> dict[str, Any]:
    places = [part, *(found for name in _INFO if (found := part.find(name)) is not None)]
    dates = (
        iso(words_in(one)) for place in places for name in ("pubdate", "date") for one in place.findall(name)
    )
    authors = [
        _name(one)
        for place in places
        for one in (*place.findall("author"), *place.findall("authorgroup/author"))
    ]
    return {
        "title": next((text for place in places if (text := _heading(place.find("title")))), None),
        "subtitle": next((text for place in places if (text := _heading(place.find("subtitle")))), None),
        "published": next((day for day in dates if day), None),
        "author": ", ".join(name for name in authors if name) or None,
        "outlet": next(
            (text for place in places if (text := words_in(place.find("publisher/publishername")))), None
        ),
        "language": part.get(_LANGUAGE) or part.get("lang"),
    }


def _heading(element: Any) -> str | None:
    if element is None:
        return None
    return " ".join(flow(element, _is_block, _passed_over, _sign, _behind)) or None


def _name(author: Any) -> str:
    person = author.find("personname")
    person = author if person is None else person
    first, last = words_in(person.find("firstname")), words_in(person.find("surname"))
    return f"{first} {last}".strip() or words_in(person if person is not author else None)
