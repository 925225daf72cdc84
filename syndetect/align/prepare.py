"""Tokens to what alignment needs of one document."""

from __future__ import annotations

import numpy as np

from syndetect.align.limits import LEAST_UNIT, RUN_WORDS
from syndetect.columns import Prepared, Tokens
from syndetect.kernels.seeds import bags
from syndetect.kernels.shingles import shingles
from syndetect.kernels.text import I64, Bools


def prepare(tokens: Tokens) -> Prepared:
    """Sentences as bags of content stems, shingles sorted for joining; furniture is left out of both."""
    used = tokens.content & ~tokens.furniture
    units = _units(tokens, used)
    total = int(units[-1]) + 1 if len(units) else 0
    firsts = np.searchsorted(units, np.arange(total))
    places = np.flatnonzero(used)
    stems = tokens.stems[places]
    weights = tokens.bits[places].astype(np.float64)
    hashed, _ = shingles(tokens.hashes, np.array([0, len(tokens)]), RUN_WORDS)
    starts = np.flatnonzero(_clear(tokens.furniture, RUN_WORDS))
    order = np.argsort(hashed[starts], kind="stable")
    return Prepared(
        tokens=tokens,
        units=units,
        firsts=firsts,
        lasts=np.append(firsts[1:], len(tokens)),
        bags=bags(stems, units[places], weights, total),
        places=places,
        stems=stems,
        weights=weights,
        shingles=hashed[starts][order],
        starts=starts[order],
    )


def _clear(furniture: Bools, size: int) -> Bools:
    """Which shingles of `size` words hold no word of furniture."""
    total = max(0, len(furniture) - size + 1)
    clear: Bools = np.ones(total, np.bool_)
    for shift in range(size):
        clear &= ~furniture[shift : shift + total]
    return clear


def _units(tokens: Tokens, used: Bools) -> I64:
    """Sentences, each joined to the one before while that one holds too few content words to be matched."""
    if not len(tokens):
        return np.empty(0, np.int64)
    sentences = tokens.sentences
    counts = np.bincount(sentences, used)
    unit, held = 0, 0.0
    numbers = np.zeros(len(counts), np.int64)
    for place, count in enumerate(counts.tolist()):
        last = place == len(counts) - 1
        if place and held >= LEAST_UNIT and not (last and count < LEAST_UNIT):
            unit, held = unit + 1, 0.0
        numbers[place] = unit
        held += count
    return numbers[sentences]
