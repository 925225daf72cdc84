"""Derivation trees that the harness makes, and what is found of them."""

from __future__ import annotations

import numpy as np

from benchmarks.quality.derivations import derivations
from benchmarks.quality.fit import trees as fitting
from benchmarks.quality.sets import trees as measuring
from benchmarks.quality.sets.trees import judge
from syndetect import scan

ANSWERS = ("right", "wrong", "open")
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
    found = judge(report, TREES)
    tally = found.tally
    members = sum(len(tree.parents) for tree in TREES)
    assert tally["sources", "right"] >= 10
    assert len(found.mistakes) == tally["sources", "wrong"] <= 1
    assert len(found.sources) == tally["sources", "right"] + tally["sources", "wrong"]
    assert found.shares("parents")[0] == members == sum(tally["parents", one] for one in ANSWERS)
    assert tally["parents", "right"] >= 0.8 * members
    assert tally["parents", "wrong"] <= 0.06 * members


def test_an_open_answer_is_not_a_wrong_one() -> None:
    """Documents that stand in no family leave their tree open."""
    report = scan([tree.documents[0] for tree in TREES])
    found = judge(report, TREES)
    assert found.tally["sources", "open"] == len(TREES)
    assert found.mistakes == found.sources == found.parents == []
    assert found.tally["parents", "wrong"] == 0


def test_no_figure_is_of_a_seed_that_was_learned_from() -> None:
    """The seeds that weights are fitted on and those that are measured on have none in common."""
    assert not {*fitting.SEEDS} & {*measuring.SEEDS}


def test_fitting_finds_the_true_trees_more_probable() -> None:
    """The fitted weights give the trees that they were fitted on no less probability than worse ones do."""
    report = scan([document for tree in TREES for document in tree.documents])
    known = list(fitting.families(report.documents, report.pairs, TREES))
    poor = fitting.committed() * np.array([0.2, -1.0, 1.0, 0.0, 3.0])
    found = fitting.fitted(known, poor)
    assert len(known) >= 10
    assert fitting.loss(found, known, poor) < fitting.loss(poor, known, poor)
