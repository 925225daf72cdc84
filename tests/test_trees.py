"""Derivation trees that the harness makes, and what is found of them."""

from __future__ import annotations

from benchmarks.quality.derivations import derivations
from benchmarks.quality.sets.trees import judge
from syndetect import scan

TREES = list(derivations(12, timed=True, seed=5))


def test_trees_are_whole_and_the_same_each_time() -> None:
    """Every document but the root has a parent that leads to it, and a seed gives the same trees again."""
    for tree in TREES:
        ids = {document.id for document in tree.documents}
        assert set(tree.parents) == ids - {tree.root}
        for id in tree.parents:
            steps = 0
            while id != tree.root:
                id, steps = tree.parents[id], steps + 1  # noqa: PLW2901
                assert steps <= len(ids)
        assert all(second in ids and second != tree.parents[id] for id, second in tree.also.items())
    assert list(derivations(12, timed=True, seed=5)) == TREES


def test_dates_are_all_that_times_add() -> None:
    """With and without times the texts and the trees are the same."""
    undated = list(derivations(12, timed=False, seed=5))
    assert [tree.parents for tree in undated] == [tree.parents for tree in TREES]
    for one, other in zip(undated, TREES, strict=True):
        assert [document.text for document in one.documents] == [
            document.text for document in other.documents
        ]
        assert all(document.published is None for document in one.documents)
    dates = {len(document.published or "") for tree in TREES for document in tree.documents}
    assert {0, 10, 25} <= dates


def test_most_sources_and_parents_are_found() -> None:
    """A dozen dated trees: nearly every source and parent right, and hardly one wrong."""
    report = scan([document for tree in TREES for document in tree.documents])
    tally, mistakes = judge(report, TREES)
    members = sum(len(tree.parents) for tree in TREES)
    assert tally["sources", "right"] >= 10
    assert len(mistakes) == tally["sources", "wrong"] <= 1
    assert tally["parents", "right"] >= 0.8 * members
    assert tally["parents", "wrong"] <= 0.06 * members


def test_an_open_answer_is_not_a_wrong_one() -> None:
    """Documents that stand in no family leave their tree open."""
    report = scan([tree.documents[0] for tree in TREES])
    tally, mistakes = judge(report, TREES)
    assert tally["sources", "open"] == len(TREES)
    assert mistakes == []
    assert tally["parents", "wrong"] == 0
