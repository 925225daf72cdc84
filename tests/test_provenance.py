"""Who has it from whom: blends, compilations, clocks, open links, and evidence that adds up."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from syndetect import read, scan
from syndetect.families.family import LEAST_CERTAIN
from syndetect.model import Document, Family, Member, Report
from tests import stories

CORPUS = Path(__file__).parent.parent / "corpus"
WIRE, OTHER = (
    next(one.text for one in read(CORPUS / name) if isinstance(one, Document)).split("\n\n")
    for name in (
        "meridian-wire/ferry-collision-sound-of-arrel.txt",
        "alder-press/inquiry-after-ferry-crash.txt",
    )
)


def blend(*, dated: bool) -> list[Document]:
    """Two reports of one event, a print of each, and an article that alternates their paragraphs."""
    mixed = [part for pair in zip(WIRE, OTHER, strict=False) for part in pair]
    texts = {
        "a-mixed": (mixed, "The Blend", "2026-05-14T09:00:00Z"),
        "b-wire": (WIRE, "Meridian Wire", "2026-05-13T20:00:00Z"),
        "c-other": (OTHER, "Alder Press", "2026-05-13T20:20:00Z"),
        "d-print": (WIRE[:-1], "The First Paper", "2026-05-13T23:00:00Z"),
        "e-print": (OTHER[:-1], "The Other Paper", "2026-05-14T01:00:00Z"),
    }
    return [
        Document(id, "\n\n".join(parts), outlet, None, published if dated else None)
        for id, (parts, outlet, published) in texts.items()
    ]


def members(report: Report) -> dict[str, Member]:
    """Every member of every family."""
    return {one.document: one for family in report.families for one in family.members}


def family_of(report: Report, id: str) -> Family:
    """The family of a document, which has one."""
    found = report.family_of(id)
    assert found is not None
    return found


def test_a_blend_ties_neither_of_its_sources_to_the_other() -> None:
    """Two families, each with its own source; the blend has both, and neither is from it."""
    report = scan(blend(dated=True))
    assert report.family_of("b-wire") is not report.family_of("c-other")
    found = members(report)
    blended = found["a-mixed"]
    assert {blended.source, *(one.document for one in blended.also)} >= {"b-wire", "c-other"}
    assert found["b-wire"].source is None
    assert found["c-other"].source is None
    assert found["e-print"].source == "c-other"


def test_a_blend_makes_nobody_launder() -> None:
    """No print is said to have its text from elsewhere than from its own wire."""
    verdicts = {one.audit.verdict for one in members(scan(blend(dated=True))).values() if one.audit}
    assert "laundered" not in verdicts


def test_an_undated_blend_is_never_called_the_source() -> None:
    """Without dates the arrows may be missing, and none points from the blend to a wire."""
    found = members(scan(blend(dated=False)))
    assert "a-mixed" not in {found["b-wire"].source, found["c-other"].source}


def round_up(*, dated: bool) -> list[Document]:
    """Four articles, and one that has them all, one after the other."""
    texts = [stories.PIER, stories.VINES, stories.CHESS, stories.WATER]
    found = [
        Document(
            f"s{place}", text, f"Paper {place}", None, f"2026-03-0{place + 1}T08:00:00Z" if dated else None
        )
        for place, text in enumerate(texts)
    ]
    week = Document("week", "\n\n".join(texts), "The Weekly", None, "2026-03-08T08:00:00Z" if dated else None)
    return [*found, week]


def test_every_story_of_a_round_up_has_a_direction() -> None:
    """In a family with it or not, each is where the round-up has it from, and all are in one count."""
    report = scan(round_up(dated=True))
    assert {pair.direction for pair in report.pairs} == {"right-from-left"}
    assert all(pair.certainty > 0.9 for pair in report.pairs)
    week = report.document("week")
    assert week.total_coverage > 0.95
    (member,) = (one for one in members(report).values() if one.document == "week")
    assert {member.source, *(one.document for one in member.also)} == {"s0", "s1", "s2", "s3"}
    assert member.audit is not None
    assert member.audit.derived_words == member.audit.uncredited_words > 0.95 * week.words


def test_an_undated_round_up_blames_no_story() -> None:
    """No story is said to be from the article that compiles it."""
    found = members(scan(round_up(dated=False)))
    assert "week" not in {one.source for one in found.values()}


def test_two_round_ups_with_one_story_are_from_that() -> None:
    """What two compilations share they have from the article, not from each other."""
    pier, vines, chess = stories.PIER, stories.VINES, stories.CHESS
    report = scan(
        [
            Document("pier", pier, "Harbour Post", None, "2026-03-01T08:00:00Z"),
            Document("r1", f"{vines}\n\n{pier}", "Weekly One", None, "2026-03-06T08:00:00Z"),
            Document("r2", f"{chess}\n\n{pier}", "Weekly Two", None, "2026-03-09T08:00:00Z"),
        ]
    )
    shared = report.between("r1", "r2")
    assert shared is not None
    assert shared.direction == "common-source"


@pytest.mark.parametrize("days", [1, 3, 40])
def test_no_article_has_a_source_that_is_certainly_later(days: int) -> None:
    """However much a later text looks like the original, the earlier one is not from it."""
    later = f"2026-03-{1 + days:02}" if days < 28 else "2026-04-10"
    short, long = "\n".join(stories.PIER.split("\n")[:7]), stories.PIER
    report = scan(
        [
            Document("early", short, "Bay Times", None, "2026-03-01T08:00:00Z"),
            Document("late", long, "Coast Herald", None, f"{later}T09:00:00Z"),
        ]
    )
    assert members(report)["early"].source is None


def test_a_toss_up_is_open_and_blames_nobody() -> None:
    """Of two undated texts of equal length neither is from the other, and nothing is held against either."""
    text = stories.PIER
    changed = text.replace("900", "800").replace("three million", "four million").replace("1931", "1941")
    report = scan([Document("a", text, "A Post"), Document("b", changed, "B Post")])
    assert {(one.source, one.audit) for one in members(report).values()} == {(None, None)}
    assert report.pairs[0].direction == "undetermined"
    assert report.pairs[0].certainty == 0
    assert not report.outlets


def test_where_all_are_one_outlets_it_is_its_own() -> None:
    """A series of one outlet with a common background is nobody's loss, source told or not."""
    background = "\n".join(stories.WATER.split("\n")[3:9])
    parts = [stories.PIER, stories.VINES, stories.CHESS]
    report = scan(
        [
            Document(f"n{at}", "\n".join(part.split("\n")[:4]) + "\n\n" + background, "Kessel Kurier")
            for at, part in enumerate(parts)
        ]
    )
    audits = [one.audit for one in members(report).values() if one.audit is not None]
    assert {(audit.verdict, audit.uncredited_words) for audit in audits} <= {("own", 0)}


def test_evidence_sums_to_the_certainty() -> None:
    """For every link of the corpus, the signed weights are the log odds that are claimed."""
    signs = {"for": 1, "against": -1, "neutral": 0}
    linked = [one for one in members(scan(CORPUS)).values() if one.source is not None]
    assert len(linked) > 10
    for member in linked:
        total = sum(signs[clue.sign] * clue.weight for clue in member.evidence)
        assert total == pytest.approx(math.log(member.certainty / (1 - member.certainty)), abs=0.02)
        assert member.certainty >= LEAST_CERTAIN


def test_right_credits_say_how_far_they_speak() -> None:
    """Their stretches lie in order inside the text, and hold all that was taken where the credit is full."""
    report = scan(CORPUS)
    seen = set()
    for family in report.families:
        for member in family.members:
            if member.audit is None:
                continue
            seen.add(member.audit.verdict)
            edges = [edge for span in member.audit.credited for edge in (span.begin, span.end)]
            assert edges == sorted(edges)
            assert all(0 <= edge <= len(report.document(member.document).text) for edge in edges)
            assert bool(edges) is (member.audit.verdict in {"full", "part"})
            pair = report.between(member.document, member.source or "")
            if member.audit.verdict == "full" and pair is not None:
                taken = [one.left if pair.left == member.document else one.right for one in pair.passages]
                inside = [
                    any(span.begin <= one.begin and one.end <= span.end for span in member.audit.credited)
                    for one in taken
                ]
                assert all(inside)
    assert {"full", "uncredited"} <= seen
