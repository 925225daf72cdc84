"""The text of an element tree, block by block, whatever the vocabulary of its elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Test = Callable[[Any], bool]
Sign = Callable[[Any], str]

JOIN = "\x02"
"""Stands where nothing may come between two halves of a word, whatever spaces are around it."""

_JOINED = re.compile(r"([-\u00ad\u2010¬⸗]?)(?:(?<!\s)\s++)?+\x02\s*+(?=(\w?))")
_HYPHENS = ("-", "\u2010")


def _nothing(_: Any) -> str:
    return ""


def flow(
    root: Any, is_block: Test, passed_over: Test, sign: Sign = _nothing, behind: Sign = _nothing
) -> list[str]:
    """The text of `root` in blocks, each on one line; elements that are `passed_over` leave no trace.

    `sign` gives what an element puts in its own place ahead of its text, such as a space for a line's end;
    `behind` what follows its text, such as a closing mark of quotation.
    """
    from lxml import etree

    found: list[str] = []
    pieces: list[str] = []

    def flush() -> None:
        text = " ".join(_JOINED.sub(_joined, "".join(pieces)).split())
        if text:
            found.append(text)
        pieces.clear()

    skipped: Any = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        named = isinstance(element.tag, str)
        block = named and is_block(element)
        if event == "start":
            if skipped is None and element is not root and (not named or passed_over(element)):
                skipped = element
                walk.skip_subtree()
                continue
            if block:
                flush()
            pieces.append(sign(element) + (element.text or ""))
            continue
        if element is skipped:
            skipped = None
        else:
            pieces.append(behind(element))
            if block:
                flush()
        if element is not root:
            pieces.append(element.tail or "")
    flush()
    return found


def _joined(match: re.Match[str]) -> str:
    """What stands between two halves of a word: a hyphen only where a capital follows, as in a compound."""
    return match[1] if match[1] in _HYPHENS and match[2].isupper() else ""
