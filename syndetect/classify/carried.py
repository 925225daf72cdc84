"""How far all of one text is carried by all of the other, passages or not.

Who tells a text anew in fewer words has its facts, in its order, and none besides; who reports the same event
on his own has met other people, counted other things, and begins elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.classify.agreement import Facts, facts_of
from syndetect.columns import Alignments, Prepared
from syndetect.kernels.feature_index import FeatureLinks, shared
from syndetect.kernels.ranges import ranges
from syndetect.kernels.seeds import F64
from syndetect.kernels.words import I64, Bools


def carried(
    articles: Prepared, alignments: Alignments, linked: tuple[FeatureLinks, FeatureLinks]
) -> Mapping[str, NDArray[Any]]:
    """Columns by name, one row a pair; `_near` and `_far` are shares or counts of that side.

    `linked`: each side's content words in the index of stems.
    """
    facts = facts_of(articles)
    kept, order = _shared(articles, facts, alignments)
    columns: dict[str, NDArray[Any]] = {"shared_facts": kept, "facts_order": order}
    plain = ~(articles.tokens.quoted | articles.tokens.facts)[articles.places]
    quoted = articles.tokens.quoted[articles.places]
    for side, links, name in ((alignments.near, linked[0], "near"), (alignments.far, linked[1], "far")):
        owners, rows = ranges(facts.firsts[side], facts.firsts[side + 1])
        own = links.of(owners, facts.places[rows]) < 0
        columns[f"own_facts_{name}"] = np.bincount(owners[own], minlength=len(alignments))
        columns[f"carried_{name}"] = _held(articles, side, links, plain)
        columns[f"own_quotes_{name}"] = _held(articles, side, links, quoted, missing=True)
    return columns


def _held(articles: Prepared, side: I64, links: FeatureLinks, chosen: Bools, *, missing: bool = False) -> F64:
    """Share of the weight of a side's chosen content words that the other text has, or that it lacks."""
    weights = np.where(chosen, articles.weights, 0.0)
    owners, words = ranges(articles.content_firsts[side], articles.content_firsts[side + 1])
    has = (links.of(owners, words) < 0) == missing
    total = np.bincount(owners, weights[words], len(side))
    held = np.bincount(owners[has], weights[words[has]], len(side))
    return np.where(total > 0, held / np.where(total > 0, total, 1.0), 0.0)


def _shared(articles: Prepared, facts: Facts, alignments: Alignments) -> tuple[I64, F64]:
    """How many figures and names both texts have, and the share of those next to each other in one order.

    The order is that of first mentions; 0 where there is none.
    """
    del articles
    total = len(alignments)
    pairs, near, far = shared(facts.keys, facts.firsts, alignments.near, alignments.far)
    here, there = facts.places[near], facts.places[far]
    order = np.lexsort((here, pairs))
    pairs, there = pairs[order], there[order]
    same = pairs[1:] == pairs[:-1]
    ahead = same & (there[1:] > there[:-1])
    seen = np.bincount(pairs[1:][same], minlength=total)
    risen = np.bincount(pairs[1:][ahead], minlength=total)
    shares = np.where(seen > 0, risen / np.maximum(seen, 1), 0.0)
    return np.bincount(pairs, minlength=total).astype(np.int64), shares
