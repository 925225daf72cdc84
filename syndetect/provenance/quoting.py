"""Which of two texts quotes the other: what the one says itself stands in quotation marks in the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from syndetect.attribution.handouts import is_about
from syndetect.attribution.profile import Profile
from syndetect.kernels.hash_set import among
from syndetect.kernels.words import I32
from syndetect.model import Pair, Span
from syndetect.provenance.quoted_at_length import announced, is_letter
from syndetect.provenance.word_runs import runs_of
from syndetect.spans import Union, covered, union

_LEAST, _WHOLE = 0.3, 0.7
"""Share of what two texts share that only one sets off: from where that says something, and says all."""

_MUCH = 0.2
"""Share of a text that must be set off: who quotes less comments nothing."""

_MOST = 0.7
"""Share of a text that another one announces from which on it is that text, and not one that has it too."""

_SET_APART = 0.8
"""Share of what was taken that must be set off; a passage may reach into its writer's own words."""

_FEWEST = 10
"""Runs of three words that two texts must share."""


def quoting(left: Profile, right: Profile, pair: Pair) -> float:
    """How far the right text sets off what the left one says itself: 1 wholly, -1 the other way round.

    What it announces as another's text counts too, if that is most of what the other one is: else both may
    have it from a third. Of a letter that somebody wrote to a paper, or to all, neither paper is the writer.
    """
    evidence = pair.evidence
    shared_spans = [one.left for one in pair.passages], [one.right for one in pair.passages]
    off = (
        _off(left, shared_spans[0], evidence.coverage_right),
        _off(right, shared_spans[1], evidence.coverage_left),
    )
    if max(_amount(left, off[0]), _amount(right, off[1])) < _MUCH:
        return 0.0
    runs = runs_of(left.words), runs_of(right.words)
    shared = among(runs[0].runs, runs[1].runs), among(runs[1].runs, runs[0].runs)
    if shared[0].sum() < _FEWEST:
        return 0.0
    one, other = (
        _share(found.begins[rows], inside) for found, rows, inside in zip(runs, shared, off, strict=True)
    )
    more = min(1.0, max(0.0, (abs(other - one) - _LEAST) / (_WHOLE - _LEAST)))
    if prints_a_letter(left if other > one else right):
        return 0.0
    return more if other > one else -more


def prints_a_letter(side: Profile) -> bool:
    """Whether a text is a letter that its outlet did not write."""
    text = side.document.text
    return is_letter(text) and not is_about(text, side.outlet)


def quotes_back(own: Profile, source: Profile, pair: Pair, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether an article sets off what it took, and that is its source's own speech: it hides from nobody."""
    begins, ends = own.set_off
    if not begins or not taken:
        return False
    flipped = pair.left == own.id
    sides = (own, source) if flipped else (source, own)
    if quoting(*sides, pair) * (-1 if flipped else 1) < 1:
        return False
    inside = [
        (max(low, begin), min(high, end))
        for low, high in zip(begins, ends, strict=True)
        for begin, end in taken
        if max(low, begin) < min(high, end)
    ]
    return covered(inside) >= _SET_APART * covered(taken)


def _off(side: Profile, shared: Sequence[Span], other: float) -> Union:
    """What a text sets off, and announces of what it shares with one that is covered so far by it."""
    if other < _MOST or not shared:
        return side.set_off
    told = announced(side.document.text, shared)
    return union([*zip(*side.set_off, strict=True), *zip(*told, strict=True)]) if told[0] else side.set_off


def _amount(side: Profile, off: Union) -> float:
    begins, ends = off
    return (sum(ends) - sum(begins)) / max(1, len(side.document.text))


def _share(places: I32, inside: Union) -> float:
    """The share of places that lie inside stretches."""
    begins, ends = (np.asarray(side, np.int64) for side in inside)
    within = np.searchsorted(begins, places, side="right") > np.searchsorted(ends, places, side="right")
    return float(within.mean())
