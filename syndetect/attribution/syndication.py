"""Notices that a text was taken over from an agency's feed: it came from elsewhere, whoever wrote it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files

from syndetect.model import Span
from syndetect.text.any_of import AnyOf

_LINES = 8
"""Lines from either end that may be such a notice."""
_LONGEST = 420


@lru_cache(maxsize=4096)
def syndicated(text: str) -> Span | None:
    """Where a text says that it was published from a feed, unedited; None where it does not say so."""
    begins = [0, *(match.end() for match in re.finditer("\n", text))]
    for at in dict.fromkeys((*begins[:_LINES], *begins[-2 * _LINES :])):
        end = text.find("\n", at)
        line = text[at : len(text) if end < 0 else end].strip()
        if 30 <= len(line) <= _LONGEST and _says_so(line.casefold()):
            begin = text.index(line, at)
            return Span(begin, begin + len(line))
    return None


@lru_cache(maxsize=1 << 13)
def _says_so(line: str) -> bool:
    """Whether a line in small letters is a notice in any language."""
    # Those who print one text have most of its lines in common, and each line is looked at once.
    return _notices().fullmatch(line)


@lru_cache(maxsize=1)
def _notices() -> AnyOf:
    read = json.loads(files("syndetect").joinpath("data/bylines.json").read_text("utf-8"))
    return AnyOf(pattern for part in read["languages"].values() for pattern in part["syndicated"])
