"""What is told alike: narrative weight, words, and the order of sentences."""

from __future__ import annotations

import bisect
from typing import TypeAlias

import numpy as np

from syndetect.columns import Alignments, Prepared
from syndetect.kernels.feature_index import FeatureLinks, inside
from syndetect.kernels.ranges import borders, ranges
from syndetect.kernels.seeds import F64, summed
from syndetect.kernels.shared_weight import sharing
from syndetect.kernels.words import I64, Bools

_MOST_LINKS = 400
_MOST_STEPS = 1 << 20


Held: TypeAlias = tuple[I64, I64]
"""Content words of one side of passages that the other side holds, too: rows of passages, and words."""


def held_words(
    articles: Prepared, alignments: Alignments, linked: tuple[FeatureLinks, FeatureLinks]
) -> tuple[Held, Held]:
    """What the near and the far sides of the passages share with the other.

    `linked`: each side's content words in the index of stems.
    """
    boxes = articles.content_before[alignments.boxes]
    near = _held(articles, alignments.box_owners, linked[0], boxes)
    return near, _held(articles, alignments.box_owners, linked[1], boxes[:, [2, 3, 0, 1]])


def narratives(
    articles: Prepared,
    alignments: Alignments,
    linked: tuple[FeatureLinks, FeatureLinks],
    held: tuple[Held, Held],
) -> tuple[F64, F64]:
    """Share of each side's content weight outside quotations that its passages' other sides hold."""
    near = _narrative(articles, alignments, alignments.near, linked[0], held[0])
    return near, _narrative(articles, alignments, alignments.far, linked[1], held[1])


def _narrative(
    articles: Prepared, alignments: Alignments, side: I64, linked: FeatureLinks, held: Held
) -> F64:
    unquoted = ~articles.tokens.quoted[articles.places]
    weights = np.where(unquoted, articles.weights, 0.0)
    documents = np.repeat(np.arange(len(articles)), np.diff(articles.content_firsts))
    totals = np.bincount(documents, weights, len(articles))[side]
    rows, words = held
    owners = alignments.box_owners[rows]
    # Passages may share a source: each word counts once.
    once = np.zeros(len(linked.rows), np.bool_)
    once[linked.shifts[owners] + words] = True
    places = np.flatnonzero(once)
    owners = np.searchsorted(linked.shifts + articles.content_firsts[side], places, side="right") - 1
    carried = np.bincount(owners, weights[places - linked.shifts[owners]], len(alignments))
    return carried / np.where(totals > 0, totals, 1.0)


def _held(articles: Prepared, owners: I64, linked: FeatureLinks, boxes: I64) -> Held:
    rows, words = ranges(boxes[:, 0], boxes[:, 1])
    other = linked.of(owners[rows], words)
    some = np.flatnonzero(other >= 0)
    rows, words = rows[some], words[some]
    _, counts = inside(articles.stems, other[some], boxes[rows, 2], boxes[rows, 3])
    return rows[counts > 0], words[counts > 0]


def answered(
    articles: Prepared,
    alignments: Alignments,
    linked: tuple[FeatureLinks, FeatureLinks],
    held: tuple[Held, Held],
) -> tuple[F64, F64, I64, F64]:
    """How much of what the passages tell stands on the other side, and in how far word after word.

    The share of the near and of the far side's weight, words told on the side with fewer, and the order of
    words. Names and figures are the event's, quotations the speaker's; what is left is the author's.
    """
    owners, total = alignments.box_owners, len(alignments)
    windows = articles.content_before[alignments.boxes]
    plain = ~(articles.tokens.quoted | articles.tokens.facts)[articles.places]
    weights = np.where(plain, articles.weights, 0.0)
    shares = []
    carried = np.concatenate(([0.0], np.cumsum(weights)))
    for (rows, words), column in zip(held, (0, 2), strict=True):
        whole = summed(owners, carried[windows[:, column + 1]] - carried[windows[:, column]], total)
        answer = summed(owners[rows], weights[words], total)
        shares.append(np.minimum(1.0, answer / np.maximum(whole, 1e-9)))
    tokens = articles.tokens
    plain_before = np.concatenate(([0], np.cumsum(~(tokens.quoted | tokens.facts))))[alignments.boxes]
    fewer = np.minimum(plain_before[:, 1] - plain_before[:, 0], plain_before[:, 3] - plain_before[:, 2])
    both = sharing(articles.words, linked[0], owners, windows.T)
    shared = summed(owners, both.shared, total)
    ordered = summed(owners, both.order * both.shared, total)
    order = np.where(shared > 0, ordered / np.where(shared > 0, shared, 1.0), 0.0)
    return shares[0], shares[1], np.bincount(owners, fewer, total).astype(np.int64), order


def order(alignments: Alignments) -> F64:
    """Share of link pairs that come in one order on both sides, ties as half (after Kendall 1938)."""
    links = _thinned(alignments.links)
    result = np.ones(len(alignments))
    firsts = borders(links[:, 0])
    ends = np.append(firsts[1:], len(links))
    steps = np.cumsum((ends - firsts) ** 2)
    begin = 0
    while begin < len(firsts):
        # As many pairs as there is room for all of their steps.
        most = (steps[begin - 1] if begin else 0) + _MOST_STEPS
        end = max(begin + 1, int(np.searchsorted(steps, most, side="right")))
        some = slice(int(firsts[begin]), int(ends[end - 1]))
        owners, shares = _concordance(links[some])
        result[owners] = shares
        begin = end
    return result


def _thinned(links: I64) -> I64:
    firsts = borders(links[:, 0])
    sizes = np.diff(firsts, append=len(links))
    if sizes.max(initial=0) <= _MOST_LINKS:
        return links
    parts = np.split(links, firsts[1:])
    return np.concatenate(
        [
            part if len(part) <= _MOST_LINKS else part[np.linspace(0, len(part) - 1, _MOST_LINKS).astype(int)]
            for part in parts
        ]
    )


def _concordance(links: I64) -> tuple[I64, F64]:
    """Pairs, and the share of each; links that tie on the near side say nothing of order."""
    firsts = borders(links[:, 0])
    sizes = np.diff(firsts, append=len(links))
    groups = np.repeat(np.arange(len(firsts)), sizes)
    earlier, later = ranges(np.arange(len(links)) + 1, (firsts + sizes)[groups])
    ahead = links[later, 1] > links[earlier, 1]
    earlier, later = earlier[ahead], later[ahead]
    group = groups[earlier]
    steps = links[later, 2] - links[earlier, 2]
    seen = np.bincount(group, minlength=len(firsts))
    same = np.bincount(group[steps > 0], minlength=len(firsts))
    tied = np.bincount(group[steps == 0], minlength=len(firsts))
    shares = same / np.maximum(seen, 1) + 0.5 * (tied / np.maximum(seen, 1))
    return links[firsts, 0], np.where(seen > 0, shares, 1.0)


def steps(articles: Prepared, alignments: Alignments) -> I64:
    """Sentences, mostly outside quotations, that answer each other in one order: the longest such chain."""
    unquoted = _unquoted_units(articles)
    links = alignments.links[unquoted[alignments.links[:, 1]] & unquoted[alignments.links[:, 2]]]
    firsts = borders(links[:, 0])
    sizes = np.diff(firsts, append=len(links))
    result = np.zeros(len(alignments), np.int64)
    result[links[firsts, 0]] = sizes
    # Where every link goes on on both sides, all of them are the chain.
    bent = (links[1:, 0] == links[:-1, 0]) & (
        (links[1:, 1] <= links[:-1, 1]) | (links[1:, 2] <= links[:-1, 2])
    )
    groups = np.repeat(np.arange(len(firsts)), sizes)
    for row in dict.fromkeys(groups[1:][bent].tolist()):
        part = links[firsts[row] : firsts[row] + sizes[row]]
        result[part[0, 0]] = _longest_chain(part[:, 1:].tolist())
    return result


def _longest_chain(links: list[list[int]]) -> int:
    tails: list[int] = []
    # One near sentence counts once: its answers are tried from the last to the first.
    for _, t in sorted(links, key=lambda link: (link[0], -link[1])):
        place = bisect.bisect_left(tails, t)
        tails[place : place + 1] = [t]
    return len(tails)


def _unquoted_units(articles: Prepared) -> Bools:
    quoted = articles.quoted_before[articles.unit_ends] - articles.quoted_before[articles.unit_begins]
    unquoted: Bools = quoted < 0.5 * (articles.unit_ends - articles.unit_begins)
    return unquoted
