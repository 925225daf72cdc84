"""A source that is no member: whether one must be supposed, and the text of it that members agree on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from syndetect.kernels.words import U64
from syndetect.model import Span, SupportedSpan
from syndetect.provenance.derivation_tree import Tree
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.second_sources import novel_runs, spans_of
from syndetect.spans import Union, meets, share_inside, union
from syndetect.text.longer_words import longer_words, share_among
from syndetect.text.sentences import rough_sentences

_LEAST_SHARE = 0.06
"""Share of the common wording that must be new in two members at once before a source is supposed."""

_LEAST_RUNS = 15
_HELD = 0.6
"""Share of a sentence that must stand in passages with a member which is to support it."""

_TOLD = 0.5
"""Share of a sentence's longer words that such a member must have."""

_DOUBTED = 0.5
"""How sure the links of a tree can be that leaves open what another one explains."""

_MEMBERS = 12
"""Members whose agreement is looked at: more than that only repeat each other."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: int
    span: Span
    support: tuple[int, ...]


def unexplained(nodes: Nodes, tree: Tree, seconds: Mapping[int, tuple[int, float]]) -> tuple[Tree, float]:
    """Share of the common wording that is new in two members at once: no tree of members explains it.

    0 where it is too little to mean anything. Where it is open which member is the source, and the closest
    neighbours explain all that they share, the tree joins the wrong ones: none of its links is sure.
    """
    share = _missing(tree, novel_runs(nodes, tree, seconds))
    if share and not tree.confident() and len(nodes) <= _MEMBERS:
        least = min(_missing(other, novel_runs(nodes, other, {})) for other in _by_wording(tree))
        if not least:
            certain = {place: min(sure, _DOUBTED) for place, sure in tree.certain.items()}
            return replace(tree, certain=certain), 0.0
        share = min(share, least)
    return tree, share


def _missing(tree: Tree, new: Sequence[U64]) -> float:
    """The same for one tree and what is new in each of its places."""
    novel = [runs for place, runs in enumerate(new) if place != tree.root]
    if len(novel) < 2:
        return 0.0
    _, counts = np.unique(np.concatenate(novel), return_counts=True)
    _, spread = np.unique(np.concatenate([one.runs for one in tree.wordings]), return_counts=True)
    twice = int((counts > 1).sum())
    share = twice / max(1, int((spread > 1).sum()))
    return share if twice >= _LEAST_RUNS and share >= _LEAST_SHARE else 0.0


def _by_wording(tree: Tree) -> Iterator[Tree]:
    """From each place as the root, the tree that joins every place to the one with most of its wording."""
    count = len(tree.wordings)
    shared = np.array([[one.shared(other) for other in tree.wordings] for one in tree.wordings])
    for root in range(count):
        parents: dict[int, int] = {}
        joined = [root]
        while len(joined) < count:
            rest = [place for place in range(count) if place not in joined]
            row, column = np.unravel_index(shared[np.ix_(joined, rest)].argmax(), (len(joined), len(rest)))
            parents[rest[column]] = joined[row]
            joined.append(rest[column])
        yield replace(tree, root=root, parents=parents)


def inferred(nodes: Nodes, first: int) -> tuple[SupportedSpan, ...]:
    """The sentences that at least two members have, in the order of the member at place `first`.

    What that member lacks stands after what precedes it in the member that has it.
    """
    order = [first, *(place for place in range(len(nodes)) if place != first)][:_MEMBERS]
    words = {place: longer_words(nodes.sides[place].lead.document.text) for place in order}
    agreed: list[_Sentence] = []
    for place in order:
        at = -1
        for sentence in _supported(nodes, place, words):
            known = _known(nodes, sentence, agreed)
            if known is None:
                at += 1
                agreed.insert(at, sentence)
            else:
                at = known
    return tuple(
        SupportedSpan(
            nodes.sides[one.place].lead.id,
            one.span.begin,
            one.span.end,
            tuple(sorted(nodes.sides[other].lead.id for other in one.support)),
        )
        for one in agreed
    )


def _supported(nodes: Nodes, place: int, words: Mapping[int, frozenset[str]]) -> Iterator[_Sentence]:
    """The sentences of a place that others have; `words` are the longer ones of each that is asked."""
    text = nodes.sides[place].lead.document.text
    spans = {other: spans_of(nodes, place, other) for other in words if other != place}
    shared = {other: union(found) for other, found in spans.items() if found}
    for span in rough_sentences(text):
        near = [other for other, inside in shared.items() if share_inside(span, inside) >= _HELD]
        if not near:
            continue
        # A passage may reach over a sentence that the other side has dropped.
        own = longer_words(text[span.begin : span.end])
        support = tuple(other for other in near if share_among(own, words[other]) >= _TOLD)
        if support:
            yield _Sentence(place, span, support)


def _known(nodes: Nodes, sentence: _Sentence, agreed: Sequence[_Sentence]) -> int | None:
    """Where a sentence stands already, as another member tells it."""
    # What answers it in a member's text is asked for by every sentence that is of that member.
    answers: dict[int, Union] = {}
    for at in range(len(agreed) - 1, -1, -1):
        other = agreed[at]
        if other.place == sentence.place or other.place not in sentence.support:
            continue
        if other.place not in answers:
            answers[other.place] = union(_answers(nodes, sentence, other.place))
        if meets(other.span, answers[other.place]):
            return at
    return None


def _answers(nodes: Nodes, sentence: _Sentence, other: int) -> list[tuple[int, int]]:
    """The stretches of the other text that answer a sentence."""
    pair = nodes.ties.get((sentence.place, other))
    turned = pair is None
    pair = pair or nodes.ties.get((other, sentence.place))
    found = []
    for passage in pair.passages if pair is not None else ():
        mine, theirs = (passage.right, passage.left) if turned else (passage.left, passage.right)
        begin, end = max(mine.begin, sentence.span.begin), min(mine.end, sentence.span.end)
        if begin < end:
            # Inside a long passage the answer stands about as far in as the sentence does.
            scale = (theirs.end - theirs.begin) / max(1, mine.end - mine.begin)
            first = theirs.begin + (begin - mine.begin) * scale
            found.append((int(first) + 1, int(first + (end - begin) * scale) - 1))
    return [(begin, end) for begin, end in found if begin < end]
