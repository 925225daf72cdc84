"""Columns of near and far sides to values of left and right, by places in each document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from itertools import pairwise

import numpy as np

from syndetect.columns import PASSAGE_KINDS, Alignment, Alignments, Prepared
from syndetect.kernels.words import I64
from syndetect.model import Passage, Span

_OWNED = ("box_owners", "run_owners", "links")


def joined(parts: Sequence[Alignments]) -> Alignments:
    """Several lots of pairs as one."""
    if len(parts) == 1:
        return parts[0]
    begins = np.cumsum([0, *(len(part) for part in parts[:-1])]).tolist()
    columns = {
        item.name: np.concatenate([getattr(part, item.name) for part in parts]) for item in fields(Alignments)
    }
    for name in _OWNED:
        sizes = [len(getattr(part, name)) for part in parts]
        owners = columns[name] if name != "links" else columns[name][:, 0]
        owners += np.repeat(begins, sizes)
    return Alignments(**columns)


def shown(articles: Prepared, alignments: Alignments) -> list[tuple[Passage, ...]]:
    """The passages of each pair in its texts' own offsets, sorted by their place on the left."""
    owners, spans, order = _boxes(articles, alignments)
    swapped = alignments.swapped[owners]
    left = np.where(swapped, alignments.far[owners], alignments.near[owners])
    right = np.where(swapped, alignments.near[owners], alignments.far[owners])
    heads, tails = articles.tokens.heads, articles.tokens.tails
    columns = []
    for side, documents in ((0, left), (2, right)):
        first = articles.firsts[documents]
        columns += [heads[first + spans[:, side]].tolist(), tails[first + spans[:, side + 1] - 1].tolist()]
    made = [
        Passage(Span(a, b), Span(c, d), PASSAGE_KINDS[kind], alike)
        for a, b, c, d, kind, alike in zip(
            *columns, alignments.kinds[order].tolist(), alignments.similarity[order].tolist(), strict=True
        )
    ]
    cuts = np.searchsorted(owners, np.arange(len(alignments) + 1)).tolist()
    return [tuple(made[begin:end]) for begin, end in pairwise(cuts)]


def alignments(articles: Prepared, aligned: Alignments) -> list[Alignment]:
    """One value for each pair, everything sorted."""
    owners, spans, _ = _boxes(articles, aligned)
    firsts, units = articles.firsts, articles.unit_firsts
    runs = _turned(aligned, aligned.run_owners, aligned.runs[:, :2], firsts, aligned.runs[:, 2:])
    links = _turned(aligned, aligned.links[:, 0], aligned.links[:, 1:], units, aligned.links[:, :0])
    rows = np.arange(len(aligned) + 1)
    cuts = [np.searchsorted(column, rows).tolist() for column in (owners, runs[:, 0], links[:, 0])]
    return [
        Alignment(
            passages=listed,
            boxes=spans[cuts[0][row] : cuts[0][row + 1]],
            runs=runs[cuts[1][row] : cuts[1][row + 1], 1:],
            links=links[cuts[2][row] : cuts[2][row + 1], 1:],
        )
        for row, listed in enumerate(shown(articles, aligned))
    ]


def _boxes(articles: Prepared, alignments: Alignments) -> tuple[I64, I64, I64]:
    """Pairs and words of the passages, left first and sorted, and which passages they are."""
    owners = alignments.box_owners
    near, far = articles.firsts[alignments.near[owners]], articles.firsts[alignments.far[owners]]
    spans = alignments.boxes - np.stack((near, near, far, far), axis=1)
    spans = np.where(alignments.swapped[owners, None], spans[:, [2, 3, 0, 1]], spans)
    order = np.lexsort((*spans.T[::-1], owners))
    return owners[order], spans[order], order


def _turned(alignments: Alignments, owners: I64, places: I64, firsts: I64, more: I64) -> I64:
    """Pairs, left and right places, and more columns, sorted."""
    near = places[:, 0] - firsts[alignments.near[owners]]
    far = places[:, 1] - firsts[alignments.far[owners]]
    turned = alignments.swapped[owners]
    left, right = np.where(turned, far, near), np.where(turned, near, far)
    order = np.lexsort((right, left, owners))
    return np.concatenate((np.stack((owners, left, right), axis=1), more), axis=1)[order]
