"""Figures as languages write them: in digits, in words, in both, and with their thousands apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIGNS = str.maketrans("", "", ",.")
_GROUP = 3
"""Digits that a mark for thousands stands before."""

_DIGITS = re.compile(r"\d[\d.,]*")
_GAPS = frozenset(" \u00a0\u202f\u2009'’")

TIMES = ("~1000", "~1000000", "~1000000000")
"""Meanings of words that say by how much the figure before them is to be taken."""

_MOST_DIGITS = 15


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
    scale = next((meaning for meaning in meanings if meaning in TIMES), None)
    if scale is None or not word.translate(_SIGNS).isdecimal():
        return None
    zeros = len(scale) - len("~1") - _decimals(word)
    digits = word.translate(_SIGNS)
    return f"={digits}{'0' * zeros}" if zeros >= 0 and len(digits) + zeros <= _MOST_DIGITS else None


def tens_and_units(tens: Sequence[str], units: Sequence[str]) -> str | None:
    """The key of two words for figures that make one, as *twenty* and *three* do."""
    one, other = _value(tens), _value(units)
    if one is None or other is None or not 10 <= one < 100 or one % 10 or not 0 < other < 10:
        return None
    return f"={one + other}"


def _value(keys: Sequence[str]) -> int | None:
    found = next((key[1:] for key in keys if key.startswith("=")), "")
    return int(found) if found.isdecimal() and len(found) <= _GROUP else None


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
