"""Write ``syndetect/data/unicode.npz``: what each code point is to the tokeniser, and what it folds to.

Run it by hand with the newest Python. The table is data in the package, so that every Python that runs
syndetect sees the same words in the same text, whatever Unicode version its own tables hold.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import numpy as np

from syndetect.kernels.text import DIGIT, IGNORED, JOINER, SINGLE, UPPER, WORD

TARGET = Path(__file__).parent.parent / "syndetect" / "data" / "unicode.npz"

# Scripts written without spaces between words: every letter is a word of its own, shingles do the rest.
_UNSPACED = ("CJK ", "HIRAGANA", "KATAKANA", "THAI CHARACTER", "LAO LETTER", "KHMER LETTER", "MYANMAR LETTER")


def main() -> None:
    """Build both columns and save them."""
    kinds = np.zeros(sys.maxunicode + 1, np.uint8)
    folds = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        kinds[point] = _kind(character)
        folds[point] = ord(_fold(character))
    changed = np.flatnonzero(folds != np.arange(len(folds)))
    steps = np.flatnonzero(np.diff(kinds, prepend=kinds[0] + 1))
    np.savez_compressed(
        TARGET,
        starts=steps.astype(np.uint32),
        kinds=kinds[steps],
        folded=changed.astype(np.uint32),
        folds=folds[changed],
        version=np.array(unicodedata.unidata_version),
    )


def _kind(character: str) -> int:
    category = unicodedata.category(character)
    if character in ".,":
        return JOINER
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f" or "\u0300" <= character <= "\u036f":
        return IGNORED
    if category[0] not in "LNM":
        return 0
    if unicodedata.name(character, "").startswith(_UNSPACED) and category[0] == "L":
        return WORD | SINGLE
    kind = WORD
    if category == "Nd":
        kind |= DIGIT
    if category in {"Lu", "Lt"}:
        kind |= UPPER
    return kind


def _fold(character: str) -> str:
    """Case, width and accents gone, where one character is left; otherwise the character itself."""
    folded = unicodedata.normalize("NFKC", character).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFD", folded) if not "\u0300" <= c <= "\u036f")
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.digit(character))
    return bare if len(bare) == 1 else character


if __name__ == "__main__":
    main()
