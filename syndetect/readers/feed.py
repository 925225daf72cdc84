"""RSS 0.9 to 2.0, RDF and Atom: one article an entry, with the fullest text that the entry has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.limits import SIP, over_limit
from syndetect.readers.page import OWN_NAMES
from syndetect.readers.page.body import fragment_text
from syndetect.readers.page.dates import iso
from syndetect.readers.record import document
from syndetect.readers.telling import telling
from syndetect.settings import Settings

_ROOTS = ("rss", "feed", "RDF", "channel")
_ENTRIES = ("item", "entry")
_TEXTS = ("encoded", "content", "body", "description", "summary")
"""Where an entry may hold its text, the fullest first."""

_MAX_DEPTH = 200


@telling
def read_feed(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """One article an entry, in bounded memory; entities that are declared in the file end its reading."""
    feed: dict[str, str] = {}
    seen = 0
    for entry in _entries(_Bounded(file, settings), feed):
        seen += 1
        yield _article(entry, seen, feed, origin)
    if not seen:
        yield Skipped(origin.path, "is a feed without entries")


class _Bounded:
    """A stream that stops when a single entry grows beyond the limit of an article."""

    def __init__(self, file: IO[bytes], settings: Settings) -> None:
        self._file = file
        self._settings = settings
        self._since = 0
        self.empty = True

    def read(self, size: int) -> bytes:
        data = self._file.read(min(size, SIP))
        self.empty = self.empty and not data.strip()
        self._since += len(data)
        if self._since > self._settings.max_bytes + size:
            raise InputError(f"has an entry {over_limit(0, self._settings)}")
        return data

    def entry_ended(self) -> None:
        self._since = 0


def _entries(file: _Bounded, feed: dict[str, str]) -> Iterator[Element]:
    """The entries one after the other; `feed` holds what has been learned of the feed before each of them."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    path: list[Element] = []
    try:
        for event, element in iterparse(file, ("start", "end")):
            if event == "start":
                _begun(element, path)
                continue
            path.pop()
            name = _name(element)
            inside = any(_name(parent) in _ENTRIES for parent in path)
            if name in _ENTRIES and not inside:
                yield element
                file.entry_ended()
                element.clear()
                if path:
                    path[-1].remove(element)
            elif not inside and path and _name(path[-1]) in ("channel", "feed"):
                _learn(element, name, feed)
    except DefusedXmlException:
        raise InputError("declares entities or a document type, which a feed has no need of") from None
    except ParseError as error:
        if file.empty:
            raise InputError("is empty") from None
        where = f" (line {error.position[0]})" if error.position else ""
        raise InputError(f"is not valid XML{where}; what came before was read") from None
    except (LookupError, ValueError) as error:
        raise InputError(f"is not valid XML ({type(error).__name__})") from None


def _begun(element: Element, path: list[Element]) -> None:
    if not path and _name(element) not in _ROOTS:
        raise InputError("is XML, but neither RSS nor Atom")
    if len(path) > _MAX_DEPTH:
        raise InputError(f"is nested more than {_MAX_DEPTH} levels deep")
    path.append(element)


def _name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _learn(element: Element, name: str, feed: dict[str, str]) -> None:
    if name in ("title", "language") and name not in feed and (text := _text(element)):
        feed[name] = text


def _text(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _article(entry: Element, number: int, feed: Mapping[str, str], origin: Input) -> Document | Skipped:
    parts: dict[str, list[Element]] = {}
    for part in entry:
        parts.setdefault(_name(part), []).append(part)
    place = f"{origin.path}:{number}"
    for name in _TEXTS:
        texts = [text for part in parts.get(name, ()) if (text := _content(part))]
        if texts:
            record = _record(parts, feed) | {"content": "full" if name not in _TEXTS[-2:] else "summary"}
            made = document(record, max(texts, key=len), f"{origin.id}:{number}", origin, OWN_NAMES)
            return made if isinstance(made, Document) else Skipped(place, made)
    return Skipped(place, "is an entry without text")


def _content(part: Element) -> str:
    """The text of a part that holds HTML: escaped, or as elements."""
    if len(part):
        from xml.etree.ElementTree import tostring

        return fragment_text(_without_prefixes(tostring(part, encoding="unicode")))
    source = part.text or ""
    if part.get("type") == "text" or ("<" not in source and "&" not in source):
        return "\n\n".join(line for part in source.splitlines() if (line := part.strip()))
    return fragment_text(source)


def _without_prefixes(source: str) -> str:
    import re

    return re.sub(r"(</?)\w+:", r"\1", source)


def _record(parts: Mapping[str, list[Element]], feed: Mapping[str, str]) -> dict[str, Any]:
    def said(*names: str) -> str | None:
        return next((text for name in names for part in parts.get(name, ()) if (text := _text(part))), None)

    guid = said("guid", "id")
    url = _link(parts) or (guid if (guid or "").startswith(("http://", "https://")) else None)
    record: dict[str, Any] = {
        # An id such as 4711 says nothing outside its feed.
        "id" if guid and ":" in guid else "guid": guid,
        "title": said("title"),
        "url": url,
        "outlet": said("publisher") or feed.get("title"),
        "published": iso(said("published", "pubDate", "date", "issued", "created", "updated")),
        "modified": iso(said("updated", "modified")),
        "author": _author(parts) or said("creator"),
        "language": feed.get("language"),
        "source": _source(parts),
        "categories": [
            text for part in parts.get("category", ()) if (text := part.get("term") or _text(part))
        ][:20],
    }
    return {name: value for name, value in record.items() if value}


def _link(parts: Mapping[str, list[Element]]) -> str | None:
    for part in parts.get("link", ()):
        if part.get("rel", "alternate") == "alternate" and (url := (part.get("href") or _text(part)).strip()):
            return url
    return None


def _author(parts: Mapping[str, list[Element]]) -> str | None:
    for part in parts.get("author", ()):
        named = next((child for child in part if _name(child) == "name"), None)
        if text := _text(named if named is not None else part):
            return text
    return None


def _source(parts: Mapping[str, list[Element]]) -> dict[str, str]:
    """The feed that an entry was taken over from, as both formats let it say."""
    for part in parts.get("source", ()):
        title = next((child for child in part if _name(child) == "title"), None)
        found = {"name": _text(title if title is not None else part), "url": part.get("url") or ""}
        if kept := {name: value for name, value in found.items() if value}:
            return kept
    return {}
