"""What a page says of its article: title, outlet, author, date, addresses, in its head and in JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from syndetect.readers.page import linked
from syndetect.readers.page.element_tree import words_of, xpath
from syndetect.readers.page.original import archived, original
from syndetect.readers.page.page_dates import is_beside, own_entry, published
from syndetect.readers.record import host_of

MAX_LINKS = 20
_LOOKED_AT = 2000
_HEADLINE = 8

_NAME_BEHIND = re.compile(r"(\S.{3,300})\s[-|–—·»]\s\S.{1,60}$")

_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S{4,2000}?)(?:\s|-->)"
)
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "al:android:app_name")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl")
_SOURCES = ("syndication-source", "original-source")

Metas = Mapping[str, list[str]]


def facts_of(root: Any, source: str, url: str | None = None) -> dict[str, Any]:
    """A record in our own field names; the rest of it is for `meta`. `url` is what the archive says it is.

    The address of the page never comes from ``rel=canonical`` alone: on a syndicated copy that one names the
    original, and is kept as ``canonical``.
    """
    metas = _metas(root)
    canonical = _link(root, "canonical")
    given = url or _saved_from(source) or _http(_first(metas, ["og:url"]))
    said = _said_titles(root, metas)
    article = linked.article_of(root, (given, canonical), said)
    own = original(given) if given else linked.address(article)
    canonical = original(canonical) if canonical else None
    base = own or canonical
    facts: dict[str, Any] = {
        "title": linked.text(article.get("headline")) or _title(root, metas, said),
        "url": own or canonical,
        "outlet": _first(metas, _OUTLETS)
        or linked.name(article.get("publisher"))
        or _publisher(root)
        or _plain_host(own, canonical),
        "author": linked.name(article.get("author")) or _author(metas) or _signed(root) or _marked(root),
        "canonical": _absolute(base, canonical),
        "syndication": list(_syndication(root, metas, article, base)),
        "links": list(_links(root, base)),
        "jsonld": linked.trimmed(article),
        "lang": root.get("lang") or None,
        "archived": archived(given or ""),
        "articleBody": linked.body_of(article),
    }
    facts |= published(root, metas, article, own)
    return {name: value for name, value in facts.items() if value}


def _plain_host(own: str | None, canonical: str | None) -> str | None:
    """The outlet behind an address for phones, where the canonical one is the same without that."""
    host, plain = host_of(own or ""), host_of(canonical or "")
    same = host and plain and any(host == f"{prefix}.{plain}" for prefix in ("amp", "m", "mobile"))
    return plain if same else None


def _metas(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = " ".join(element.get("content", "").split())
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content[:1000])
    return found


def _publisher(root: Any) -> str | None:
    """Who published the page, as its microdata say."""
    for element in xpath("//*[@itemprop='publisher']/descendant-or-self::*[@itemprop='name']")(root)[:1]:
        return " ".join((element.get("content") or "".join(element.itertext())).split())[:200] or None
    return None


def _first(metas: Metas, names: Iterable[str]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _author(metas: Metas) -> str | None:
    # Some sites give the address of the author's profile where a name is expected.
    return next((value for name in _AUTHORS for value in metas.get(name, ()) if "://" not in value), None)


def _signed(root: Any) -> str | None:
    """The author that microformats name."""
    names = (" ".join(element.text_content().split()) for element in own_entry(root, "p-author"))
    return next((name for name in names if name and len(name) <= _LONGEST_NAME), None)


def _marked(root: Any) -> str | None:
    """The author whom an element names that is marked as the author's; None where a page has many."""
    held = [
        element
        for element in xpath(_MAY_NAME)(root)
        if _is_author(element) and not any(map(is_beside, element.iterancestors()))
    ]
    names = dict.fromkeys(
        " ".join(_BY.sub("", " ".join(element.text_content().split())).split())
        for element in held[:_MOST_MARKED]
    )
    people = [name for name in names if _NAME.fullmatch(name) and _is_name(name)]
    return ", ".join(people) if people and len(people) == len(names) <= _MOST_AUTHORS else None


def _is_name(text: str) -> bool:
    """Whether a line is as short as names are, and has no more small words than those of nobles."""
    words = text.split()
    return len(words) <= _MOST_NAME_WORDS and 2 * sum(word[0].islower() for word in words) <= len(words)


_MAY_NAME = (
    "//*[@rel='author' or @itemprop='author' or contains(@class, 'uthor') or contains(@class, 'byline')]"
)


def _is_author(element: Any) -> bool:
    marks = {*(element.get("class") or "").lower().split(), element.get("rel"), element.get("itemprop")}
    return not marks.isdisjoint(_AUTHOR_MARKS)


_AUTHOR_MARKS = frozenset(
    (
        "author", "author-name", "author__name", "authorname", "byline-author", "byline-name", "byline__name",
        "byline__author", "article-author", "article__author", "post-author", "entry-author", "story-author",
    )
)  # fmt: skip
_MOST_MARKED, _MOST_AUTHORS = 12, 3
_BY = re.compile(r"^(?:by|von|par|por|di|door|av|af|autor|author|автор|بقلم)\b:?\s", re.IGNORECASE)
_NAME = re.compile(r"(?!\d)[^\d<>@|:;!?]{2,60}")
_LONGEST_NAME, _MOST_NAME_WORDS = 100, 8


def _said_titles(root: Any, metas: Metas) -> list[str]:
    """What the page calls itself in its head."""
    title = " ".join(next((words_of(item) for item in root.iter("title")), ()))
    return [*(metas[name][0] for name in _TITLES if name in metas), *([title] if title else [])]


def _title(root: Any, metas: Metas, said: list[str]) -> str | None:
    if found := _first(metas, _TITLES):
        return found
    title = said[-1] if said else ""
    headings = [" ".join(words_of(item)) for item in islice(root.iter("h1", "h2"), MAX_LINKS)]
    # The title holds the site's name as well, before or after the headline.
    inside = [text for text in headings if len(text) >= _HEADLINE and text in title]
    return max(inside, key=len, default="") or _shown(root, title) or next(filter(None, headings), None)


def _shown(root: Any, title: str) -> str:
    """A title without the site's name behind it, where the page shows its beginning alone."""
    found = _NAME_BEHIND.match(title)
    body = next(root.iter("body"), None)
    if found is None or body is None:
        return title
    text = "".join("".join(body.itertext()).split())
    shown = "".join(found[1].split())
    return found[1] if shown in text and "".join(title.split()) not in text else title


def _saved_from(source: str) -> str | None:
    match = _SAVED.search(source, 0, 4096)
    return _http(match[1]) if match else None


def _link(root: Any, rel: str) -> str | None:
    for element in root.iter("link"):
        if rel in element.get("rel", "").lower().split() and (href := element.get("href", "").strip()):
            return str(href[:2000])
    return None


def _http(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _absolute(base: str | None, url: str | None) -> str | None:
    if not (url or "").strip():
        return None
    try:
        found = _http(urljoin(base or "", (url or "").strip()))
        return original(found) if found else None
    except ValueError:
        return None


def _syndication(root: Any, metas: Metas, article: Mapping[str, Any], base: str | None) -> Iterator[str]:
    """Addresses that the page itself gives as where the text comes from."""
    said = [value for name in _SOURCES for value in metas.get(name, ())]
    said += [link for rel in ("syndication-source", "original-source") if (link := _link(root, rel))]
    based = article.get("isBasedOn")
    for item in based if isinstance(based, list) else [based]:
        said.append(linked.text(item) or (linked.address(item) if isinstance(item, dict) else None) or "")
    yield from dict.fromkeys(url for item in said if (url := _absolute(base, item)))


def _links(root: Any, base: str | None) -> Iterator[str]:
    """Addresses on other hosts that the paragraphs link to, the first ones, each once."""
    host = host_of(base) if base else None
    found: dict[str, None] = {}
    for element in xpath("//p//a[@href]")(root)[:_LOOKED_AT]:
        url = original(_http(element.get("href", "").strip()[:2000]) or "")
        if url and host_of(url) not in (host, None) and _outside(url):
            found[url] = None
            if len(found) == MAX_LINKS:
                break
    yield from found


def _outside(url: str) -> bool:
    try:
        return bool(urlsplit(url).netloc)
    except ValueError:
        return False
