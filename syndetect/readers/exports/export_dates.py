"""Dates in the lines of exports: which lines are one, and which day they mean."""

from __future__ import annotations

import re

from syndetect.text.dates import Moment, single_date

_LONGEST = 130
_MONTH = re.compile(r"[^\W\d_]{3,12}\.? \d{4}|(?:spring|summer|autumn|fall|winter) \d{4}", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_DOCUMENT = re.compile(r"·((?:1[6-9]|2[01])\d\d)(\d\d)(\d\d)·")
_SLASHED = re.compile(r"^[A-Z]{3}\d{4} (\d{4}-\d\d-\d\d)/(\d\d:\d\d)")
"""The number of an agency's report, and day and time behind it."""
_AE = (("Maerz", "März"), ("maerz", "märz"))


def is_date_line(text: str) -> bool:
    """Whether a line begins with a date, whatever edition or time stands behind it."""
    line = text.partition("\n")[0].strip()
    if not 6 <= len(line) <= _LONGEST or not any(sign.isdecimal() for sign in line):
        return False
    found = _dated_line(line)
    if found is None:
        return _MONTH.fullmatch(line) is not None
    first = _WORD.search(line.casefold())
    rest = found[1].split()
    return not (first and rest and rest[0] == first[0]) and len(rest) <= 12


def day_in(text: str) -> str | None:
    """The date that a line tells, wherever in it, in ISO 8601."""
    line = " ".join(text.partition("\n")[0].split())
    if document := _DOCUMENT.search(line):
        return "-".join(document.groups())
    found = _dated_line(_SLASHED.sub(r"\1 \2", line[:_LONGEST]))
    return found[0].iso if found is not None else None


def _dated_line(line: str) -> tuple[Moment, str] | None:
    for plain, right in _AE:
        line = line.replace(plain, right)
    return single_date(line)
