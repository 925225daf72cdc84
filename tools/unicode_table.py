"""Write ``syndetect/data/unicode.npz``: what each code point is to the tokeniser, and what it folds to.

Run it by hand with the newest Python. The table is data in the package, so that every Python that runs
syndetect sees the same words in the same text, whatever Unicode version its own tables hold.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import numpy as np

from syndetect.kernels.code_points import CLINGS, DIGIT, IGNORED, JOINER, SINGLE, UPPER, WIDENS, WORD

TARGET = Path(__file__).parent.parent / "syndetect" / "data" / "unicode.npz"

# Scripts written without spaces between words: every letter, with the signs around it, is a word of its own.
_UNSPACED = ("CJK ", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "THAI ", "LAO ", "KHMER ", "MYANMAR ")

# Vowels after the letter they belong to, and signs that say a letter or a word again or longer.
_CLINGING = "\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6\u30fc"

# Vowels before the letter they belong to, and signs that stack the next letter.
_LEADING = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4\u17d2\u1039"

# Where accents, overlays, vowel points and variation selectors stand, none of which makes another word.
_POINTS = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x0640, 0x0640),
    (0x064B, 0x0655),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x093C, 0x093C),
    (0x09BC, 0x09BC),
    (0x0A3C, 0x0A3C),
    (0x0ABC, 0x0ABC),
    (0x0B3C, 0x0B3C),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)

# Letters that Unicode does not take apart and readers do, or type for each other.
_BY_HAND = {"æ": "ae", "œ": "oe", "ı": "i", "ɑ": "a", "ɡ": "g", "ſ": "s"}

# Letters of the Arabic script that languages and keyboards write in several codes: yeh, kaf and heh.
_BY_HAND |= dict.fromkeys("\u0649\u06cc", "\u064a") | dict.fromkeys("\u06a9\u06aa", "\u0643")
_BY_HAND |= dict.fromkeys("\u06c1\u06be\u06d5\u0629", "\u0647")

# Letters by their category that are typed for an apostrophe, which parts words.
_APOSTROPHES = "\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u02ee\u07f4\u07f5\ua78b\ua78c"


def main() -> None:
    """Build all columns and save them."""
    kinds = np.zeros(sys.maxunicode + 1, np.uint8)
    folds = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    rests: dict[int, list[int]] = {}
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        kinds[point] = kind_of(character)
        first, *rest = map(ord, fold(character))
        folds[point] = first
        if rest:
            rests[point] = rest
    changed = np.flatnonzero(folds != np.arange(len(folds)))
    steps = np.flatnonzero(np.diff(kinds, prepend=kinds[0] + 1))
    np.savez_compressed(
        TARGET,
        starts=steps.astype(np.uint32),
        kinds=kinds[steps],
        folded=changed.astype(np.uint32),
        folds=folds[changed],
        many=np.array(list(rests), np.uint32),
        rest_sizes=np.array([len(rest) for rest in rests.values()], np.int64),
        rest_letters=np.concatenate([np.array(rest, np.uint32) for rest in rests.values()]),
        version=np.array(unicodedata.unidata_version),
    )


def kind_of(character: str) -> int:
    """The flags of a character."""
    category = unicodedata.category(character)
    if character in ".,":
        return JOINER
    if category == "Cf" or _pointed(character):
        return IGNORED
    if category[0] not in "LNM" or character in _APOSTROPHES:
        return 0
    kind = WORD
    if _unspaced(character):
        kind |= SINGLE
        if category[0] == "M" or character in _CLINGING:
            kind |= CLINGS
        if character in _LEADING:
            kind |= JOINER
    if category == "Nd":
        kind |= DIGIT
    if category in {"Lu", "Lt"}:
        kind |= UPPER
    whole = fold(character)
    if len(whole) > 1 or (ord(character) < 0x100 <= ord(whole)):
        kind |= WIDENS
    return kind


def _pointed(character: str) -> bool:
    marked = unicodedata.category(character)[0] == "M" or character == "\u0640"
    return marked and any(low <= ord(character) <= high for low, high in _POINTS)


def _unspaced(character: str) -> bool:
    # Narrow forms of wide letters have names of their own.
    wide = unicodedata.normalize("NFKC", character)[0]
    return unicodedata.name(wide, "").startswith(_UNSPACED) and unicodedata.category(wide) != "Nd"


def fold(character: str) -> str:
    """Case, width, accents and ligatures gone, where nothing but letters is left; else the character itself.

    Letters of unspaced scripts stay one: each is a word.
    """
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.digit(character))
    whole = unicodedata.normalize("NFKC", character).casefold()
    apart = "".join(_BY_HAND.get(c, c) for c in unicodedata.normalize("NFD", whole))
    bare = "".join(c for c in apart if not _pointed(c))
    if len(bare) > 1:
        bare = unicodedata.normalize("NFC", bare)
    if len(bare) == 1:
        return bare
    lettered = all(unicodedata.category(c)[0] == "L" for c in bare)
    if not bare or not lettered or _unspaced(character) or unicodedata.category(character)[0] not in "LN":
        return character
    return bare


if __name__ == "__main__":
    main()
