"""What stands inside a line and is no wording of its own: readings over letters, marks around quotations."""

from __future__ import annotations

import re
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
    code = [one for one in root.iter("code") if next(one.iterancestors("pre"), None) is None]
    for element in (*quoted, *code):
        # Some libraries take these for blocks of their own, and put code inside code behind its paragraph.
        element.tag = "span"


def _without_wrapping(root: Any) -> None:
    """Put the lines of the source together as browsers do: libraries take some of them for paragraphs.

    Empty lines stay, since text that was pasted into a page has no other paragraphs; so does everything in
    elements that show their lines.
    """
    for element in root.iter():
        if _is_wrapped(element.text) and isinstance(element.tag, str) and not _shows_lines(element):
            element.text = _WRAP.sub(" ", settable(element.text))
        if _is_wrapped(element.tail) and not _shows_lines(element.getparent()):
            element.tail = _WRAP.sub(" ", settable(element.tail))


_WRAP = re.compile(r"(?<!\n)\n(?![ \t]*\n)")
_AS_WRITTEN = ("pre", "textarea", "listing", "xmp", "plaintext", "script", "style")
_WHITE_SPACE = re.compile(r"white-space\s{0,9}:\s{0,9}(?:pre|break-spaces)")


def _is_wrapped(text: str | None) -> bool:
    return text is not None and "\n" in text and not text.isspace()


def _shows_lines(element: Any) -> bool:
    """Whether the lines of the source are seen in an element, as in ``pre``."""
    while element is not None:
        if element.tag in _AS_WRITTEN or _WHITE_SPACE.search(element.get("style") or ""):
            return True
        element = element.getparent()
    return False


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
