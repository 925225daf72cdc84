"""A page as lines for the splitter: one a block, with the classes, ids and elements around it as marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from syndetect.readers.page.plain import BLOCKS
from syndetect.readers.prose import ROW, Line

_SKIPPED = frozenset(
    ("script", "style", "head", "title", "select", "option", "button", "noscript", "svg", "meta", "link")
)
_MOST_MARKS = 60
_LABEL = 40
"""Signs up to which a cell may be the label of the one beside it."""

_NUMBERED = re.compile(r"(?<![_\d])[_\d]++$")


def page_lines(root: Any, breaks: frozenset[str] = frozenset()) -> list[Line]:
    """The lines of a page; `breaks` are marks of elements that are lines though they are no blocks."""
    return list(_Walk(breaks).lines(root))


class _Walk:
    def __init__(self, breaks: frozenset[str]) -> None:
        self._breaks = breaks
        self._pieces: list[str] = []
        self._marks: list[tuple[str, ...]] = []
        self._inner: set[str] = set()
        self._waiting: set[str] = set()

    def lines(self, root: Any) -> Iterator[Line]:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: Any = None
        for event, element in walk:
            if event == "start":
                if not isinstance(element.tag, str) or element.tag in _SKIPPED:
                    skipped = skipped if skipped is not None else element
                    walk.skip_subtree()
                    continue
                yield from self._start(element)
                continue
            if element is skipped:
                skipped = None
            elif isinstance(element.tag, str):
                yield from self._end(element)
            self._pieces.append(element.tail or "" if element is not root else "")
        yield from self._flush()

    def _start(self, element: Any) -> Iterator[Line]:
        names = _names(element)
        if element.tag == "br":
            self._pieces.append("\x03")
            return
        if element.tag == "a":
            self._anchor(element)
        if self._is_line(element, names):
            if element.tag in ("td", "th") and element.getprevious() is not None:
                # Cells of a row stay together, parted by a tab.
                self._pieces.append("\t")
            elif not (element.tag in ("p", "div", "span") and self._in_cell(element)):
                yield from self._flush()
            self._marks.append((element.tag, *names))
        else:
            self._inner.update(names)
        self._pieces.append(element.text or "")

    def _end(self, element: Any) -> Iterator[Line]:
        names = _names(element)
        if element.tag != "br" and self._is_line(element, names):
            if element.tag not in ("td", "th") and not self._is_label(element):
                yield from self._flush()
            if self._marks:
                self._marks.pop()

    def _is_line(self, element: Any, names: tuple[str, ...]) -> bool:
        return element.tag in BLOCKS or any(name in self._breaks for name in names)

    def _in_cell(self, element: Any) -> bool:
        """Whether this is the first thing in a cell of a row, so that the label beside it stays with it."""
        parent = element.getparent()
        first = parent is not None and parent.tag in ("td", "th") and not (parent.text or "").strip()
        return bool(first) and element.getprevious() is None and parent.getprevious() is not None

    def _is_label(self, element: Any) -> bool:
        """Whether a paragraph is all that a cell holds which labels the cell beside it."""
        parent = element.getparent()
        if parent is None or parent.tag not in ("td", "th") or len(parent) != 1 or parent.getnext() is None:
            return False
        return len("".join(element.itertext())) < _LABEL

    def _anchor(self, element: Any) -> None:
        name = element.get("name") or ""
        if name and "href" not in element.attrib:
            self._waiting.add(f"anchor {_NUMBERED.sub('', name).lower()[:40]}")
        href = element.get("href") or ""
        if href.startswith(("http://", "https://")) and len(href) < 500:
            self._inner.add(f"href {href}")

    def _flush(self) -> Iterator[Line]:
        source = "".join(self._pieces)
        self._pieces.clear()
        parts = [" ".join(part.split(" ")) for part in source.split("\x03")]
        text = "\n".join(_squeezed(part) for part in parts).strip()
        if text:
            marks = {mark for names in self._marks for mark in names} | self._inner | self._waiting
            row = {ROW} if "\t" in text else set()
            yield Line(text, frozenset(sorted(marks)[:_MOST_MARKS]) | row)
            self._waiting.clear()
        self._inner.clear()


def _squeezed(part: str) -> str:
    """White space as a page means it, but for the tabs between cells."""
    return (
        "\t".join(" ".join(cell.replace("\xa0", " ").split()) for cell in part.replace("\n", " ").split("\t"))
        if "\t" in part
        else " ".join(part.split())
    )


def _names(element: Any) -> tuple[str, ...]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return tuple(name[:60] for name in names[:20])
