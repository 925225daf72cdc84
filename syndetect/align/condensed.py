"""Condensed passages: a stretch whose sentences are carried by sentences far apart in a longer source.

Inside an article on something else such a stretch tells the whole source, and is one passage. Two articles
on one subject tell much alike; there every sentence answers for itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from syndetect.align import limits
from syndetect.align.boxes import Box, Boxes, covering, no_boxes, words_of
from syndetect.align.pairing import PairedDocuments
from syndetect.align.shared_words import recurring
from syndetect.align.support import condensed_model
from syndetect.kernels.feature_index import FeatureLinks
from syndetect.kernels.ranges import any_of, borders, ranges, sized, within
from syndetect.kernels.seeds import F64, SentencePairs, split, summed
from syndetect.kernels.words import I64, Bools


def condensed_blocks(
    sides: tuple[PairedDocuments, PairedDocuments],
    triples: tuple[FeatureLinks, FeatureLinks],
    sentences: SentencePairs,
    blocks: Boxes,
) -> tuple[Boxes, Bools]:
    """`blocks`, those that are pieces of a condensed passage replaced by it, whichever side condensed.

    And which pairs hold a text that retells the other from end to end.
    """
    near, far = sides
    blocks, answered = _condensed(near, triples[0], sentences, blocks)
    blocks, untold = _condensed(far, triples[1], flipped(sentences), blocks.flipped().sorted())
    return blocks.flipped().sorted(), answered | untold


def drawn_upon(sides: tuple[PairedDocuments, PairedDocuments], sentences: SentencePairs) -> Bools:
    """Pairs of which one side may have condensed the other, by their sentences alone: bool (pairs,)."""
    total = len(sides[0])
    lines = _carried(sides[0], sentences), _carried(sides[1], flipped(sentences))
    counts = [np.bincount(some.owners, minlength=total) for some in lines]
    mask: Bools = np.maximum(*counts) >= limits.CONDENSED_UNITS
    return mask


def flipped(sentences: SentencePairs) -> SentencePairs:
    """Sentence pairs with the sides exchanged; the order is that of the side that was left."""
    return replace(sentences, left=sentences.right, right=sentences.left)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of the near side that may be condensed passages, and what the model looks at, by name."""

    boxes: Boxes
    measures: Mapping[str, F64]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Near units, each with its best answer; by pair."""

    owners: I64
    near: I64
    far: I64

    def take(self, rows: I64 | Bools) -> _Lines:
        return _Lines(self.owners[rows], self.near[rows], self.far[rows])


def stretches(
    near: PairedDocuments, triples: FeatureLinks, sentences: SentencePairs, blocks: Boxes
) -> Stretches:
    """The stretches of the near side that far sentences carry and no dense block explains, likely or not."""
    articles = near.articles
    lines = _free(near, _carried(near, sentences), blocks.take(_plain(near, triples, blocks)))
    counts = np.bincount(lines.owners, minlength=len(near))
    lines = lines.take(counts[lines.owners] >= limits.CONDENSED_UNITS)
    if not len(lines.owners):
        return Stretches(no_boxes(), {})
    spans = np.stack((articles.unit_begins[lines.near], articles.unit_ends[lines.near]), axis=1)
    # Lines are sorted by pair and near unit, so that groups come one after the other.
    labels = split(spans, lines.owners, limits.CONDENSED_GAP)
    places = np.stack((articles.unit_begins[lines.far], articles.unit_ends[lines.far]), axis=1)
    boxes = covering(labels, spans, places)
    good = _is_summary(lines, labels, boxes)
    lines = lines.take(good[labels])
    boxes = Boxes(lines.owners[borders(labels[good[labels]])], boxes.spans[good])
    return Stretches(boxes, _measures(near, lines, np.cumsum(good)[labels[good[labels]]] - 1, boxes, blocks))


def _condensed(
    near: PairedDocuments, triples: FeatureLinks, sentences: SentencePairs, blocks: Boxes
) -> tuple[Boxes, Bools]:
    found = stretches(near, triples, sentences, blocks)
    retold = np.zeros(len(near), np.bool_)
    if not len(found.boxes):
        return blocks, retold
    likely = condensed_model().odds(found.measures) > 0
    boxes = found.boxes.take(likely)
    share = (boxes.spans[:, 1] - boxes.spans[:, 0]) / words_of(near)[boxes.owners]
    retold[boxes.owners[share >= limits.CONDENSED_ALL]] = True
    alone = (share <= limits.CONDENSED_PART) & _apart(near, boxes)
    return _with_wholes(near, triples, blocks, boxes.take(alone)), retold


def _apart(near: PairedDocuments, boxes: Boxes) -> Bools:
    """Which stretches stand in an article that is otherwise about something else than the far one.

    That is, far less of the rest of its content stands in the far one than of the stretch's.
    """
    articles, documents = near.articles, near.near[boxes.owners]
    owners, words = ranges(articles.content_firsts[documents], articles.content_firsts[documents + 1])
    places = articles.places[words]
    inside = (places >= boxes.spans[owners, 0]) & (places < boxes.spans[owners, 1])
    known = near.stems.of(boxes.owners[owners], words) >= 0
    shares = []
    for side in (inside, ~inside):
        weights = np.where(side, articles.weights[words], 0.0)
        total, held = (summed(owners, part, len(boxes)) for part in (weights, weights * known))
        shares.append(held / np.maximum(total, 1e-9))
    mask: Bools = shares[1] <= limits.CONDENSED_APART * shares[0]
    return mask


def _with_wholes(near: PairedDocuments, triples: FeatureLinks, blocks: Boxes, found: Boxes) -> Boxes:
    """`blocks`, those that are pieces of a condensed passage replaced by it."""
    if not len(found):
        return blocks
    firsts = blocks.firsts(len(near))
    far_begins = near.articles.firsts[near.far]
    far_ends = near.articles.firsts[near.far + 1]
    changed: dict[int, list[Box]] = {}
    for pair, span in zip(found.owners.tolist(), found.spans.tolist(), strict=True):
        if pair not in changed:
            changed[pair] = [(*box,) for box in blocks.spans[firsts[pair] : firsts[pair + 1]].tolist()]
        whole = int(far_begins[pair]), int(far_ends[pair])
        changed[pair] = _replaced(near, triples, pair, changed[pair], (*span,), whole)
    kept = ~any_of(np.array(list(changed)), np.ones(len(changed), np.bool_), len(near))[blocks.owners]
    rows = [(pair, *box) for pair, boxes in changed.items() for box in boxes]
    columns = np.array(rows, np.int64).reshape(len(rows), 5)
    return Boxes(
        np.concatenate((blocks.owners[kept], columns[:, 0])),
        np.concatenate((blocks.spans[kept], columns[:, 1:])),
    ).sorted()


def _carried(near: PairedDocuments, sentences: SentencePairs) -> _Lines:
    """Near units whose content mostly stands in one far unit."""
    sums = near.articles.sums
    s, t = sentences.left, sentences.right
    weight = sentences.dice * (sums[s] + sums[t]) / 2
    containment = weight / np.maximum(sums[s], 1e-9)
    good = (sentences.shared >= limits.CONDENSED_SHARED) & (containment >= limits.CONDENSED_CONTAINMENT)
    rows = np.flatnonzero(good)
    owners, s, t, weight = sentences.owners[rows], s[rows], t[rows], weight[rows]
    order = np.lexsort((t, -weight, s, owners))
    owners, s, t = owners[order], s[order], t[order]
    new = (owners[1:] != owners[:-1]) | (s[1:] != s[:-1])
    best = np.flatnonzero(np.append(True, new))[: len(owners)]
    return _Lines(owners[best], s[best], t[best])


def _free(near: PairedDocuments, lines: _Lines, plain: Boxes) -> _Lines:
    """The lines that no plain block explains."""
    articles = near.articles
    firsts = plain.firsts(len(near))
    rows, members = within(lines.owners, firsts[:-1], firsts[1:])
    begins, ends = articles.unit_begins[lines.near[rows]], articles.unit_ends[lines.near[rows]]
    spans = plain.spans[members]
    explained = (ends > spans[:, 0] + limits.SLACK) & (begins < spans[:, 1] - limits.SLACK)
    return lines.take(~any_of(rows, explained, len(lines.owners)))


def _is_summary(lines: _Lines, labels: I64, boxes: Boxes) -> Bools:
    total = len(boxes)
    order = np.lexsort((lines.far, labels))
    new = np.append(True, (np.diff(labels[order]) != 0) | (np.diff(lines.far[order]) != 0))
    units = np.bincount(labels[order][new], minlength=total)
    words = boxes.spans[:, 1] - boxes.spans[:, 0]
    drawn = boxes.spans[:, 3] - boxes.spans[:, 2]
    mask: Bools = (
        (units >= limits.CONDENSED_UNITS)
        & (words >= limits.CONDENSED_WORDS)
        & (drawn >= limits.CONDENSED_RATIO * words)
    )
    return mask


def _measures(
    near: PairedDocuments, lines: _Lines, labels: I64, boxes: Boxes, blocks: Boxes
) -> dict[str, F64]:
    articles, spans, total = near.articles, boxes.spans, len(boxes)
    others = near.far[boxes.owners]
    far_length = articles.firsts[others + 1] - articles.firsts[others]
    words, drawn = spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2]
    unit_words = articles.unit_ends[lines.near] - articles.unit_begins[lines.near]
    ahead = (lines.far[1:] > lines.far[:-1]) & (labels[1:] == labels[:-1])
    steps = np.bincount(labels[1:][ahead], minlength=total)
    firsts = blocks.firsts(len(near))
    rows, members = within(boxes.owners, firsts[:-1], firsts[1:])
    inside = _mostly_in(blocks.spans[members], spans[rows])
    densest = np.zeros(total)
    np.maximum.at(densest, rows, _share_answered(blocks.spans[members], spans[rows]))
    return {
        "filled": np.bincount(labels, unit_words, total) / words,
        "log_ratio": np.log(drawn / words),
        "span": drawn / far_length,
        "order": steps / np.maximum(sized(borders(labels), len(labels)) - 1, 1),
        "blocks": np.minimum(3, np.bincount(rows[inside], minlength=total)).astype(np.float64),
        "densest": densest,
    }


def _share_answered(blocks: I64, boxes: I64) -> F64:
    """Share of each stretch that one block tells at like length."""
    sizes = np.stack((blocks[:, 1] - blocks[:, 0], blocks[:, 3] - blocks[:, 2]))
    overlap = np.minimum(blocks[:, 1], boxes[:, 1]) - np.maximum(blocks[:, 0], boxes[:, 0])
    share = np.maximum(overlap, 0) / (boxes[:, 1] - boxes[:, 0])
    return np.where(sizes.max(axis=0) < 2 * sizes.min(axis=0), share, 0.0)


def _mostly_in(blocks: I64, boxes: I64) -> Bools:
    overlap = np.minimum(blocks[:, 1], boxes[:, 1]) - np.maximum(blocks[:, 0], boxes[:, 0])
    mask: Bools = overlap > 0.5 * (blocks[:, 1] - blocks[:, 0])
    return mask


def _replaced(
    near: PairedDocuments, triples: FeatureLinks, pair: int, blocks: list[Box], box: Box, far: tuple[int, int]
) -> list[Box]:
    if box[3] - box[2] > limits.CONDENSED_WHOLE * (far[1] - far[0]):
        # What is drawn on from one end to the other is drawn on as a whole.
        box = (box[0], box[1], *far)
    inside = [b for b in blocks if min(b[1], box[1]) - max(b[0], box[0]) > 0.5 * (b[1] - b[0])]
    known = Boxes(np.full(len(inside), pair), np.array(inside, np.int64).reshape(len(inside), 4))
    if _plain(near, triples, known).any():
        return blocks
    joined = (
        min([box[0], *(b[0] for b in inside)]),
        max([box[1], *(b[1] for b in inside)]),
        min([box[2], *(b[2] for b in inside)]),
        max([box[3], *(b[3] for b in inside)]),
    )
    # What the passage draws on may be drawn on again elsewhere; its own stretch is told once.
    apart = [b for b in blocks if b not in inside and (b[1] <= joined[0] or joined[1] <= b[0])]
    return sorted([*apart, joined])


def _plain(near: PairedDocuments, triples: FeatureLinks, boxes: Boxes) -> Bools:
    """Which blocks explain themselves: both sides of like length, and long, or mostly word for word."""
    spans = boxes.spans
    sizes = np.stack((spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2]))
    shorter, longer = sizes.min(axis=0), sizes.max(axis=0)
    equal = recurring(near, triples, boxes) >= limits.DENSE_EQUAL * np.maximum(sizes[0] - 2, 1)
    mask: Bools = (longer < 2 * shorter) & (
        (shorter >= limits.DENSE_WORDS) | ((shorter >= limits.DENSE_WORDS // 2) & equal)
    )
    return mask
