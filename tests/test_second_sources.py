"""Members made from two texts: what their trees may hold."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from syndetect import compare_pairs
from syndetect.families import family
from syndetect.model import Document
from syndetect.provenance.derivation_tree import Tree
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.second_sources import _Sewn

NAMES = tuple("Ada Berit Cato Dagny Egil Frida Gustav Hedda Ivar Jorunn Kåre Liv Magne".split())  # noqa: SIM905
THINGS = tuple("bridge ferry school quarry harbour museum orchard railway library lighthouse".split())  # noqa: SIM905

VERSIONS = (
    ("Paper A", 3, (0, 1, 2, 104, 105, 106, 107, 108, 10)),
    ("Paper A", 1, (100, 101, 102, 103, 104, 105, 106, 107, 108)),
    ("Paper C", 5, (0, 1, 2, 104, 105, 106, 107, 108)),
    ("Paper A", 5, (0, 1, 2, 3, 4)),
    ("Paper C", 8, (0, 1, 2, 104, 105, 106, 107, 108, 10, 0, 1, 2, 3, 4)),
)
"""Versions and blends of two texts by their sentences: outlet, day, and the sentences' numbers."""


def sentence(number: int) -> str:
    """A sentence that no other number has."""
    name, other = NAMES[number % 13], NAMES[(number * 5 + 3) % 13]
    thing, more = THINGS[number % 10], THINGS[(number // 3 + 4) % 10]
    return (
        f"The {thing} that {name} Holm {number}s kept was {more}-like for {number + 3} winters, and "
        f"{other} paid {number * 37 + 11} crowns for its {thing} roof."
    )


def test_trees_hold_links_that_were_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version made from two texts of other outlets does not hang below one that it could not be from."""
    trees: list[Tree] = []
    patched = family.patched

    def watched(nodes: Nodes, tree: Tree) -> tuple[Tree, dict[int, tuple[int, float]]]:
        found = patched(nodes, tree)
        trees.append(found[0])
        return found

    monkeypatch.setattr(family, "patched", watched)
    documents = [
        Document(str(row), " ".join(map(sentence, numbers)), outlet, None, f"2024-03-{day:02}T06:00Z")
        for row, (outlet, day, numbers) in enumerate(VERSIONS)
    ]
    report = compare_pairs(list(combinations("01234", 2)), documents)
    assert report.faults == ()
    assert trees
    for tree in trees:
        assert {(parent, place) for place, parent in tree.parents.items()} <= tree.weights.keys()


@pytest.mark.parametrize(
    ("first", "second", "sewn"),
    [
        ([1] * 60 + [0] * 60, [0] * 60 + [1] * 60, True),
        ([1, 0, 0, 1, 0] * 12 + [0] * 60, [0] * 60 + [0, 1, 0, 0, 1] * 12, True),
        ([1, 0, 0, 0, 0] * 24, [0, 0, 1, 0, 0] * 24, False),
        ([1, 1, 1] + [0] * 117, [0] * 117 + [1, 1, 1], False),
    ],
)
def test_two_sources_are_told_by_where_each_alone_is_answered(
    first: list[int], second: list[int], *, sewn: bool
) -> None:
    """Halves, or many places on either side of a seam, tell two sources; places all over, or few, do not."""
    one, other = np.array(first, np.bool_), np.array(second, np.bool_)
    seam = _Sewn(one, other, 60, 0.5)
    assert (seam.odds > 0) == sewn
