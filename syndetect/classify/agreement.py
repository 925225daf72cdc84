"""Whether two texts speak of the same: their figures and names, those that both have and those that clash.

Two reports filled into one form are worded alike and share neither; a copy keeps most of both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.classify.number_words import numbers_in_words
from syndetect.columns import Alignments, Prepared
from syndetect.kernels.feature_index import FeatureLinks, document_firsts, keys_of, shared
from syndetect.kernels.hash_set import among
from syndetect.kernels.ranges import borders, ranges
from syndetect.kernels.seeds import F64
from syndetect.kernels.words import I64, U64, Bools

PRIOR_FACTS = 4
PRIOR_SHARE = 0.75
_COMMON_BITS = 8.0


@dataclass(frozen=True, slots=True)
class Facts:
    """The distinct figures and names of each document.

    `keys`: uint64, sorted; `firsts`: int64 (documents + 1,); `places`: int64, the content word that each
    stands for; `of`: int64 (content words,), which of them a content word is, -1 where it is none.
    """

    keys: U64
    firsts: I64
    places: I64
    of: I64


def agreement(
    articles: Prepared, alignments: Alignments, linked: tuple[FeatureLinks, FeatureLinks], whole: Bools
) -> tuple[F64, I64, F64]:
    """The share of figures and names that agree, how many clash, and the likeness of all of them.

    `linked`: each side's content words in the index of stems. `whole`: bool (pairs,), pairs whose share is
    that of all of both texts; of the others what stands inside passages counts. A figure or name agrees when
    the other text has it anywhere, a figure also in words; it is the better agreeing side whose share counts,
    since the other may tell more. Where there are few the share is drawn towards the common one, as if
    PRIOR_FACTS more had been seen. What clashes is counted inside passages, on the side that has less of it.
    """
    facts, total = facts_of(articles), len(alignments)
    shares, clashes = [], []
    worded = numbers_in_words(articles.tokens)
    near, far = alignments.near, alignments.far
    for side, other, links, column in ((near, far, linked[0], 0), (far, near, linked[1], 2)):
        owners, rows = ranges(facts.firsts[side], facts.firsts[side + 1])
        held = links.of(owners, facts.places[rows]) >= 0
        held |= among(keys_of(facts.keys[rows], other[owners]), worded)
        inside = _inside(articles, alignments, facts, side, column)
        counted = inside | whole[owners]
        seen = np.bincount(owners[counted], minlength=total)
        kept = np.bincount(owners[counted & held], minlength=total)
        shares.append((kept + PRIOR_SHARE * PRIOR_FACTS) / (seen + PRIOR_FACTS))
        clashes.append(np.bincount(owners[inside & ~held], minlength=total))
    return np.maximum(*shares), np.minimum(*clashes).astype(np.int64), _likeness(articles, alignments, facts)


def facts_of(articles: Prepared) -> Facts:
    """A word that is a figure or a name once in a document is one throughout."""
    heads = borders(articles.stems.keys)
    named = np.zeros(len(heads), np.bool_)
    if len(heads):
        is_fact = articles.tokens.facts[articles.places[articles.stems.places]]
        named = np.logical_or.reduceat(is_fact, heads)
    chosen = heads[named]
    keys = articles.stems.keys[chosen]
    numbers = np.full(len(articles.stems.keys), -1, np.int64)
    numbers[chosen] = np.arange(len(chosen))
    return Facts(
        keys, document_firsts(keys, len(articles)), articles.stems.places[chosen], numbers[articles.stem_rows]
    )


def _inside(articles: Prepared, alignments: Alignments, facts: Facts, side: I64, column: int) -> Bools:
    """Which figures and names of one side's documents stand inside passages, pair after pair."""
    sizes = facts.firsts[side + 1] - facts.firsts[side]
    begins = np.cumsum(sizes) - sizes
    marks = np.zeros(int(sizes.sum()), np.bool_)
    boxes = articles.content_before[alignments.boxes[:, column : column + 2]]
    rows, words = ranges(boxes[:, 0], boxes[:, 1])
    fact, owners = facts.of[words], alignments.box_owners[rows]
    some = fact >= 0
    fact, owners = fact[some], owners[some]
    marks[begins[owners] + fact - facts.firsts[side[owners]]] = True
    return marks


def _likeness(articles: Prepared, alignments: Alignments, facts: Facts) -> F64:
    """Cosine of the figures and names of both texts, weighted by surprise."""
    bits = articles.tokens.bits[articles.places[facts.places]].astype(np.float64)
    weights = np.maximum(bits - _COMMON_BITS, 0.0)
    documents = np.repeat(np.arange(len(articles)), np.diff(facts.firsts))
    squares = np.bincount(documents, weights * weights, len(articles))
    pairs, rows, _ = shared(facts.keys, facts.firsts, alignments.near, alignments.far)
    norm = np.sqrt(squares[alignments.near] * squares[alignments.far])
    dot = np.bincount(pairs, weights[rows] ** 2, len(alignments))
    return np.minimum(1.0, dot / np.where(norm > 0, norm, 1.0))
