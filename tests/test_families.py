"""Families: what joins, what does not, who is the source, and when nobody is called one."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from stories import PIER, VINES

from benchmarks.quality import mixtures
from benchmarks.quality.mixtures import Event
from benchmarks.quality.sets import restyled
from syndetect import read, render, scan
from syndetect.families import find_families
from syndetect.model import Clue, Document, Evidence, Family, Member, Pair, Passage, Relation, Report, Span

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
    """A text wholly found at the beginning of a longer one was cut from it."""
    shared = " ".join(f"Boat number {n} lay at the outer quay and had no lights." for n in range(6))
    more = " ".join(f"Number {n} was sold to the next harbour." for n in range(6))
    documents = [document("cut", text=shared), document("whole", text=f"{shared} {more}")]
    spans = Span(0, len(shared)), Span(0, len(shared))
    found = pair("cut", "whole", coverage_right=0.6, containment_right=0.6)
    found = replace(found, passages=(Passage(*spans, "verbatim", 1.0),))
    pairs, families = find_families(documents, [found])
    assert families[0].source.document == "whole"
    assert pairs[0].direction == "left-from-right"


def test_a_text_in_the_middle_of_a_longer_one_was_taken_up_by_it() -> None:
    """Who has words of its own before and after all of another text is not called its source."""
    shared = " ".join(f"Boat number {n} lay at the outer quay and had no lights." for n in range(6))
    ahead = " ".join(f"The council heard speaker {n} on the price of ice." for n in range(6))
    behind = " ".join(f"Number {n} was sold to the next harbour." for n in range(6))
    documents = [document("short", text=shared), document("long", text=f"{ahead} {shared} {behind}")]
    spans = Span(len(ahead) + 1, len(ahead) + 1 + len(shared)), Span(0, len(shared))
    found = pair("long", "short", coverage_left=0.4, containment_left=0.4)
    found = replace(found, passages=(Passage(*spans, "verbatim", 1.0),))
    pairs, families = find_families(documents, [found])
    assert pairs[0].direction == "left-from-right"
    clues = families[0].members[0].evidence
    assert [(clue.kind, clue.sign) for clue in clues][:1] == [("coverage", "for")]
    assert "before what is shared" in clues[0].reason


PARTS = [
    "The night ferry from Skarholm turned back at two in the morning because water had reached the engines.",
    "Captain Ingrid Solberg said that the pumps held and that none of the 214 passengers was ever in danger.",
    "A tug from Arrel towed the ship through heavy swell to the lee of the northern breakwater.",
    "Mechanics found a cracked cooling pipe which an inspection in March had already marked for replacement.",
    "The shipping line apologised to its passengers and promised to refund every ticket before the weekend.",
    "Union speaker Olaf Brenning demanded that the whole fleet should be inspected by somebody independent.",
    "The harbour authority opened an inquiry and will question crew, yard and classification firm.",
    "Until the pipe is replaced the crossing will be served twice a day by the smaller vessel from Tarnvik.",
]


def article(name: str, outlet: str, *parts: str, published: str | None = None) -> Document:
    """An article of whole sentences."""
    return Document(name, "\n\n".join(parts), outlet, None, published)


def only(report: Report) -> Family:
    """The one family of a report."""
    (family,) = report.families
    return family


def member(family: Family, name: str) -> Member:
    """The member of that id."""
    return next(one for one in family.members if one.document == name)


def test_versions_of_one_outlet_are_a_chain() -> None:
    """The later version comes from the earlier, and the one that another outlet copied is named."""
    early = article("e", "Bay Times", *PARTS[:5], published="2024-03-01T06:00Z")
    late = article("l", "Bay Times", *PARTS[:7], published="2024-03-01T09:00Z")
    taker = article("t", "Coast Herald", *PARTS[:7], "It rained.", published="2024-03-01T12:00Z")
    family = only(scan([early, late, taker]))
    (chain,) = family.versions
    assert chain.documents == ("e", "l")
    assert chain.copied == "l"
    assert family.source.document == "e"
    assert (member(family, "l").source, member(family, "t").source) == ("e", "l")
    audit = member(family, "l").audit
    assert audit is not None
    assert audit.verdict == "own"


@pytest.mark.parametrize("days", [(None, None), ("2024-03-01", "2024-03-01")])
def test_versions_in_no_told_order_are_from_neither(days: tuple[str | None, str | None]) -> None:
    """What grows online is cut for print: of two versions without dates that tell, lengths say nothing."""
    long = article("l", "Bay Times", *PARTS[:7], published=days[0])
    short = article("s", "Bay Times", *PARTS[:5], published=days[1])
    other = article("o", "Coast Herald", "Nothing of it was in the Herald, which told of eels and of rain.")
    family = only(scan([long, short, other]))
    assert [versions.documents for versions in family.versions] == [("s", "l")]
    assert {one.source for one in family.members} == {None}
    assert family.source.document is None


def test_a_likely_order_of_days_is_told_of_versions() -> None:
    """A version of the afternoon is before that of the next day, though no zone makes it certain."""
    long = article("l", "Bay Times", *PARTS[:7], published="2024-03-01T15:00Z")
    short = article("s", "Bay Times", *PARTS[:5], published="2024-03-02")
    other = article("o", "Coast Herald", "Nothing of it was in the Herald, which told of eels and of rain.")
    family = only(scan([long, short, other]))
    assert [versions.documents for versions in family.versions] == [("l", "s")]
    assert member(family, "s").source == "l"


def test_of_a_single_outlet_copies_are_no_versions() -> None:
    """Where every article bears one name, the name says nothing."""
    texts = [article(name, "Archive", *PARTS[: 5 + at]) for at, name in enumerate("ab")]
    assert only(scan(texts)).versions == ()


def test_a_patchwork_has_two_sources() -> None:
    """Half from one report and half from another of the same family: both are named, with their shares."""
    told = [part.replace("the", "this").replace(" that ", " how ") for part in PARTS]
    whole = article("a", "Press", *PARTS, published="2024-03-01T06:00Z")
    other = article("b", "Times", *told, published="2024-03-01T09:00Z")
    mixed = article("c", "Herald", *told[:4], *PARTS[4:], published="2024-03-01T12:00Z")
    family = only(scan([whole, other, mixed]))
    found = member(family, "c")
    assert {found.source, *(second.document for second in found.also)} == {"a", "b"}
    assert all(0 < second.coverage < 1 for second in found.also)


def test_versions_of_one_outlet_stay_below_one_another_in_a_patchwork() -> None:
    """A tree in which a version hangs below a later text through no link that was weighed is never made."""
    told = [*PIER.splitlines(), *VINES.splitlines()]
    first = article("a", "Press", *told[14:20], *told[:4])
    later = article("c", "Press", *told[4:17], *told[:4])
    other = article("b", "Herald", *told[6:20])
    family = only(scan([first, later, other]))
    assert {one.document for one in family.members} == {"a", "b", "c"}
    assert member(family, "a").source is None or member(family, "c").source is not None


def test_an_outside_source_is_inferred_from_what_two_have() -> None:
    """Two cuts of an agency's text, with the agency absent: its text is what both have, marked by places."""
    mark = "NORTH PORT (Tarn Agency) — "
    first = article("a", "Paper A", mark + PARTS[0], *PARTS[1:6], published="2024-03-01T06:00Z")
    second = article("b", "Paper B", mark + PARTS[0], *PARTS[2:8], published="2024-03-01T07:00Z")
    family = only(scan([first, second]))
    assert (family.source.document, family.source.name) == (None, "Tarn Agency")
    texts = {"a": first.text, "b": second.text}
    inferred = [texts[part.document][part.begin : part.end] for part in family.source.inferred]
    assert PARTS[3] in inferred
    assert not {PARTS[1], PARTS[7]} & set(inferred)
    assert all(part.support for part in family.source.inferred)
    assert {one.source for one in family.members} == {None}


def test_clock_and_text_that_disagree_are_called_contradictory() -> None:
    """A credit and a date that point opposite ways are both told."""
    early = article(
        "e",
        "Bay Times",
        "Coast Herald reported first: " + PARTS[0],
        *PARTS[1:5],
        published="2024-03-01T06:00Z",
    )
    late = article("l", "Coast Herald", *PARTS, published="2024-03-09T06:00Z")
    report = scan([early, late])
    (found,) = report.pairs
    assert any("contradict" in reason for reason in (*found.reasons, *only(report).source.reasons))


def test_a_source_that_dates_and_texts_dispute_is_left_open() -> None:
    """The earlier article keeps "told the" other one: neither is the source, and the reason says why."""
    told = f"{PARTS[1]} Nobody told the Coast Herald why."
    early = article("e", "Bay Times", PARTS[0], told, *PARTS[2:], published="2024-03-01T06:00Z")
    late = article("l", "Coast Herald", *PARTS, published="2024-03-09T06:00Z")
    source = only(scan([early, late])).source
    assert source.document is None
    assert source.reasons[0].startswith("contradictory: dates speak for e")


def test_a_link_has_its_ledger() -> None:
    """Evidence has a kind, a sign, a weight and the words it quotes, and the weightiest comes first."""
    source = article("s", "Tarn Agency", *PARTS, published="2024-03-01T06:00Z")
    taken = article(
        "t", "Bay Times", "According to Tarn Agency, it sank.", *PARTS[:6], published="2024-03-01T09:00Z"
    )
    link = member(only(scan([source, taken])), "t")
    assert link.source == "s"
    kinds = {clue.kind for clue in link.evidence}
    assert {"time", "credit", "coverage"} <= kinds
    weights = [clue.weight for clue in link.evidence]
    assert weights == sorted(weights, reverse=True)
    credit = next(clue for clue in link.evidence if clue.kind == "credit")
    assert credit.sign == "for"
    assert "According to Tarn Agency" in taken.text[credit.begin : credit.end]


@pytest.mark.parametrize(
    "published", ["2199-01-01", "0001-01-01", "2024-02-31T99:99", "yesterday", "9999-12-31T23:59:59+00:00"]
)
def test_odd_dates_lose_nothing(published: str) -> None:
    """An impossible date or one in the future leaves a whole report."""
    family = only(scan([article("a", "A", *PARTS, published=published), article("b", "B", *PARTS[:6])]))
    assert {one.document for one in family.members} == {"a", "b"}


def test_a_wire_of_forty_prints_and_two_reports_do_not_melt() -> None:
    """Forty prints are one family, and an independent report of the event is no member of it."""
    prints = [
        article(f"p{n:02}", f"Paper {n}", *PARTS[: 6 + n % 3], f"Paper {n} has offices in town {n}.")
        for n in range(40)
    ]
    alone = article(
        "own",
        "Gale Radio",
        "Passengers of the Skarholm ferry spent an anxious night at sea, our listeners told us by telephone.",
        "Marta Lind, a teacher on her way home, heard a bang below deck and then, she says, long silence.",
        "Coffee was handed out at dawn. A choir that had been on board sang for everybody in the saloon.",
        "The line would not comment this morning. A replacement ship is expected, nobody could say when.",
    )
    report = scan([*prints, alone])
    family = only(report)
    assert len(family.members) == 40
    assert report.family_of("own") is None


def test_a_large_family_is_told_whole() -> None:
    """Six hundred members of one text, lightly different, all have a place in one tree."""
    documents = [
        article(f"m{n:03}", f"Paper {n % 50}", *PARTS, f"Edition number {n} of the day.") for n in range(600)
    ]
    pairs = [
        pair(
            "m000",
            one.id,
            coverage_left=0.97,
            coverage_right=0.97,
            containment_left=0.9,
            containment_right=0.9,
        )
        for one in documents[1:]
    ]
    spans = Span(0, 700), Span(0, 700)
    pairs = [replace(one, passages=(Passage(*spans, "verbatim", 1.0),)) for one in pairs]
    _, families = find_families(documents, pairs)
    assert [len(family.members) for family in families] == [600]


def test_the_order_of_documents_changes_nothing() -> None:
    """Families are the same whatever the order of reading."""
    documents = [article(name, name.upper(), *PARTS[at : at + 5]) for at, name in enumerate("abcd")]
    assert scan(documents).families == scan(documents[::-1]).families


def test_a_direction_needs_a_ground_of_its_own() -> None:
    """An article with parts of two others and no dates: the family's shape says nothing about who took."""
    generator = random.Random(4)  # noqa: S311
    letters = ("bdfgklm", "aeiou", "nprstvz", "aeiou", "dklmnr")
    texts = [
        ". ".join(
            " ".join("".join(map(generator.choice, letters)) for _ in range(14)).capitalize()
            for _ in range(24)
        )
        for _ in range(3)
    ]
    joined = f"{texts[0]}. {texts[1][:900]}. {texts[2][:900]}."
    documents = [Document("a", joined), Document("b", f"{texts[1]}."), Document("c", f"{texts[2]}.")]
    report = scan(documents)
    pairs = [pair for pair in report.pairs if pair.derived]
    assert len(pairs) == 2
    assert {pair.direction for pair in pairs} == {"undetermined"}
    assert all("direction undetermined" in " ".join(pair.reasons) for pair in pairs)


def test_equal_texts_from_outside_are_copies() -> None:
    """Two prints of the very same words are copies, also where both and a rewrite come from one not there."""
    folder = Path(__file__).parent.parent / "corpus"
    files = "alder-press/hallin-glacier-hidden-lake.txt", "coast-radio-5/water-under-the-ice.txt"
    wire, rewrite = (next(iter(read(folder / file))) for file in files)
    assert isinstance(wire, Document)
    assert isinstance(rewrite, Document)
    documents = [Document("x1", wire.text), Document("x2", wire.text), Document("y", rewrite.text)]
    [family] = scan(documents).families
    assert family.source.document is None
    assert {member.document: member.relation for member in family.members} == {
        "x1": "copy",
        "x2": "copy",
        "y": "rewrite",
    }


def clues_of(family: Family, name: str, kind: str) -> list[Clue]:
    """The evidence of one kind on a member's link."""
    return [clue for clue in member(family, name).evidence if clue.kind == kind]


def test_the_version_that_was_taken_is_told_by_its_words() -> None:
    """Of two versions the later one has a sentence more; who has that sentence took the later one."""
    report = scan(
        [
            article("first", "Post", *PARTS[:4], *PARTS[5:], published="2026-03-01T08:00:00Z"),
            article("second", "Post", *PARTS, published="2026-03-01T12:00:00Z"),
            article("taker", "Echo", *PARTS[:6], published="2026-03-02T08:00:00Z"),
        ]
    )
    family = only(report)
    (versions,) = family.versions
    assert (versions.documents, versions.copied) == (("first", "second"), "second")
    assert member(family, "taker").source == "second"
    (clue,) = clues_of(family, "taker", "version")
    assert clue.sign == "for"
    assert clue.begin is not None
    text = next(one.text for one in report.documents if one.id == "taker")
    assert "refund every ticket" in text[clue.begin : clue.end]
    (own,) = clues_of(family, "second", "version")
    assert own.sign == "neutral"


def test_one_place_alone_does_not_tell_two_sources_apart() -> None:
    """A copy that differs from the original by a dateline is no other source by its wording."""
    original = article(
        "original", "Wire", f"SKARHOLM (Wire) - {PARTS[0]}", *PARTS[1:], published="2026-03-01"
    )
    copy = article("copy", "Echo", *PARTS, published="2026-03-02T08:00:00Z")
    taker = article("taker", "Post", *PARTS[:6], published="2026-03-03T08:00:00Z")
    family = only(scan([original, copy, taker]))
    assert family.source.document == "original"
    assert member(family, "taker").source == "original"
    assert not clues_of(family, "taker", "shared-change")


def test_equal_prints_of_one_wire_come_from_the_wire() -> None:
    """Two prints with the very same words, a dateline away from the source, are not from one another."""
    wire = article(
        "wire", "Wire", f"SKARHOLM (Wire) - {PARTS[0]}", *PARTS[1:], published="2026-03-01T08:00:00Z"
    )
    prints = [
        article(f"print{n}", f"Outlet {n}", *PARTS, published=f"2026-03-01T{10 + n}:00:00Z") for n in range(3)
    ]
    family = only(scan([wire, *prints]))
    assert family.copies == (("print0", "print1", "print2"),)
    assert [member(family, one.id).source for one in prints] == ["wire"] * 3


def test_a_large_family_is_read_on_a_narrow_terminal() -> None:
    """Hundreds of takers of one text: each has its source, and the tree is short and 80 columns wide."""
    wire = document("wire", "2026-03-01T08:00:00Z", "Wire", " ".join(PARTS))
    takers = [
        document(f"t{n:03}", f"2026-03-02T{n % 24:02}:00:00Z", f"Outlet {n}", " ".join(PARTS[: 4 + n % 4]))
        for n in range(400)
    ]
    pairs = [
        replace(
            pair(taker.id, "wire", coverage_right=(4 + n % 4) / 8),
            passages=(Passage(Span(0, len(taker.text)), Span(0, len(taker.text)), "verbatim", 1.0),),
        )
        for n, taker in enumerate(takers)
    ]
    directed, families = find_families([*takers, wire], pairs)
    family = families[0]
    assert family.source.document == "wire"
    assert all(one.source is not None for one in family.members if one.document != "wire")
    report = replace(scan([wire]), documents=(*takers, wire), pairs=tuple(directed), families=tuple(families))
    lines = render(report, width=80).splitlines()
    assert len(lines) < 150
    assert max(map(len, lines)) <= 80


def test_a_text_between_all_others_is_their_source() -> None:
    """Without dates: texts that each differ from one of them, in places of their own, come from that one."""
    edits = {
        "e": (("morning", "night"), ("harbour", "port"), ("heavy", "high")),
        "l": (("passengers", "travellers"), ("crossing", "line"), ("vessel", "boat")),
        "p": (("Mechanics", "Engineers"), ("fleet", "company"), ("refund", "repay")),
    }
    documents = [article("m", "Wire", *PARTS)]
    for name, words in edits.items():
        text = "\n\n".join(PARTS)
        for before, after in words:
            text = text.replace(before, after)
        documents.append(Document(name, text, name.upper()))
    report = scan(documents)
    assert only(report).source.document == "m"
    directions = {(pair.left, pair.right): pair.direction for pair in report.pairs}
    assert [directions["e", "m"], directions["l", "m"], directions["m", "p"]] == [
        "left-from-right",
        "left-from-right",
        "right-from-left",
    ]
    assert directions["e", "l"] == directions["e", "p"] == directions["l", "p"] == "common-source"


@pytest.mark.parametrize("prints", [1, 14])
@pytest.mark.parametrize("event", mixtures.events(), ids=lambda event: event.byline)
def test_a_report_that_others_mix_with_a_wire_is_not_from_the_mixture(event: Event, prints: int) -> None:
    """Of a wire's prints, a report and undated mixtures of the two, only the mixtures may be from another."""
    wire = [article(f"print{n:02}", f"Paper {n}", *event.wire, f"Paper {n} no. {n}") for n in range(prints)]
    own = article("own", "Echo", *event.own)
    for ways in ((0,), (2,), (3,), (0, 1), (3, 4)):
        orders = [(event.wire, event.own), (event.own, event.wire)]
        mixed = [
            article(f"mix{way}", f"Kurier {way}", *mixtures.mixed(*orders[at % 2], way))
            for at, way in enumerate(ways)
        ]
        report = scan([*wire, own, *mixed])
        made = {one.id for one in mixed}
        assert {member.document for family in report.families for member in family.members} >= made
        for family in report.families:
            assert family.source.document not in made
            linked = {one.document for one in family.members if one.source is not None}
            blamed = {one.document for one in family.members if one.audit is not None}
            assert linked | blamed <= made


@pytest.mark.parametrize("event", list(restyled.events()), ids=lambda event: event.language)
def test_what_was_retold_twice_needs_nobody_outside(event: restyled.Retold) -> None:
    """Of a report, its retelling and a retelling of that without dates, none has it from somebody else."""
    chain = [replace(event.documents[role], published=None) for role in ("wire", "first", "second")]
    family = only(scan(chain))
    assert len(family.members) == 3
    assert family.source.document is not None or "undetermined" in family.source.reasons[0]
