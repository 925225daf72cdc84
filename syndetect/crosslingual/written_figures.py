"""Figures as languages write them: in digits, in words, in both, and with their thousands apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIGNS = str.maketrans("", "", ",.")
_GROUP = 3
"""Digits that a mark for thousands stands before."""

_DIGITS = re.compile(r"\d[\d.,]*")
_BLANKS = " \u00a0\u202f\u2009"
_GAPS = frozenset(" \u00a0\u202f\u2009'’")

TIMES = ("~1000", "~1000000", "~1000000000")
"""Meanings of words that say by how much the figure before them is to be taken."""

_MOST_DIGITS = 15


_CLOCK = re.compile(r"(\d{1,2})[.:h](\d\d)(?![.,\d])")
_AFTERNOON = re.compile(r"(\d{1,2})(?:[.:]\d\d)?pm")
_HOURS, _MINUTES, _NOON = 24, 60, 12

AND = frozenset(("and", "y", "e", "et", "und", "en", "och", "si", "и", "і", "i", "και"))
"""What may stand between the parts of a figure in words, folded."""

ONE = frozenset(
    ("one", "un", "une", "uno", "una", "um", "uma", "unu", "один", "одна", "одне", "jeden", "ενα")
)
"""Words for one: of themselves they are articles, behind tens they are part of a figure."""


def figure_keys(word: str) -> tuple[str, ...]:
    """The keys of a figure in digits: its own, and that of a time of day however that is written."""
    own = figure_key(word)
    clock = _CLOCK.match(word)
    if clock is None or int(clock[1]) >= _HOURS or int(clock[2]) >= _MINUTES:
        hour = _AFTERNOON.match(word)
        return (own, f"={int(hour[1]) + _NOON}") if hour and int(hour[1]) < _NOON else (own,)
    hours = int(clock[1])
    if _AFTERNOON.match(word) and hours < _NOON:
        hours += _NOON
    whole = (f"={hours}",) if int(clock[2]) == 0 else ()
    return tuple(dict.fromkeys((*whole, f"={hours}{clock[2]}", own)))


def clock_end(text: str, begins: Sequence[int], ends: Sequence[int], row: int) -> int:
    """The last word of a time of day that opens with a word of digits: the same one where it is none."""
    if ends[row] - begins[row] > len("24") or row + 1 >= len(begins):
        return row
    last, between = row + 1, text[ends[row] : begins[row + 1]]
    if not between.strip(_BLANKS) and text[begins[last] : ends[last]] == "h" and last + 1 < len(begins):
        last, between = last + 1, ":" if not text[ends[last] : begins[last + 1]].strip(_BLANKS) else ""
    return last if between == ":" and _is_minutes(text[begins[last] : ends[last]]) else row


def _is_minutes(word: str) -> bool:
    return len(word) == len("59") and word.isdecimal() and word.isascii() and int(word) < _MINUTES


def figure_key(word: str) -> str:
    """The key of a figure, however its thousands and decimals are parted: its digits, without a unit."""
    found = _DIGITS.match(word)
    number = (found.group() if found else word).rstrip(".,")
    digits = number.translate(_SIGNS)
    if _decimals(number):
        # 1.40 and 1,4 say the same.
        digits = digits.rstrip("0") or "0"
    return f"={digits}"


def _decimals(number: str) -> int:
    """Digits behind a decimal mark, 0 where the mark is one of thousands."""
    mark = max(number.rfind("."), number.rfind(","))
    behind = len(number) - mark - 1
    return behind if mark >= 0 and behind != _GROUP else 0


def times(word: str, meanings: Sequence[str]) -> str | None:
    """The key of a figure in digits that a word such as *thousand* follows; None where none does."""
    scale = _scale(meanings)
    if not scale or not word.translate(_SIGNS).isdecimal():
        return None
    zeros = scale - _decimals(word)
    digits = word.translate(_SIGNS)
    return f"={digits}{'0' * zeros}" if zeros >= 0 and len(digits) + zeros <= _MOST_DIGITS else None


def in_words(before: Sequence[str], word: Sequence[str], *, adjacent: bool) -> str | None:
    """The key of two words for figures that make one, as *twenty* and *three* or *four* and *hundred* do.

    `adjacent`: nothing stands between them, else a word such as *and* does.
    """
    one, other = _value(before), _value(word)
    if one is None:
        return None
    if other is None:
        scale = _scale(word)
        return f"={one}{'0' * scale}" if scale and adjacent else None
    if _adds(one, other, adjacent=adjacent):
        return f"={one + other}"
    return f"={one * other}" if adjacent and _multiplies(one, other) else None


def _adds(one: int, other: int, *, adjacent: bool) -> bool:
    """Whether one figure stands for so many more than the other: *hundred and two*, *dix-neuf*."""
    last = one % _HUNDRED
    if last in _TENS:
        return 0 < other < _TEN or (last in _SCORES and _TEN <= other < min(_TENS))
    if adjacent and one == _TEN:
        return _SEVEN <= other < _TEN
    whole = _THOUSAND if not one % _THOUSAND else _HUNDRED
    return not one % whole and 0 < other < whole <= one


def _multiplies(one: int, other: int) -> bool:
    return (1 < one < _TEN and other == _HUNDRED) or (one, other) == _FOUR_TWENTIES


def tens_and_one(tens: Sequence[str]) -> str | None:
    """The key of tens that a word for one follows; None where they are none."""
    value = _value(tens)
    return f"={value + 1}" if value is not None and value % _HUNDRED in _TENS else None


_SEVEN, _TEN, _HUNDRED, _THOUSAND = 7, 10, 100, 1000
_TENS = range(20, 100, 10)
_SCORES = (60, 80)
"""Tens that French counts on from to nineteen."""
_FOUR_TWENTIES = (4, 20)


def _scale(keys: Sequence[str]) -> int:
    """How many noughts a word such as *thousand* stands for, 0 for any other."""
    return next((len(key) - len("~1") for key in keys if key in TIMES), 0)


def _value(keys: Sequence[str]) -> int | None:
    found = next((key[1:] for key in keys if key.startswith("=")), "")
    return int(found) if found.isdecimal() and len(found) <= _MOST_DIGITS // 2 else None


_MYRIADS = {"万": 4, "萬": 4, "만": 4, "億": 8, "亿": 8, "억": 8}
"""Letters of East Asian figures, and how many noughts they stand for."""


def in_myriads(text: str, begins: Sequence[int], ends: Sequence[int], row: int) -> tuple[str, int]:
    """A figure of digits and myriads (1億2000万) in digits alone, and its last word; else as it is."""
    total, last, at = 0, row, row
    while at + 1 < len(begins) and begins[at + 1] == ends[at]:
        zeros = _MYRIADS.get(text[begins[at + 1] : ends[at + 1]])
        number = text[begins[at] : ends[at]].replace(",", "")
        whole, _, part = number.partition(".")
        if zeros is None or not whole.isdecimal() or len(part) > zeros or len(whole) > _MOST_DIGITS:
            break
        total += int(whole + part.ljust(zeros, "0")) if not part or part.isdecimal() else 0
        last, at = at + 1, at + 2
        if at >= len(begins) or begins[at] != ends[last]:
            break
        rest = text[begins[at] : ends[at]]
        if rest.isdecimal() and not (
            at + 1 < len(begins) and text[begins[at + 1] : ends[at + 1]] in _MYRIADS
        ):
            return str(total + int(rest)), at
    return (str(total), last) if last > row else (text[begins[row] : ends[row]], row)


def last_of_thousands(text: str, begins: Sequence[int], ends: Sequence[int], row: int) -> int:
    """The last word of a figure whose thousands stand apart."""
    if ends[row] - begins[row] > _GROUP:
        return row
    while (
        row + 1 < len(begins)
        and begins[row + 1] - ends[row] == 1
        and text[ends[row]] in _GAPS
        and ends[row + 1] - begins[row + 1] == _GROUP
        and text[begins[row + 1] : ends[row + 1]].isdigit()
    ):
        row += 1
    return row
