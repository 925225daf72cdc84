"""Sentences that only one side has stand in no passage; what two texts quote at length is no copy."""

from __future__ import annotations

import pytest

from syndetect import compare_pairs
from syndetect.model import Document, Pair

PARAGRAPHS = (
    (
        "The ferry Isolde ran onto a sandbank outside Marrow Bay shortly before midnight on Saturday, "
        "with ninety people on board, after her captain had turned out of the channel to let a coaster "
        "pass, the harbour master said."
    ),
    (
        "Nobody was hurt. Lifeboats from three stations took off the passengers within an hour, and a bus"
        " carried them to the school in Tarn, where neighbours had already lit the stoves and put on "
        "kettles."
    ),
    (
        "The line that owns the ship, Westray Boats, wants to pull her free with the next spring tide and"
        " expects her back in service by the end of the month, provided that divers find her rudder "
        "whole."
    ),
    (
        "It was the second grounding at this place since the buoy was moved. Pilots had warned the "
        "coastguard in a letter that the light could no longer be told from the lamps of the new fish "
        "quay."
    ),
)
OWN = (
    (
        "A baker on Mill Lane told this newspaper that he had sold two hundred rolls before breakfast to "
        "people still wrapped in blankets."
    ),
    (
        "Our photographer found the quay deserted at noon but for gulls, a policeman and somebody selling"
        " hot chestnuts."
    ),
)


def compared(left: str, right: str) -> Pair:
    """The pair of two texts."""
    return compare_pairs([("a", "b")], [Document("a", left), Document("b", right)]).pairs[0]


@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize("own", OWN)
def test_an_own_paragraph_is_in_no_passage(place: int, own: str) -> None:
    """A paragraph that one text has between copied ones counts neither as covered nor as derived."""
    wire = "\n\n".join(PARAGRAPHS)
    added = "\n\n".join((*PARAGRAPHS[:place], own, *PARAGRAPHS[place:]))
    pair = compared(added, wire)
    begin = added.index(own)
    assert all(
        passage.left.end <= begin or passage.left.begin >= begin + len(own) for passage in pair.passages
    )
    words = len(added.split())
    assert pair.evidence.coverage_left == pytest.approx(1 - len(own.split()) / words, abs=0.02)
    assert pair.evidence.coverage_right > 0.98


def test_a_paragraph_left_out_is_in_no_passage() -> None:
    """What was cut from the middle of a text is not covered by what is left of it."""
    wire, cut = "\n\n".join(PARAGRAPHS), "\n\n".join((PARAGRAPHS[0], PARAGRAPHS[3]))
    pair = compared(cut, wire)
    words = len(cut.split()) / len(wire.split())
    assert pair.evidence.coverage_right == pytest.approx(words, abs=0.02)


def test_text_doubled_in_its_file_counts_once() -> None:
    """A text that stands twice in one file is covered by the same text once."""
    wire = "\n\n".join(PARAGRAPHS)
    pair = compared(f"{wire}\n\n{wire}", wire)
    assert pair.relation == "copy"
    assert min(pair.evidence.coverage_left, pair.evidence.coverage_right) > 0.95


def test_what_two_articles_quote_at_length_is_an_excerpt() -> None:
    """Half of two articles, word for word the same, makes neither a copy of the other."""
    statute = (
        "Section 9. (1) Whoever keeps bees within two hundred metres of a dwelling shall give notice "
        "to the parish "
        "before the first of April. (2) The parish may forbid more than four hives where a school or "
        "a hospital is near. "
        "(3) Hives without a keeper's mark may be removed at the cost of the owner of the ground."
    )
    one = (
        "Few rules have been read as closely on our allotments as this one, and few with less profit "
        "to the reader.\n\n"
        f"{statute}\n\nNotice, mark the word, is not leave. My neighbour gave hers on a postcard with "
        "a bee on it, and "
        "has heard nothing since, which the clerk assures me is how the law smiles."
    )
    other = (
        "The amended order raises a question of competence that the commission left open when it "
        "reported.\n\n"
        f"{statute}\n\nA parish that forbids acts in the field of trade, which is the county's. Two "
        "courts have held so "
        "for kennels; whether hives are kennels for this purpose will have to be argued by somebody "
        "with patience."
    )
    pair = compared(one, other)
    assert pair.relation == "excerpt"


def test_reports_of_one_event_share_quotations_and_figures_only() -> None:
    """Of two independent reports no more is shown than what both quote and count."""
    quote = "We shall not leave this quay before the last crate is counted"
    one = (
        "Dockers in Tarn have occupied the fish quay since Monday morning. Their speaker Hanna Brill said: "
        f"“{quote}.” The owner, Westray Boats, wants to move 64 jobs to Marrow Bay in the autumn and "
        "has offered a bus. "
        "Most of those concerned have children at the school, and few own a car that would start in "
        "January. Shop steward "
        "Odd Farrow reckons that a third would give up rather than drive. At the town hall nobody "
        "would be drawn on what the "
        "council can do, but a motion to buy the cold store is being written, and a bank has been "
        "asked for an opinion."
    )
    other = (
        "Coffee is passed over the fence, and somebody has brought an accordion. It does not look "
        "like an occupation, but "
        f"it is one. “{quote},” Hanna Brill told everybody who came near her on Monday. She has "
        "cleaned herring here for "
        "half her life, like her mother. Westray Boats points to three years of losses and to "
        "freezers that date from the "
        "seventies. If 64 people are to work in Marrow Bay, the union wants wages paid for the hours "
        "on the road, which the "
        "sea takes every other winter. Talks will go on at the seamen's mission, where there is soup."
    )
    pair = compared(one, other)
    assert pair.relation == "same-story"
    assert max(pair.evidence.coverage_left, pair.evidence.coverage_right) < 0.35
    assert all(passage.kind in {"quote", "verbatim"} for passage in pair.passages)


def test_paragraphs_that_changed_places_stay_covered_beside_an_own_one() -> None:
    """An own paragraph between two that the other text has the other way round takes none of them away."""
    wire = "\n\n".join((PARAGRAPHS[0], OWN[0], PARAGRAPHS[2]))
    turned = "\n\n".join((PARAGRAPHS[2], PARAGRAPHS[0]))
    pair = compared(turned, wire)
    words = len(turned.split())
    assert pair.evidence.coverage_left > 0.98
    assert pair.evidence.coverage_right == pytest.approx(words / len(wire.split()), abs=0.02)


LIST = "; ".join(
    f"{name} {kind}, {place}, 19{year}"
    for name, kind, place, year in zip(
        ("Alder", "Brenn", "Corvin", "Dorle", "Estrid", "Falk", "Gudmar", "Hollin", "Ivo", "Jorun") * 3,
        ("growing riesling", "old pinots", "ringed merlots", "late sylvaners", "singing albariño") * 6,
        ("Marrow Bay", "Tarn", "Westray", "Skerro", "Kelsby", "Rennet Valley") * 5,
        range(60, 90),
        strict=True,
    )
)


def test_a_list_copied_into_an_article_is_shown_whole() -> None:
    """A list speaks for no language; what an article copies of it is shown, and its words agree."""
    article = "\n\n".join((*PARAGRAPHS, LIST, *OWN))
    pair = compared(article, LIST)
    assert pair.evidence.coverage_right > 0.95
    assert not pair.evidence.clashes


REFUNDS = (
    "Travellers wanting refunds for cancelled crossings are asked to keep their tickets until the offices "
    "reopen, and those holding passes are entitled to journeys by buses leaving hourly."
)


def test_prose_copied_into_a_list_is_shown() -> None:
    """What a long text in no known language has word for word is found, though its stems are others."""
    text = "\n\n".join((*[f"{LIST} {number}" for number in range(5)], REFUNDS))
    pair = compared(text, "\n\n".join((REFUNDS, *OWN, PARAGRAPHS[0])))
    assert pair.relation == "excerpt"
    assert pair.evidence.coverage_right > 0.2


REMARKS = (
    "Wrong: sixty aboard.",
    "Kettles came later, a neighbour wrote.",
    "The rudder was found whole in March of that year.",
    "Pilots deny this.",
)


VERDICTS = "Wrong.", "Not true.", "Correct.", "Unproven."


@pytest.mark.parametrize("remarks", [REMARKS, VERDICTS])
@pytest.mark.parametrize("style", ["“{}”\n\n{}", '"{}" {}', "« {} » – {}"])
def test_a_short_remark_on_a_quotation_is_in_no_passage(style: str, remarks: tuple[str, ...]) -> None:
    """What stands between quotations, however short and of the same words, was not taken with them."""
    check = "\n\n".join(style.format(said, remark) for said, remark in zip(PARAGRAPHS, remarks, strict=True))
    said = "\n\n".join(PARAGRAPHS)
    pair = compared(check, said)
    words = len(check.replace(" –", "").replace("« ", "").replace(" »", "").split())
    assert pair.evidence.coverage_left == pytest.approx(len(said.split()) / words, abs=0.02)
    assert pair.evidence.coverage_right > 0.95
