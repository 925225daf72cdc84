"""Marks that cling to words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from syndetect.kernels.text import I64, Bools

_OPENING = "“„\"'‘‚«‹([{¿¡「『《（【"
_CLOSING = "”“\"'’‘»›)]}.!?…,;:」』》）】。！？、，；：؟،؛।"
_CLING = 3


def _marked(marks: str) -> Bools:
    """Which code points of the first plane are among the marks; looked up faster than searched for."""
    table: Bools = np.zeros(0x10000, np.bool_)
    table[[ord(mark) for mark in marks]] = True
    return table


_OPENS, _CLOSES = _marked(_OPENING), _marked(_CLOSING)


def clinging(texts: Sequence[str], begins: I64, ends: I64) -> tuple[I64, I64]:
    """Borders of words with up to three marks that cling to them; none is claimed by two words.

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
    before = np.append(0, tails[:-1])
    rows = np.arange(len(begins))
    for _ in range(_CLING):
        rows = rows[heads[rows] > before[rows]]
        rows = rows[_OPENS[np.minimum(points[heads[rows] - 1], len(_OPENS) - 1)]]
        heads[rows] -= 1
    return heads, tails
