"""Copies of one text that were never compared with each other, tied as if they had been.

Where a text has more than ten prints, the search holds each of them against one of them, the hub, and so it
does with what was made from a print. In a tree that knows no other ties everybody has the text from the hub:
for want of a comparison, not because anything says so. Here two copies are tied by the runs of words that
both have, and what was made from one copy is tied to the others by way of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from syndetect.kernels.hash_set import among
from syndetect.kernels.traversal import components
from syndetect.kernels.words import I64
from syndetect.model import Evidence, Pair, Passage, Span
from syndetect.provenance.direction_evidence import Side, ledger_of
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.root_evidence import root_weights
from syndetect.provenance.word_runs import Wordings, runs_of
from syndetect.settings import GROUP_PAIRS
from syndetect.spans import covered

Key = tuple[int, int]

_MANY, _FEW = 32, 12
"""Copies of one text up to which each is tied to each; of more, all to so many that may be the source."""

_COPY = 0.5
"""Share of the runs of the longer of two texts that the other one must have to be a copy of it."""

_BRIDGED = 80
"""Code points up to which what stands between two shared stretches on both sides belongs to the passage."""

_LEAST = 40
"""Code points of a passage at least."""

_LOST = 0.5
"""Share of a passage that a copy must have for the passage to be one with the copy, too."""


def with_siblings(nodes: Nodes) -> Nodes:
    """The places with the ties that the search had no need of."""
    if len(nodes.home) <= GROUP_PAIRS:
        return nodes
    found = _completed(nodes)
    if not found:
        return nodes
    ties, ledgers = dict(nodes.ties), dict(nodes.ledgers)
    near: dict[int, set[int]] = defaultdict(set)
    for key, pair in found.items():
        ties.pop(key[::-1], None)
        ledgers.pop(key[::-1], None)
        ties[key] = pair
        ledgers[key] = ledger_of(pair, nodes.sides[key[0]], nodes.sides[key[1]])
    for one, other in ties:
        near[one].add(other)
        near[other].add(one)
    known = {place: sorted(others) for place, others in sorted(near.items())}
    return Nodes(nodes.sides, nodes.home, ties, ledgers, known)


def _completed(nodes: Nodes) -> dict[Key, Pair]:
    """The missing ties; of many copies only those to the likeliest sources."""
    texts = _Texts(nodes)
    roots = root_weights(nodes, ())
    found: dict[Key, Pair] = {}
    for prints in _components(nodes, texts):
        if not _lacking(nodes, prints):
            continue
        common = texts.in_common(prints)
        likely = sorted(prints, key=lambda place: (-roots[place], -common[place], place))
        likely = likely if len(likely) <= _MANY else likely[:_FEW]
        some = set(likely)
        for one, other in combinations(sorted(prints), 2):
            # Those that were compared are measured anew, too: a hair's breadth counts once for each print.
            if one in some or other in some:
                found |= texts.beside(one, other)
        for hub in sorted(prints):
            for taker in sorted(set(nodes.near[hub]) - prints):
                for copy in likely:
                    if copy != hub and not _tied(copy, taker, nodes, found):
                        found |= texts.by_way(hub, copy, taker)
    return found


def _components(nodes: Nodes, texts: _Texts) -> Iterator[set[int]]:
    """Places that are copies of one text, by way of each other."""
    copied = [key for key in sorted(nodes.ties) if texts.copies(*key)]
    ends = np.array(copied, np.int64).reshape(-1, 2)
    first_of = components(ends[:, 0], ends[:, 1], len(nodes))
    for first in np.unique(first_of[ends[:, 0]]):
        yield set(np.flatnonzero(first_of == first).tolist())


def _lacking(nodes: Nodes, prints: set[int]) -> bool:
    """Whether some places were not compared with each other."""
    return any(not prints <= {place, *nodes.near[place]} for place in prints)


def _tied(one: int, other: int, nodes: Nodes, found: dict[Key, Pair]) -> bool:
    return any((one, other) in some or (other, one) in some for some in (nodes.ties, found))


class _Texts:
    """The texts of a family's places by their runs of words."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._runs: dict[str, Wordings] = {}
        self._sure: dict[int, Pair] = {}

    def copies(self, one: int, other: int) -> bool:
        """Whether two tied texts are one for the most part of both."""
        if self._pair(one, other).relation != "copy":
            return False
        first, second = (self._of(self._nodes.sides[place]) for place in (one, other))
        return first.shared(second) >= _COPY * max(1, len(first), len(second))

    def beside(self, one: int, other: int) -> dict[Key, Pair]:
        """The tie of two copies of one text; nothing where they have other parts of it."""
        sides = self._nodes.sides[one], self._nodes.sides[other]
        first, second = map(self._of, sides)
        begins, ends, others, other_ends = _anchors(first, second)
        if 2 * len(begins) < _COPY * (len(first) + len(second)):
            return {}
        passages = tuple(_passages(begins, ends, others, other_ends))
        if not passages:
            return {}
        pairs = self._surest(one), self._surest(other)
        evidence = Evidence(
            resemblance=len(begins) / max(1, len(first) + len(second) - len(begins)),
            containment_left=len(begins) / max(1, len(first)),
            containment_right=len(begins) / max(1, len(second)),
            coverage_left=_share([passage.left for passage in passages], sides[0]),
            coverage_right=_share([passage.right for passage in passages], sides[1]),
            verbatim=1.0,
            order=1.0,
            passages=len(passages),
            matched_words=min(pair.evidence.matched_words for pair in pairs),
        )
        return {
            (one, other): Pair(
                sides[0].lead.id,
                sides[1].lead.id,
                "copy",
                min(pair.confidence for pair in pairs),
                "undetermined",
                evidence,
                passages,
                derivation=min(pair.derivation for pair in pairs),
            )
        }

    def in_common(self, prints: Collection[int]) -> dict[int, int]:
        """For each copy how many of its runs most others have, less those that they do not have."""
        runs = {place: self._of(self._nodes.sides[place]).runs for place in sorted(prints)}
        distinct, counts = np.unique(np.concatenate(list(runs.values())), return_counts=True)
        most = distinct[2 * counts > len(runs)]
        return {place: 2 * int(among(some, most).sum()) - len(some) for place, some in runs.items()}

    def by_way(self, hub: int, copy: int, taker: int) -> dict[Key, Pair]:
        """The tie of a hub's copy and of what shares text with the hub; nothing where the copy lacks that."""
        pair, side = self._pair(hub, taker), self._nodes.sides[copy]
        left = (hub, taker) in self._nodes.ties
        middle = self._led(hub, pair.left if left else pair.right)
        begins, ends, others, other_ends = _anchors(self._of(middle), self._of(side))
        passages = []
        for passage in pair.passages:
            here = passage.left if left else passage.right
            inside = (begins >= here.begin) & (ends <= here.end)
            if not inside.any():
                continue
            span = Span(int(others[inside].min()), int(other_ends[inside].max()))
            length = (here.end - here.begin) or 1
            if _LOST <= (span.end - span.begin) / length <= 1 / _LOST:
                passages.append(replace(passage, left=span) if left else replace(passage, right=span))
        if not passages:
            return {}
        return {(copy, taker) if left else (taker, copy): self._moved(pair, side, passages, left=left)}

    def _moved(self, pair: Pair, side: Side, passages: Sequence[Passage], *, left: bool) -> Pair:
        """The pair with another copy in the place of its left end, or of its right one."""
        mine, theirs = ("left", "right") if left else ("right", "left")
        kept = sum(getattr(one, theirs).end - getattr(one, theirs).begin for one in passages)
        whole = sum(getattr(one, theirs).end - getattr(one, theirs).begin for one in pair.passages)
        evidence = replace(
            pair.evidence,
            **{
                f"coverage_{mine}": _share([getattr(one, mine) for one in passages], side),
                f"coverage_{theirs}": getattr(pair.evidence, f"coverage_{theirs}") * kept / max(1, whole),
            },
        )
        id, kept_passages = side.lead.id, tuple(passages)
        if left:
            return replace(pair, left=id, evidence=evidence, passages=kept_passages)
        return replace(pair, right=id, evidence=evidence, passages=kept_passages)

    def _led(self, place: int, id: str) -> Side:
        first = next(one for one in self._nodes.sides[place].profiles if one.id == id)
        return Side((first,))

    def _of(self, side: Side) -> Wordings:
        if side.lead.id not in self._runs:
            self._runs[side.lead.id] = runs_of(side.lead.words, side.lead.house)
        return self._runs[side.lead.id]

    def _surest(self, place: int) -> Pair:
        """The surest copy that a place was compared with."""
        if place not in self._sure:
            pairs = [self._pair(place, other) for other in self._nodes.near[place]]
            copied = [pair for pair in pairs if pair.relation == "copy"]
            self._sure[place] = max(copied, key=lambda pair: (pair.derivation, pair.confidence))
        return self._sure[place]

    def _pair(self, one: int, other: int) -> Pair:
        ties = self._nodes.ties
        return ties[one, other] if (one, other) in ties else ties[other, one]


def _share(spans: Sequence[Span], side: Side) -> float:
    """Share of a text that stretches cover."""
    length = max(1, len(side.lead.document.text))
    return min(1.0, covered([(span.begin, span.end) for span in spans]) / length)


def _anchors(first: Wordings, second: Wordings) -> tuple[I64, I64, I64, I64]:
    """Where the shared runs begin and end in both texts, in the order of the first: int64 each."""
    _, here, there = np.intersect1d(first.runs, second.runs, assume_unique=True, return_indices=True)
    order = np.argsort(first.begins[here], kind="stable")
    here, there = here[order], there[order]
    columns = first.begins[here], first.ends[here], second.begins[there], second.ends[there]
    begins, ends, others, other_ends = (column.astype(np.int64) for column in columns)
    return begins, ends, others, other_ends


def _passages(begins: I64, ends: I64, others: I64, other_ends: I64) -> Iterator[Passage]:
    """The passages that shared runs make, where they follow each other closely on both sides."""
    if not len(begins):
        return
    gaps = np.stack((begins[1:] - ends[:-1], others[1:] - other_ends[:-1]))
    apart = (gaps > _BRIDGED).any(axis=0) | (others[1:] <= others[:-1])
    firsts = np.flatnonzero(np.append(True, apart))
    lasts = np.append(firsts[1:], len(begins)) - 1
    for low, high in zip(firsts.tolist(), lasts.tolist(), strict=True):
        left = Span(int(begins[low]), int(ends[high]))
        right = Span(int(others[low]), int(other_ends[high]))
        if min(left.end - left.begin, right.end - right.begin) >= _LEAST:
            whole = bool((gaps[:, low:high] <= 0).all())
            yield Passage(left, right, "verbatim" if whole else "edited", 1.0)
