"""Whether a text is worth the look whether it is several articles: what spares most of them that look."""

from __future__ import annotations

LONGEST = 120
"""Signs of a line that may be a label or a head, at most."""

PAIRED = 4
"""Labels that make one of two articles look so."""

STORY = 250
"""Signs of a text that may be an article's, between two lines that may be the heads of some."""

_SIGNS = frozenset("_=*~#-")


def may_be_several(text: str) -> bool:
    """Whether a text is worth the look whether it is several articles; spares most of them the look."""
    if text.count(":") >= 2 * PAIRED:
        return True
    if len(text) < 2 * STORY:
        return False
    # Heads name a year, lines that number end in a digit, tags stand before a dash.
    seen = 0
    for line in text.splitlines():
        if 3 < len(line) <= LONGEST:
            if line[0] in _SIGNS and line[1] in _SIGNS:
                return True
            seen += "20" in line or "19" in line or line[-1].isdigit() or line[2:5] == "  -"
    return seen > 1
