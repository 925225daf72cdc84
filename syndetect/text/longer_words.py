"""Longer words: those that tell what a sentence is about, in scripts with spaces and in those without."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np

from syndetect.kernels.code_points import DIGIT, IGNORED, SINGLE, WORD, tables

_LETTERS = 5
"""Letters of a longer word at least; short ones stand in every sentence."""

_PLAIN = re.compile(r"[^\W\d_]{5,}")
"""Such words in Latin, Greek and Cyrillic, whose letters are single code points."""

_BEYOND = re.compile("[\u0300-\u036f\u0530-\u1dff\u2e80-\ua63f\ua6a0-\ud7ff\uf900-\U0003ffff]")
"""Code points from which on the letters of a word are not all that there is to it."""

_HANGUL = (0xAC00, 0xD7A3)
"""Syllables: a word of Korean has two or three, and its ending is one of them; pairs are what words share."""


def longer_words(text: str) -> frozenset[str]:
    """The distinct words of five letters or more, folded.

    In scripts without spaces, and in Korean, pairs of letters stand for them, as in retrieval.
    """
    folded = text.casefold()
    if folded.isascii() or _BEYOND.search(folded) is None:
        return frozenset(_PLAIN.findall(folded))
    found: set[str] = set()
    for spaced, run in _pattern().findall(folded):
        if spaced:
            found.add(spaced)
        else:
            found.update(map("".join, pairwise(run)))
    return frozenset(found)


def share_among(words: frozenset[str], others: frozenset[str]) -> float:
    """Share of the longer words of a stretch that are among `others`; 1 where it has none."""
    return len(words & others) / len(words) if words else 1.0


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Two groups: words of scripts with spaces, and runs of letters of those without."""
    kinds = tables().kinds
    letters = (kinds & np.uint8(WORD | IGNORED | SINGLE)) != 0
    letters &= (kinds & np.uint8(DIGIT)) == 0
    alone = (kinds & np.uint8(SINGLE)) != 0
    alone[_HANGUL[0] : _HANGUL[1] + 1] = True
    alone &= letters
    return re.compile(f"([{_ranges(letters & ~alone)}]{{{_LETTERS},}})|([{_ranges(alone)}]{{2,}})")


def _ranges(members: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> str:
    """Code points as the ranges of a set in a regular expression."""
    borders = np.flatnonzero(np.diff(members, prepend=False, append=False)).tolist()
    pairs = zip(borders[::2], borders[1::2], strict=True)
    return "".join(f"{re.escape(chr(begin))}-{re.escape(chr(end - 1))}" for begin, end in pairs)
