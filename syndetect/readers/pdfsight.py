"""What of a PDF's page can be seen: text in the colour of the paper, without size, or outside is told apart."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

_WHITE = 250
"""The least of red, green and blue, of 255, in a colour that white paper swallows."""
_CLEAR = 13
"""Opacity, of 255, under which nothing shows."""
_TINY = 1.5
"""Points of type size under which nobody reads."""
_DRAWINGS = 50
"""Paths from which a page without text may be one whose letters are drawn."""
_LARGE = 0.2
"""Share of a page from which a drawing without text may be what the page shows."""
_MAX_DEPTH = 4
_MAX_OBJECTS = 200_000
_MOSTLY = 0.8
"""Share of a page's words from which hidden ones are the page: the layer that a text recognition puts there."""


class Sight:
    """The objects of a page: which pieces of text cannot be seen, and whether it has pictures."""

    def __init__(self, page: Any, raw: Any) -> None:
        self._raw = raw
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._bounds = [ctypes.c_float() for _ in range(4)]
        self._size = ctypes.c_float()
        self._matrix = raw.FS_MATRIX()
        self._painted: list[tuple[float, float, float, float]] = []
        self._paths = self._pictures = self._seen = 0
        self.doubtful: set[int] = set()
        """The addresses of text objects that nobody sees."""
        self._width, self._height = page.get_size()
        count, get = raw.FPDFPage_CountObjects(page.raw), raw.FPDFPage_GetObject
        for at in range(count):
            self._look(get(page.raw, at), 0)

    @property
    def pictured(self) -> bool:
        """Whether the page has pictures, or drawings that may be letters or large ones."""
        if self._pictures or self._paths >= _DRAWINGS:
            return True
        least = _LARGE * self._width * self._height
        return any((right - left) * (top - bottom) >= least for left, bottom, right, top in self._painted)

    def _look(self, item: Any, depth: int) -> None:
        raw = self._raw
        self._seen += 1
        if self._seen > _MAX_OBJECTS:
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if not self._shows(item):
                self.doubtful.add(ctypes.addressof(item.contents))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            for at in range(raw.FPDFFormObj_CountObjects(item)):
                self._look(raw.FPDFFormObj_GetObject(item, at), depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._paths += 1
            if depth == 0 and not self._is_white(item):
                self._paint(item)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            self._pictures += kind == raw.FPDF_PAGEOBJ_IMAGE
            self._paint(item)

    def _shows(self, item: Any) -> bool:
        raw = self._raw
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        if mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP):
            return False
        raw.FPDFTextObj_GetFontSize(item, self._size)
        raw.FPDFPageObj_GetMatrix(item, self._matrix)
        scale = abs(self._matrix.d) or abs(self._matrix.b) or abs(self._matrix.c)
        if abs(self._size.value) * scale < _TINY:
            return False
        if mode != raw.FPDF_TEXTRENDERMODE_FILL:
            return True
        return not self._is_white(item) or self._on_paint(item)

    def _is_white(self, item: Any) -> bool:
        red, green, blue, opacity = self._colour
        if not self._raw.FPDFPageObj_GetFillColor(item, red, green, blue, opacity):
            return False
        return opacity.value < _CLEAR or min(red.value, green.value, blue.value) >= _WHITE

    def _paint(self, item: Any) -> None:
        if (bounds := self._box(item)) is not None and len(self._painted) < 1000:
            self._painted.append(bounds)

    def _on_paint(self, item: Any) -> bool:
        """Whether something of another colour lies under the middle of a piece of text."""
        box = self._box(item)
        if box is None:
            return True
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in self._painted)

    def _box(self, item: Any) -> tuple[float, float, float, float] | None:
        left, bottom, right, top = self._bounds
        if not self._raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return None
        return left.value, bottom.value, right.value, top.value


def hidden_signs(signs: str, page: Any, raw: Any, sight: Sight) -> tuple[str, int]:
    """The signs of a page with U+0000 for those that cannot be seen, and how many words these are.

    Where nearly all of them are hidden, they are what the page is about, and stay.
    """
    shown = "".join(_shown(signs, page, raw, sight))
    unseen = "".join(" " if sign != "\0" else old for sign, old in zip(shown, signs, strict=True))
    words, all_words = len(unseen.split()), len(signs.split())
    return (signs, 0) if words >= _MOSTLY * all_words else (shown, words)


def _shown(signs: str, page: Any, raw: Any, sight: Sight) -> Iterator[str]:
    handle, doubtful = page.raw, sight.doubtful
    for at, sign in enumerate(signs):
        item = None if sign in "\r\n" else raw.FPDFText_GetTextObject(handle, at)
        yield "\0" if item and ctypes.addressof(item.contents) in doubtful else sign
