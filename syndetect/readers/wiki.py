"""Dumps of MediaWiki: the pages of a wiki, as Wikinews and many an intranet export them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO
from urllib.parse import quote, urlsplit

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.items import when
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.parts import article
from syndetect.readers.wikitext import is_redirect, plain_text, stated_date
from syndetect.readers.xml_stream import XmlRecord, XmlRecords
from syndetect.settings import Settings
from syndetect.text.dates import iso

_LAST = ("revision/text", "revision/timestamp", "revision/model", "revision/contributor/username")
_WANTED = ("title", "ns", "redirect@title", "revision/text@deleted", *_LAST)


@errors_as_skipped
def read_wiki(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """One article a page, by its last revision in the file, in memory bounded by one page."""
    pages = XmlRecords(file, "page", _WANTED, settings.max_bytes, last=_LAST)
    passed: Counter[str] = Counter()
    number = 0
    for page in pages:
        number += 1
        kind = _no_article(page)
        if kind is not None:
            passed[kind] += 1
            continue
        yield _page(page, number, pages.head, origin, settings)
    if not number:
        raise InputError("is a dump of a wiki without a page")
    if passed:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in sorted(passed.items()))
        yield Skipped(origin.path, f"passed over pages that are no articles: {counts}", note=True)
    if pages.problem:
        yield Skipped(origin.path, pages.problem)


def _no_article(page: XmlRecord) -> str | None:
    """What a page is that is no article; None for one that is."""
    if page.first("ns") not in ("", "0"):
        return "of other namespaces, such as talk and templates"
    if "redirect@title" in page.values or is_redirect(page.first("revision/text")):
        return "that lead to others"
    if page.first("revision/model") not in ("", "wikitext"):
        return "that hold no text"
    return None


def _page(
    page: XmlRecord, number: int, site: Mapping[str, str], origin: Input, settings: Settings
) -> Document | Skipped:
    place = f"{origin.path}:{number}"
    if page.too_long:
        return Skipped(place, over_limit(0, settings))
    source, title = page.first("revision/text"), page.first("title")
    if not source:
        return Skipped(place, "is a page without a text")
    stated = stated_date(source)
    record = {
        "title": title,
        "outlet": site.get("sitename"),
        "url": _address(title, site.get("base", "")),
        # When a page was last changed is no day of publication; pages of news state theirs.
        "published": iso(stated) if stated else None,
        "modified": when(page.first("revision/timestamp")),
        "author": page.first("revision/contributor/username"),
    }
    return article(record, plain_text(source), origin, settings, number)


def _address(title: str, base: str) -> str | None:
    """The address of a page, from that of the wiki's main page."""
    try:
        host = urlsplit(base)
    except ValueError:
        return None
    if host.scheme not in ("http", "https") or not title:
        return None
    return f"{base.rpartition('/')[0]}/{quote(title.replace(' ', '_'), safe='/:,()')}"
