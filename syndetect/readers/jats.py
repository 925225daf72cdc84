"""JATS: the articles of scholarly journals, one or many in a file. Another `article` is DocBook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers import docbook
from syndetect.readers.agency.items import when
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.flow import flow
from syndetect.readers.parts import article, whole_file
from syndetect.readers.xml_roots import tree, words_in
from syndetect.settings import Settings

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ARTICLES = ("article", "sub-article", "response")
_OWN = ("front", "front-stub", "body", "floats-group", "sub-article")
"""Parts that an article of JATS may have, and one of DocBook never has."""

_BLOCKS = frozenset(
    [
        "abstract",
        "ack",
        "attrib",
        "body",
        "boxed-text",
        "caption",
        "def",
        "def-item",
        "def-list",
        "disp-formula",
        "disp-quote",
        "list",
        "list-item",
        "p",
        "preformat",
        "question",
        "answer",
        "sec",
        "sig",
        "sig-block",
        "speaker",
        "speech",
        "statement",
        "subtitle",
        "table",
        "table-wrap",
        "term",
        "title",
        "tr",
        "verse-group",
        "verse-line",
    ]
)
_NOT_TEXT = frozenset(
    [
        "abbrev",
        "alt-text",
        "fig",
        "fig-group",
        "fn",
        "fn-group",
        "front-stub",
        "graphic",
        "inline-graphic",
        "label",
        "long-desc",
        "media",
        "object-id",
        "ref-list",
        "response",
        "sub-article",
        "supplementary-material",
        "table-wrap-foot",
        "tex-math",
    ]
)
_NO_ABSTRACT = frozenset(["graphical", "toc", "teaser", "video", "key-points"])
_PUBLISHED = frozenset(["pub", "epub", "ppub", "epub-ppub", "collection", "epreprint"])


@errors_as_skipped
def read_article(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The articles of a file of JATS, abstracts first; translations and answers inside one are apart."""
    root, problem = tree(whole_file(file, origin, settings))
    if root.tag == "article" and not any(root.find(name) is not None for name in _OWN):
        yield from docbook.articles(root, origin, settings)
    else:
        found = [one for one in root.iter(*_ARTICLES) if _text(one)]
        if not found:
            raise InputError("is an article of a journal without its text")
        for number, one in enumerate(found, 1):
            yield article(_about(one), _text(one), origin, settings, number if len(found) > 1 else None)
    if problem:
        yield Skipped(origin.path, problem)


def _text(part: Any) -> str:
    blocks: list[str] = []
    meta = _meta(part)
    abstracts = meta.findall("abstract") if meta is not None else []
    for one in (
        *(one for one in abstracts if one.get("abstract-type") not in _NO_ABSTRACT),
        part.find("body"),
    ):
        if one is not None:
            blocks += flow(one, _is_block, _passed_over, _sign)
    return "\n\n".join(blocks)


def _meta(part: Any) -> Any:
    found = part.find("front/article-meta")
    return found if found is not None else part.find("front-stub")


def _is_block(element: Any) -> bool:
    return element.tag in _BLOCKS


def _passed_over(element: Any) -> bool:
    return element.tag in _NOT_TEXT or (
        element.tag == "xref" and element.get("ref-type") in ("fn", "table-fn")
    )


def _sign(element: Any) -> str:
    return " " if element.tag in ("td", "th", "break") else ""


def _about(part: Any) -> dict[str, Any]:
    meta = _meta(part)
    journal = next(
        (one for one in (part, *part.iterancestors()) if one.find("front/journal-meta") is not None), None
    )
    about: dict[str, Any] = {
        "language": next(
            (code for one in (part, *part.iterancestors()) if (code := one.get(_LANGUAGE))), None
        ),
        "outlet": _first(
            journal,
            "front/journal-meta/journal-title-group/journal-title",
            "front/journal-meta/journal-title",
            "front/journal-meta/publisher/publisher-name",
        ),
    }
    if meta is None:
        return about
    doi = next((words_in(one) for one in meta.findall("article-id") if one.get("pub-id-type") == "doi"), "")
    names = [
        _name(one) for one in meta.findall("contrib-group/contrib") if one.get("contrib-type") != "editor"
    ]
    return about | {
        "title": _heading(meta.find("title-group/article-title")),
        "subtitle": _heading(meta.find("title-group/subtitle")),
        "published": _published(meta),
        "url": f"https://doi.org/{doi}" if doi.startswith("10.") else None,
        "author": ", ".join(name for name in names if name) or None,
    }


def _heading(element: Any) -> str | None:
    return " ".join(flow(element, _is_block, _passed_over, _sign)) or None if element is not None else None


def _first(element: Any, *paths: str) -> str | None:
    if element is None:
        return None
    return next((text for path in paths if (text := words_in(element.find(path)))), None)


def _name(contributor: Any) -> str:
    given, surname = (words_in(contributor.find(f"name/{part}")) for part in ("given-names", "surname"))
    return (
        f"{given} {surname}".strip()
        or _first(contributor, "string-name", "collab", "name-alternatives/name")
        or ""
    )


def _published(meta: Any) -> str | None:
    """The day of publication: of several, as of print and the web, the first."""
    days = [
        day
        for one in meta.findall("pub-date")
        if (one.get("date-type") or one.get("pub-type") or "pub") in _PUBLISHED and (day := _day(one))
    ]
    return min(days, default=None)


def _day(date: Any) -> str | None:
    stated = (date.get("iso-8601-date") or "").strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", stated):
        return when(stated)
    year, month, day = (words_in(date.find(name)) for name in ("year", "month", "day"))
    if not (year.isdigit() and day.isdigit()):
        return None
    return when(f"{year}-{month:0>2}-{day:0>2}") if month.isdigit() else None
