"""Families: what joins, what does not, who is the source, and when nobody is called one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from syndetect.families import find_families
from syndetect.families.direction import published_between
from syndetect.families.joining import groups
from syndetect.model import Document, Evidence, Pair, Relation

LINE = "The harbour office counted forty boats in the bay that night, twice as many as a year ago."


def document(
    name: str, published: str | None = None, outlet: str | None = None, text: str = LINE
) -> Document:
    """An article of one line."""
    return Document(name, text, outlet, None, published)


def pair(left: str, right: str, relation: Relation = "copy", **figures: float) -> Pair:
    """A pair covered as the figures say, wholly by default."""
    evidence = Evidence(
        coverage_left=1, coverage_right=1, containment_left=1, containment_right=1, passages=1
    )
    return Pair(left, right, relation, 0.9, "undetermined", replace(evidence, **figures))  # type: ignore[arg-type]


def test_an_excerpt_joins_a_loose_article_and_never_two_families() -> None:
    """A round-up with an excerpt of each of two stories goes with one of them and leaves the other alone."""
    found = groups(
        [pair("a", "b"), pair("c", "d"), pair("a", "round-up", "excerpt"), pair("c", "round-up", "excerpt")]
    )
    assert sorted(map(len, found)) == [2, 3]
    assert not any({"a", "c"} <= set(group) for group in found)


def test_same_story_pairs_join_nothing() -> None:
    """Independent tellings make no family, and stand beside one that they belong to."""
    documents = [document(name) for name in "abc"]
    pairs, families = find_families(documents, [pair("a", "b"), pair("b", "c", "same-story")])
    assert [[member.document for member in family.members] for family in families] == [["a", "b"]]
    assert families[0].same_story == ("c",)
    assert families[0].origins == 2
    assert pairs[1].direction == "undetermined"


@pytest.mark.parametrize("first", ["p00", "p07", "p13"])
def test_of_equal_texts_the_one_dated_first_is_the_source(first: str) -> None:
    """Fourteen papers print one text; whichever is dated days before the rest is the source of all."""
    names = [f"p{number:02}" for number in range(14)]
    documents = [
        document(name, "2024-01-03" if name == first else "2024-01-20", f"Paper {name}") for name in names
    ]
    # A large group of equal texts is paired with its first member only.
    _, families = find_families(documents, [pair(names[0], name) for name in names[1:]])
    assert families[0].source.document == first
    assert {m.source for m in families[0].members if m.document != first} == {first}


def test_of_equal_texts_without_dates_none_is_the_source() -> None:
    """Where neither clock nor credit speaks, nobody is named, and no member hangs on another."""
    names = [f"p{number:02}" for number in range(14)]
    pairs, families = find_families([document(name) for name in names], [pair("p00", n) for n in names[1:]])
    assert families[0].source.document is None
    assert {member.source for member in families[0].members} == {None}
    assert {found.direction for found in pairs} == {"undetermined"}


def test_of_equal_texts_the_credited_one_is_the_source() -> None:
    """A by-line that names the outlet of one of them outweighs the lack of dates."""
    text = f"NORTH PORT (Tarn Agency) — {LINE}"
    documents = [document("a", None, "Paper A", text), document("b", None, "Tarn Agency", text)]
    _, families = find_families(documents, [pair("a", "b")])
    assert families[0].source.document == "b"
    assert families[0].members[0].credit.name == "Tarn Agency"


def test_a_source_that_all_credit_and_nobody_is_stands_outside() -> None:
    """Two copies under an agency's by-line, without the agency: the source has a name and no document."""
    text = f"NORTH PORT (Tarn Agency) — {LINE}"
    documents = [
        document("a", "2024-01-03", "Paper A", text),
        document("b", "2024-01-20", "Paper B", text + " More on this from the mayor tomorrow."),
    ]
    pairs, families = find_families(documents, [pair("a", "b", coverage_right=0.8, containment_right=0.8)])
    assert (families[0].source.document, families[0].source.name) == (None, "Tarn Agency")
    assert pairs[0].direction == "common-source"


def test_the_more_contained_text_comes_from_the_other() -> None:
    """A text wholly found in a longer one was cut from it."""
    documents = [document("cut"), document("whole")]
    found = pair("cut", "whole", coverage_right=0.4, containment_right=0.4)
    pairs, families = find_families(documents, [found])
    assert families[0].source.document == "whole"
    assert pairs[0].direction == "left-from-right"


@pytest.mark.parametrize(
    ("published", "hours"),
    [
        ("2024-03-01T12:00:00Z", 0),
        ("2024-03-01T12:00:00+02:00", 0),
        ("2024-03-01T12:00:00", 28),
        ("2024-03-01", 52),
    ],
)
def test_a_date_is_an_interval(published: str, hours: int) -> None:
    """A zoned time is a moment, one without a zone 14 hours either way, a date alone its day as well."""
    span = published_between(published)
    assert span is not None
    assert (span[1] - span[0]).total_seconds() == hours * 3600


def test_zones_are_compared_in_one_clock() -> None:
    """Noon in Warsaw is eleven in Greenwich; what is no date says nothing."""
    assert published_between("2024-03-01T12:00:00+01:00") == (datetime(2024, 3, 1, 11),) * 2
    assert published_between(None) is None
    assert published_between("soon") is None
