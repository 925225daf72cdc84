"""Lines that are no part of the article: advertisements, buttons, notices, teasers."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files

from syndetect.text.any_of import AnyOf
from syndetect.text.line_starts import CLOSED, Lines, wrapped

_LONGEST_FURNITURE = 400


@lru_cache(maxsize=3)
def _pattern(kind: str) -> AnyOf:
    raw = json.loads(files("syndetect").joinpath("data/furniture.json").read_text("utf-8"))
    # To match in lower case is many times faster than IGNORECASE.
    return AnyOf(raw[kind], re.NOFLAG if kind == "lines" else re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether one line, without outer spaces, is furniture at the head of a text."""
    if len(line) > _LONGEST_FURNITURE:
        return False
    return _pattern("lines").fullmatch(line.lower()) or _pattern("capitals").fullmatch(line)


def furniture(lines: Lines) -> list[tuple[int, int]]:
    """Begin and end of every furniture line, in characters."""
    usual, capitals, teaser = (_pattern(kind).fullmatch for kind in ("lines", "capitals", "teasers"))
    spans = []
    short_lines = wrapped(lines)
    begun, before = False, ""
    for begin, end, line in lines:
        # "share." can be the last line of a wrapped paragraph.
        runs_on = short_lines and line[:1].islower() and bool(before) and not before.endswith(CLOSED)
        before = line
        if not line:
            continue
        short = len(line) <= _LONGEST_FURNITURE and not runs_on
        # "Video: minister resigns" is a link to another article; at the head it is the headline.
        if short and (usual(line.lower()) or capitals(line) or (begun and teaser(line))):
            spans.append((begin, end))
        else:
            begun = True
    return spans
