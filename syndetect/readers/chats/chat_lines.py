"""Exports of chats as text: WhatsApp's, in the forms of many countries, Signal's and Discord's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePath
from typing import NamedTuple

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.chats.messages import Message, articles_of_talk, chat_data
from syndetect.readers.printable import shown
from syndetect.settings import Settings

_DIRECTIONS = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_SOME = _DIRECTIONS + "{0,4}"
_TIME = r"(?P<hour>\d{1,2})(?:[:.]| ?h ?)(?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d{1,6})?)?"
_DATE = rf"(?P<a>\d{{1,4}}){_SOME}[./-]{_SOME} ?(?P<b>\d{{1,2}}){_SOME}[./-]{_SOME} ?(?P<c>\d{{1,4}})(?!\d)"
_OPEN = rf"{_SOME}(?P<open>\[)?{_SOME}"
_CLOSED = r"(?(open)\]\s{0,2}|- )"
_STAMPS = (
    re.compile(
        rf"{_OPEN}{_DATE}(?P<before>[^\d\[\]\n:]{{1,16}}){_TIME}(?P<after>[^\d\[\]\n:-]{{0,14}}){_CLOSED}"
    ),
    re.compile(
        rf"{_OPEN}{_TIME}(?P<before>[^\d\[\]\n:-]{{1,14}}){_DATE}(?P<after>[^\d\[\]\n:-]{{0,6}}){_CLOSED}"
    ),
    re.compile(
        r"(?P<a>\d{4})년 (?P<b>\d{1,2})월 (?P<c>\d{1,2})일(?P<before>[^\d\[\]\n:]{1,6})"
        rf"{_TIME}(?P<after>, )"
    ),
)
"""What a message begins with: a date and a time, or the time first, as in Vietnam and in what is copied from
a screen; the half of the day may stand beside the time. The last is KakaoTalk's on telephones.
"""
_KAKAO = "카카오톡"
_SENDER = re.compile(r"(?P<name>[^\n:]{1,60}):(?=\s) ?")
_MARK = "\u200e"
_ATTACHED = re.compile(r"^[^\n()<>]{1,120}\.\w{2,4} \([^\n()]{3,60}\)[ \t]*(?:\n|\Z)", re.MULTILINE)
_TAG = re.compile(rf"{_MARK}?<[^<>\n]{{3,120}}>")
_WORDS_OF_TAGS = 8
_SPACES = 5
"""Spaces in a name, at most."""
_LOOKED_AT = 20_000
"""Signs at the beginning that tell whether a text is a chat."""
_RULED = re.compile(r"\A={20,}\r?\nGuild: (?P<guild>[^\n]*)\nChannel: (?P<channel>[^\n]*)\n")
_RULE = re.compile(r"^={20,}[ \t]*$[\s\S]*\Z", re.MULTILINE)
_NAME_LINE = re.compile(r"(?P<name>[^\n]{1,60})\n")


class _Entry(NamedTuple):
    """A stamp and what stands behind it, up to the next one."""

    stamp: re.Match[str]
    body: str


def is_chat(text: str) -> bool:
    """Whether a text is a chat: it begins with a stamp, and most stamps have a sender behind them."""
    begin = text[:_LOOKED_AT]
    if _RULED.match(begin):
        return True
    stamps = list(_stamps(begin))
    if len(stamps) < 2:
        return False
    before = begin[: stamps[0].start()].strip("\ufeff \r\n")
    if before and _KAKAO not in before:
        return False
    senders = [_SENDER.match(begin, stamp.end()) for stamp in stamps]
    named = [match["name"] for match in senders if match is not None]
    if any(name.count(" ") > _SPACES for name in named):
        # What people log by the hour has a colon in a sentence here and there.
        return False
    return len(named) >= max(1, len(stamps) - 2, 2 * len(stamps) // 3)


def messages(text: str, origin: Input, settings: Settings) -> Iterator[Document | Skipped]:
    """The articles of a chat, with author and time; its name is the outlet."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    ruled = _RULED.match(text)
    program = "Discord" if ruled else "WhatsApp" if _MARK in text or _of_whatsapp(origin.path) else ""
    entries = _entries(_RULE.sub("", text[ruled.end() :].lstrip("=\n")) if ruled else text)
    order = _order([entry.stamp for entry in entries])
    if order == "" and _told_elsewhere(entries):
        order = "dmy"
    outlet = f"{ruled['guild'].strip()}: {ruled['channel'].strip()}" if ruled else _named(entries, origin)
    pattern = _NAME_LINE if ruled else _SENDER
    made = (_message(entry, order, outlet, program, pattern) for entry in entries)
    yield from articles_of_talk(made, origin, settings)
    if not order and entries:
        first = shown(entries[0].stamp[0].strip(" -[]\u200e"), 40)
        reason = f"has dates such as '{first}' that may be two days each; its articles are without a date"
        yield Skipped(f"{origin.path} (dates)", reason)


def _entries(text: str) -> list[_Entry]:
    stamps = list(_stamps(text))
    ends = [stamp.start() for stamp in stamps[1:]] + [len(text)]
    return [_Entry(stamp, text[stamp.end() : end]) for stamp, end in zip(stamps, ends, strict=True)]


def _stamps(text: str) -> Iterator[re.Match[str]]:
    """The stamps at the beginnings of lines."""
    at = 0
    while True:
        found = (stamp.match(text, at) for stamp in _STAMPS)
        match = next((match for match in found if match is not None and _clock(match) is not None), None)
        if match is not None:
            yield match
        at = text.find("\n", at) + 1
        if not at:
            return


def _message(
    entry: _Entry, order: str, outlet: str | None, program: str, pattern: re.Pattern[str]
) -> Message:
    match = pattern.match(entry.body)
    if match is None:
        return Message("", program=program)
    body = entry.body[match.end() :].strip("\n \t")
    text = _TAG.sub(_untagged, _ATTACHED.sub("", body)).strip()
    if body.startswith(_MARK):
        # The program marks its own notices so, and files in place of a text.
        text = ""
    author = match["name"].strip("~ \u00a0\u202f" + "\u200e\u200f\u202a\u202c")
    published = _moment(entry.stamp, order)
    return Message(text, {"author": author, "published": published, "outlet": outlet}, program)


def _untagged(match: re.Match[str]) -> str:
    """Nothing for a notice in pointed brackets; an address stays."""
    words = match[0].split()
    own = match[0].startswith(_MARK) or (1 < len(words) <= _WORDS_OF_TAGS and "@" not in match[0])
    return "" if own else match[0]


@dataclass(frozen=True, slots=True)
class _Day:
    """The three numbers of a date as they stand."""

    first: int
    second: int
    third: int

    def date(self, order: str) -> tuple[int, int, int] | None:
        """Year, month and day in the order that `order` gives, None where there is no such day."""
        numbers = dict(zip(order, (self.first, self.second, self.third), strict=True))
        year = numbers["y"]
        year += 2000 if year < 100 else -543 if year > 2500 else 0
        try:
            datetime(year, numbers["m"], numbers["d"])
        except ValueError:
            return None
        return year, numbers["m"], numbers["d"]


def _day(stamp: re.Match[str]) -> _Day:
    return _Day(int(stamp["a"]), int(stamp["b"]), int(stamp["c"]))


def _told_elsewhere(entries: Sequence[_Entry]) -> bool:
    """Whether the program speaks another language than English, the only one that writes months first."""
    notices = [entry.body for entry in entries if _SENDER.match(entry.body) is None]
    notices += [tag for entry in entries for tag in _TAG.findall(entry.body)]
    notices += [entry.body.partition(_MARK)[2] for entry in entries]
    said = [notice for notice in notices if any(map(str.isalpha, notice))]
    return bool(said) and not any(_ENGLISH.search(notice) for notice in said)


_ENGLISH = re.compile(
    r"\b(?:the|this|you|your|to|are|of|from|omitted|attached|joined|added|left|created|changed|edited|deleted)\b",
    re.IGNORECASE,
)
"""Words of the program's notices in English and in no other language."""


def _order(stamps: Sequence[re.Match[str]]) -> str:
    """The order of day, month and year in all of a chat, empty where two are possible.

    A date that only one order has tells it; else the course of the talk, whose days follow each other. Where
    numbers have full stops between them the day goes first, as no country writes the month so.
    """
    if any(len(stamp["a"]) > 2 for stamp in stamps):
        return "ymd"
    days = list(dict.fromkeys(map(_day, stamps)))
    possible = [order for order in ("dmy", "mdy") if all(day.date(order) for day in days)]
    if len(possible) == 1:
        return possible[0]
    if not possible:
        return ""
    if all("." in stamp[0][: stamp.start("before") - stamp.start()] for stamp in stamps):
        return "dmy"
    back = {order: _steps_back(days, order) for order in possible}
    best = min(possible, key=lambda order: back[order])
    return best if len({*back.values()}) > 1 and back[best] == 0 else ""


def _steps_back(days: Sequence[_Day], order: str) -> int:
    dates = [day.date(order) for day in days]
    return sum(1 for one, two in pairwise(dates) if one is not None and two is not None and two < one)


def _clock(stamp: re.Match[str]) -> str | None:
    """The time of day in 24 hours; None for numbers that are no time."""
    hour, minute, second = int(stamp["hour"]), int(stamp["minute"]), int(stamp["second"] or 0)
    half = _half(stamp["before"]) or _half(stamp["after"])
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    if hour > 23 or minute > 59 or second > 59:
        return None
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if stamp["second"] else "")


def _half(words: str) -> str | None:
    plain = re.sub(r"[\s,،\u200e\u200f]+", "", words.casefold()).strip(".")
    return _halves().get(plain)


@lru_cache(maxsize=1)
def _halves() -> dict[str, str]:
    return {name: half for half, listed in chat_data()["halves"].items() for name in listed}


def _moment(stamp: re.Match[str], order: str) -> str | None:
    date = _day(stamp).date(order) if order else None
    if date is None:
        return None
    year, month, day = date
    return f"{year:04}-{month:02}-{day:02}T{_clock(stamp)}"


_LONGEST_NAME = 200


def _named(entries: Sequence[_Entry], origin: Input) -> str | None:
    """The name of a chat: what its file is called after, or who the program's first notice is from."""
    for part in reversed(PurePath(origin.path).parts):
        stem = part.removesuffix(".txt").removesuffix(".zip")[:_LONGEST_NAME]
        for before, behind in chat_data()["chat_files"]:
            if len(stem) > len(before) + len(behind) and stem.startswith(before) and stem.endswith(behind):
                return stem[len(before) : len(stem) - len(behind)].strip()
    first = entries[0].body if entries else ""
    match = _SENDER.match(first)
    return match["name"].strip() if match and first[match.end() :].startswith(_MARK) else None


def _of_whatsapp(path: str) -> bool:
    return "whatsapp" in path.casefold()
