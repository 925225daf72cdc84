"""Dates and times as people write them -> ISO 8601; a date that can be read in two ways is not guessed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from importlib.resources import files
from typing import Any

LONGEST = 80
"""Characters of a date, at most."""

_ISO = re.compile(r"[0-9][0-9T :.,W+-]*Z?")
_SECONDS = range(10**8, 4 * 10**9)
"""Seconds since 1970 that are dates: from 1973 to 2096."""
_DIGITS = re.compile(r"\d{10}|\d{13}|\d{14}")
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[-'’.][^\W\d_]+)*|[^\w\s]|_")
_TIME = re.compile(
    r"(?<![\d.:/-])(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?![\d/])"
)
_OFFSET = re.compile(r"(?:(?:utc|gmt)\s?)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?![\d])")
_YEAR = re.compile(r"(?:1[6-9]|2[01])\d\d")
_FILLED = re.compile(r"[\s,.|()\[\]•·–—\-/@]*")
_VIETNAMESE = re.compile(
    r"(?:(?:thứ \w{2,4}|chủ nhật),? ?)?(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?: năm|,)? (\d{4})\b"
)
_LISTOPAD = re.compile(r"\d{1,2}\. ?listopada \d{4}\.?")
"""October in Croatian; in Polish, which has no full stop after the day, November."""
_EAST = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_ERA = re.compile(r"(令和|平成|昭和|大正|民國|民国)\s?(元|\d{1,3})\s?(?=年)")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
"""The years before the first ones of the eras in which Japan and Taiwan count theirs."""
_MAIL = re.compile(r"(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)? [a-z]{1,4}", re.IGNORECASE)
_NUMBERS = re.compile(
    r"(?<![\d.:/-])(?:(?P<y>\d{4})(?P<s1>[./-])\s?(?P<m>\d{1,2})(?P=s1)\s?(?P<d>\d{1,2})\.?"
    r"|(?P<a>\d{1,2})(?P<s2>[./-])\s?(?P<b>\d{1,2})(?P=s2)\s?(?P<c>\d{4}))(?![\d/])"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a date and time, in ISO 8601; `iso` is None where two dates are possible (`unclear`)."""

    iso: str | None
    unclear: bool = False


def iso(value: Any) -> str | None:
    """A value of a record as a date in ISO 8601, or None; also seconds or milliseconds since 1970."""
    # Nearly every date of a corpus is already in ISO 8601.
    if value.__class__ is str and is_iso8601(text := value.strip()):
        return text
    date = moment(value)
    return None if date is None else date.iso


def moment(value: Any) -> Moment | None:
    """A value that is a date, or a date and time, and nothing else; None for any other value."""
    value = told(value)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _since_1970(value)
    if not isinstance(value, str) or not 6 <= len(value) <= LONGEST:
        return None
    text = value.strip()
    if is_iso8601(text):
        return Moment(text)
    if _DIGITS.fullmatch(text):
        return _stamped(text) if len(text) == 14 else _since_1970(int(text))
    date = single_date(text)
    return date[0] if date is not None and not date[1] else None


def told(value: Any) -> Any:
    """The date or number in an object of MongoDB's JSON, ``{"$date": ...}``; any other value as it is."""
    if value.__class__ is not dict:
        return value
    for name in _OF_MONGO:
        if value.__class__ is dict and len(value) == 1 and name in value:
            value = value[name]
            value = int(value) if name == "$numberLong" and _DIGITS.fullmatch(str(value)) else value
    return None if value.__class__ is dict else value


_OF_MONGO = ("$date", "$numberLong")


def is_iso8601(value: str) -> bool:
    """Whether `value` is a calendar or week date, or a date and time, that really exists."""
    if len(value) < 8 or not _ISO.fullmatch(value) or "T24" in value or " 24" in value:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def single_date(text: str) -> tuple[Moment, str] | None:
    """The date in a text of at most one line, with its time, and the rest of the text.

    The rest is in lower case, without the words that belong to dates. None where there is no date.
    """
    if len(text) > 2 * LONGEST:
        return None
    plain = _ZONE_TOLD.sub(r"\1", " ".join(text.split()))
    if "年" in plain:
        plain = _ERA.sub(_of_era, plain)
    lower = _folded(_western(plain)).replace("i̇", "i")
    if not lower.isascii():
        lower = _numbered(lower)
    mail = _MAIL.fullmatch(plain) is not None
    # The year can come after the time, which then has to be removed first.
    hour = _hour(lower, mail=mail) if ":" in lower else None
    whole, rest = hour if hour is not None else (None, lower)
    day = _day(rest)
    if day is None:
        return None
    date, unclear, rest = day
    if whole is None:
        hour = _hour(rest, mail=mail)
        whole, rest = hour if hour is not None else (None, rest)
    rest = _without_date_words(rest, timed=whole is not None)
    if unclear or date is None:
        return Moment(None, unclear=True), rest
    written = date if whole is None else f"{date}T{whole}"
    return (Moment(written), rest) if is_iso8601(written) else None


def cited(value: Any) -> tuple[str | None, str] | None:
    """The publication, where one is named, and the day of a citation such as ``Tern of 4 May 2023, page 3``.

    None where a value holds no date, two, one that can be read in two ways, or that of a change or a look-up.
    """
    if not isinstance(value, str) or not 6 <= len(value) <= LONGEST:
        return None
    text = " ".join(value.split())
    date = single_date(text)
    if date is None or date[0].iso is None:
        return None
    known = _words()
    rest = _TOKEN.findall(date[1])
    if any(word in known.other_days for word in rest) or any(map(_YEAR.fullmatch, rest)):
        return None
    if not any(len(word) > 1 and word.isalpha() for word in rest):
        return None
    if single_date(date[1]) is not None:
        return None
    tokens = text.split(" ")
    before = tokens[: _last_with(tokens, date[0])]
    while before and _is_before_a_day(before):
        before.pop()
    name = " ".join(before).strip(_BESIDE_NAMES)
    is_name = any(map(str.isalpha, name)) and not all(_core(word) in known.told for word in before)
    return (name if is_name else None), date[0].iso


def _is_before_a_day(tokens: Sequence[str]) -> bool:
    """Whether the last of these words belongs to the date behind it, and not to a name."""
    known = _words()
    last, word = tokens[-1], _core(tokens[-1])
    above = tokens[-2] if len(tokens) > 1 else ""
    if word in known.days:
        # "Tern on Sunday" is a name; so is "Journal du Dimanche", beside "La Mouette du dimanche".
        return not (last[0].isupper() and _core(above) in known.between and above[-1:] != ",")
    return word in known.before_a_day or (word.isdecimal() and _core(above) in known.before_a_day)


_BESIDE_NAMES = " ,;:.|·–—-([«»"


def _core(word: str) -> str:
    return _folded(word).strip(_BESIDE_NAMES + ")]")


def _last_with(tokens: Sequence[str], date: Moment) -> int:
    """The place of the last token that a text can begin with and still hold that date."""
    place = 0
    for at in range(1, len(tokens)):
        later = single_date(" ".join(tokens[at:]))
        if later is None or later[0] != date:
            break
        place = at
    return place


def _numbered(text: str) -> str:
    """A text with numbers in place of those names of months that the tokens split, as in Devanagari.

    Buddhist years next to Thai months become years of the common era.
    """
    for name, month in _words().several.items():
        at = text.find(name)
        if at < 0 or _goes_on(text[at - 1 : at]) or _goes_on(text[at + len(name) : at + len(name) + 1]):
            continue
        text = f"{text[:at]} \x00{month}\x00 {text[at + len(name) :]}"
        if "\u0e00" < name[0] < "\u0e80":
            text = _THAI_WORDS.sub(" ", _BUDDHIST.sub(lambda year: str(int(year[0]) - 543), text))
    return text


_BUDDHIST = re.compile(r"\b2[45]\d\d\b")
_THAI_WORDS = re.compile("วันที่|พ\\.ศ\\.|ค\\.ศ\\.")


def _goes_on(sign: str) -> bool:
    return sign != "" and (sign.isalpha() or unicodedata.category(sign)[0] == "M")


def _folded(text: str) -> str:
    """The text in lower case, with letters composed again that this splits, as in "Μαΐου"."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFC", text.casefold())


_ZONE_TOLD = re.compile(r"((?:GMT|UTC)[+-]\d{4}) \([^()]{1,60}\)$")


def _of_era(match: re.Match[str]) -> str:
    return str(_ERAS[match[1]] + (1 if match[2] == "元" else int(match[2])))


def _western(text: str) -> str:
    """The text with the digits of all scripts as ASCII digits."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() and not sign.isascii() else sign for sign in text
    )


def _since_1970(value: float) -> Moment | None:
    try:
        seconds = value / 1000 if abs(value) >= _SECONDS.stop else value
        if not _SECONDS.start <= seconds < _SECONDS.stop:
            return None
        return Moment(datetime.fromtimestamp(int(seconds), UTC).isoformat())
    except (ValueError, OverflowError, OSError):
        return None


def _stamped(text: str) -> Moment | None:
    """A moment of fourteen digits (YYYYMMDDhhmmss), as databases of events write it."""
    written = f"{text[:4]}-{text[4:6]}-{text[6:8]}T{text[8:10]}:{text[10:12]}:{text[12:]}"
    return Moment(written) if _YEAR.fullmatch(text[:4]) and is_iso8601(written) else None


Day = tuple[str | None, bool, str]
"""A date in ISO 8601 or None, whether two dates are possible, and the text around it."""


def _day(text: str) -> Day | None:
    match = _EAST.search(text)
    if match is not None:
        return _dated(match[1], int(match[2]), match[3], text, match.span())
    match = _VIETNAMESE.search(text) if "tháng" in text else None
    if match is not None:
        return _dated(match[3], int(match[2]), match[1], text, match.span())
    if (match := _LISTOPAD.search(text)) is not None:
        return None, True, _without(text, match.span())
    match = _NUMBERS.search(text)
    return _by_numbers(text, match) if match is not None else _by_name(text)


def _by_numbers(text: str, match: re.Match[str]) -> Day | None:
    if match["y"]:
        return _dated(match["y"], int(match["m"]), match["d"], text, match.span())
    first, second = int(match["a"]), int(match["b"])
    # Wherever dates are written with full stops, the day comes first.
    day_first = match["s2"] == "." or first > 12 or first == second
    if not day_first and second <= 12:
        return (None, True, _without(text, match.span())) if first and second else None
    day, month = (first, second) if day_first else (second, first)
    return _dated(match["c"], month, str(day), text, match.span())


def _by_name(text: str) -> Day | None:
    """A date with the name of its month, such as ``7 March 2024`` or ``2024. március 7.``, in any order."""
    known = _words()
    tokens = [
        token
        for token in _NAMED_TOKEN.finditer(text)
        if token[0] not in known.between and not _FILLED.fullmatch(token[0])
    ]
    for at, token in enumerate(tokens):
        month = int(token[0].strip("\x00")) if token[0].startswith("\x00") else known.months.get(token[0])
        if month is None:
            continue
        before, after = tokens[max(0, at - 2) : at], tokens[at + 1 : at + 3]
        orders = (
            (before[-1:], after[:1]),
            (after[:1], after[1:2]),
            (after[:1], before[-1:]),
            (before[1:], before[:1]),
        )
        for day, year in orders:
            if not day or not year or not _YEAR.fullmatch(year[0][0]):
                continue
            number = _ORDINAL.fullmatch(day[0][0])
            if number is None:
                continue
            ends = [token, day[0], year[0]]
            span = min(end_token.start() for end_token in ends), max(end_token.end() for end_token in ends)
            if _joined(text[span[0] : span[1]], ends, span[0]):
                return _dated(year[0][0], month, number[1], text, span)
    return None


_NAMED_TOKEN = re.compile(
    r"\x00\d+\x00|\d+(?:st|nd|rd|th|er|re|º|ª|°|ος)?(?![\w])|[^\W\d_]+(?:['’-][^\W\d_]+)*"
)
_ORDINAL = re.compile(r"(\d{1,2})\D{0,2}")


def _joined(text: str, tokens: list[re.Match[str]], begin: int) -> bool:
    """Whether there are only marks and small words between the tokens of a date."""
    for token in sorted(tokens, key=lambda token: -token.start()):
        text = text[: token.start() - begin] + " " + text[token.end() - begin :]
    return not _without_date_words(text, timed=False)


def _dated(year: str, month: int, day: str, text: str, span: tuple[int, int]) -> Day | None:
    written = f"{year}-{month:02}-{int(day):02}"
    if not _YEAR.fullmatch(year) or not is_iso8601(written):
        return None
    return written, False, _without(text, span)


def _without(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} \n {text[span[1] :]}"


def _hour(text: str, *, mail: bool) -> tuple[str, str] | None:
    """The time next to a date, with its zone where it has one, and the text without both."""
    colon = ":" in text
    for match in _TIME.finditer(text):
        if match["minute"] is None and match["half"] is None:
            continue
        if colon and ":" not in match[0]:
            continue
        hour, minute = int(match["hour"]), match["minute"] or "00"
        if match["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + 12 * (match["half"] == "p")
        if hour > 23:
            return None
        zone, end = _zone(text, match.end(), mail=mail)
        time = f"{hour:02}:{minute}:{match['second'] or '00'}{zone}"
        return time, f"{text[: match.start()]} {text[end:]}"
    return None


_ZONE_NAME = re.compile(r"\s?[\[(]?(?P<name>[^\W\d_]{1,4})\b[\])]?")
_GAP = re.compile(r"(?:\s?(?:uhr|h|hrs|uur)\b)?\s?\(?")


def _zone(text: str, at: int, *, mail: bool) -> tuple[str, int]:
    """The zone after a time in ISO 8601, and its end; "" where there is none or it is unclear."""
    known = _words()
    gap = _GAP.match(text, at)
    begin = gap.end() if gap is not None else at
    offset = _OFFSET.match(text, begin)
    if offset is not None:
        hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
        if hours > 14 or minutes > 59:
            return "", at
        end = offset.end()
        # "+0000 (GMT)" names the zone twice.
        again = _ZONE_NAME.match(text, end)
        end = again.end() if again is not None and _is_zone(again["name"]) else end
        return f"{offset['sign']}{hours:02}:{minutes:02}", end
    name = _ZONE_NAME.match(text, begin)
    if name is None or not _is_zone(name["name"]):
        return "", at
    minutes_off = known.zones.get(name["name"])
    if minutes_off is None and mail:
        minutes_off = known.mail_zones.get(name["name"])
    if minutes_off is None:
        return "", name.end()
    shift = timezone(timedelta(minutes=minutes_off))
    return datetime(2000, 1, 1, tzinfo=shift).isoformat()[19:], name.end()


def _is_zone(name: str) -> bool:
    known = _words()
    return name in known.zones or name in known.unclear


def _without_date_words(text: str, *, timed: bool) -> str:
    """A text without the names of days, the marks and the small words of dates."""
    known = _words()
    small = known.days | known.between | (known.beside_time if timed else frozenset())
    return " ".join(
        token
        for token in _TOKEN.findall(text)
        if token.rstrip(".") not in small and not _FILLED.fullmatch(token)
    )


@dataclass(frozen=True, slots=True)
class _Words:
    months: Mapping[str, int]
    several: Mapping[str, int]
    between: frozenset[str]
    beside_time: frozenset[str]
    days: frozenset[str]
    zones: Mapping[str, int]
    mail_zones: Mapping[str, int]
    unclear: frozenset[str]
    other_days: frozenset[str]
    before_a_day: frozenset[str]
    told: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    read = json.loads(files("syndetect").joinpath("data/months.json").read_text("utf-8"))
    return _Words(
        months={
            _folded(word): number for number, words in enumerate(read["months"], 1) for word in words.split()
        },
        several=read["several"],
        between=frozenset(read["between"].split()),
        beside_time=frozenset((read["before_time"] + " " + read["after_time"]).split()),
        days=frozenset(read["days"].split()),
        zones=read["zones"],
        mail_zones=read["mail_zones"],
        unclear=frozenset(read["unclear_zones"].split()),
        other_days=frozenset((read["changed"] + " " + read["looked_up"]).split()),
        before_a_day=frozenset(f"{read['between']} {read['cited']}".split()),
        told=frozenset(f"{read['published']} {read['around']} {read['between']}".split()),
    )
