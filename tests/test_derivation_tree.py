"""How probable roots and links are: families of two texts against the sums over all trees."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from syndetect.provenance import derivation_tree
from syndetect.provenance.link_odds import Links

ODDS = st.floats(-40, 40)


def links_between(ends: list[tuple[int, int]], close: list[float], size: int) -> Links:
    """Links of which only the ends and how close they are count."""
    nothing = np.zeros(len(ends))
    sources, targets = np.array(ends, np.int64).reshape(-1, 2).T
    shares = np.array(close[: len(ends)], np.float64)
    return Links(sources, targets, nothing, nothing, nothing, nothing, nothing, shares, size)


@given(
    st.sampled_from([[(0, 1), (1, 0)], [(0, 1)], [(1, 0)], []]),
    st.lists(ODDS, min_size=2, max_size=2),
    st.lists(st.floats(0, 1), min_size=2, max_size=2),
    st.lists(ODDS, min_size=2, max_size=2),
)
def test_two_texts_have_the_odds_that_all_trees_give(
    ends: list[tuple[int, int]], weights: list[float], close: list[float], roots: list[float]
) -> None:
    """To the last digit, also where a version of the other text may not be its source."""
    links = links_between(ends, close, 2)
    known = np.array(weights[: len(ends)]), np.array(roots)
    brief, whole = derivation_tree._of_two(links, *known), derivation_tree._summed(links, *known)
    assert brief[0].tolist() == whole[0].tolist()
    assert brief[1].tolist() == whole[1].tolist()


@given(ODDS)
def test_one_text_is_its_own_root(odds: float) -> None:
    """There is nothing else that it could be from."""
    links, known = links_between([], [], 1), (np.empty(0), np.array([odds]))
    brief, whole = derivation_tree._of_two(links, *known), derivation_tree._summed(links, *known)
    assert brief[0].tolist() == whole[0].tolist() == []
    assert brief[1].tolist() == whole[1].tolist() == [1.0]
