"""From the lines of an article to its fields and its text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from syndetect.readers.exports.export_dates import day_in, is_date_line
from syndetect.readers.exports.layouts import DEFAULT, LONG, Layout
from syndetect.readers.prose import Line

_COUNT = re.compile(
    (
        r"(?<![\d.,])(\d{1,3}(?:[.,\u202f\u00a0 ]\d{3}){0,5}|\d{1,9})\s{0,3}(?:words?|wörter|"
        r"woerter|mots|palabras|palavras|parole|woorden|ord|字)\b"
    ),
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\b(?:Pg\.|S\.|p\.|Blz\.|Seite|Sida|Side|page|pág\.|pp\.)\s?([A-Z]{0,4}\s?\d[\w,()-]{0,20}|[A-Z]{2,4}\d{1,3})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}(?:[,-]\d{1,3}){0,3}|[A-Z]{1,3}\d{1,3}")
_ACCESSION = re.compile(r"(?<=[ \u00a0])[A-Za-z0-9]{25}$")
_NEWS = re.compile(r"news·[\w·]{8,80}")
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?$")
_OUTLET = re.compile(
    (
        r"\s*(?:\s-\s.{0,60}(?:edition|ausgabe|édition|edición|editie|edizione)\b.*|,\s*(?:no|"
        r"n°|nr|issue|vol)\b.*|\s{2,}.*|\((?:site web|web site|website|online|blog|réf\. site "
        r"web)[^)]*\).*|;.*)$"
    ),
    re.IGNORECASE | re.DOTALL,
)
_INFO = re.compile(r"^([^;]{2,120});.*?(\d{1,2} [A-Za-z]{3,9} \d{4})")
_SOURCE = re.compile(r"^(.{2,120}?)(?:\s*+,)?+\s++(?:vom|v\.|den|VOM)\s++(.{4,30}?)(?:,|$)")
_PERIODICAL = re.compile(
    r"^(?P<outlet>.{2,120}?)[,.]?(?:(?:\s\d{1,5}(?:\.\d{1,4})?)?\s\((?P<day>[^)]{4,40})\)|"
    r"\s(?:(?P<month>\d{1,2})/(?P<of>\d{1,2})/)?"
    r"(?:[A-Z][a-z]{2,8}(?:/[A-Z][a-z]{2,8})?\s?)?(?P<year>\d{4}))(?=[,:.\s]|$)"
)
"""Periodical, volume and date as databases of journals cite them; those count months before days."""

_OUTLET_AND_DAY = re.compile(
    r"^(?P<outlet>.{2,120}?)(?:,| \|) "
    r"(?P<moment>(?:\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4})(?: \d\d[:.]\d\d)?)(?= \||$)"
)
"""Outlet, day and time in one line, as databases of the North have them."""

_VOLUME = re.compile(r"\s?\((?:Vol|Issue|No)\b[^()]{1,60}\)$")
_HYPHENED = re.compile(r"\w-$")
_SUSPENDED = re.compile(r"(?:and|or|to|und|oder|bis|et|ou|y|e|o|u|en|of|og|och|i|a|и)\b", re.IGNORECASE)
"""What follows a part of a compound that stands for itself, as in ``pre- and post-war``."""

_UNSAID = ("text", "more", "note", "header")
_GOES_ON = (DEFAULT, LONG, "D")
"""Letters of lines that go on in the field above them."""

_NO_TITLE = ("no headline in original", "no headline", "no title", "kein titel", "sans titre", "sin título")

_NAME = re.compile(r"[^ (\-－–]*")
_SPLIT = re.compile(r"[;/,]")
_BY = re.compile(r"^(?:By|Von|Par|Por|Di|Door|Af|Av)\s+(?=[A-ZÀ-Þ])")


def record_of(layout: Layout, units: Sequence[Line], letters: str, match: re.Match[str]) -> dict[str, Any]:
    """What an article says of itself, by the names of our fields; empty values are left out."""
    found: dict[str, list[str]] = {}
    for group, span in _spans(match):
        name = group.rstrip("_0123456789")
        if name in ("text", "skip"):
            continue
        if name == "labels":
            for field, value in _labelled(layout, units, letters, span):
                found.setdefault(field, []).append(value)
            continue
        for unit in units[span[0] : span[1]]:
            found.setdefault(name, []).append(_unlabelled(layout, unit.text).strip())
    return _finished(found, units)


def _spans(match: re.Match[str]) -> list[tuple[str, tuple[int, int]]]:
    named = [(name, match.span(name)) for name in match.re.groupindex]
    return sorted(((name, span) for name, span in named if span[1] > span[0]), key=lambda item: item[1])


def _labelled(
    layout: Layout, units: Sequence[Line], letters: str, span: tuple[int, int]
) -> list[tuple[str, str]]:
    """Values by the fields that their labels mean; what stands under a label without one goes on in it."""
    found: list[tuple[str, str]] = []
    for at in range(*span):
        text = units[at].text.strip()
        said = layout.label.match(text)
        field = layout.labels.get(said["label"].strip().casefold()) if said else None
        if field is not None and said is not None:
            found.append((field, said["value"].strip()))
        elif found and letters[at] in _GOES_ON:
            field, value = found[-1]
            found[-1] = field, f"{value}\n{text}".strip()
    return found


def _unlabelled(layout: Layout, text: str) -> str:
    said = layout.label.match(text.strip())
    known = said is not None and said["label"].strip().casefold() in layout.labels
    return said["value"] if said is not None and known else text


def text_of(layout: Layout, units: Sequence[Line], letters: str, match: re.Match[str]) -> str:
    """The text of an article, an empty line between its paragraphs."""
    blocks: list[str] = []
    for group, span in _spans(match):
        name = group.rstrip("_0123456789")
        if name == "text":
            chosen = [at for at in range(*span) if letters[at] not in layout.drop]
            blocks += [
                _unlabelled(layout, units[at].text) if at == span[0] else units[at].text for at in chosen
            ]
        elif name == "labels":
            blocks += [value for field, value in _labelled(layout, units, letters, span) if field == "text"]
    if not any(block.strip() for block in blocks) and "abstract" in match.re.groupindex:
        blocks = [_unlabelled(layout, units[at].text.strip()) for at in range(*match.span("abstract"))]
    return "\n\n".join(part for block in blocks for part in _paragraphs(block, joined=layout.joined))


def _paragraphs(block: str, *, joined: bool) -> list[str]:
    """The paragraphs of a block: its lines, or one where its lines are only wrapped."""
    lines = [line.strip() for line in block.split("\n")]
    if joined:
        return [_unwrapped([line for line in lines if line])]
    return [line for line in lines if line]


def _unwrapped(lines: Sequence[str]) -> str:
    """Lines put together; a compound that a line's end parts is one word, and its hyphen is its own."""
    joined = ""
    for line in lines:
        apart = joined and not (_HYPHENED.search(joined) and line[0].isalpha() and not _SUSPENDED.match(line))
        joined = f"{joined} {line}" if apart else joined + line
    return joined


def _finished(found: dict[str, list[str]], units: Sequence[Line]) -> dict[str, Any]:
    """Lists of lines turned into the values of fields."""
    # A by-line may stand in a label and over the text.
    joined = {name: " ".join(" ".join(dict.fromkeys(values)).split()) for name, values in found.items()}
    record: dict[str, Any] = {name: value for name, value in joined.items() if value and name not in _UNSAID}
    header = " ".join(found.get("header", []))
    _dated(record, header, found)
    _counted(record, header)
    _outlet(record)
    _titled(record, found)
    _numbered(record)
    if header and "section" not in record:
        record["section"] = _section(header)
    if language := record.get("language"):
        record["language"] = _language(language)
    if record.get("abstract", "").casefold().startswith(("none available", "not available")):
        del record["abstract"]
    marks = [mark for unit in units for mark in unit.marks if mark.startswith("href ")]
    if "url" not in record and len(marks) == 1:
        record["url"] = marks[0].removeprefix("href ")
    return {name: value for name, value in record.items() if value}


def _titled(record: dict[str, Any], found: Mapping[str, list[str]]) -> None:
    """The title without the subtitle behind a semicolon; none for what only stands in its place."""
    title = record.get("title")
    words = (title or "").split()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        # A head of the page says it once more.
        title = record["title"] = " ".join(words[:half])
    if title and title.casefold() in _NO_TITLE:
        del record["title"]
    elif title and ("; " in title or ";\n" in "\n".join(found.get("title", []))) and "subtitle" not in record:
        record["title"], record["subtitle"] = (part.strip() for part in title.split(";", 1))


def _dated(record: dict[str, Any], header: str, found: dict[str, list[str]]) -> None:
    said = [*found.get("published", []), header, record.get("document", "")]
    days = [day for one in said if one and (day := day_in(one))]
    published = record.pop("published", None)
    if days:
        time = record.pop("time", "")
        timed = "T" not in days[0] and _CLOCK.match(time)
        record["published"] = (
            f"{days[0]}T{time.zfill(5) if len(time) < 6 else time.zfill(8)}" if timed else days[0]
        )
    elif published:
        record["dated"] = published


def _numbered(record: dict[str, Any]) -> None:
    """The number of the document in its database, without what surrounds it."""
    said = record.get("document", "")
    if number := _ACCESSION.search(said) or _NEWS.search(said):
        record["document"] = number[0]


def _counted(record: dict[str, Any], header: str) -> None:
    counts = record.pop("words", "") or header
    if counts.isdecimal() and len(counts) < 7:
        record["stated_words"] = int(counts)
    elif count := _COUNT.search(counts):
        record["stated_words"] = int(re.sub(r"\D", "", count[1]))
    if numbered := _PAGE.match(record.get("page", "")):
        record["page"] = numbered[1]
    edition = record.get("edition", "")
    if "page" not in record and (last := edition.rpartition(" ")[2]) and _NUMBER.fullmatch(last):
        record["page"], record["edition"] = last, edition.removesuffix(last).strip()
    place = " ".join((record.get("section", ""), header))
    if "page" not in record and (page := _PAGE.search(place)):
        record["page"] = page[1].strip()


def _outlet(record: dict[str, Any]) -> None:
    outlet = record.get("outlet")
    info = record.pop("issue", None)
    if info:
        named, said, page = _of_issue(info)
        outlet = outlet or named
        if "published" not in record and said and (day := day_in(said)):
            record["published"] = day
        if page:
            record.setdefault("page", page)
    if outlet:
        outlet = _VOLUME.sub("", outlet)
        record["outlet"] = _OUTLET.sub("", outlet).strip() or outlet


def _of_issue(info: str) -> tuple[str, str | None, str | None]:
    """Outlet, date and page of a line that holds them all, as far as it does."""
    page = _PAGE.search(info)
    number = page[1].strip() if page is not None else None
    if match := _INFO.match(info):
        return match[1], match[2], None
    if match := _SOURCE.match(info):
        return match[1], match[2], number
    if match := _OUTLET_AND_DAY.match(info):
        return match["outlet"], match["moment"], number
    if match := _PERIODICAL.match(info):
        day = f"{match['year']}-{match['month']:0>2}-{match['of']:0>2}" if match["month"] else match["day"]
        return match["outlet"], day, None
    return info.split(",", maxsplit=1)[0], None, None


def _section(header: str) -> str | None:
    """What stands before the day of the week or the date in a line that holds section, date and page."""
    first, comma, _ = header.partition(",")
    first = first.strip()
    if not comma or not first or any(map(str.isdigit, first)) or day_in(header) is None:
        return None
    return None if is_date_line(f"{first} 5 May 2020") else first


@lru_cache(maxsize=1)
def _languages() -> Mapping[str, str]:
    """The codes of languages by all their names."""
    table = json.loads(files("syndetect").joinpath("data/language_names.json").read_text("utf-8"))
    return {name: code for code, names in table.items() if code != "about" for name in names}


def _language(value: str) -> str | None:
    known = _languages()
    for part in _SPLIT.split(value):
        name = part.strip().casefold()
        if name in known:
            return known[name]
        first = _NAME.match(name)
        if first is not None and first[0] in known:
            return known[first[0]]
    return value if re.fullmatch(r"[a-zA-Z]{2,3}(?:-\w+)?", value) else None
