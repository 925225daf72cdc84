"""Lines that are no part of the article: advertisements, buttons, notices, teasers."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files

from syndetect.text.line_starts import CLOSED, Lines, wrapped

_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_LONGEST_FURNITURE = 400


@lru_cache(maxsize=3)
def _pattern(kind: str) -> re.Pattern[str]:
    raw = json.loads(files("syndetect").joinpath("data/furniture.json").read_text("utf-8"))
    # Groups that capture nothing, and lower case in place of IGNORECASE, match four times as fast.
    whole = "|".join(f"(?:{_GROUP.sub('(?:', pattern)})" for pattern in raw[kind])
    return re.compile(whole) if kind == "lines" else re.compile(whole, re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether one line, without the space around it, is furniture where nothing stands above it."""
    if len(line) > _LONGEST_FURNITURE:
        return False
    return (
        _pattern("lines").fullmatch(line.lower()) is not None
        or _pattern("capitals").fullmatch(line) is not None
    )


def furniture(lines: Lines) -> list[tuple[int, int]]:
    """Begin and end of every line of furniture."""
    usual, capitals, teaser = (_pattern(kind).fullmatch for kind in ("lines", "capitals", "teasers"))
    found = []
    short_lines = wrapped(lines)
    begun, before = False, ""
    for begin, end, line in lines:
        # "share." may be the last line of a wrapped paragraph.
        runs_on = short_lines and line[:1].islower() and bool(before) and not before.endswith(CLOSED)
        before = line
        if not line:
            continue
        short = len(line) <= _LONGEST_FURNITURE and not runs_on
        # "Video: minister resigns" points elsewhere from inside an article; at its head it is the headline.
        if short and (usual(line.lower()) or capitals(line) or (begun and teaser(line))):
            found.append((begin, end))
        else:
            begun = True
    return found
