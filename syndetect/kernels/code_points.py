"""Code points: their kinds for the tokeniser and the letters they fold to, from a table in the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

U8: TypeAlias = NDArray[np.uint8]
U32: TypeAlias = NDArray[np.uint32]
I64: TypeAlias = NDArray[np.int64]

WORD = 1
"""Part of a word."""
SINGLE = 2
"""A word by itself, as in scripts without spaces."""
IGNORED = 4
"""Zero-width, soft hyphen, accent, vowel point: inside a word, but no part of its hash."""
JOINER = 8
"""Full stop or comma: in a word only between two digits. With SINGLE: one word with the next letter."""
DIGIT = 16
UPPER = 32
WIDENS = 64
"""Folds to several letters, as a ligature does, or, in Latin-1, to a letter beyond it."""
CLINGS = 128
"""With SINGLE: one word with the letter before, such as a vowel sign."""


@dataclass(frozen=True, slots=True)
class Tables:
    """`kinds`: uint8, `folds`: uint32, by code point. `rests`: the further letters that some fold to."""

    kinds: U8
    folds: U32
    rests: Mapping[int, tuple[int, ...]]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables, read once."""
    with files("syndetect").joinpath("data/unicode.npz").open("rb") as file, np.load(file) as saved:
        lengths = np.diff(saved["starts"], append=0x110000)
        kinds = np.repeat(saved["kinds"], lengths)
        folds = np.arange(0x110000, dtype=np.uint32)
        folds[saved["folded"]] = saved["folds"]
        borders = np.cumsum(saved["rest_sizes"])[:-1]
        rest_of = [tuple(letters.tolist()) for letters in np.split(saved["rest_letters"], borders)]
        rests = dict(zip(saved["many"].tolist(), rest_of, strict=True))
    return Tables(kinds, folds, rests)


@lru_cache(maxsize=1)
def byte_tables() -> tuple[bytes, bytes]:
    """Kinds and folds of the first 256 code points, for bytes.translate, by far the fastest look-up."""
    kinds_table = tables()
    return kinds_table.kinds[:256].tobytes(), kinds_table.folds[:256].astype(np.uint8).tobytes()


class _Folding(dict[int, str]):
    def __missing__(self, point: int) -> str:
        kinds_table = tables()
        kind = int(kinds_table.kinds[point])
        whole = (int(kinds_table.folds[point]), *kinds_table.rests.get(point, ()))
        self[point] = "" if kind == IGNORED else "".join(map(chr, whole))
        return self[point]


_FOLDING = _Folding()


def folded(word: str) -> str:
    """`word` without case, accents, width and invisible marks, ligatures taken apart, digits as ASCII."""
    # For ASCII the quicker method has the same result as the tables.
    return word.lower() if word.isascii() else word.translate(_FOLDING)
