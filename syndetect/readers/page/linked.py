"""The article's JSON-LD: found among what a page states in this form, and read with care."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from syndetect.nesting import MAX_DEPTH, json_deeper
from syndetect.readers.page.original import original
from syndetect.readers.printable import escapes_surrogates, without_surrogates

MAX_CHARACTERS = 500_000
_MAX_OBJECTS = 500
_MAX_DEPTH = 16
_KEPT = 200

_KINDS = ("article", "posting", "report", "review", "webpage")
_ELSEWHERE = frozenset({
    "@context", "articleBody", "text", "description", "image", "video", "comment", "associatedMedia",
    "headline", "datePublished", "dateModified", "author", "mainEntityOfPage", "url", "thumbnailUrl",
    "isBasedOn",
})  # fmt: skip
"""What is no name, date or address, and what has a place of its own in the document."""


def article_of(
    root: Any, addresses: Iterable[str | None] = (), titles: Iterable[str | None] = ()
) -> dict[str, Any]:
    """The object that describes the article, empty when there is none.

    A page may describe others beside its own: the one that gives itself one of the page's `addresses` goes
    before one whose headline is among the page's `titles`, and that before any other. One that is neither,
    and gives itself an address that is another page's, describes another page.
    """
    found = [item for script in _scripts(root) for item in _objects(_parsed(script), _MAX_DEPTH)]
    named = {item["@id"]: item for item in found if isinstance(item.get("@id"), str) and len(item) > 1}
    here = {_plain_address(url) for url in addresses if url}
    said = [folded for title in titles if title and (folded := _folded(title))]
    best: dict[str, Any] = {}
    order = (_OTHER, -1)
    for item in found:
        rank = _rank(item)
        if rank < len(_KINDS) and (_fit(item, here, said), rank) < order:
            best, order = item, (_fit(item, here, said), rank)
    return {key: _resolved(value, named) for key, value in best.items()}


_OTHER = 3
"""How far from this page an object is that is another one's; 0 is this page's own."""


def _fit(item: Mapping[str, Any], here: set[str], titles: list[str]) -> int:
    own = {_plain_address(url) for url in _addresses(item)}
    if own & here:
        return 0
    headline = _folded(text(item.get("headline")) or text(item.get("name")) or "")
    if headline and any(headline in title or title in headline for title in titles):
        return 1
    return _OTHER if own and here and headline and titles else 2


def _rank(item: Mapping[str, Any]) -> int:
    kinds = item.get("@type")
    names = [
        kind.lower() for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    ]
    return min(
        (at for at, kind in enumerate(_KINDS) for name in names if name.endswith(kind)), default=len(_KINDS)
    )


def _addresses(item: Mapping[str, Any]) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = item.get(key)
        said = text(value.get("@id") if isinstance(value, dict) else value)
        if said and said.lower().startswith(("http://", "https://")):
            # A name inside a page is not its address.
            yield original(said).partition("#")[0] if key == "@id" else original(said)


def _plain_address(url: str) -> str:
    """An address without what differs between ways to a page: scheme, ``www``, ``amp``, query, slash."""
    bare = re.split(r"[?#]", original(url).strip().lower(), maxsplit=1)[0].partition("://")[2]
    host, _, path = bare.partition("/")
    host = re.sub(r"^(?:www|amp|m|mobile)\.", "", host)
    return f"{host}/{re.sub(r'(?:^|/)amp(?:/|$)|/$|/index.html?$', '', path)}"


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _resolved(value: Any, named: Mapping[str, Any]) -> Any:
    """A value, or the object that it refers to by nothing but its name."""
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    if isinstance(value, list):
        return [
            _resolved(item, {}) if not isinstance(item, dict) else _resolved(item, named) for item in value
        ]
    return value


def _scripts(root: Any) -> Iterator[str]:
    for script in root.iter("script"):
        kind = (script.get("type") or "").partition(";")[0].strip().lower()
        if kind == "application/ld+json":
            yield script.text or ""


def _parsed(source: str) -> Any:
    if len(source) > MAX_CHARACTERS or json_deeper(source, MAX_DEPTH):
        return None
    value = _loaded(source)
    if value is None:
        value = _loaded_all(_cleaned(source))
    # Half a pair can be escaped, and no report could hold it.
    return without_surrogates(value) if value is not None and escapes_surrogates(source) else value


def _loaded(source: str) -> Any:
    try:
        # Real pages have line breaks inside their strings.
        return json.loads(source, strict=False, parse_constant=str)
    except ValueError:
        return None


_DIRT = re.compile(
    r'"(?:[^"\\]|\\.)*+(?:"|\Z)|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|//[^\n]*|,(?=\s*[}\]])|<!--|-->'
    r"|(?://)?<!\[CDATA\[|(?://)?\]\]>",
    re.DOTALL,
)
"""Strings, which stay, and what stands around and between values that were written for other eyes."""


def _cleaned(source: str) -> str:
    """JSON without comments, marks of CDATA and commas at the end of lists; references of HTML undone."""
    source = _DIRT.sub(lambda found: found[0] if found[0].startswith('"') else "", source)
    return (
        unescape(source) if source.lstrip()[:10].startswith(("{&quot;", "[{&quot;", "{ &quot;")) else source
    )


def _loaded_all(source: str) -> Any:
    """The values that stand one behind the other, as far as they are JSON."""
    decoder = json.JSONDecoder(strict=False, parse_constant=str)
    found: list[Any] = []
    at = 0
    while len(found) < _MAX_OBJECTS:
        at = next((place for place in range(at, min(len(source), at + 50)) if source[place] in "{["), -1)
        if at < 0:
            break
        try:
            value, at = decoder.raw_decode(source, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
    return found or None


def body_of(article: Mapping[str, Any]) -> str:
    """The article's whole text as the object states it, paragraphs apart; empty when it does not.

    That of a live blog is in its updates.
    """
    said = article.get("articleBody")
    if isinstance(said, list):
        said = "\n\n".join(part for part in said if isinstance(part, str))
    if said is None and isinstance(updates := article.get("liveBlogUpdate"), list):
        bodies = (one.get("articleBody") for one in updates if isinstance(one, Mapping))
        said = "\n\n".join(body.strip() for body in bodies if isinstance(body, str))
    return said.strip() if isinstance(said, str) else ""


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Objects at the top and inside ``@graph`` and ``mainEntity``, none deeper than that."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value[:_MAX_OBJECTS]:
            yield from _objects(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity"):
            yield from _objects(value.get(name), depth - 1)


def text(value: Any) -> str | None:
    """A value that is text, without its outer white space."""
    return " ".join(value.split())[:1000] or None if isinstance(value, str) else None


def name(value: Any) -> str | None:
    """The name of a person or organisation, the names of several with commas between them."""
    if isinstance(value, list):
        return ", ".join(found for item in value[:20] if (found := name(item))) or None
    if isinstance(value, dict):
        return text(value.get("name"))
    said = text(value)
    return None if said and "://" in said else said


def address(article: Mapping[str, Any]) -> str | None:
    """The address that an object gives itself."""
    return next(_addresses(article), None)


def trimmed(article: Mapping[str, Any]) -> dict[str, Any]:
    """What else the object holds that is short, for `meta`; nothing when that is only what it is."""
    rest = {
        key[:_KEPT]: short
        for key, value in list(article.items())[:50]
        if key not in _ELSEWHERE and (short := _short(value)) is not None
    }
    return rest if rest.keys() - {"@type", "@id", "publisher"} else {}


def _short(value: Any, depth: int = 2) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _KEPT else None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return value if abs(value) < 2**53 else None
    if depth and isinstance(value, list):
        return [short for item in value[:20] if (short := _short(item, depth - 1)) is not None]
    if depth and isinstance(value, dict):
        inner = {key: _short(item, depth - 1) for key, item in list(value.items())[:20] if len(key) <= _KEPT}
        return {key: short for key, short in inner.items() if short is not None}
    return None
