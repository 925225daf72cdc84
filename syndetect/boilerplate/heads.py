"""Headline, date and outlet of an article, read from its first and last lines.

A date is ``stated`` where its line has a label such as "published", and ``likely`` where only its position is
that of a date of publication. A date above the headline, next to the weather or among buttons, is the day on
which a page was saved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import Literal

from syndetect.boilerplate.bylines import byline
from syndetect.boilerplate.datelines import dateline
from syndetect.boilerplate.page_lines import is_furniture
from syndetect.boilerplate.timestamps import section
from syndetect.boilerplate.vocabulary import Vocabulary, vocabulary
from syndetect.text.dates import moment, single_date
from syndetect.text.line_starts import CLOSED, WRAPPED, lines

Certainty = Literal["stated", "likely"]

_HEAD, _FOOT = 1200, 900
"""Characters at either end of the text that are read."""
_HEAD_LINES, _FOOT_LINES = 14, 9
_SHORT = 160
"""Characters of a line with an author, a date or an outlet, at most."""
_HEADLINE = 200
_HEADLINE_WORDS = range(2, 33)
_UNSPACED = 5
"""Letters of a headline in scripts without spaces, at least."""
_STORY = 80
"""Characters of a line of the story, or of its wrapped lines together, at least."""
_STORY_UNSPACED = 30
_WORDS_BESIDE = 7
_NEAR = 3

_CENTURIES = ("20", "19", "٢٠", "١٩", "۲۰", "۱۹")
_WEATHER = re.compile(
    r"[-–−+]?\d{1,2}(?:[.,]\d)?\s?(?:°\s?[CFcf]?|º\s?[CF]?|℃|[CF])(?![^\W\d_]).{0,40}|.{0,40}\d\s?°\s?[CF]?"
)
_MEASURED = frozenset("-–−+0123456789")
_HEADING_SIGNS = 600
"""Characters of the longest line that can be a heading."""
_HEADING = re.compile(r"#{1,2}\s+(?P<title>\S.*?)\s*#*")
_WIKI_HEADING = re.compile(r"(={2,6})\s{0,3}(?P<title>[^=\s][^=]{0,200})\1")
_ADDRESS = re.compile(r"<?(?P<url>https?://[^\s<>]{4,2000})>?")
_LINKS = re.compile(r"(?:(?:[*+-]|\d{1,2}\.)\s{1,4})?!?\[[^\[\]]{0,200}\]\([^()\s]{0,1000}\)")
"""A line of a menu or a picture in Markdown."""
_LINE_SIGNS = frozenset("*+-![123456789")
_UNDERLINE = re.compile(r"=={2,}|--{2,}")
_EMPHASIS = re.compile(r"(\*\*|__|[*_])(?P<title>.+)\1")
_NAME = (
    r"(?:[Tt]he )?[0-9A-ZÀ-ÖØ-ÞĀ-ŽА-ЯΑ-Ω][\w’'&.-]{0,30}"
    r"(?: (?:of|the|and|de|der|die|des|für|di|del|della|do|da|du|la|le|van|&"
    r"|(?:d|l|dell|dall|nell|sull)['’][A-ZÀ-ÖØ-ÞĀ-Ž][\w’'&-]{0,30}"
    r"|[0-9A-ZÀ-ÖØ-ÞĀ-ŽА-ЯΑ-Ω][\w’'&-]{0,30})){0,5}"
)
_GOOGLE = re.compile(
    rf"(?:.{{0,60}}?[|:.!] ?)?(?P<name>{_NAME}) \w{{1,5}} Google[ -]?"
    r"(?:News|Noticias|Actualités|Nieuws|Новости)\W*"
)
_RIGHTS = re.compile(
    r"(?:[Cc]opyright )?(?:©|\([cC]\)|[Cc]opyright)\s?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s)?"
    rf"(?:[Bb]y )?(?P<name>{_NAME})"
)
_BOX = re.compile(
    r"\b(?:journalist|author|writer|editor|reporter|correspondent|contributor|columnist|[Rr]edakteur(?:in)?"
    r"|[Jj]ournalist(?:in|e|a)?|[Rr]edactora?|[Pp]eriodista|[Gg]iornalista|[Jj]ornalista|[Rr]edacteur|[Ff]reporter)"
    r"(?: and (?:author|writer|editor|reporter|correspondent))?"
    r" (?:for|at|with|of|bei|bei der|der|des|für|chez|pour|à|au|de|en"
    rf"|del|para|per|di|do|da|bij|van|voor|på|för) (?P<name>{_NAME})"
)
_ENDED = re.compile(r"[.|•·–—,;:)]\s{0,3}\Z")
_PLACE = re.compile(r"[^\W\d_][\w’'.-]{1,30}(?: [\w’'.-]{1,30}){0,2}")
_HINTS = ("©", "opyright", "(c)", "Google", "riter ", "uthor ", "ditor ", "eporter ", "ournalist", "dakteur",
          "dacteur ", "riodista ", "ornalista ", "orrespondent ", "ontributor ", "olumnist ",
          "dactor")  # fmt: skip
_PARTS = re.compile(r"\s*[|•·]\s*|\s[-–—]\s|[.,:(]\s?|\s{3,}")
_TITLE_TAIL = re.compile(rf"(?P<title>.{{8,}}?)\s(?:[|•»]|[-–—])\s(?P<name>{_NAME})")
_PAPER = re.compile(
    r".*(?:zeitung|blatt|post|anzeiger|kurier|bote|rundschau|bladet|posten|avisen|avis|tidningen|tidende|krant|courant"
    r"|blad|lehti|sanomat|news|times|press|gazeta|hírlap|lap|noviny|dnes|ziarul|gazetesi)"
)
_PRESS = frozenset(
    (
        "courrier",
        "вестник",
        "газета",
        "известия",
        "правда",
        "daily",
        "weekly",
        "today",
        "evening",
        "morning",
        "lantern",
        "magazine",
        "wire",
        "24",
    )
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head and the foot of a text state; None where they do not.

    `url` is an address that stands alone over the text.
    `where` is where title and outlet were found, `certainty` is that of the date. `unclear` is a date that
    can be read in two ways, as it is written.
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    certainty: Certainty = "stated"
    unclear: str | None = None
    where: tuple[tuple[str, str], ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class _Date:
    iso: str | None
    changed: bool
    labelled: bool
    rest: str
    line: str


def stated(text: str, language: str | None = None) -> Head:
    """The headline, date and outlet that the head and the foot of an article state."""
    head = [line for _, _, line in islice(lines(text[:_HEAD]), 4 * _HEAD_LINES)]
    if len(text) > _HEAD and head:
        head.pop()
    # Without a language English words are searched for, because they surround texts in any language.
    page = _Page(head, vocabulary(language or "en"))
    at, title, outlet = page.headline()
    date = changed = unclear = None
    where = {}
    if title is not None:
        where["title"] = "heading" if at is not None and page.marked(at) else "first line"
    if outlet is not None:
        where["outlet"] = "title"
    if _yeared(text[:_HEAD]):
        date, changed, unclear, name = page.dates(at)
        if name is not None and outlet is None:
            outlet, where["outlet"] = name, "head"
    foot = _Foot(text, page.words)
    if date is None:
        date = foot.date()
    if outlet is None and (outlet := foot.outlet()) is not None:
        where["outlet"] = "foot"
    return Head(
        title,
        outlet,
        None if date is None else date.iso,
        None if changed is None else changed.iso,
        "stated" if date is None or date.labelled else "likely",
        unclear if date is None else None,
        tuple(where.items()),
        page.address(),
    )


def _yeared(text: str) -> bool:
    """Whether a text may contain a year: a quick test, so that most texts are not searched for dates."""
    for century in _CENTURIES[:2] if text.isascii() else _CENTURIES:
        at = text.find(century)
        while at >= 0:
            if text[at + 2 : at + 4].isdigit():
                return True
            at = text.find(century, at + 2)
    return False


class _Foot:
    """The last lines of a text."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        # The head of a short text is not its foot at the same time.
        self._tail = text[max(_HEAD // 4, len(text) - _FOOT) :]
        self._words = words

    def _lines(self) -> list[str]:
        return [line.strip() for line in self._tail.splitlines() if line.strip()][-_FOOT_LINES:]

    def date(self) -> _Date | None:
        """The first date with a label of publication."""
        if not _yeared(self._tail):
            return None
        dates = (
            date for line in self._lines() if len(line) <= _SHORT and _yeared(line) for date in _dates(line)
        )
        return next((date for date in dates if date.labelled and not date.changed and date.iso), None)

    def outlet(self) -> str | None:
        """The outlet that a line names as that of the article."""
        tail = self._tail
        for hint in _HINTS:
            if hint in tail:
                return _signed(self._lines(), self._words)
        return None


class _Page:
    """The first lines of a text."""

    def __init__(self, head: Sequence[str], words: Vocabulary) -> None:
        self._lines = head
        self.words = words
        self._wrapped = max(map(len, head), default=0) <= WRAPPED

    def address(self) -> str | None:
        """The address that the first line is, as people and programs keep with what they clip."""
        first = next(filter(None, self._lines), "")
        match = _ADDRESS.fullmatch(first) if first[:5] in ("http:", "https", "<http") else None
        return match["url"] if match is not None else None

    def headline(self) -> tuple[int | None, str | None, str | None]:
        """The line number of the headline, its text, and the outlet at its end; None for what is missing."""
        for count, at in enumerate(at for at, line in enumerate(self._lines) if line):
            line = self._lines[at]
            if count >= _HEAD_LINES // 2 or len(line) > _HEADLINE:
                break
            marked = self.marked(at)
            if marked is not None:
                return at, *_parted(marked, self.words)
            if self._aside(line) or _UNDERLINE.fullmatch(line):
                continue
            end = self._end(at)
            title = " ".join(self._lines[at:end])
            emphasis = _EMPHASIS.fullmatch(title)
            title = title if emphasis is None else emphasis["title"]
            if _headline(title, repeated=line in self._lines[at + 1 : at + 5]) and self._has_text_after(end):
                return at, *_parted(title, self.words)
            break
        return None, None, None

    def marked(self, at: int) -> str | None:
        """The text of a Markdown heading on that line, or None."""
        line = self._lines[at]
        heading = _HEADING.fullmatch(line) if len(line) <= _HEADING_SIGNS else None
        if heading is None and line.startswith("=="):
            heading = _WIKI_HEADING.fullmatch(line)
        if heading is not None:
            return heading["title"].strip()
        below = self._lines[at + 1] if at + 1 < len(self._lines) else ""
        if _UNDERLINE.fullmatch(below) and len(below) > 2 and line[:1].isalnum():
            return line
        return None

    def _aside(self, line: str) -> bool:
        """Whether a line is no headline but a date, the weather, a section, a button or a by-line."""
        if _is_weather(line) or (len(line) <= _SHORT and _yeared(line) and _only_date(line)):
            return True
        if (line[0] in _LINE_SIGNS and _LINKS.fullmatch(line)) or _ADDRESS.fullmatch(line):
            return True
        if len(line) > _SHORT or line.endswith(CLOSED[:3]):
            return False
        return (
            section(line, self.words)
            or is_furniture(line)
            or (" " in line and byline(line, self.words) is not None)
        )

    def _end(self, at: int) -> int:
        """The number of the line after a headline, which can be wrapped."""
        end = at + 1
        while self._wrapped and end < min(len(self._lines), at + 3) and self._lines[end]:
            if self._lines[end - 1].endswith(CLOSED):
                break
            end += 1
        # More lines than that are a paragraph.
        return end if end >= len(self._lines) or not self._lines[end] or end - at == 1 else at + 1

    def _has_text_after(self, end: int) -> bool:
        """Whether there is a story below a headline."""
        stretch = 0
        for line in self._lines[end:]:
            stretch = stretch + len(line) if line else 0
            # A sign of Chinese, Japanese or Korean is worth two or three letters.
            if stretch >= (_STORY_UNSPACED if line[:1] > "\u2e7f" else _STORY):
                return True
        return False

    def dates(self, headline: int | None) -> tuple[_Date | None, _Date | None, str | None, str | None]:
        """The dates of publication and change, an unclear date, and the outlet next to the date."""
        published = changed = None
        unclear = name = None
        begun = 0
        for count, at in enumerate(at for at, line in enumerate(self._lines) if line):
            line = self._lines[at]
            if count >= _HEAD_LINES or begun > 1:
                break
            narrative = len(line) > _SHORT
            # Behind two paragraphs a place and a date are those of something that the article tells of.
            begun += narrative or (len(line) >= _STORY and line.endswith(CLOSED))
            dates = list(_dates(line)) if not narrative and _yeared(line) else []
            for date in dates:
                if date.iso is None:
                    unclear = unclear or (date.line if date.labelled or not date.rest else None)
                elif date.changed:
                    changed = changed or date
                elif published is None:
                    beside = _outlet(line, self.words)
                    if (
                        date.labelled
                        or beside
                        or (not date.rest and self._dated(at, headline))
                        or self._under(at, headline, line, date)
                    ):
                        published, name = date, name or beside
            if published is None and _yeared(line[:100]) and (size := dateline(line, self.words)):
                day = single_date(line[:size])
                if day is not None and day[0].iso:
                    published = _Date(day[0].iso, changed=False, labelled=False, rest="", line=line[:size])
        return published, changed, unclear, name

    def _under(self, at: int, headline: int | None, line: str, date: _Date) -> bool:
        """Whether a date is right below the headline, after the name of a place, a writer or a paper."""
        if headline is None or not 0 < at - headline <= _NEAR or line.endswith("."):
            return False
        name, comma, _ = line.partition(",")
        name = name if comma else line[: len(line) // 2]
        return (
            bool(comma)
            and re.fullmatch(_NAME, name) is not None
            and len(name.split()) >= len(date.rest.split())
        )

    def _dated(self, at: int, headline: int | None) -> bool:
        """Whether a date alone is the article's: below the headline, or above it without lines of a page."""
        if headline is not None and at > headline:
            return True
        near = [line for line in self._lines[max(0, at - _NEAR) : at + _NEAR + 1] if line]
        if any(map(_is_weather, near)):
            return False
        over = [line for line in self._lines[: at if headline is None else headline] if line]
        return all(_only_date(line) or section(line, self.words) or byline(line, self.words) for line in over)


def _is_weather(line: str) -> bool:
    # Most lines have neither, and need no pattern.
    return ("°" in line or line[0] in _MEASURED) and _WEATHER.fullmatch(line) is not None


def _dates(line: str) -> Iterator[_Date]:
    """The dates of a line that consists of dates, their labels, and a few other words."""
    folded = line.casefold()
    cuts = [match.start() for match in _labels().finditer(folded)] if len(folded) == len(line) else []
    borders = sorted({0, *cuts})
    for begin, end in zip(borders, [*borders[1:], len(line)], strict=True):
        piece = line[begin:end]
        day = single_date(piece)
        if day is None:
            continue
        words = day[1].split()
        labels = _words("published") | _words("changed")
        labelled = any(word in labels for word in words)
        rest = [word for word in words if word not in labels | _words("around") and word[0].isalnum()]
        if not labelled and _placed(piece):
            rest = []
        before = [
            word for word in re.findall(r"\w+", line[:begin].casefold()) if word not in _words("around")
        ]
        # "The law was published on 7 March" is a sentence.
        first = not cuts or begin <= cuts[0]
        if len(rest) > _WORDS_BESIDE or (labelled and first and before and not _ENDED.search(line[:begin])):
            continue
        if labelled and before and line.endswith(".") and len(line.split()) > 2 * _WORDS_BESIDE:
            continue
        changed = not _words("changed").isdisjoint(words) and _words("published").isdisjoint(words)
        yield _Date(day[0].iso, changed, labelled, " ".join(rest), piece.strip())


def _placed(line: str) -> bool:
    """Whether a line is a place and a date, such as ``Berlin, 26 October 2025``."""
    city, comma, date = line.strip().partition(", ")
    return bool(comma) and _PLACE.fullmatch(city) is not None and moment(date) is not None


def _only_date(line: str) -> bool:
    return moment(line) is not None or any(not date.rest for date in _dates(line))


def _headline(line: str, *, repeated: bool) -> bool:
    """Whether a line has the form of a headline: few words, and no full stop at the end."""
    count = line.count(" ") + 1
    unspaced = count < _HEADLINE_WORDS.start and len(line) >= _UNSPACED and line[0] > "\u0e00"
    if not (unspaced or count in _HEADLINE_WORDS) or len(line) > _HEADLINE:
        return False
    if not any(sign.isalpha() for sign in line) or line[0] in "-*•>|{[(":
        return False
    closed = line.endswith((".", ":", ";", ",", "。", "।")) and not line.endswith(("...", "…"))
    return repeated or not closed


def _parted(title: str, words: Vocabulary) -> tuple[str, str | None]:
    """The title without emphasis, and the outlet after it, as in the titles of web pages."""
    match = _EMPHASIS.fullmatch(title)
    title = match["title"] if match is not None else title
    tail = _TITLE_TAIL.fullmatch(title)
    if tail is not None and _is_outlet(tail["name"], words):
        return tail["title"].strip(), tail["name"]
    return title, None


def _outlet(line: str, words: Vocabulary) -> str | None:
    """An outlet in a line with a date, or None."""
    for piece in _PARTS.split(line):
        name = piece.strip(" ,.()[]")
        if re.fullmatch(_NAME, name) and _is_outlet(name, words) and single_date(name) is None:
            return name
    return None


def _is_outlet(name: str, words: Vocabulary) -> bool:
    spoken = name.casefold()
    tokens = spoken.split()
    if spoken in words.outlets or not tokens or spoken in words.sections:
        return False
    return any(
        token in words.press or token in _PRESS or (len(token) > 5 and _PAPER.fullmatch(token))
        for token in tokens
    )


def _signed(foot: Sequence[str], words: Vocabulary) -> str | None:
    """The outlet that the last lines name as that of the article, or None."""
    for line in foot:
        match = _GOOGLE.fullmatch(line.strip())
        if match is not None:
            return match["name"]
    for pattern in _RIGHTS, _BOX:
        for line in foot:
            for match in pattern.finditer(line[:1000]):
                name = match["name"].strip(" .,")
                name = re.sub(
                    r"(?:\s(?:of|the|and|de|der|die|des|für|di|del|della|do|da|du|la|le|van|&)){1,6}$",
                    "",
                    name,
                )
                if _is_outlet(name, words):
                    return name
    return None


@lru_cache(maxsize=4)
def _words(kind: str) -> frozenset[str]:
    read = json.loads(files("syndetect").joinpath("data/months.json").read_text("utf-8"))
    return frozenset(read[kind].split())


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    words = sorted(_words("published") | _words("changed"), key=len, reverse=True)
    return re.compile(r"(?<![^\W\d_])(?:" + "|".join(map(re.escape, words)) + r")(?![^\W\d_])")
