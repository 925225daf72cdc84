"""What an article has from all its sources together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from syndetect import scan
from syndetect.families import with_totals
from syndetect.model import Direction, Document, Evidence, Family, Member, Pair, Passage, Source, Span
from tests import stories

TEXT = "One two three four five six seven eight nine ten."


def document(name: str) -> Document:
    """An article of ten words."""
    return Document(name, TEXT, words=10)


def pair(other: str, begin: int, end: int, direction: Direction = "left-from-right", **more: Any) -> Pair:
    """A pair of the article `a`, of which words `begin` to `end` stand in another one."""
    starts = [0, *(place + 1 for place, letter in enumerate(TEXT) if letter == " "), len(TEXT)]
    span = Span(starts[begin], starts[end])
    evidence = Evidence(coverage_left=(end - begin) / 10, coverage_right=1.0)
    found = Pair("a", other, "copy", 0.9, direction, evidence, (Passage(span, Span(0, 9), "verbatim", 1.0),))
    return replace(found, **more)


def totals(*pairs: Pair, families: tuple[Family, ...] = ()) -> tuple[float, int]:
    """What is told of the article `a`."""
    names = sorted({"a", *(one.right for one in pairs)})
    found = with_totals([document(name) for name in names], pairs, families)[0]
    return found.total_coverage, found.total_derived_words


def test_sources_add_up() -> None:
    """Two sources of two parts cover both, whatever family they are of."""
    assert totals(pair("b", 0, 3), pair("c", 5, 9)) == (pytest.approx(0.7), 7)


def test_what_two_sources_have_counts_once() -> None:
    """Words that stand in passages with both are counted once."""
    assert totals(pair("b", 0, 6), pair("c", 4, 8)) == (pytest.approx(0.8), 8)


@pytest.mark.parametrize("direction", ["right-from-left", "undetermined", "common-source"])
def test_only_sources_count(direction: Direction) -> None:
    """What others have from an article, or what nobody knows the way of, is not derived."""
    assert totals(pair("b", 0, 6, direction)) == (0.0, 0)


def test_one_source_covers_what_its_pair_says() -> None:
    """With a single source, the share is that of the pair."""
    evidence = Evidence(coverage_left=0.55)
    assert totals(pair("b", 0, 6, evidence=evidence)) == (0.55, 6)


def test_independent_reports_are_no_sources() -> None:
    """A report on the same event is told apart from what was taken."""
    assert totals(pair("b", 0, 6, relation="same-story")) == (0.0, 0)


def test_what_comes_from_a_source_outside_is_derived() -> None:
    """Where a family's source is no member, what its members share is from there."""
    source = Source(None, "Tarn Agency", 0.9, inferred=())
    members = tuple(Member(name, "copy", None, 0.6, 0.9) for name in "ab")
    shared = pair("b", 0, 6, "common-source")
    assert totals(shared, families=(Family("a", source, members),)) == (pytest.approx(0.6), 6)


def test_equal_texts_that_were_never_paired_are_covered() -> None:
    """A member that has the very words of its source, with which it was not paired, is all of it."""
    members = Member("a", "copy", "z", 1.0, 0.9), Member("z", "copy", None, 1.0, 0.9)
    family = Family("a", Source("z", None, 0.9), members)
    assert totals(families=(family,)) == (1.0, 10)


def test_a_scan_tells_the_totals_of_a_round_up() -> None:
    """An article made of two others, later than both, has nearly all its words from them."""
    pier, vines = stories.PIER, stories.VINES
    documents = [
        Document("pier", pier, "Harbour Post", None, "2024-03-01"),
        Document("vines", vines, "Valley News", None, "2024-03-02"),
        Document("week", f"{pier}\n\n{vines}", "The Weekly", None, "2024-03-09"),
    ]
    found = {one.id: one for one in scan(documents).documents}
    assert found["week"].total_coverage > 0.9
    assert found["week"].total_derived_words > 0.9 * found["week"].words
    assert found["pier"].total_coverage == found["vines"].total_coverage == 0
