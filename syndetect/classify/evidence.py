"""What is measured on an aligned pair; every figure can be traced to words on both sides."""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from syndetect.columns import Alignment, Prepared
from syndetect.kernels.segments import common, held
from syndetect.kernels.text import I64, U64, Bools
from syndetect.lexicon import CONTENT_BITS
from syndetect.model import Evidence

_MOST_LINKS = 400
_RARER_BITS = 4.0
_PRIOR_FACTS = 6
_PRIOR_SHARE = 0.75


def measure(left: Prepared, right: Prepared, found: Alignment) -> Evidence:
    """Evidence of a pair, both sides apart; shares are of each side's words, furniture left out.

    Swapping the sides swaps their figures and changes no other.
    """
    if left.rank < right.rank:
        return _exchanged(measure(right, left, found.swapped()))
    inside_left = _inside(len(left), found.boxes[:, 0], found.boxes[:, 1])
    inside_right = _inside(len(right), found.boxes[:, 2], found.boxes[:, 3])
    coverage_left, coverage_right = _share(inside_left), _share(inside_right)
    by_left = coverage_left >= coverage_right
    better, covered = (left, inside_left) if by_left else (right, inside_right)
    verbatim, edited, reworded, quoted = _wording(better, covered, found, column=0 if by_left else 1)
    resemblance, containment_left, containment_right = _overlap(left.wholes, right.wholes)
    _, trigrams_left, trigrams_right = _overlap(left.trigrams, right.trigrams)
    runs = _narrative_runs(left, right, found.runs)
    topic, shared_words = _topic(left, right)
    told = _told(left, right, found)
    return Evidence(
        resemblance=resemblance,
        containment_left=containment_left,
        containment_right=containment_right,
        coverage_left=coverage_left,
        coverage_right=coverage_right,
        verbatim=verbatim,
        edited=edited,
        reworded=reworded,
        quoted=quoted,
        order=_order(found.links) if len(found.boxes) else 0.0,
        longest_run=int(found.runs[:, 2].max(initial=0)),
        longest_told_run=int(runs[:, 2].max(initial=0)),
        passages=len(found.boxes),
        steps=_steps(left, right, found.links),
        matched_words=int(covered.sum()),
        narrative_left=_narrative(left, right, found.boxes),
        narrative_right=_narrative(right, left, found.boxes[:, [2, 3, 0, 1]]),
        facts=_facts(left, right, found.boxes) if len(found.boxes) else 0.0,
        trigrams_left=trigrams_left,
        trigrams_right=trigrams_right,
        answered_left=told.answered_left,
        answered_right=told.answered_right,
        told_words=told.words,
        equal=_equal(found),
        word_order=told.order,
        bits=_surprise(left, right, runs),
        topic=topic,
        shared_words=shared_words,
        boilerplate_left=left.furniture,
        boilerplate_right=right.furniture,
        disguised_left=int(left.tokens.disguised.sum()),
        disguised_right=int(right.tokens.disguised.sum()),
    )


def _exchanged(evidence: Evidence) -> Evidence:
    values = {item.name: getattr(evidence, item.name) for item in fields(evidence)}
    for name in list(values):
        if name.endswith("_left"):
            other = name.removesuffix("_left") + "_right"
            values[name], values[other] = values[other], values[name]
    return Evidence(**values)


def _topic(left: Prepared, right: Prepared) -> tuple[float, int]:
    """Cosine of the distinct content words, weighted by surprise, and how many rarer ones both have."""
    u, first_u = np.unique(left.stems, return_index=True)
    v, first_v = np.unique(right.stems, return_index=True)
    weight_u = np.maximum(_bits(left)[first_u] - CONTENT_BITS, 0.0)
    weight_v = np.maximum(_bits(right)[first_v] - CONTENT_BITS, 0.0)
    both = held(u, v)
    norm = float((weight_u**2).sum() * (weight_v**2).sum()) ** 0.5
    cosine = float((weight_u[both] ** 2).sum()) / norm if norm else 0.0
    return min(1.0, cosine), int((weight_u[both] >= _RARER_BITS).sum())


def _bits(side: Prepared) -> NDArray[np.float64]:
    return side.tokens.bits[side.places].astype(np.float64)


def _inside(words: int, begins: I64, ends: I64) -> Bools:
    steps = np.zeros(words + 1, np.int64)
    np.add.at(steps, begins, 1)
    np.add.at(steps, ends, -1)
    mask: Bools = np.cumsum(steps)[:-1] > 0
    return mask


def _share(mask: Bools) -> float:
    return float(mask.mean()) if len(mask) else 0.0


def _overlap(left: U64, right: U64) -> tuple[float, float, float]:
    """Jaccard coefficient and both containments (Broder 1997) of two sorted sets of shingles."""
    if not len(left) or not len(right):
        return 0.0, 0.0, 0.0
    both = int(held(left, right).sum())
    return both / (len(left) + len(right) - both), both / len(left), both / len(right)


def _wording(
    side: Prepared, covered: Bools, found: Alignment, *, column: int
) -> tuple[float, float, float, float]:
    """Shares of the covered words: in equal runs, beside them in edited passages, reworded, quoted."""
    total = int(covered.sum())
    if not total:
        return 0.0, 0.0, 0.0, 0.0
    equal = _inside(len(side), found.runs[:, column], found.runs[:, column] + found.runs[:, 2]) & covered
    close = np.array([passage.kind != "reworded" for passage in found.passages], np.bool_)
    boxes = found.boxes[close]
    edited = _inside(len(side), boxes[:, 2 * column], boxes[:, 2 * column + 1]) & ~equal
    return (
        float(equal.sum() / total),
        float(edited.sum() / total),
        float((covered & ~equal & ~edited).sum() / total),
        float((covered & side.tokens.quoted).sum() / total),
    )


def _order(links: I64) -> float:
    """Share of link pairs that come in one order on both sides, ties as half (after Kendall 1938)."""
    if len(links) < 2:
        return 1.0
    if len(links) > _MOST_LINKS:
        links = links[np.linspace(0, len(links) - 1, _MOST_LINKS).astype(np.int64)]
    first, second = np.triu_indices(len(links), 1)
    ahead = links[second, 0] > links[first, 0]
    if not ahead.any():
        return 1.0
    steps = np.sign(links[second, 1] - links[first, 1])[ahead]
    return float((steps > 0).mean() + 0.5 * (steps == 0).mean())


def _steps(left: Prepared, right: Prepared, links: I64) -> int:
    """Sentences, mostly outside quotations, that answer each other in one order: the longest such chain."""
    told = (_quoted_share(left) < 0.5)[links[:, 0]] & (_quoted_share(right) < 0.5)[links[:, 1]]
    tails: list[int] = []
    # One left sentence counts once: its answers are tried from the last to the first.
    for _, t in sorted(links[told].tolist(), key=lambda link: (link[0], -link[1])):
        place = bisect.bisect_left(tails, t)
        tails[place : place + 1] = [t]
    return len(tails)


def _quoted_share(side: Prepared) -> NDArray[np.float64]:
    total = len(side.firsts)
    words = np.bincount(side.units, minlength=total)
    return np.bincount(side.units, side.tokens.quoted, minlength=total) / np.maximum(words, 1)


def _narrative(near: Prepared, far: Prepared, boxes: I64) -> float:
    """Share of the near side's content weight outside quotations that its passages' other sides hold."""
    told = ~near.tokens.quoted[near.places]
    total = float(near.weights[told].sum())
    if not total:
        return 0.0
    carried = np.zeros(len(near.places), np.bool_)
    for box in boxes.tolist():
        first, last = np.searchsorted(near.places, box[:2])
        begin, end = np.searchsorted(far.places, box[2:])
        carried[first:last] |= held(near.stems[first:last], far.stems[begin:end])
    return float(near.weights[carried & told].sum()) / total


@dataclass(frozen=True, slots=True)
class _Told:
    answered_left: float
    answered_right: float
    words: int
    order: float


def _told(left: Prepared, right: Prepared, found: Alignment) -> _Told:
    """How much of what the passages tell stands on the other side, and in how far word after word.

    Names and figures are the event's, quotations the speaker's; what is left is the author's.
    """
    plain_left, plain_right = _plain(left), _plain(right)
    answered, total = np.zeros(2), np.zeros(2)
    words, order, shared = 0, 0.0, 0.0
    for i, j, m, n in found.boxes.tolist():
        a, b = slice(*np.searchsorted(left.places, (i, j))), slice(*np.searchsorted(right.places, (m, n)))
        here, there = left.stems[a], right.stems[b]
        told = left.weights[a] * plain_left[a], right.weights[b] * plain_right[b]
        answered += told[0][held(here, there)].sum(), told[1][held(there, here)].sum()
        total += told[0].sum(), told[1].sum()
        words += min(int((~left.tokens.quoted[i:j]).sum()), int((~right.tokens.quoted[m:n]).sum()))
        both = common(here, left.weights[a], there, right.weights[b])
        order, shared = order + both.order * both.shared, shared + both.shared
    share = np.minimum(1.0, answered / np.maximum(total, 1e-9))
    return _Told(float(share[0]), float(share[1]), words, float(order / shared) if shared else 0.0)


def _plain(side: Prepared) -> Bools:
    """Which content words are neither quoted nor a figure or name."""
    plain: Bools = ~(side.tokens.quoted | side.tokens.facts)[side.places]
    return plain


def _equal(found: Alignment) -> float:
    sizes = found.boxes[:, 1::2] - found.boxes[:, ::2]
    fewer = int(sizes.sum(axis=0).min()) if len(sizes) else 0
    return min(1.0, float(found.runs[:, 2].sum()) / fewer) if fewer else 0.0


def _facts(left: Prepared, right: Prepared, boxes: I64) -> float:
    """Of the figures and names inside passages, the share that both sides have.

    Texts filled into one form agree in everything but these. Where there are few the share is drawn towards
    the common one, as if _PRIOR_FACTS more had been seen.
    """
    shared = total = 0
    for near, far, side in ((left, right, boxes), (right, left, boxes[:, [2, 3, 0, 1]])):
        for box in side.tolist():
            here = near.tokens.stems[box[0] : box[1]][near.tokens.facts[box[0] : box[1]]]
            shared += int(np.count_nonzero(held(here, far.tokens.stems[box[2] : box[3]])))
            total += len(here)
    return (shared + _PRIOR_SHARE * _PRIOR_FACTS) / (total + _PRIOR_FACTS)


def _narrative_runs(left: Prepared, right: Prepared, runs: I64) -> I64:
    """Equal runs less the words that either side has between quotation marks; those left empty dropped."""
    lengths = runs[:, 2]
    steps = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    here = np.repeat(runs[:, 0], lengths) + steps
    there = np.repeat(runs[:, 1], lengths) + steps
    told = ~(left.tokens.quoted[here] | right.tokens.quoted[there])
    counts = np.bincount(np.repeat(np.arange(len(runs)), lengths), told, len(runs)).astype(np.int64)
    kept = counts > 0
    return np.stack((runs[kept, 0], runs[kept, 1], counts[kept]), axis=1)


def _surprise(left: Prepared, right: Prepared, runs: I64) -> float:
    """Bits by which the equal narrative runs exceed what chance places in two texts of these lengths.

    A run's content words are as surprising as their language makes them; to say where it stands on either
    side costs log2 of the product of the lengths.
    """
    if not len(runs):
        return 0.0
    weights = np.where(left.tokens.quoted | ~left.tokens.content, 0.0, left.tokens.bits)
    sums = np.concatenate(([0.0], np.cumsum(weights, dtype=np.float64)))
    values = sums[np.minimum(runs[:, 0] + runs[:, 2], len(left))] - sums[runs[:, 0]]
    cost = math.log2(max(2, len(left) * len(right)))
    return float(np.maximum(values - cost, 0.0).sum())
