"""What stands inside a line and is no wording of its own: readings over letters, marks around quotations."""

from __future__ import annotations

from typing import Any

_MARKS = {"de": "„“‚‘", "fr": "«»“”", "it": "«»“”", "ru": "«»„“", "uk": "«»„“", "pl": "„”«»", "sv": "””’’"}
_OTHERS = "“”‘’"
_OPENING = "\"'“”„«»‘’‚‹›「『"


def settle(root: Any) -> None:
    """Take out the readings of ruby, and put the marks around ``q`` that browsers show there."""
    for reading in list(root.iter("rt", "rp", "rtc")):
        if reading.getparent() is not None:
            reading.drop_tree()
    quoted = list(root.iter("q"))
    for element in quoted:
        _mark(element, _MARKS.get((root.get("lang") or "")[:2].lower(), _OTHERS))
    for element in quoted:
        # Some libraries take this element for a block of its own.
        element.tag = "span"


def _mark(element: Any, marks: str) -> None:
    text = "".join(element.itertext()).strip()
    if not text or text[0] in _OPENING:
        return
    depth = 2 * (sum(parent.tag == "q" for parent in element.iterancestors()) % 2)
    begin, end = marks[depth], marks[depth + 1]
    element.text = begin + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + end
    else:
        element.text += end
