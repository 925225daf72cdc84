"""Texts that hold two others which share nothing with each other: more likely made from both than before.

Two cuts of one article may share nothing, too, but most keep its beginning. So who holds two such texts is no
source of anybody by what it has besides: that may be from the other one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from syndetect.model import ClueKind
from syndetect.provenance.derivation_tree import Tree
from syndetect.provenance.direction_evidence import CLEAR
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.second_sources import spans_of, tie
from syndetect.provenance.word_runs import Wordings
from syndetect.spans import covered

Spans = Sequence[tuple[int, int]]

_HELD = 0.33
"""Share of a text that a blend of it and others has at least."""

_ALONE = 0.1
"""Share of the blend that only the one of the two covers."""

_NOTHING = 0.1
"""Share of the runs of words of the shorter text up to which two have nothing in common, quotations left
out: reports of one event share names and a phrase or two."""

_SIDES = 12
"""Texts looked at in twos for one that holds them, those of which most is held."""

SPEAKING: frozenset[ClueKind] = frozenset(
    {"time", "credit", "leftover", "dangling", "foreign", "handout", "quoted", "version"}
)
"""What tells the direction between two texts of which each has much of its own."""


def blends(nodes: Nodes, tree: Tree) -> frozenset[int]:
    """The places that hold two others which share nothing."""
    unquoted = _Unquoted(nodes, tree)
    return frozenset(place for place in range(len(nodes)) if _is_blend(nodes, unquoted, place))


class _Unquoted:
    """The wording of each place outside quotations."""

    def __init__(self, nodes: Nodes, tree: Tree) -> None:
        self._nodes, self._tree = nodes, tree
        self._known: dict[int, Wordings] = {}

    def __getitem__(self, place: int) -> Wordings:
        if place not in self._known:
            begins, ends = self._nodes.sides[place].lead.set_off
            words = self._tree.wordings[place]
            after = np.searchsorted(np.asarray(ends, np.int64), words.begins, side="right")
            starts = np.append(np.asarray(begins, np.int64), np.iinfo(np.int64).max)
            kept = words.ends <= starts[after]
            self._known[place] = Wordings(words.runs[kept], words.begins[kept], words.ends[kept])
        return self._known[place]


def has_external_evidence(
    nodes: Nodes, parent: int, place: int, kinds: frozenset[ClueKind] = SPEAKING
) -> bool:
    """Whether more than wording and lengths says that `place` has its text from `parent`; `kinds`: what."""
    ledger = nodes.ledger(parent, place)
    if ledger is None:
        return False
    external = sum(entry.weight for entry in ledger.entries if entry.kind in kinds)
    return (external if (parent, place) in nodes.ledgers else -external) >= CLEAR / 2


def _is_blend(nodes: Nodes, unquoted: _Unquoted, place: int) -> bool:
    held = sorted((-_share(nodes, other, place), other) for other in nodes.near.get(place, ()))
    sides = [other for share, other in held[:_SIDES] if -share >= _HELD]
    elsewhere = [(span.begin, span.end) for span in nodes.sides[place].lead.elsewhere]
    # What a side has not, and another family has, is a part from there.
    if elsewhere and any(_parts(nodes, place, spans_of(nodes, place, one), elsewhere) for one in sides):
        return True
    return any(_apart(nodes, unquoted, place, one, other) for one, other in combinations(sides, 2))


def _share(nodes: Nodes, place: int, other: int) -> float:
    """The share of a text that stands in another one."""
    pair = tie(nodes, place, other)
    if pair is None:
        return 0.0
    return pair.evidence.coverage_left if (place, other) in nodes.ties else pair.evidence.coverage_right


def _apart(nodes: Nodes, unquoted: _Unquoted, place: int, one: int, other: int) -> bool:
    known = tie(nodes, one, other)
    if known is not None and known.relation != "translation":
        return False
    first, second = unquoted[one], unquoted[other]
    if first.shared(second) > _NOTHING * min(len(first), len(second)):
        return False
    return _parts(nodes, place, spans_of(nodes, place, one), spans_of(nodes, place, other))


def _parts(nodes: Nodes, place: int, one: Spans, other: Spans) -> bool:
    """Whether each of two sets of stretches has a part of the text alone."""
    both = covered([*one, *other])
    least = _ALONE * len(nodes.sides[place].lead.document.text)
    return min(both - covered(one), both - covered(other)) >= least
