"""Marks that cling to words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from syndetect.kernels.code_points import IGNORED, U32, tables
from syndetect.kernels.words import I64, Bools

_OPENING = "“„\"'‘‚«‹([{¿¡「『《（【"
_CLOSING = "”“\"'’‘»›)]}.!?…,;:」』》）】。！？、，；：؟،؛।"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_CLING = 3


def _marked(marks: str) -> Bools:
    """Which code points of the first plane are among the marks; looked up faster than searched for."""
    table: Bools = np.zeros(0x10000, np.bool_)
    table[[ord(mark) for mark in marks]] = True
    return table


_OPENS, _CLOSES, _BLANK = _marked(_OPENING), _marked(_CLOSING), _marked(_SPACES)


def clinging(texts: Sequence[str], begins: I64, ends: I64) -> tuple[I64, I64]:
    """Borders of words with up to three marks that cling to them; none is claimed by two words.

    Accents and joiners go with the mark or the picture that they belong to, so that no border parts them.
    `begins`, `ends`: int64 (words,), code points of the texts joined by one character each.
    """
    heads, tails = begins.copy(), ends.copy()
    if not len(begins):
        return heads, tails
    # What stands between two texts is no mark, so that no word reaches over its text's end.
    joined = "\n".join((*texts, ""))
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    following = np.append(begins[1:], len(points))
    rows = np.arange(len(begins))
    for _ in range(_CLING):
        rows = rows[tails[rows] < following[rows]]
        rows = rows[_CLOSES[np.minimum(points[tails[rows]], len(_CLOSES) - 1)]]
        tails[rows] += 1
    tails = _with_accents(points, tails, following)
    before = np.append(0, tails[:-1])
    rows = np.arange(len(begins))
    for _ in range(_CLING):
        rows = rows[heads[rows] > before[rows]]
        rows = rows[_OPENS[np.minimum(points[heads[rows] - 1], len(_OPENS) - 1)]]
        heads[rows] -= 1
    rows = np.flatnonzero(_is_accent(points[heads]))
    # A word that opens with an accent has it from a picture or a mark before, which goes with it.
    taken = rows[(heads[rows] == before[rows]) & (rows > 0)]
    taken = taken[tails[taken - 1] > ends[taken - 1]]
    tails[taken - 1] -= 1
    rows = rows[heads[rows] > np.append(0, tails[:-1])[rows]]
    heads[rows] -= ~_BLANK[np.minimum(points[heads[rows] - 1], len(_BLANK) - 1)]
    return heads, tails


def _is_accent(points: U32) -> Bools:
    """Which code points are part of the character before."""
    mask: Bools = tables().kinds[points] == IGNORED
    return mask


def _with_accents(points: U32, tails: I64, following: I64) -> I64:
    """Ends moved behind the accents and joiners that follow, as far as the next word."""
    rows = np.flatnonzero(tails < following)
    rows = rows[_is_accent(points[tails[rows]])]
    if not len(rows):
        return tails
    others = np.append(np.flatnonzero(~_is_accent(points)), len(points))
    moved = tails.copy()
    moved[rows] = np.minimum(following[rows], others[np.searchsorted(others, tails[rows])])
    return moved
