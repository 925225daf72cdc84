"""What is measured on the aligned sentences of two languages."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from syndetect.crosslingual.alignment import Beads, CommonItems, supported
from syndetect.crosslingual.keyed_texts import KeyedText
from syndetect.kernels.words import I64, Bools

HEARD = 0.5
"""Share of a sentence's words between quotation marks from which it is a quotation: anybody can have that."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How far two texts in two languages tell the same, sentence by sentence.

    `carried_left`, `carried_right`: share of the words outside quotations that stand in sentences that answer
    each other. `answered`: of the weight of a text, figures and names and all, the share that stands on the
    other side of its bead, of the text of which more does. `facts`: the same of figures and names inside
    beads, of the side that agrees less; `facts_most`: of the other, which may be a shorter version; `retold`:
    of all words but these, beads or not, of the better side. `known_facts`, `known_words`: the shares of
    figures and names, of the side with more, and of other words, of the side with less, that stand anywhere
    in the other text.
    `told_words`: how many of these words do, of the
    side with fewer. `misfit`: mean standard deviations by which the lengths of beads miss each other.
    `sentences`: beads that are no quotation; `all_sentences`:
    with quotations; `moved`: of these, how many stand in another order. `glossed`: whether there are glosses
    of both languages.
    """

    carried_left: float = 0.0
    carried_right: float = 0.0
    answered: float = 0.0
    facts: float = 0.0
    facts_most: float = 0.0
    retold: float = 0.0
    known_facts: float = 0.0
    known_words: float = 0.0
    told_words: int = 0
    prose: float = 0.0
    misfit: float = 0.0
    sentences: int = 0
    all_sentences: int = 0
    moved: int = 0
    glossed: bool = True


NOTHING = Measures()


def measured(left: KeyedText, right: KeyedText, shared: CommonItems, beads: Beads) -> Measures:
    """The figures of a pair; swapping its sides swaps `carried_left` and `carried_right` and no more."""
    rows = np.flatnonzero(supported(beads))
    if not len(rows):
        return NOTHING
    spans = beads.spans[rows]
    ours, theirs = _Answers(left, shared, 0, spans), _Answers(right, shared, 1, spans)
    both = (ours, theirs)
    heard = [left.quoted[a:b].mean() >= HEARD or right.quoted[c:d].mean() >= HEARD for a, b, c, d in spans]
    facts = [one.share(one.side.facts & one.inside) for one in both]
    return Measures(
        carried_left=ours.narrated(),
        carried_right=theirs.narrated(),
        answered=max(one.share(np.ones(len(one.found), np.bool_)) for one in both),
        facts=min(facts),
        facts_most=max(facts),
        retold=max(one.share(~one.side.facts) for one in both),
        known_facts=max(one.known(one.side.facts) for one in both),
        known_words=min(one.known(~one.side.facts) for one in both),
        told_words=min(int((one.found & ~one.side.facts).sum()) for one in both),
        prose=max(one.plain_share() for one in both),
        misfit=float(beads.misfit[rows].mean()),
        sentences=len(rows) - int(sum(heard)),
        all_sentences=len(rows),
        moved=len(rows) - _in_order(spans),
        glossed=left.glossed and right.glossed,
    )


def _in_order(spans: I64) -> int:
    """How many beads at most stand in one order in both texts."""
    ends: list[int] = []
    for place in spans[np.argsort(spans[:, 0]), 2].tolist():
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


class _Answers:
    """Which items of a side have one on the other side of their bead.

    `found`: bool (items,); `inside`: bool (items,), those that stand in a bead at all.
    """

    def __init__(self, side: KeyedText, shared: CommonItems, row: int, spans: I64) -> None:
        self.side = side
        bead = np.full(len(side), -1)
        for number, span in enumerate(spans.tolist()):
            bead[span[2 * row] : span[2 * row + 1]] = number
        self._sentences = bead >= 0
        names, of_items = shared.names[row], bead[side.units]
        self.inside: Bools = of_items >= 0
        held = np.zeros((len(spans), max(1, shared.held[row].shape[1])), np.bool_)
        for number, span in enumerate(spans.tolist()):
            begin, end = span[2 - 2 * row], span[3 - 2 * row]
            held[number, : shared.held[1 - row].shape[1]] = shared.held[1 - row][begin:end].any(axis=0)
        known = self.inside & (names >= 0)
        self._known: Bools = names >= 0
        self.found: Bools = np.zeros(len(names), np.bool_)
        self.found[known] = held[of_items[known], names[known]]

    def narrated(self) -> float:
        """Share of the words outside quotations that stand in beads."""
        words = self.side.words * (1 - self.side.quoted)
        return float(words[self._sentences].sum() / max(words.sum(), 1.0))

    def plain_share(self) -> float:
        """Of the weight of what is answered, the share that is no figure or name."""
        weights = self.side.weights * self.found
        return float(weights[~self.side.facts].sum() / max(weights.sum(), 1e-9))

    def known(self, wanted: Bools) -> float:
        """Of the weight of some items, the share that stands anywhere in the other text."""
        total = self.side.weights[wanted].sum()
        return float(self.side.weights[wanted & self._known].sum() / total) if total else 0.0

    def share(self, wanted: Bools) -> float:
        """Of the weight of some items, the share that is answered; 0 where there are none."""
        total = self.side.weights[wanted].sum()
        return float(self.side.weights[wanted & self.found].sum() / total) if total else 0.0
