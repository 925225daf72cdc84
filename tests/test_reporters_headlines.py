"""The sentence that a report, a family and a pair come to: true to the figures, silent where they are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import DOCUMENTS, FAMILIES, PAIRS, audited_report, compare_report, nothing_report, scan_report

from syndetect.families.family import LEAST_CERTAIN
from syndetect.model import Change, Changes, CreditAudit, Document, Family, Member, Report, Source
from syndetect.reporters.headlines import family_headline, is_firm, pair_headline, report_headline
from syndetect.reporters.readable import called, called_apart

BLAME = ("took", "credit", "changed")


def family_of(members: tuple[Member, ...], source: Source | None = None) -> tuple[Report, Family]:
    """A report of one family whose members are called by their ids, made from `wire`."""
    ids = ["wire", *(member.document for member in members)]
    documents = tuple(Document(name, "text", name.upper(), name) for name in ids)
    family = Family(
        "f", source or Source("wire", None, 0.9), (Member("wire", "copy", None, 1.0, 0.9), *members)
    )
    return replace(scan_report(), documents=documents, families=(family,), pairs=()), family


def taker(name: str, verdict: str = "uncredited", sure: float = 0.9, *kinds: str) -> Member:
    """A member made from the wire."""
    changes = Changes(tuple(Change(kind, "a", "b") for kind in kinds))  # type: ignore[arg-type]
    audit = CreditAudit(verdict, 10, 10)  # type: ignore[arg-type]
    return Member(name, "copy", "wire", 0.9, 0.9, certainty=sure, audit=audit, changes=changes)


def test_a_family_is_told_in_a_sentence() -> None:
    """How many of how many, whose text, how it is credited, and what was changed."""
    members = (
        taker("a"), taker("b"), taker("c"), taker("d", "uncredited", 0.9, "number"), taker("e", "full"),
        taker("f", "wrong"), taker("g", "vague"),
    )  # fmt: skip
    assert family_headline(*family_of(members)) == (
        "4 of 7 took WIRE’s text without credit; F credits somebody else; G credits a source without a name. "
        "D changed a number."
    )


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ((taker("a"),), "A took WIRE’s text without credit."),
        ((taker("a", "full"),), "A took WIRE’s text, with credit."),
        ((taker("a", "full"), taker("b", "full")), "Both took WIRE’s text, with credit."),
        ((taker("a"), taker("b", "full")), "A, 1 of 2, took WIRE’s text without credit."),
        ((taker("a", "own"),), "A is a later version of an article of the same outlet."),
        (
            (taker("a", "full", 0.9, "name", "quotation"), taker("b", "part", 0.9, "name")),
            "Both took WIRE’s text; B credits it in part. 2 changed names or quotations.",
        ),
    ],
)
def test_small_families_are_told_by_name(members: tuple[Member, ...], told: str) -> None:
    """One article is called by its name, two are both, and what nobody did is not said."""
    assert family_headline(*family_of(members)) == told


@given(
    st.lists(st.floats(0, 0.5999), min_size=1, max_size=5), st.sampled_from(["uncredited", "wrong", "vague"])
)
def test_nobody_is_blamed_on_an_unsure_link(sures: list[float], verdict: str) -> None:
    """Below the least certainty no sentence says that somebody took, changed or failed to credit anything."""
    members = tuple(taker(f"m{number}", verdict, sure, "number") for number, sure in enumerate(sures))
    report, family = family_of(members)
    for told in (family_headline(report, family), report_headline(report)):
        assert not [word for word in BLAME if word in told]
        assert "open" in told


def test_an_unsure_source_is_not_named_as_one() -> None:
    """Whose text it is is said only where the source itself is sure enough."""
    report, family = family_of((taker("a"), taker("b")), Source("wire", None, LEAST_CERTAIN - 0.01))
    assert "WIRE" not in family_headline(report, family)
    assert "could not be told" in family_headline(report, family)


def test_a_source_outside_is_named() -> None:
    """Where the source is no member its name stands, and its members are judged by how sure it is."""
    members = tuple(replace(taker(name), source=None, certainty=0.0) for name in ("a", "b"))
    report, family = family_of(members, Source(None, "Alder Press", 0.9))
    family = replace(family, members=members)
    assert family_headline(report, family) == "Both took Alder Press’s text without credit."
    assert not is_firm(replace(family, source=Source(None, "Alder Press", 0.5)), members[0])


def test_a_report_counts_over_its_families() -> None:
    """Two families are told together; one alone is told as itself; nothing found is said so."""
    assert report_headline(audited_report()).startswith(
        "4 of 8 articles go back to another text, in 2 families: "
    )
    one = replace(audited_report(), families=FAMILIES[1:])
    assert report_headline(one) == family_headline(one, FAMILIES[1])
    assert report_headline(nothing_report()) == "No article was found to be made from another one."
    assert report_headline(replace(nothing_report(), documents=())) == "There was no article to compare."


def test_a_check_is_told_by_its_submissions() -> None:
    """What the archive took from itself is no news for whoever asked about a submission."""
    report = replace(audited_report(), submissions=("sund/leak.txt", "north/garden.txt"))
    assert "Coast Herald" not in report_headline(report)
    assert report_headline(report).startswith("Sund Radio took Nordvik Press Agency’s text without credit.")


def test_a_pair_is_told_by_name() -> None:
    """Neither is left or right, and which was first is said only where that is sure enough."""
    report = compare_report()
    assert report_headline(report) == "Coast Herald is paraphrased from Nordvik Press Agency."
    unsure = replace(PAIRS[2], certainty=LEAST_CERTAIN - 0.01)
    assert pair_headline(unsure, *report.documents).endswith("which of them was first could not be told.")
    weak = replace(PAIRS[2], confidence=LEAST_CERTAIN - 0.01)
    told = pair_headline(weak, *report.documents)
    assert told.startswith("Coast Herald and Nordvik Press Agency may share paraphrased text; ")


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "Wire", "Post"]), st.sampled_from(["a.txt", "b.txt"])), max_size=8
    )
)
def test_no_two_articles_are_called_the_same(listed: list[tuple[str, str]]) -> None:
    """Outlets where they tell articles apart, then files, then ids."""
    documents = [Document(f"d{place}/{file}", "", outlet) for place, (outlet, file) in enumerate(listed)]
    names = called_apart(documents)
    assert len(set(names.values())) == len(documents)
    alone = [one for one in documents if sum(called(one) == called(other) for other in documents) == 1]
    assert all(names[one.id] == called(one) for one in alone)


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=200))
def test_a_hostile_name_stays_one_printable_stretch(name: str) -> None:
    """An outlet's name can neither break the sentence nor fill it."""
    documents = tuple(replace(item, outlet=name) for item in DOCUMENTS)
    told = report_headline(replace(audited_report(), documents=documents, families=FAMILIES[1:]))
    assert told.isprintable()
    assert len(told) < 600
