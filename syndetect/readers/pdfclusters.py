"""Lines of scripts that stack their letters, each letter once, and of scripts without spaces, without any."""

from __future__ import annotations

import re
from typing import Any

from syndetect.readers.linebreaks import UNSPACED

CLUSTERED = re.compile("[\u0900-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Letters that browsers write with the text of a whole cluster beside each of its parts."""

_SAME = 6.0
"""Points that two boxes of one letter may lie apart."""
_FLATTER = 0.6
"""Times the height of a letter, under which another box of it belongs to a mark above or below."""
_NEAR = 10
"""Letters between two of one cluster."""


def once(part: str, begin: int, page: Any, raw: Any) -> str:
    """One line, whose signs begin at `begin`, without letters and spaces that the library made up.

    It gives the text of a cluster once for each of the objects that draw it, in the same place.
    """
    found: list[str] = []
    kept: list[tuple[str, float, float]] = []
    stacked = CLUSTERED.search(part) is not None
    for at, sign in enumerate(part, begin):
        if sign == " " and raw.FPDFText_IsGenerated(page.raw, at) == 1:
            found.append("\0")
            continue
        if stacked and CLUSTERED.match(sign):
            left, bottom, right, top = page.get_charbox(at, loose=True)
            middle, height = (left + right) / 2, top - bottom
            if any(
                sign == other and abs(middle - place) <= _SAME and height < _FLATTER * full
                for other, place, full in kept[-_NEAR:]
            ):
                continue
            kept.append((sign, middle, height))
        found.append(sign)
    text = "".join(found)
    return _GUESSED.sub(_space, text).strip()


_GUESSED = re.compile("\0+")


def _space(match: re.Match[str]) -> str:
    """The space that a guessed one stands for, which is none between letters of unspaced scripts."""
    text, begin, end = match.string, match.start(), match.end()
    around = text[max(begin - 1, 0) : begin] + text[end : end + 1]
    return "" if around and all(map(UNSPACED.match, around)) else " "
