"""Exports of chats whose days are lines of their own: LINE, KakaoTalk, IRC; and iMessage's, by blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.chats.messages import Message, articles_of_talk, chat_data
from syndetect.settings import Settings
from syndetect.text.dates import iso, single_date

_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?P<after> ?[AaPp][Mm])?"
_LINE = re.compile(rf"(?P<half>[^\W\d_]{{1,3}} ?)?{_CLOCK}\t(?P<name>[^\t\n]{{0,60}})\t")
_KAKAO = re.compile(rf"\[(?P<name>[^\[\]\n]{{1,60}})\] \[(?:(?P<half>[^\W\d_]{{2}}) )?{_CLOCK}\] ?")
_TIMED = r"\[?(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?\]? "
_IRC = re.compile(rf"{_TIMED}<[ @+%&~]?(?P<name>[^<>\s]{{1,40}})> ?")
_NOTICE = re.compile(
    r"[^\W\d_]{0,3} ?\d{1,2}:\d\d(?: ?[AaPp][Mm])?\t[^\t\n]*\Z"
    r"|\[?\d\d:\d\d(?::\d\d)?\]? (?:-!-|\*|\*\*\*|---|-->|<--) "
)
_BLOCK = re.compile(
    r"(?P<date>[A-Z][a-z]{2} \d\d, \d{4})  ?(?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d) "
    r"(?P<after>[AP]M)(?: \([^\n()]{1,80}\))?\n(?P<name>[^\n]{1,60})\n"
)
"""What a message begins with in each of them."""
_KINDS = (("LINE", _LINE), ("KakaoTalk", _KAKAO), ("IRC", _IRC), ("iMessage", _BLOCK))
_BEFORE_DAYS = ("Log opened", "Day changed", "Session Start:", "Session Start")
"""What logs say ahead of a day."""
_LONGEST_DAY = 80
_BEGIN = 20_000
"""Signs at the beginning that tell whether a text is a chat."""
_LEAST = 2


class _Begun(NamedTuple):
    """A message that is being put together."""

    name: str
    when: str | None
    lines: list[str]


def program_of_text(text: str) -> str | None:
    """The program that a text is a chat of, None for every other text."""
    begin = text[:_BEGIN]
    for name, pattern in _KINDS:
        if name == "LINE" and not begin.lstrip("\ufeff").startswith("[LINE]"):
            # Times, tabs and two words stand in many a table.
            continue
        starts = (match.start() + 1 for match in re.finditer(r"\n", begin))
        count = sum(pattern.match(begin, at) is not None for at in (0, *starts))
        dated = name == "iMessage" or any(_day(line) for line in begin.splitlines()[:40])
        if count >= _LEAST and dated:
            return name
    return None


def messages(text: str, program: str, origin: Input, settings: Settings) -> Iterator[Document | Skipped]:
    """The articles of a chat of that program."""
    pattern = dict(_KINDS)[program]
    made = _messages(text.replace("\r\n", "\n").lstrip("\ufeff"), pattern)
    yield from articles_of_talk((_message(begun, program) for begun in made), origin, settings)


def _messages(text: str, pattern: re.Pattern[str]) -> Iterator[_Begun]:
    day: str | None = None
    begun: _Begun | None = None
    at = 0
    while at < len(text):
        match = pattern.match(text, at)
        begin = match.end() if match is not None else at
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        line = text[begin:end]
        at = end + 1
        if match is not None:
            if begun is not None:
                yield begun
            own = iso(match["date"]) if pattern is _BLOCK else day
            begun = _Begun(match["name"].strip(), _moment(own, match), [line])
        elif _NOTICE.match(line):
            continue
        elif pattern is not _BLOCK and (found := _day(line)) is not None:
            day = found
            if begun is not None:
                yield begun
            begun = None
        elif begun is not None:
            begun.lines.append(line)
    if begun is not None:
        yield begun


def _message(begun: _Begun, program: str) -> Message:
    text = "\n".join(begun.lines).strip()
    if program == "LINE" and len(text) > 1 and text[0] == text[-1] == '"':
        # What has several lines stands in quotation marks.
        text = text[1:-1]
    return Message(text, {"author": begun.name, "published": begun.when}, program)


def _day(line: str) -> str | None:
    """The day that a line is, None for a line that says anything else."""
    if not 6 <= len(line) <= _LONGEST_DAY or not any(map(str.isdigit, line)):
        return None
    said = line.strip("- \t")
    for words in _BEFORE_DAYS:
        said = said.removeprefix(words)
    date = single_date(said.strip())
    if date is None or date[0].iso is None or any(map(str.isalpha, _WEEKDAY.sub("", date[1]))):
        return None
    return date[0].iso[:10]


_WEEKDAY = re.compile(r"[\[(]?[^\W\d_]{1,9}[\])]?\s*\Z")
"""A day of the week beside a date, in brackets or not."""


def _moment(day: str | None, match: re.Match[str]) -> str | None:
    if day is None:
        return None
    parts = match.groupdict()
    hour, minute, second = int(parts["hour"]), int(parts["minute"]), parts.get("second")
    words = (parts.get("half") or parts.get("after") or "").strip().casefold()
    half = next((half for half, names in chat_data()["halves"].items() if words in names), None)
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    if hour > 23 or minute > 59:
        return None
    return f"{day}T{hour:02}:{minute:02}" + (f":{second}" if second else "")
