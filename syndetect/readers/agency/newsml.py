"""NewsML-G2: news items alone, and many of them in a message."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.bodies import html_blocks, plain_blocks, story, xhtml_blocks
from syndetect.readers.agency.items import Item, delivered, short, when
from syndetect.readers.agency.nitf import content_blocks, described
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.parts import whole_file
from syndetect.readers.xml_roots import tree, words_in
from syndetect.settings import Settings

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MINOR = ("kicker", "subtitle", "slug", "short", "seo", "overline", "sub")
"""What the role of a headline is called that is not the main one."""


@errors_as_skipped
def read_newsml(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """One article a text item; packages, pictures and concepts hold none."""
    root, problem = tree(whole_file(file, origin, settings))
    items = [root] if root.tag == "newsItem" else list(root.iter("newsItem"))
    read = [(item, text) for one in items if (text := _text(one, item := _described(one)))]
    if not read:
        raise InputError("is NewsML-G2 without a text item")
    yield from delivered(read, origin, settings)
    if problem:
        yield Skipped(origin.path, problem)


def _text(news: Any, item: Item) -> str | None:
    if _class(news) not in ("text", "composite", ""):
        return None
    best: list[str] = []
    for content in news.findall("contentSet/*"):
        blocks = _blocks(content, item)
        if sum(map(len, blocks)) > 1.2 * sum(map(len, best)):
            best = blocks
    said = [item.title, item.subtitle, item.byline, *map(words_in, news.findall("contentMeta/headline"))]
    return story(best, said) if best else None


def _class(news: Any) -> str:
    element = news.find("itemMeta/itemClass")
    return (short(element.get("qcode") or element.get("uri")) or "") if element is not None else ""


def _blocks(content: Any, item: Item) -> list[str]:
    """The paragraphs of one rendition; what a NITF head says fills what the item left open."""
    if content.tag == "inlineData":
        source = _decoded("".join(content.itertext()), content.get("encoding") or "")
        return html_blocks(source) if "html" in (content.get("contenttype") or "") else plain_blocks(source)
    if content.tag != "inlineXML":
        return []
    nitf = next(content.iter("nitf"), None)
    if nitf is None:
        body = next(content.iter("body"), content)
        return xhtml_blocks(body)
    inner = described(nitf)
    for name in ("title", "byline", "outlet", "dateline", "language"):
        if getattr(item, name) is None:
            setattr(item, name, getattr(inner, name))
    return content_blocks(nitf)


def _decoded(source: str, encoding: str) -> str:
    """The text of inline data, which may have been sent in base 64."""
    if "base64" not in encoding.lower():
        return source
    try:
        return base64.b64decode(source).decode("utf-8")
    except ValueError:
        return ""


def _described(news: Any) -> Item:
    meta, about = news.find("itemMeta"), news.find("contentMeta")
    inline = news.find("contentSet/inlineXML")
    return Item(
        guid=news.get("guid"),
        version=news.get("version"),
        title=_headline(about, main=True),
        subtitle=_headline(about, main=False),
        provider=_party(_find(meta, "provider")) or _party(news.find("rightsInfo/copyrightHolder")),
        first=when(_said(meta, "firstCreated")) or when(_said(meta, "versionCreated")),
        modified=when(_said(meta, "versionCreated")),
        embargo=when(_said(meta, "embargoed")),
        byline=_said(about, "by") or _creator(about),
        credit=_said(about, "creditline"),
        dateline=_said(about, "dateline"),
        language=_language(about, inline) or news.get(_LANGUAGE),
        status=_code(meta, "pubStatus"),
        usage=_usage(news),
        copyright=words_in(news.find("rightsInfo/copyrightNotice")) or None,
        correction=_correction(meta),
        source=_taken(about),
        relations=_relations(meta),
    )


def _find(element: Any, name: str) -> Any:
    return element.find(name) if element is not None else None


def _said(element: Any, name: str) -> str | None:
    return words_in(_find(element, name)) or None


def _code(element: Any, name: str) -> str | None:
    found = _find(element, name)
    return (found.get("qcode") or found.get("uri") or found.get("literal")) if found is not None else None


def _party(element: Any) -> str | None:
    if element is None:
        return None
    named = words_in(element.find("name"))
    return named or element.get("literal") or short(element.get("qcode") or element.get("uri"))


def _headline(about: Any, *, main: bool) -> str | None:
    """The main headline, or the first of the others: by rank, else by the name of the role."""
    if about is None:
        return None
    ranked = sorted(about.findall("headline"), key=lambda one: (_minor(one), _rank(one)))
    texts = [text for one in ranked if (text := words_in(one))]
    return (texts[0] if main else next(iter(texts[1:]), None)) if texts else None


def _minor(element: Any) -> bool:
    role = (short(element.get("role")) or "").lower()
    return any(name in role for name in _MINOR)


def _rank(element: Any) -> int:
    rank = element.get("rank") or ""
    return int(rank) if rank.isdecimal() and len(rank) < 6 else 2


def _creator(about: Any) -> str | None:
    """The people who made the content; a log-in name is none."""
    if about is None:
        return None
    names = [name for one in about.findall("creator") if " " in (name := _party(one) or "")]
    return ", ".join(names) or None


def _language(about: Any, inline: Any) -> str | None:
    tag = _find(about, "language")
    if tag is not None and tag.get("tag"):
        return str(tag.get("tag"))
    inner = next((one for one in inline.iter() if one.get(_LANGUAGE)), None) if inline is not None else None
    return inner.get(_LANGUAGE) if inner is not None else None


def _usage(news: Any) -> str | None:
    terms = [
        " ".join("".join(one.itertext()).split(" ")).strip() for one in news.findall("rightsInfo/usageTerms")
    ]
    return "\n".join(term for term in terms if term) or None


def _correction(meta: Any) -> str | None:
    if meta is None:
        return None
    signals = [short(one.get("qcode") or one.get("uri")) for one in meta.findall("signal")]
    if "correction" not in signals:
        return None
    notes = [words_in(one) for one in meta.findall("edNote") if "correction" in (one.get("role") or "")]
    return next(iter(notes), None) or "correction"


def _taken(about: Any) -> str | None:
    """The agency that a text was taken over from."""
    for one in about.findall("infoSource") if about is not None else ():
        if (short(one.get("role")) or "") in ("originfo", "origcont") and (name := _party(one)):
            return name
    return None


def _relations(meta: Any) -> list[dict[str, str]]:
    found = []
    for link in meta.findall("link") if meta is not None else ():
        to = link.get("residref") or link.get("href")
        relation = short(link.get("rel")) or "seeAlso"
        if to and relation != "seeAlso":
            tie = {"rel": relation, "to": to}
            found.append({**tie, "version": link.get("version")} if link.get("version") else tie)
    return found
