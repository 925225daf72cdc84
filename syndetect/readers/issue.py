"""What a METS file says of an issue: its articles or pages in order, and where on which page each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from syndetect.readers.xml_roots import words_in
from syndetect.text.dates import iso

_ARTICLES = frozenset(
    ["article", "review", "letter", "editorial", "interview", "obituary", "deathnotice", "comment", "column"]
)
"""Kinds of division that are an article of their own, in the words of those who digitise newspapers."""

HEADS = frozenset(["heading", "headline", "title", "overline", "subtitle", "subheadline", "kicker"])
TITLES = ("title", "headline", "heading")
BYLINES = frozenset(["author", "byline"])
_NO_TEXT = frozenset(
    [
        "advertisement",
        "ad",
        "illustration",
        "image",
        "picture",
        "photograph",
        "graphic",
        "caption",
        "pagenumber",
        "runninghead",
        "runningtitle",
        "footer",
        "masthead",
        "titlesection",
    ]
)
_LETTERS = re.compile(r"[^a-z]")
_MOST_PAGES = 5_000
_MOST_DEEP = 200


@dataclass(frozen=True, slots=True)
class PageArea:
    """A stretch of a page: its file, and the first and last block, none for the whole page."""

    file: str
    begin: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The places of one part of an article, and what kind of part it is."""

    kind: str
    places: tuple[PageArea, ...]


@dataclass(slots=True)
class IssueItem:
    """An article, or a page where no articles are told: what is known of it, and its parts in order."""

    record: dict[str, Any]
    label: str
    parts: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Issue:
    """What a METS file says: addresses of pages by the name it gives them, and items with their places."""

    files: Mapping[str, str]
    items: tuple[IssueItem, ...]
    unit: str


def issue_of(root: Any) -> Issue:
    """What the root of a METS file says."""
    files = _addresses(root)
    about = {one.get("ID"): _described(one) for one in root.iter("dmdSec")}
    structures = list(root.iter("structMap"))
    for structure in structures:
        divisions = [one for one in structure.iter("div") if _is_article(one)]
        if divisions:
            items = [_item(one, about) for one in divisions]
            unit = "article"
            break
    else:
        divisions = [
            one for structure in structures for one in structure.iter("div") if one.find("fptr") is not None
        ]
        pages = [one for one in divisions if _kind(one.get("TYPE") or "").endswith("page")] or divisions
        items = [_item(one, about) for one in pages]
        unit = "page"
    used = {place.file for item in items for part in item.parts for place in part.places}
    return Issue({name: files[name] for name in files if name in used}, tuple(items), unit)


def _addresses(root: Any) -> dict[str, str]:
    """The XML files that are pointed to, by the names that they have inside."""
    found = {}
    for file in root.iter("file"):
        location = file.find("FLocat")
        address = _attribute(location, "href") if location is not None else ""
        if file.get("ID") and address.lower().endswith((".xml", ".alto")):
            found[file.get("ID")] = address
    return dict(list(found.items())[:_MOST_PAGES])


def _is_article(division: Any) -> bool:
    return _kind(division.get("TYPE") or "") in _ARTICLES


def _item(division: Any, about: Mapping[str, Mapping[str, Any]]) -> IssueItem:
    own = _about(division, about)
    record: dict[str, Any] = {
        "title": own.get("title"),
        "author": own.get("author"),
        "language": own.get("language"),
    }
    above = [_about(one, about) for one in division.iterancestors("div")]
    # What describes an article may name its newspaper; else the outermost description is the newspaper's.
    titles = [one["title"] for one in above if one.get("title")]
    hosts = [one["host"] for one in (own, *above) if one.get("host")]
    record["outlet"] = hosts[0] if hosts else titles[-1] if titles else None
    for name in ("published", "language"):
        record[name] = next((one[name] for one in (own, *above) if one.get(name)), None)
    label = " ".join((division.get("LABEL") or "").split())
    item = IssueItem(record, label)
    _collect(division, "", item, 0)
    return item


def _collect(division: Any, kind: str, item: IssueItem, depth: int) -> None:
    """Put the parts of a division into an article, without those of articles inside it."""
    places = tuple(place for pointer in division.iterchildren("fptr") for place in _places(pointer))
    if places:
        item.parts.append(Paragraph(kind, places))
    if depth > _MOST_DEEP:
        return
    for inner in division.iterchildren("div"):
        own_kind = _kind(inner.get("TYPE") or "")
        if own_kind not in _ARTICLES and own_kind not in _NO_TEXT:
            # A line of a heading is a part of it; a paragraph under a headline of its own is none.
            _collect(
                inner, own_kind if own_kind in HEADS | BYLINES or kind not in HEADS else kind, item, depth + 1
            )


def _places(pointer: Any) -> Iterator[PageArea]:
    areas = list(pointer.iter("area"))
    for area in areas:
        if area.get("FILEID") and (area.get("BEGIN") or not area.get("COORDS")):
            yield PageArea(area.get("FILEID"), area.get("BEGIN"), area.get("END"))
    if not areas and pointer.get("FILEID"):
        yield PageArea(pointer.get("FILEID"))


def _about(division: Any, about: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    facts: dict[str, Any] = {}
    for name in (division.get("DMDID") or "").split():
        facts.update(about.get(name, {}))
    return facts


def _described(section: Any) -> dict[str, Any]:
    """What a description in MODS or Dublin Core says, as far as it is of use."""
    record: dict[str, Any] = {}
    mods = next(section.iter("mods"), None)
    if mods is not None:
        host = next((one for one in mods.iterchildren("relatedItem") if one.get("type") == "host"), None)
        record = {
            "title": _title(mods),
            "host": _title(host) if host is not None else None,
            "author": ", ".join(filter(None, map(words_in, mods.findall("name/namePart")))),
            "language": words_in(mods.find("language/languageTerm")),
            "published": _day(mods),
        }
    elif (section.find(".//title")) is not None:
        record = {
            "title": words_in(section.find(".//title")),
            "author": words_in(section.find(".//creator")),
            "language": words_in(section.find(".//language")),
            "published": iso(words_in(section.find(".//date"))),
        }
    return {name: value for name, value in record.items() if value}


def _title(described: Any) -> str:
    info = described.find("titleInfo")
    if info is None:
        return ""
    return " ".join(filter(None, (words_in(info.find(name)) for name in ("nonSort", "title"))))


def _day(mods: Any) -> str | None:
    """When an issue came out: a day, which a year alone is not."""
    for name in ("originInfo/dateIssued", "part/date", "relatedItem/originInfo/dateIssued"):
        for element in mods.findall(name):
            if (day := iso(words_in(element))) is not None:
                return day
    return None


def _attribute(element: Any, name: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _kind(name: str) -> str:
    return _LETTERS.sub("", name.casefold())
