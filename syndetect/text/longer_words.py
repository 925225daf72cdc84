"""Longer words, which show what a sentence is about, in scripts with spaces and in those without."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np

from syndetect.kernels.code_points import DIGIT, IGNORED, SINGLE, WORD, tables

_LETTERS = 5
"""Letters of a longer word, at least; short words are in every sentence."""

_PLAIN = re.compile(r"[^\W\d_]{5,}")
"""Such words in Latin, Greek and Cyrillic, whose letters are single code points."""

_BEYOND = re.compile("[\u0300-\u036f\u0530-\u1dff\u2e80-\ua63f\ua6a0-\ud7ff\uf900-\U0003ffff]")
"""Code points of scripts for which `_PLAIN` is not enough."""

_HANGUL = (0xAC00, 0xD7A3)
"""Syllables: a Korean word has two or three, and one is its ending; forms of a word share pairs of them."""


def longer_words(text: str) -> frozenset[str]:
    """The distinct words of five letters or more, folded.

    In scripts without spaces, and in Korean, pairs of letters are used in place of words, as in retrieval.
    """
    folded = text.casefold()
    if folded.isascii() or _BEYOND.search(folded) is None:
        return frozenset(_PLAIN.findall(folded))
    distinct: set[str] = set()
    for spaced, run in _pattern().findall(folded):
        if spaced:
            distinct.add(spaced)
        else:
            distinct.update(map("".join, pairwise(run)))
    return frozenset(distinct)


def share_among(words: frozenset[str], others: frozenset[str]) -> float:
    """Share (0 to 1) of `words` that are among `others`; 1 where there are no words."""
    return len(words & others) / len(words) if words else 1.0


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A pattern with two groups: words of scripts with spaces, and runs of letters of other scripts."""
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
