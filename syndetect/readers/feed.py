"""RSS 0.9 to 2.0, RDF and Atom: one article an entry, with the fullest text that the entry has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from typing import IO, Any, NamedTuple

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers import blog_exports
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.feedtext import FeedText
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.page import OWN_NAMES
from syndetect.readers.page.body import fragment_text
from syndetect.readers.page.page_dates import iso
from syndetect.readers.printable import shown
from syndetect.readers.record import document
from syndetect.settings import Settings

_ROOTS = ("rss", "feed", "RDF", "channel")
_ENTRIES = ("item", "entry")
_FULL = (
    "content:encoded",
    "content",
    "body",
    "fulltext",
    "full-text",
    "full:full-text",
    "full:content",
    "xhtml:body",
)
_SHORT = ("description", "summary", "dc:description")
_TEXTS = (*_FULL, *_SHORT)
"""Where an entry may hold its text, as what it is meant; the longest of them is taken."""

_OWN = re.compile(
    r"https?://(?:www\.w3\.org/2005/Atom|purl\.org/atom/ns#?|purl\.org/rss/1\.0/?|my\.netscape\.com/.{0,40}"
    r"|channel\.netscape\.com/.{0,40}|backend\.userland\.com/.{0,20}|blogs\.law\.harvard\.edu/.{0,40}"
    r"|www\.w3\.org/1999/02/22-rdf-syntax-ns#)",
    re.IGNORECASE,
)
"""The namespaces of the formats themselves; in any other, a name means something else."""

_FOREIGN = (
    ("purl.org/rss/1.0/modules/content", "content:"),
    ("purl.org/dc/", "dc:"),
    ("www.w3.org/1999/xhtml", "xhtml:"),
    ("feedburner", "feedburner:"),
    ("news.yandex", "full:"),
    ("turbo.yandex", "full:"),
    ("prismstandard", "prism:"),
    ("wordpress.org/export", "wp:"),
    ("schemas.google.com/blogger", "blogger:"),
)
"""The namespaces beside them of which some names are read, and what these are called here."""

_SITEMAP = "is a sitemap, which holds no text; its titles and dates are joined to articles by --metadata FILE"
_MAX_DEPTH = 200
_ESCAPED = re.compile(
    r"</?(?:p|br|div|a|b|i|em|strong|ul|ol|li|img|span|h[1-6]|blockquote|figure)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[nm]dash|hellip|#x?[0-9a-fA-F]{2,5});")
_PREFIX = re.compile(r"(</?)[\w.-]{1,60}:")


class _Entry(NamedTuple):
    """An entry that has ended: its element, its number, and whether the feed broke off inside of it."""

    element: Any
    number: int
    cut: bool = False


@errors_as_skipped
def read_feed(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """One article an entry, in bounded memory; entities that are declared in the file end its reading.

    A feed that is not well-formed is mended as far as it can be, and one `Skipped` says so.
    """
    feed = _Feed(FeedText(file), settings)
    seen = 0
    passed: Counter[str] = Counter()
    for entry in feed.entries():
        seen += 1
        place = f"{origin.path}:{entry.number}"
        if entry.cut:
            yield Skipped(place, "is cut off: its feed ends inside of it")
            continue
        parts = feed.parts(entry)
        kind = blog_exports.no_article(parts)
        if kind is None:
            yield _article(entry, parts, feed, origin, settings)
        else:
            passed[kind] += 1
    if not seen:
        yield Skipped(origin.path, "is a feed without entries")
    if passed:
        counts = ", ".join(f"{count:,} {shown(kind, 40)}" for kind, count in sorted(passed.items()))
        yield Skipped(origin.path, f"passed over entries that are no articles: {counts}", note=True)
    if problem := feed.problem():
        yield Skipped(origin.path, problem, note=not feed.broken)


class _Feed:
    """A feed that is being read, and what has been learned of it."""

    def __init__(self, source: FeedText, settings: Settings) -> None:
        self._source = source
        self._settings = settings
        self._since = 0
        self._path: list[tuple[Any, str, int]] = []
        self._count = self._inside = 0
        self._own = ""
        self._error: tuple[int, str] | None = None
        self._names: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self.people: dict[str, str] = {}
        """The names of authors by those they log in with, where an export lists both."""

    def entries(self) -> Iterator[_Entry]:
        """The entries one after the other; `about` holds what has been learned of the feed before each."""
        from lxml import etree

        parser = etree.XMLPullParser(
            events=("start", "end"), encoding="utf-8", recover=True, resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for piece in self._source.pieces():
                self._since += len(piece)
                if self._since > self._settings.max_bytes + (1 << 18):
                    raise InputError(f"has an entry {over_limit(0, self._settings)}")
                parser.feed(piece)
                yield from self._ended(parser)
            yield from self._broken_off()
        except etree.XMLSyntaxError as error:
            self._error = self._error or (error.lineno or 0, str(error.msg))
        if self._source.empty:
            raise InputError("is empty")
        if not self._own:
            raise InputError("is no XML, and no feed")

    def _ended(self, parser: Any) -> Iterator[_Entry]:
        # In one loop, as every element of a feed comes through here.
        path, names = self._path, self._names
        for event, element in parser.read_events():
            if event == "start":
                tag = element.tag
                name = names.get(tag) or self._named(tag)
                if name in _ENTRIES:
                    self._count += 1
                    self._inside += 1
                path.append((element, name, self._count))
                if len(path) > _MAX_DEPTH:
                    raise InputError(f"is nested more than {_MAX_DEPTH} levels deep")
                continue
            _, name, number = path.pop()
            if name in _ENTRIES:
                # An entry inside another one follows it: that one's end is missing.
                self._inside -= 1
                yield _Entry(element, number)
                self._since = 0
                element.clear()
                while not self._inside and element.getprevious() is not None:
                    del element.getparent()[0]
            elif not self._inside and path and path[-1][1] in ("channel", "feed"):
                self._learn(element, name)
        if self._error is None and len(parser.feed_error_log):
            first = parser.feed_error_log[0]
            self._error = (first.line, first.type_name)

    def _broken_off(self) -> Iterator[_Entry]:
        """Entries whose end never came."""
        if not self._path:
            return
        yield from (
            _Entry(element, number, cut=True) for element, name, number in self._path if name in _ENTRIES
        )
        self._error = self._error or (0, "the end is missing")

    def _named(self, tag: str) -> str:
        """The name of an element met for the first time; the first of all has to be a feed."""
        if self._own:
            return self.name(tag)
        space, _, local = tag.rpartition("}")
        self._own = space[1:] or "none"
        name = self.name(tag)
        if name not in _ROOTS:
            sitemap = local in ("urlset", "sitemapindex")
            raise InputError(_SITEMAP if sitemap else "is XML, but neither RSS nor Atom")
        return name

    def name(self, tag: Any) -> str:
        """What an element is called here: its own name where the format has it, else after a prefix."""
        if not isinstance(tag, str):
            return ""
        found = self._names.get(tag)
        if found is None:
            space, _, local = tag.rpartition("}")
            found = self._names[tag] = local if not space else f"{self._prefix(space[1:])}{local}"
        return found

    def parts(self, entry: _Entry) -> dict[str, list[Any]]:
        """The elements of an entry by what they are called here."""
        parts: dict[str, list[Any]] = {}
        for part in entry.element:
            parts.setdefault(self.name(part.tag), []).append(part)
        return parts

    def _prefix(self, space: str) -> str:
        known = next((prefix for part, prefix in _FOREIGN if part in space), None)
        if known is None and (space == self._own or _OWN.fullmatch(space)):
            return ""
        return known or "other:"

    def _learn(self, element: Any, name: str) -> None:
        if name in ("title", "language", "dc:language") and (text := _text(element)):
            self.about.setdefault(name.removeprefix("dc:"), _plain(text))
        elif name == "wp:author":
            said = {self.name(child.tag): _text(child) for child in element}
            if (login := said.get("wp:author_login")) and (shown_as := said.get("wp:author_display_name")):
                self.people.setdefault(login, shown_as)

    @property
    def broken(self) -> bool:
        """Whether something of the feed may have been lost."""
        return self._error is not None

    def problem(self) -> str | None:
        """What had to be mended, None for a feed that is well-formed."""
        found = [kind for kind, _ in self._source.mended.most_common()]
        if self._error is not None:
            line = f"line {self._error[0]}, " if self._error[0] else ""
            found.append(f"{line}{self._error[1].removeprefix('ERR_').replace('_', ' ').lower()}")
        if not found:
            return None
        return (
            f"is not well-formed XML ({'; '.join(found)}); it was mended, and what could be made out was read"
        )


def _text(element: Any) -> str:
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(text.split())


def _plain(text: str) -> str:
    """A title or name whose references were escaped twice, as many programs do."""
    return " ".join(unescape(text).split()) if "&" in text and _REFERENCE.search(text) else text


def _article(
    entry: _Entry, parts: Mapping[str, list[Any]], feed: _Feed, origin: Input, settings: Settings
) -> Document | Skipped:
    place = f"{origin.path}:{entry.number}"
    text, full = _fullest(parts)
    if not text:
        return Skipped(place, "is an entry without text")
    if 4 * len(text) > settings.max_bytes and (size := len(text.encode())) > settings.max_bytes:
        return Skipped(place, over_limit(size, settings))
    record = _record(parts, feed) | {"content": "full" if full else "summary"}
    text = _without_sign(text, record.get("title"), feed.about.get("title"))
    if "wp:post_type" in parts:
        record |= blog_exports.about(parts)
    made = document(record, text, f"{origin.id}:{entry.number}", origin, OWN_NAMES)
    return made if isinstance(made, Document) else Skipped(place, made)


def _without_sign(text: str, title: str | None, feed: str | None) -> str:
    """A text without the line of WordPress under each entry, which names the entry and its own site."""
    body, _, last = text.rpartition("\n\n")
    if not body or not title or not feed or title not in last:
        return text
    rest = last.replace(title, "", 1)
    if feed not in rest:
        return text
    return body if len(rest.replace(feed, "", 1).split()) <= _SIGNED else text


_SIGNED = 9
"""Words of that line beside the two names, at most, in all languages of the program."""


def _fullest(parts: Mapping[str, list[Any]]) -> tuple[str, bool]:
    """The longest text among the parts, and whether it stands where the full one is meant to."""
    sources = [
        (_source_of(part), part, name in _FULL) for name in _TEXTS if name in parts for part in parts[name]
    ]
    best, full = "", False
    if "wp:post_type" in parts:
        sources = [(blog_exports.paragraphs(source), part, meant) for source, part, meant in sources if meant]
    for source, part, meant in sorted(sources, key=lambda item: -len(item[0])):
        # Markup only gets shorter.
        if len(source) > len(best) and len(text := _content(source, part)) > len(best):
            best, full = text, meant
    return best, full


def _source_of(part: Any) -> str:
    """What a part holds as HTML: escaped, or as elements."""
    if len(part):
        from lxml import etree

        return _PREFIX.sub(r"\1", etree.tostring(part, encoding="unicode", with_tail=False))
    return part.text or ""


def _content(source: str, part: Any) -> str:
    plain = not len(part) and (
        part.get("type") in ("text", "text/plain") or ("<" not in source and "&" not in source)
    )
    if plain:
        return "\n\n".join(line for part in source.splitlines() if (line := part.strip()))
    text = fragment_text(source)
    # Escaped once too often: the markup is still words.
    if (
        "<" in text
        and len(list(islice(_ESCAPED.finditer(text), 2))) == 2
        and (text.startswith("<") or "</p>" in text.lower() or "<br" in text.lower())
    ):
        text = fragment_text(text)
    return _lines(text) if "&" in text and _REFERENCE.search(text) else text


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in unescape(text).split("\n"))


def _record(parts: Mapping[str, list[Any]], feed: _Feed) -> dict[str, Any]:
    def said(*names: str) -> str | None:
        for name in names:
            if name in parts:
                for part in parts[name]:
                    if text := _text(part):
                        return text
        return None

    about = feed.about

    guid = said("guid", "id")
    url = (
        said("feedburner:origLink")
        or _link(parts)
        or (guid if (guid or "").startswith(("http://", "https://")) else None)
    )
    record: dict[str, Any] = {
        # An id such as 4711 says nothing outside its feed.
        "id" if guid and ":" in guid else "guid": guid,
        "title": _plain(said("title", "dc:title") or ""),
        "url": url,
        "outlet": _plain(said("dc:publisher", "prism:publicationName") or "") or about.get("title"),
        "published": iso(
            said(
                "published",
                "pubDate",
                "pubdate",
                "dc:date",
                "dc:issued",
                "issued",
                "dc:created",
                "created",
                "prism:publicationDate",
                "updated",
                "date",
            )
        ),
        "modified": iso(said("updated", "modified", "dc:modified")),
        "author": _plain(
            _author(parts, feed) or feed.people.get(said("dc:creator") or "", said("dc:creator")) or ""
        ),
        "language": said("dc:language") or about.get("language"),
        "source": _source(parts, feed),
        "categories": [
            text
            for part in parts.get("category", ())
            if not blog_exports.is_kind(part) and (text := part.get("term") or _text(part))
        ][:20],
    }
    return {name: value for name, value in record.items() if value}


def _link(parts: Mapping[str, list[Any]]) -> str | None:
    for part in parts.get("link", ()):
        if part.get("rel", "alternate") == "alternate" and (url := (part.get("href") or _text(part)).strip()):
            return url
    return None


def _author(parts: Mapping[str, list[Any]], feed: _Feed) -> str | None:
    for part in parts.get("author", ()):
        named = next((child for child in part if feed.name(child.tag) == "name"), None)
        if text := _text(named if named is not None else part):
            return text
    return None


def _source(parts: Mapping[str, list[Any]], feed: _Feed) -> dict[str, str]:
    """The feed that an entry was taken over from, as both formats let it say."""
    for part in parts.get("source", ()):
        title = next((child for child in part if feed.name(child.tag) == "title"), None)
        found = {"name": _text(title if title is not None else part), "url": part.get("url") or ""}
        if kept := {name: value for name, value in found.items() if value}:
            return kept
    return {}
