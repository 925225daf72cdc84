"""When a page says its article was published, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from syndetect.readers.page import linked
from syndetect.readers.page.element_tree import xpath
from syndetect.readers.record import is_iso8601
from syndetect.text.dates import iso as as_written

_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "parsely-pub-date", "pubdate",
    "publishdate", "publish-date", "publish_date", "sailthru.date", "date", "cxenseparse:recs:publishtime",
    "dcterms.date", "dc.date.created", "dc.created", "citation_publication_date", "citation_online_date",
    "citation_date", "article:published", "article.published", "og:pubdate", "bt:pubdate",
    "rnews:datepublished", "published_at", "originalpublicationdate", "article_date_original",
    "dcsext.articlefirstpublished",
)  # fmt: skip
_TIMES = 50
_ASIDE = ("aside", "footer", "nav")
_BESIDE = re.compile(
    r"(?<![^\s_-])(?:comments?|kommentare?|commentaires?|comentarios?|disqus|related|teasers?|cards?|recommend(?:ed|ations)?"
    r"|most-?read|sidebar|weather|wetter|meteo)(?![^\s_-])",
    re.IGNORECASE,
)
"""What classes and ids of parts are called that are none of the article."""
_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


def published(
    root: Any, metas: Mapping[str, list[str]], article: Mapping[str, Any], url: str | None
) -> dict[str, Any]:
    """``published`` and ``date``, which says where it was found and whether that is stated or only likely.

    What stands in the head or in marked-up data for this purpose is stated; the first ``time`` of the text
    and a date in the address are likely. Nothing is guessed from the text.
    """
    found: dict[str, Any] = {}
    for value, place, certainty in _said(root, metas, article, url):
        day = iso(value)
        if day is not None:
            found = {"published": day, "date": {"from": place, "certainty": certainty}}
            break
    changed = iso(
        linked.text(article.get("dateModified")) or next(iter(metas.get("article:modified_time", ())), "")
    )
    return found | ({"modified": changed} if changed else {})


def iso(value: str | None) -> str | None:
    """A date in ISO 8601, which mail and feeds write in their own way; None for what is no date."""
    if not value:
        return None
    value = value.strip()
    if is_iso8601(value):
        return value
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return as_written(value) if len(value) > len("2024") and not value.isdecimal() else None


def _in_head(metas: Mapping[str, list[str]]) -> Iterator[str]:
    # Programs that make pages of documents write there when they did it, or when the document was made.
    converted = any("odf2xhtml" in value for value in metas.get("dcterms.source", ()))
    poppler = any(value.startswith("pdftohtml") for value in metas.get("generator", ()))
    for name in _NAMES:
        if not (converted and name == "dcterms.issued") and not (poppler and name == "date"):
            yield from metas.get(name, ())


def _said(
    root: Any, metas: Mapping[str, list[str]], article: Mapping[str, Any], url: str | None
) -> Iterator[tuple[str, str, str]]:
    yield linked.text(article.get("datePublished")) or "", "json-ld", "stated"
    for value in _in_head(metas):
        yield value, "meta", "stated"
    for element in xpath("//*[contains(@itemprop, 'datePublished')]")(root)[:_TIMES]:
        if element.tag not in ("time", "meta"):
            yield (
                element.get("content") or element.get("datetime") or element.text or "",
                "microdata",
                "stated",
            )
    for element in own_entry(root, "dt-published"):
        yield element.get("datetime") or element.get("title") or element.text or "", "microformat", "stated"
    times = list(islice(root.iter("time"), _TIMES))
    for element in times:
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield element.get("datetime", ""), "time", "stated"
    if (element := _of_the_article(root, times)) is not None:
        yield element.get("datetime", ""), "time", "likely"
    for element in xpath("//*[@id='timestamp']")(root)[:1]:
        yield element.text_content()[:_LONGEST], "text", "likely"
    if path := _PATH.search(url or ""):
        yield "-".join(path.groups()), "address", "likely"


def own_entry(root: Any, name: str) -> list[Any]:
    """What microformats call so in the one entry that is the page; empty where a page has several."""
    entries = [
        element for element in root.find_class("h-entry") if not any(map(is_beside, element.iterancestors()))
    ]
    found = entries[0].find_class(name) if len(entries) == 1 else []
    return [element for element in found if not _inside_another(element, entries[0])][:1]


def _inside_another(element: Any, entry: Any) -> bool:
    """Whether something stands in an answer, a quotation or a card inside an entry."""
    for around in element.iterancestors():
        if around is entry:
            return False
        if not _OTHERS.isdisjoint((around.get("class") or "").split()):
            return True
    return False


_OTHERS = frozenset(("h-cite", "u-comment", "p-comment", "u-like-of", "u-repost-of", "u-in-reply-to"))
_LONGEST = 80


def _of_the_article(root: Any, times: list[Any]) -> Any:
    """The first ``time`` that is the article's own: no teaser's, comment's or box's beside or below it."""
    inside = [
        (element, around)
        for element in times
        if not any(map(is_beside, around := list(element.iterancestors())))
        and any(parent.tag in ("article", "main") for parent in around)
    ]
    if not inside:
        return None
    marked = list(islice(root.iter("article"), _TIMES))
    main = max(marked, key=lambda one: len("".join(one.itertext())), default=None)
    for element, around in inside:
        nearest = next((parent for parent in around if parent.tag == "article"), None)
        if nearest is None or nearest is main:
            return element
    return None


def is_beside(element: Any) -> bool:
    """Whether an element is marked as a teaser, a comment or another part that is none of the article."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _ASIDE or _BESIDE.search(names) is not None
