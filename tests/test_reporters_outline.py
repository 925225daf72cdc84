"""What reporters for people ask of a report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reports import FAMILIES, PAIRS, compare_report, scan_report

from syndetect.model import Direction, Relation, Source
from syndetect.reporters.outline import (
    derived_members,
    head_document,
    is_comparison,
    is_directed,
    is_doubtful,
    ordered,
    verdict_sentence,
)


def test_larger_families_come_first() -> None:
    """By size, then by id, whatever order they were found in."""
    report = scan_report()
    twice = replace(report, families=(*report.families, replace(FAMILIES[0], id="a")))
    assert [family.id for family in ordered(twice)] == ["coast/ferry.txt", "a", "bread/guild.txt"]


def test_the_source_stands_for_its_family() -> None:
    """Whatever the members' headlines are, a known source stands for its family."""
    family = FAMILIES[1]
    assert head_document(family, lambda name: "A" if name != family.source.document else "B") == (
        "wire/ferry.txt"
    )
    assert derived_members(family) == 3


def test_without_a_source_the_usual_headline_stands_for_a_family() -> None:
    """The headline of most members, in whatever case; without any the member that most are from."""
    outside = replace(FAMILIES[1], source=Source(None, "Nordvik Press Agency", 0.8))
    first, *rest = [one.document for one in outside.members]
    assert derived_members(outside) == 4
    titles = {first: "Read this first", **dict.fromkeys(rest, "Ferry  burns")} | {rest[-1]: "FERRY BURNS"}
    assert head_document(outside, titles.get) in rest
    assert head_document(outside, {rest[-1]: "Ferry burns"}.get) == rest[-1]
    alone = replace(outside, members=tuple(replace(one, source=rest[0]) for one in outside.members))
    assert head_document(alone, {}.get) == rest[0]
    assert head_document(replace(outside, members=()), {}.get) == outside.id


def test_one_pair_alone_is_a_comparison() -> None:
    """A scan that found one pair among many articles is none."""
    assert is_comparison(compare_report())
    assert not is_comparison(replace(scan_report(), pairs=PAIRS[:1]))


def test_doubt_is_said_by_the_reasons() -> None:
    """A pair is doubtful when one of its reasons calls it uncertain."""
    assert [is_doubtful(pair) for pair in PAIRS] == [False, True, False, False, True]
    assert not is_doubtful(None)


@pytest.mark.parametrize(
    ("relation", "direction", "words"),
    [
        ("copy", "left-from-right", "left article is copied from the right"),
        ("rewrite", "right-from-left", "right article is rewritten from the left"),
        ("excerpt", "common-source", "both have it from a third"),
        ("paraphrase", "undetermined", "which one could not be told"),
        ("same-story", "undetermined", "each independently"),
        ("unrelated", "undetermined", "nothing in common"),
    ],
)
def test_the_verdict_names_the_side(relation: Relation, direction: Direction, words: str) -> None:
    """Which article is derived, as far as that was decided."""
    pair = replace(PAIRS[0], relation=relation, direction=direction)
    assert words in verdict_sentence(pair)
    assert is_directed(pair) is (direction in {"left-from-right", "right-from-left"})
