"""What stands inside a line and is no wording of its own: readings over letters, marks around quotations."""

from __future__ import annotations

from typing import Any

from syndetect.readers.page.element_tree import settable

_MARKS = {"de": "„“‚‘", "fr": "«»“”", "it": "«»“”", "ru": "«»„“", "uk": "«»„“", "pl": "„”«»", "sv": "””’’"}
_OTHERS = "“”‘’"
_OPENING = "\"'“”„«»‘’‚‹›「『"


def settle(root: Any) -> None:
    """Take out the readings of ruby, and put the marks around ``q`` that browsers show there.

    Heads and feet of pages, which word processors put around what they write for the web, go as well.
    """
    for element in [one for one in root.iter("div") if one.get("title") in ("header", "footer")]:
        if next(element.iterdescendants("div", "article", "main"), None) is None:
            element.drop_tree()
    for reading in list(root.iter("rt", "rp", "rtc")):
        if reading.getparent() is not None:
            reading.drop_tree()
    _without_wrapping(root)
    quoted = list(root.iter("q"))
    for element in quoted:
        _mark(element, _MARKS.get((root.get("lang") or "")[:2].lower(), _OTHERS))
    for element in quoted:
        # Some libraries take this element for a block of its own.
        element.tag = "span"


def _without_wrapping(root: Any) -> None:
    """Put lines of the source together where a paragraph has breaks of its own: libraries mix them up."""
    done: set[Any] = set()
    for line in root.iter("br"):
        parent = line.getparent()
        if parent is None or parent in done or next(line.iterancestors("pre"), None) is not None:
            continue
        done.add(parent)
        parent.text = settable(parent.text).replace("\n", " ")
        for inside in parent:
            inside.tail = settable(inside.tail).replace("\n", " ")
            if isinstance(inside.tag, str) and inside.tag != "pre":
                inside.text = settable(inside.text).replace("\n", " ")


def _mark(element: Any, marks: str) -> None:
    text = "".join(element.itertext()).strip()
    if not text or text[0] in _OPENING:
        return
    depth = 2 * (sum(parent.tag == "q" for parent in element.iterancestors()) % 2)
    begin, end = marks[depth], marks[depth + 1]
    element.text = begin + settable(element.text)
    if len(element):
        element[-1].tail = settable(element[-1].tail) + end
    else:
        element.text += end
