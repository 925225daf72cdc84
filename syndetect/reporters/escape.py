"""Hostile text -> one printable line, without anything invisible or anything that controls a terminal."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len

# Printable by their category, yet they show as nothing: fillers, joiners and Khmer inherent vowels.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_EMOJI_STYLE = "\ufe0f"
_NON_JOINER = "\u200c"


def visible(text: str) -> str:
    """`text` with white space as single spaces and every control or invisible character as <U+XXXX>."""
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(text, offset) for offset in range(len(text)))


def spelled(text: str) -> str:
    """`text` with every control, line break or invisible character as <U+XXXX>; each space stays one."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if unicodedata.category(character) == "Zs" else _shown(text, offset)
        for offset, character in enumerate(text)
    )


def clip(text: str, cells: int) -> str:
    """`text` cut to at most `cells` terminal cells, with … at the end when something is missing."""
    return text if _fits(text, cells) else f"{_head(text, cells - 1).rstrip()}…"


def clip_middle(text: str, cells: int) -> str:
    """`text` cut to at most `cells` terminal cells, with … in the middle: a path's ends matter most."""
    if _fits(text, cells):
        return text
    tail = _head(text[::-1], (cells - 1) * 2 // 3)[::-1]
    return f"{_head(text, cells - 1 - cell_len(tail))}…{tail}"


def _shown(text: str, offset: int) -> str:
    character = text[offset]
    if character == _EMOJI_STYLE:
        return ""  # only chooses between two drawings, whose widths terminals disagree on
    if character == _NON_JOINER and _between_letters(text, offset):
        return character  # Persian and Indic spelling needs it
    blank = character in _BLANK or _is_selector(character)
    return f"<U+{ord(character):04X}>" if blank or not character.isprintable() else character


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _between_letters(text: str, offset: int) -> bool:
    around = text[offset - 1 : offset] + text[offset + 1 : offset + 2]
    return len(around) == 2 and all(unicodedata.category(character) == "Lo" for character in around)


def _fits(text: str, cells: int) -> bool:
    # Counting cells is slow; a text that has many more characters than there is room never fits.
    return len(text) <= 4 * cells and cell_len(text) <= cells


def _head(text: str, cells: int) -> str:
    end = min(len(text), max(cells, 0))
    while end and cell_len(text[:end]) > cells:
        end -= 1
    return text[:end]
