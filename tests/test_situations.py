"""Situations of the harness: what was made from what is known, and answers are judged by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from benchmarks.quality import mixtures, printings, situations
from benchmarks.quality.sets.provenance import judge
from benchmarks.quality.situations import Situation, Text
from syndetect import scan
from tests import stories

EVENT = [
    Text(tuple(stories.PIER.split("\n"))),
    Text(tuple(stories.WATER.split("\n"))),
]
TEXTS = {language: situations.own(language) for language in situations.LANGUAGES}
REMARKS = {language: situations.others(language) for language in situations.LANGUAGES}

MADE: dict[str, Callable[[int], Iterator[Situation]]] = {
    "blends": lambda seed: situations.blends([EVENT], 6, seed),
    "annotations": lambda seed: situations.annotations(TEXTS, REMARKS, 6, seed),
    "compilations": lambda seed: situations.compilations(TEXTS, 6, seed),
    "releases": lambda seed: situations.releases(TEXTS, 6, seed),
    "prints": lambda seed: printings.printings(TEXTS, 6, seed),
    "mixtures": lambda seed: mixtures.mixtures(mixtures.events(), 6, seed),
}


@pytest.mark.parametrize("kind", MADE)
def test_situations_are_the_same_each_time(kind: str) -> None:
    """A seed makes one list of situations, whatever was made before."""
    first, second = (list(MADE[kind](3)) for _ in range(2))
    assert first == second
    assert first != list(MADE[kind](4))


@pytest.mark.parametrize("kind", MADE)
def test_sources_are_articles_of_the_situation(kind: str) -> None:
    """Every source is another article that is there, and something was made from something."""
    for situation in MADE[kind](3):
        ids = [one.id for one in situation.documents]
        assert len(set(ids)) == len(ids)
        assert situation.sources or kind == "prints"
        for taker, sources in situation.sources.items():
            assert sources <= set(ids) - {taker}
        assert set(situation.both) <= set(situation.sources)


@pytest.mark.parametrize("kind", MADE)
def test_nothing_told_is_nothing_wrong(kind: str) -> None:
    """Where a report says of no article whom it is from, every link is open and no root is wrong."""
    for situation in MADE[kind](3):
        report = scan([situation.documents[0]])
        found = judge(report, situation)
        assert found.shares("links")[1:] == (0, 0)
        assert found.shares("roots")[2] == 0
        assert not found.links
