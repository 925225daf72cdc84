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


def two_blends(*, dated: bool) -> list[Document]:
    """Two reports of one event with prints, and two articles that have parts of both, each others."""
    mixed = [part for pair in zip(WIRE, OTHER, strict=False) for part in pair][:7]
    halves = [*OTHER[:3], *WIRE[2:]]
    found = blend(dated=dated)[1:]
    dates = ("2026-05-14T05:00:00Z", "2026-05-14T07:00:00Z") if dated else (None, None)
    return [
        *found,
        Document("f-mixed", "\n\n".join(mixed), "The Blend", None, dates[0]),
        Document("g-halves", "\n\n".join(halves), "The Halves", None, dates[1]),
    ]


@pytest.mark.parametrize("dated", [True, False])
def test_two_blends_of_the_same_wires_are_not_from_each_other(dated: bool) -> None:  # noqa: FBT001
    """Each has more of the other one than of a wire, and no seam in common with it."""
    report = scan(two_blends(dated=dated))
    found = members(report)
    wires = {"b-wire", "c-other", "d-print", "e-print", None}
    assert {found["f-mixed"].source, found["g-halves"].source} <= wires
    assert {found["b-wire"].source, found["c-other"].source} == {None}
    (pair,) = (one for one in report.pairs if {one.left, one.right} == {"f-mixed", "g-halves"})
    assert pair.direction in {"common-source", "undetermined"}
    assert "laundered" not in {one.audit.verdict for one in found.values() if one.audit}


def test_a_print_of_a_blend_is_from_the_blend() -> None:
    """It has the seams of the blend, which neither wire has."""
    found = blend(dated=True)
    taken = Document("f-print", found[0].text, "The Taker", None, "2026-05-15T09:00:00Z")
    cut = Document("g-cut", found[0].text[:-200], "The Cutter", None, "2026-05-15T11:00:00Z")
    assert {members(scan([*found, one]))[one.id].source for one in (taken, cut)} == {"a-mixed"}


OPENINGS = [stories.PIER, stories.VINES, stories.CHESS, stories.WATER]


def test_a_digest_of_what_a_letter_quotes_is_from_the_articles() -> None:
    """A letter quotes the openings of four articles with remarks, a digest has these alone."""
    leads = ["\n".join(text.split("\n")[:4]) for text in OPENINGS]
    remark = "We say that this will not be the last we hear of it, as anybody in the trade could tell you."
    texts = {
        **{f"s{place}": (text, f"Paper {place}", 1 + place) for place, text in enumerate(OPENINGS)},
        "letter": (
            "\n\n".join(f"{lead}\n\n{remark[:-1]}, {at}." for at, lead in enumerate(leads)),
            "Letter",
            8,
        ),
        "digest": ("\n\n".join(reversed(leads)), "Digest", 9),
    }
    report = scan(
        [Document(id, text, outlet, None, f"2026-03-0{day}") for id, (text, outlet, day) in texts.items()]
    )
    found = members(report)
    for id in ("letter", "digest"):
        assert {found[id].source, *(one.document for one in found[id].also)} == {"s0", "s1", "s2", "s3"}
    (pair,) = (one for one in report.pairs if {one.left, one.right} == {"digest", "letter"})
    assert pair.direction == "common-source"


def answered(labels: tuple[str, str]) -> str:
    """A text point by point, each with a remark."""
    remarks = (
        "That depends on whom one asks: the captain spoke of a mere hand.",
        "True, but nobody had sent for them before we rang.",
        "Right for August. For a week of rain one may halve that.",
        "Wrong. A photograph of ours shows nothing there but gulls.",
        "The mayor, who spent that week on a cruise, says the same.",
        "Seven, says our copy, on its last page.",
        "Our reading of the minutes gives two, and a loan.",
    )
    points = stories.PIER.split("\n")
    return "\n\n".join(
        f"{labels[0]}{point}\n\n{labels[1]}{remark}" for point, remark in zip(points, remarks, strict=False)
    )


@pytest.mark.parametrize("labels", [("", ""), ("Harbour office: ", "Our note: ")])
@pytest.mark.parametrize("dated", [True, False])
def test_a_text_is_not_from_the_one_that_answers_it_point_by_point(
    labels: tuple[str, str],
    dated: bool,  # noqa: FBT001
) -> None:
    """Without marks around the points, dates tell the source, and without dates it is open."""
    said = "\n".join(stories.PIER.split("\n")[:7])
    days = ("2026-03-02T18:00Z", "2026-03-03T09:00Z") if dated else (None, None)
    documents = [
        Document("said", said, "Office", None, days[0]),
        Document("notes", answered(labels), "Notes", None, days[1]),
    ]
    report = scan(documents)
    found = members(report)
    assert found["said"].source is None
    assert found["notes"].source == ("said" if dated else None)
    (pair,) = report.pairs
    left, right = pair.evidence.coverage_left, pair.evidence.coverage_right
    assert right > 0.95
    words = len(said.split())
    assert left == pytest.approx(words / len(answered(labels).split()), abs=0.06)


ACT = (
    "Article 9. (1) Whoever lets a drone rise within two thousand metres of an aerodrome shall obtain the "
    "consent "
    "of its operator beforehand.\n(2) Consent is to be refused where the safety of air traffic so demands, "
    "and may "
    "be tied to conditions as to height, time and place.\n(3) Whoever acts against paragraph 1 shall be "
    "punished "
    "with a fine of up to twenty thousand crowns."
)
STATEMENT = (
    "The commission has decided to withdraw the licence of the ferry line with immediate effect. Between "
    "January "
    "and March the line let two boats sail although their pumps had failed the inspection. The commission "
    "holds "
    "that no milder measure comes into question. The line may appeal within three weeks."
)
POEM = (
    "The tide keeps no account of any stone,\nit lifts the heavy and the light the same,\n"
    "and what it took from me was never known\nto any harbour by a proper name.\n\n"
    "I left a lamp alight upon the pier\nand rowed until its light was half a grain,\n"
    "and all the nets I mended that long year\nlet every silver morning out again."
)


def quoting(block: str) -> dict[str, str]:
    """Two articles on different matters that quote one text at length."""
    pier, chess = stories.PIER.split("\n"), stories.CHESS.split("\n")
    first = f"{' '.join(pier[:2])} It reads as follows.\n\n{block}\n\n{' '.join(pier[4:7])}"
    return {"first": first, "second": f"{' '.join(chess[:2])}\n\n{block}\n\n{' '.join(chess[4:7])}"}


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("block", [ACT, STATEMENT, POEM], ids=["act", "statement", "poem"])
def test_what_two_quote_at_length_is_from_neither(block: str, dated: bool) -> None:  # noqa: FBT001
    """Whatever the dates say, both may have it from its own source, and each is a telling of its own."""
    days = ("2026-01-05", "2026-01-09") if dated else (None, None)
    documents = [
        Document(id, text, id.title(), None, day)
        for (id, text), day in zip(quoting(block).items(), days, strict=True)
    ]
    report = scan(documents)
    (pair,) = report.pairs
    assert pair.direction in {"common-source", "undetermined"}
    (family,) = report.families
    assert (family.source.document, family.origins) == (None, 2)
    assert all(one.source is None and one.audit is None for one in family.members)


def test_an_act_is_not_from_those_who_announce_it() -> None:
    """Undated, the text that another one announces and is all there is of it is no taker."""
    texts = {**quoting(ACT), "act": ACT}
    found = members(scan([Document(id, text, id.title()) for id, text in texts.items()]))
    assert found["act"].source is None
    assert found["first"].source in {"act", None}


def test_a_doubled_text_is_no_sign_of_anything() -> None:
    """An extraction doubled one of two undated prints: nobody is told to have it from the other."""
    documents = [
        Document("once", stories.PIER, "One"),
        Document("twice", f"{stories.PIER}\n\n{stories.PIER}", "Two"),
    ]
    assert {one.source for one in members(scan(documents)).values()} == {None}
