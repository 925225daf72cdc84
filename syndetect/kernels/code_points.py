"""Code points: what each is to the tokeniser and what it folds to, read from the table in the package."""

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
"""A word of its own, as in scripts without spaces."""
IGNORED = 4
"""Zero-width, soft hyphen, accent, vowel point: stays inside a word's borders, adds nothing to its hash."""
JOINER = 8
"""Full stop or comma: part of a word only between two digits. With SINGLE: one word with the letter after."""
DIGIT = 16
UPPER = 32
WIDENS = 64
"""Folds to several letters, as a ligature does, or, in Latin-1, to a letter beyond it."""
CLINGS = 128
"""With SINGLE: one word with the letter before, as a vowel sign is."""


@dataclass(frozen=True, slots=True)
class Tables:
    """`kinds`: uint8, `folds`: uint32, both by code point. `rests`: what else some letters fold to."""

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
        parts = [tuple(part.tolist()) for part in np.split(saved["rest_letters"], borders)]
        rests = dict(zip(saved["many"].tolist(), parts, strict=True))
    return Tables(kinds, folds, rests)


@lru_cache(maxsize=1)
def byte_tables() -> tuple[bytes, bytes]:
    """What the first 256 code points are and fold to, for bytes.translate, by far the fastest look-up."""
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
    # Of ASCII the tables say nothing that the quicker method does not do.
    return word.lower() if word.isascii() else word.translate(_FOLDING)
