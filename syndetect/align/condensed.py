"""Condensed passages: a stretch whose sentences are carried by sentences far apart in a longer source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from syndetect.align import limits
from syndetect.align.support import Box, condensed_model, within
from syndetect.columns import Prepared
from syndetect.kernels.seeds import cluster, sentence_pairs
from syndetect.kernels.segments import held
from syndetect.kernels.text import I64


def condensed_blocks(left: Prepared, right: Prepared, blocks: list[Box]) -> list[Box]:
    """`blocks`, those that are pieces of a condensed passage replaced by it, whichever side condensed."""
    blocks = _condensed(left, right, blocks)
    flipped = _condensed(right, left, [_flip(box) for box in blocks])
    return sorted(_flip(box) for box in flipped)


def _flip(box: Box) -> Box:
    return box[2], box[3], box[0], box[1]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the near side that may be a condensed passage, and what the model looks at."""

    box: Box
    measures: Mapping[str, float]


def stretches(near: Prepared, far: Prepared, blocks: list[Box]) -> Iterator[Stretch]:
    """The stretches of the near side that far sentences carry and no dense block explains, likely or not."""
    lines = _carried(near, far)
    spans = np.stack((near.firsts[lines[:, 0]], near.lasts[lines[:, 0]]), axis=1)
    free = np.ones(len(lines), np.bool_)
    for begin, end, _, _ in (block for block in blocks if _plain(near, far, block)):
        free &= (spans[:, 1] <= begin + limits.SLACK) | (spans[:, 0] >= end - limits.SLACK)
    lines, spans = lines[free], spans[free]
    if len(lines) < limits.CONDENSED_UNITS:
        return
    places = np.stack((far.firsts[lines[:, 1]], far.lasts[lines[:, 1]]), axis=1)
    labels = cluster(spans, places, limits.CONDENSED_GAP, len(far))
    for label in range(int(labels.max()) + 1):
        rows = np.flatnonzero(labels == label)
        box = _summary_box(near, far, lines[rows])
        if box is not None:
            yield Stretch(box, _measures(near, far, lines[rows], box, blocks))


def _condensed(near: Prepared, far: Prepared, blocks: list[Box]) -> list[Box]:
    out = blocks
    for stretch in stretches(near, far, blocks):
        if _likely(stretch.measures):
            out = _replaced(near, far, out, stretch.box)
    return out


def _carried(near: Prepared, far: Prepared) -> I64:
    """Near units whose content mostly stands in one far unit: int64 (units, 2), each with its best answer."""
    s, t, _, dice, shared = sentence_pairs(near.bags, far.bags, limits.MOST_MATCHES)
    weight = dice * (near.bags.sums[s] + far.bags.sums[t]) / 2
    containment = weight / np.maximum(near.bags.sums[s], 1e-9)
    good = (shared >= limits.CONDENSED_SHARED) & (containment >= limits.CONDENSED_CONTAINMENT)
    s, t, weight = s[good], t[good], weight[good]
    order = np.lexsort((t, -weight, s))
    s, t = s[order], t[order]
    best = np.append(True, s[1:] != s[:-1]) if len(s) else np.empty(0, np.bool_)
    return np.stack((s[best], t[best]), axis=1)


def _summary_box(near: Prepared, far: Prepared, lines: I64) -> Box | None:
    box = (
        int(near.firsts[lines[:, 0]].min()),
        int(near.lasts[lines[:, 0]].max()),
        int(far.firsts[lines[:, 1]].min()),
        int(far.lasts[lines[:, 1]].max()),
    )
    words = box[1] - box[0]
    if len(np.unique(lines[:, 1])) < limits.CONDENSED_UNITS or words < limits.CONDENSED_WORDS:
        return None
    return box if box[3] - box[2] >= limits.CONDENSED_RATIO * words else None


def _measures(near: Prepared, far: Prepared, lines: I64, box: Box, blocks: list[Box]) -> dict[str, float]:
    words = box[1] - box[0]
    return {
        "filled": float((near.lasts[lines[:, 0]] - near.firsts[lines[:, 0]]).sum() / words),
        "log_ratio": float(np.log((box[3] - box[2]) / words)),
        "span": (box[3] - box[2]) / len(far),
        "order": float((np.diff(lines[:, 1]) > 0).mean()),
        "blocks": float(min(3, sum(_mostly_in(block, box) for block in blocks))),
        "densest": max((_told_by(block, box) for block in blocks), default=0.0),
    }


def _likely(measures: Mapping[str, float]) -> bool:
    """Whether the fitted model takes the stretch for a condensed passage rather than one shared subject."""
    model = condensed_model()
    return model.intercept + sum(model.coefficients[name] * value for name, value in measures.items()) > 0


def _mostly_in(block: Box, box: Box) -> bool:
    return min(block[1], box[1]) - max(block[0], box[0]) > 0.5 * (block[1] - block[0])


def _told_by(block: Box, box: Box) -> float:
    """Share of the stretch that one block tells at like length."""
    shorter, longer = sorted((block[1] - block[0], block[3] - block[2]))
    inside = max(0, min(block[1], box[1]) - max(block[0], box[0]))
    return inside / (box[1] - box[0]) if longer < 2 * shorter else 0.0


def _replaced(near: Prepared, far: Prepared, blocks: list[Box], box: Box) -> list[Box]:
    if box[3] - box[2] > limits.CONDENSED_WHOLE * len(far):
        # What is drawn on from one end to the other is drawn on as a whole.
        box = (box[0], box[1], 0, len(far))
    inside = [block for block in blocks if _mostly_in(block, box)]
    joined = (
        min([box[0], *(b[0] for b in inside)]),
        max([box[1], *(b[1] for b in inside)]),
        min([box[2], *(b[2] for b in inside)]),
        max([box[3], *(b[3] for b in inside)]),
    )
    if any(_plain(near, far, block) for block in inside):
        return blocks
    # What the passage draws on may be drawn on again elsewhere; its own stretch is told once.
    apart = [b for b in blocks if b not in inside and (b[1] <= joined[0] or joined[1] <= b[0])]
    return sorted([*apart, joined])


def _plain(near: Prepared, far: Prepared, box: Box) -> bool:
    """Whether a block explains itself: both sides of like length, and long, or mostly word for word."""
    shorter, longer = sorted((box[1] - box[0], box[3] - box[2]))
    if longer >= 2 * shorter or shorter < limits.DENSE_WORDS // 2:
        return False
    ours, theirs = within(near.triples, *box[:2]), within(far.triples, *box[2:])
    return shorter >= limits.DENSE_WORDS or bool(held(ours, theirs).mean() >= limits.DENSE_EQUAL)
