"""Second sources: members made from two texts, each of which explains a part that the other does not."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from syndetect.kernels.hash_set import among
from syndetect.kernels.words import Bools
from syndetect.model import Pair
from syndetect.provenance.derivation_tree import Tree
from syndetect.provenance.link_odds import EXACT
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.weights import weight
from syndetect.provenance.word_runs import Wordings
from syndetect.spans import covered

_LEAST_GAIN = 3
"""Runs of words that two sources must explain beyond the better one of them: a changed word has as many."""

_SEWN, _WRONG, _AT_EDGE, _ALONE, _HELD, _DIRECTION = -4.23, 3.23, 3.53, 2.16, 2.39, 0.37
"""Log odds of two sources; against them for what stands on the wrong side of the seam, and a seam near an
end; for what each has alone, and the share of the text that each has; and how much of the ledger counts.
Fitted on learning trees."""

_RUNS = 5
"""Runs that count as much as another stretch of them: a changed word alters three runs at once."""

_EDGE = 0.1
_MOST_ODDS = 4.0
_SOURCES = 12

_FEWEST = 8
"""Runs of words that each must have alone where the two parts stand apart in the text."""

_FEW_RUNS = 0.02
"""Share of the runs that each must have alone for a member to hang below one that hung below it."""

_APART = 0.9
"""How often a run of the one part precedes one of the other, or follows it, for the parts to stand apart."""

_LEAST_COVERED = 0.15
"""Share of the text in passages that each of two sources must cover alone."""

_SECOND = 2.0
"""Log odds against a second source, whatever it explains."""

_CANDIDATES = 8


def patched(nodes: Nodes, tree: Tree) -> tuple[Tree, dict[int, tuple[int, float]]]:
    """For each place made from two: the second source, and the share of its runs that only this one has.

    A place whose two sources are others than its parent has the one that explains more of it as its parent,
    if that link was weighed: of a large family few are, and of an outlet's versions each with the next.
    """
    below = _below(tree)
    found: dict[int, tuple[int, float]] = {}
    for place, parent in sorted(tree.parents.items()):
        others = [other for other in nodes.near[place] if other not in below[place]]
        others.sort(key=lambda other: (-_coverage(nodes, place, other), other))
        parts = _sewn(nodes, tree.wordings, place, parent, others[:_SOURCES])
        if parts is not None and parts.odds <= 0:
            if parent not in {parts.first, parts.second}:
                # It may be from two others after all.
                least = min(tree.certain[place], 1 / (1 + math.exp(parts.odds)))
                tree = replace(tree, certain={**tree.certain, place: least})
            parts = None
        if parts is None:
            others = [other for other in others if other != parent]
            parts = _covered(nodes, place, parent, others[:_CANDIDATES])
        if parts is None or (parts.first != parent and (parts.first, place) not in tree.weights):
            continue
        found[place] = parts.second, parts.share
        # In no tree has a text two sources: the trees share out between the two what both are for sure.
        either = sum(tree.likely.get((source, place), 0.0) for source in (parts.first, parts.second))
        sure = min(0.99, max(either, 1 / (1 + math.exp(-parts.odds))))
        tree = replace(tree, certain={**tree.certain, place: sure})
        if parts.first != parent:
            tree = replace(tree, parents={**tree.parents, place: parts.first})
            below = _below(tree)
    return tree, found


@dataclass(frozen=True, slots=True)
class _Patch:
    """Two sources of a text, the share of it that only the second one has, and the log odds of both."""

    first: int
    second: int
    share: float
    odds: float


def _sewn(
    nodes: Nodes, wordings: Sequence[Wordings], place: int, parent: int, others: Sequence[int]
) -> _Patch | None:
    """Two sources, of which one has the text up to some place and the other one the rest, likely or not."""
    mine = wordings[place]
    if len(others) < 2 or not len(mine):
        return None
    order = np.argsort(mine.begins, kind="stable")
    held = np.stack([among(mine.runs, wordings[other].runs)[order] for other in others])
    ahead = np.concatenate([np.zeros((len(others), 1), np.int64), held.cumsum(axis=1)], axis=1)
    behind = ahead[:, -1:] - ahead
    both = ahead.max(axis=0) + behind.max(axis=0)
    at = int(both.argmax())
    one, other = int(ahead[:, at].argmax()), int(behind[:, at].argmax())
    gain = int(both[at] - ahead[:, -1].max())
    if one == other or gain < _LEAST_GAIN:
        return None
    held_by = min(int(held[one].sum()), int(held[other].sum()))
    seam = _Sewn(held[one] & ~held[other], held[other] & ~held[one], at, held_by / len(mine))
    ends = others[one], others[other]
    second = ends[1] if ends[0] == parent or (ends[1] != parent and seam.first >= seam.second) else ends[0]
    first = ends[0] if second == ends[1] else ends[1]
    odds = seam.odds + _DIRECTION * max(-_MOST_ODDS, min(_MOST_ODDS, _odds(nodes, second, place)))
    runs = seam.second if second == ends[1] else seam.first
    return _Patch(first, second, runs / len(mine), odds)


@dataclass(frozen=True, slots=True)
class _Sewn:
    """A text that may have its first part from one source and its second from another.

    `only_first`, `only_second`: which of its runs, in order, only the one source has. `at`: runs ahead of the
    seam. `held`: the share of all its runs that both sources have at least, each by itself.
    """

    only_first: Bools
    only_second: Bools
    at: int
    held: float

    @property
    def first(self) -> int:
        """Runs ahead of the seam that only the first source has."""
        return int(self.only_first[: self.at].sum())

    @property
    def second(self) -> int:
        """Runs behind it that only the second one has."""
        return int(self.only_second[self.at :].sum())

    @property
    def odds(self) -> float:
        """Log odds that it was sewn together, without what dates and texts say of the second source."""
        wrong = _told(self.only_second[: self.at]) + _told(self.only_first[self.at :])
        alone = min(_told(self.only_first[: self.at]), _told(self.only_second[self.at :]))
        share = self.at / len(self.only_first)
        edge = share < _EDGE or share > 1 - _EDGE / 2
        told = _ALONE * math.log1p(alone) - _WRONG * math.log1p(wrong)
        return _SEWN + told + _HELD * self.held - _AT_EDGE * edge


def _told(runs: Bools) -> float:
    """How much some of a text's runs tell: their stretches, and more for long ones."""
    stretches = int(np.count_nonzero(runs[1:] & ~runs[:-1])) + int(runs[:1].any())
    return stretches + int(runs.sum()) / _RUNS


def _covered(nodes: Nodes, place: int, parent: int, others: Sequence[int]) -> _Patch | None:
    """The parent and another source where passages alone tell two parts, each in one of them."""
    length = max(1, len(nodes.sides[place].lead.document.text))
    one = spans_of(nodes, place, parent)
    gains = []
    for other in others:
        two = spans_of(nodes, place, other)
        both = covered([*one, *two])
        alone = (both - covered(one)) / length, (both - covered(two)) / length
        if min(alone) >= _LEAST_COVERED:
            gains.append((alone[0], -other))
    return _Patch(parent, -max(gains)[1], max(gains)[0], 0.0) if gains else None


def _odds(nodes: Nodes, source: int, target: int) -> float:
    """Log odds of the ledger for a link."""
    if (ledger := nodes.ledgers.get((source, target))) is not None:
        return ledger.odds
    ledger = nodes.ledgers.get((target, source))
    return -ledger.odds if ledger is not None else 0.0


def _below(tree: Tree) -> Mapping[int, set[int]]:
    below: dict[int, set[int]] = defaultdict(set)
    for place in tree.parents:
        for above in tree.above(place):
            below[above].add(place)
    return below


def tie(nodes: Nodes, one: int, other: int) -> Pair | None:
    """The pair between two places, or None."""
    return nodes.ties.get((one, other)) or nodes.ties.get((other, one))


def spans_of(nodes: Nodes, place: int, other: int) -> list[tuple[int, int]]:
    """What `other` covers of the text of `place`."""
    if (pair := nodes.ties.get((place, other))) is not None:
        return [(passage.left.begin, passage.left.end) for passage in pair.passages]
    pair = nodes.ties.get((other, place))
    return [(passage.right.begin, passage.right.end) for passage in pair.passages] if pair else []


def _coverage(nodes: Nodes, place: int, other: int) -> float:
    pair = tie(nodes, place, other)
    if pair is None:
        return 0.0
    return pair.evidence.coverage_left if (place, other) in nodes.ties else pair.evidence.coverage_right


@dataclass(frozen=True, slots=True)
class _Parts:
    """What of a text only the first and only the second of two sources have: shares of its runs of words.

    `runs`: how many runs only the second one has. `apart`: whether the two parts stand in different places.
    """

    first: float
    second: float
    runs: int
    apart: bool


def _parts(wordings: Sequence[Wordings], place: int, one: int, other: int) -> _Parts:
    mine = wordings[place]
    if not len(mine):
        return _Parts(0.0, 0.0, 0, apart=False)
    first, second = among(mine.runs, wordings[one].runs), among(mine.runs, wordings[other].runs)
    only_first, only_second = mine.begins[first & ~second], mine.begins[second & ~first]
    enough = min(len(only_first), len(only_second)) >= _FEWEST
    apart = False
    if enough:
        before = float(np.searchsorted(np.sort(only_first), only_second).mean() / len(only_first))
        apart = max(before, 1 - before) >= _APART
    return _Parts(len(only_first) / len(mine), len(only_second) / len(mine), len(only_second), apart)


def untangled(nodes: Nodes, tree: Tree) -> Tree:
    """The tree with patchworks below their sources, where they stood above one of them.

    A patchwork has more of each of its sources than these have of each other, and so draws them below itself.
    A child moves away from its parent if it finds another source, and the parent's text comes apart into a
    part of its own parent's and a part of the child's, which weigh more together.
    """
    for child in sorted(tree.parents):
        place = tree.parents[child]
        parent = tree.parents.get(place)
        if parent is None or len(nodes) > EXACT:
            continue
        parts = _parts(tree.wordings, place, parent, child)
        if not (parts.apart and min(parts.first, parts.second) >= _FEW_RUNS):
            continue
        below = _below(tree)
        away = {child, place, *below[child], *below[place]}
        rivals = [(weight, source) for (source, target), weight in tree.weights.items() if target == child]
        best = max(((weight, -source) for weight, source in rivals if source not in away), default=None)
        if best is None:
            continue
        gain = best[0] - tree.weights[place, child]
        gain += weight("wording") * parts.runs / math.sqrt(max(1, len(tree.wordings[place])))
        gain += _time(nodes, child, place) - _SECOND
        if gain > 0:
            chance = 1 / (1 + math.exp(-gain))
            parents = {**tree.parents, child: -best[1]}
            certain = {**tree.certain, child: chance}
            # Of one outlet's versions each hangs below the one before it: that link alone was weighed.
            if parts.second > parts.first and (child, place) in tree.weights:
                parents[place] = child
                certain[place] = chance
            tree = replace(tree, parents=parents, certain=certain)
    return tree


def _time(nodes: Nodes, source: int, target: int) -> float:
    """Log odds that clocks give to the link."""
    ledger = nodes.ledger(source, target)
    if ledger is None:
        return 0.0
    forward = (source, target) in nodes.ledgers
    return ledger.clock(forward=forward)


def novel_runs(
    nodes: Nodes, tree: Tree, seconds: Mapping[int, tuple[int, float]]
) -> Sequence[np.ndarray[tuple[int], np.dtype[np.uint64]]]:
    """The runs of each place that none of its sources has; the root's are all its runs."""
    found = []
    for place in range(len(nodes)):
        runs = tree.wordings[place].runs
        sources = [tree.parents[place]] if place in tree.parents else []
        sources += [seconds[place][0]] if place in seconds else []
        for source in sources:
            runs = runs[~among(runs, tree.wordings[source].runs)]
        found.append(runs)
    return found
