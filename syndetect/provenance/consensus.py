"""Parents that their children speak against: where all of them read alike, and otherwise than the parent.

Who changes a word and hands the text on has the word handed on. A text that is nearest to all others, and
has in places words of its own that none of them has, was made from the same text as they.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from syndetect.kernels.hash_set import among
from syndetect.kernels.words import I64, U64
from syndetect.provenance.derivation_tree import Tree
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.second_sources import spans_of, tie
from syndetect.provenance.word_runs import Wordings

_CHILDREN = 3
"""Close children from which on they cannot all have restored the words of another text."""

_MOST = 0.8
"""Share of the children that must have the same other words."""

_CLOSE = 0.8
"""Coverage of both texts from which a child has the whole of its parent."""

_LEFT = 0.5
"""How sure a link or a root can be that its children speak against."""

_TOLD = frozenset({"time", "credit", "handout", "leftover"})


def consented(nodes: Nodes, tree: Tree) -> Tree:
    """The tree, in which nothing is sure that rests on a parent whose own words no child has."""
    close: dict[int, list[int]] = defaultdict(list)
    for child, parent in tree.parents.items():
        if _is_close(nodes, child, parent):
            close[parent].append(child)
    against = {
        parent
        for parent, children in close.items()
        if len(children) >= _CHILDREN
        and not any(_has_outside_evidence(nodes, parent, child) for child in children)
    }
    if not against:
        return tree
    rare = _alone(tree.wordings)
    against = {parent for parent in against if _own_words(nodes, tree, parent, close[parent], rare)}
    certain: Mapping[int, float] = {
        place: min(sure, _LEFT) if tree.parents[place] in against else sure
        for place, sure in tree.certain.items()
    }
    confidence = min(tree.confidence, _LEFT) if tree.root in against else tree.confidence
    return replace(tree, certain=certain, confidence=confidence)


def _is_close(nodes: Nodes, one: int, other: int) -> bool:
    pair = tie(nodes, one, other)
    return pair is not None and min(pair.evidence.coverage_left, pair.evidence.coverage_right) >= _CLOSE


def _has_outside_evidence(nodes: Nodes, parent: int, child: int) -> bool:
    """Whether dates, credits or traces speak of the link: then a wording of its own may be a headline's."""
    ledger = nodes.ledger(parent, child)
    return ledger is not None and any(entry.kind in _TOLD for entry in ledger.entries)


def _alone(wordings: Sequence[Wordings]) -> U64:
    """The runs that one text alone has, sorted."""
    runs, counts = np.unique(np.concatenate([one.runs for one in wordings]), return_counts=True)
    found: U64 = runs[counts == 1]
    return found


def _own_words(nodes: Nodes, tree: Tree, parent: int, children: Sequence[int], rare: U64) -> bool:
    """Whether a text has words that nobody else has where its children have the same other ones."""
    mine = tree.wordings[parent]
    own = np.flatnonzero(among(mine.runs, rare))
    runs, counts = np.unique(
        np.concatenate([tree.wordings[child].runs for child in children]), return_counts=True
    )
    agreed = runs[(counts >= max(_CHILDREN, _MOST * len(children))) & ~among(runs, mine.runs)]
    if not len(own) or not len(agreed):
        return False
    inside = np.zeros(len(own), np.int64)
    for child in children:
        inside += _within(mine, own, spans_of(nodes, parent, child))
    return bool((inside >= _CHILDREN).any()) and any(
        _within(words, np.flatnonzero(among(words.runs, agreed)), spans_of(nodes, child, parent)).any()
        for child in children
        for words in (tree.wordings[child],)
    )


def _within(words: Wordings, rows: I64, spans: Sequence[tuple[int, int]]) -> I64:
    """For some runs of a text 1 where they stand in the midst of a stretch, else 0."""
    held = np.zeros(len(rows), np.int64)
    for begin, end in spans:
        held |= (words.begins[rows] > begin) & (words.ends[rows] < end)
    return held
