"""Lines by which an article says that it was corrected or updated since it first appeared."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files

from syndetect.model import Span

_LINES = 4
"""Lines from either end that may say so: in between somebody else's correction is told."""

_LONGEST = 400


@lru_cache(maxsize=4096)
def amended(text: str) -> Span | None:
    """Where a text says that it is a later version; None where it does not."""
    lines = [match for match in _lines().finditer(text) if match[0].strip()]
    for line in dict.fromkeys((*lines[:_LINES], *lines[-_LINES:])):
        folded = line[0].casefold() if len(line[0]) <= _LONGEST else ""
        if any(words in folded for words in _wordings()):
            return Span(*line.span())
    return None


@lru_cache(maxsize=1)
def _lines() -> re.Pattern[str]:
    return re.compile(r"[^\n]+")


@lru_cache(maxsize=1)
def _wordings() -> tuple[str, ...]:
    read = json.loads(files("syndetect").joinpath("data/amendments.json").read_text("utf-8"))
    return tuple(words for some in read["languages"].values() for words in some)
