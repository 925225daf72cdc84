"""Prints of one wire under a house's own last line: from whom they are, in any number."""

from __future__ import annotations

import math

import pytest

from benchmarks.quality import situations
from benchmarks.quality.printings import printing, printings
from benchmarks.quality.sets.provenance import judge
from benchmarks.quality.situations import LANGUAGES, Maker, Situation
from syndetect import scan
from syndetect.attribution.agency_signs import signs_in_common
from syndetect.attribution.house_lines import FEWEST, last_lines, shared_lines
from syndetect.model import Member, Report

TEXTS = {language: situations.own(language) for language in LANGUAGES}
SIZES = (3, 11, 20, 60)


def printed(size: int, dates: str, credit: str, language: str = "de", seed: int = 5) -> Situation:
    """A wire with prints of that number, the wire among them."""
    for number in range(20):
        made = printing(Maker("p", seed, number), TEXTS[language][2], size, dates, credit)
        if made.sources:
            return made
    raise AssertionError


def linked(report: Report) -> list[Member]:
    """The members that are said to be from another one."""
    return [one for family in report.families for one in family.members if one.source is not None]


@pytest.mark.parametrize("size", SIZES)
def test_prints_without_dates_and_credits_are_from_nobody(size: int) -> None:
    """Of undated prints that credit nobody none is called the source, however many there are."""
    report = scan(list(printed(size, "none", "none").documents))
    assert [family.source.document for family in report.families] == [None]
    assert linked(report) == []
    assert [one.audit for one in report.families[0].members if one.audit is not None] == []


@pytest.mark.parametrize("credit", ["dateline", "sign"])
@pytest.mark.parametrize("size", SIZES)
def test_prints_that_bear_an_agencys_mark_are_from_it(size: int, credit: str) -> None:
    """The agency whose sign the prints bear is the source, and no print is called another one's."""
    made = printed(size, "none", credit)
    report = scan(list(made.documents))
    (wire,) = {one.id for one in made.documents} - set(made.sources)
    assert report.families[0].source.document == wire
    assert {one.source for one in linked(report)} <= {wire}
    assert len(linked(report)) >= size // 2


@pytest.mark.parametrize("dates", ["part", "one day", "moments"])
def test_no_link_of_prints_is_wrong(dates: str) -> None:
    """With dates, of all or of some, what is told of prints is true."""
    made = printed(14, dates, "none", "es")
    told = judge(scan(list(made.documents)), made)
    assert told.shares("links")[2] == 0
    assert told.shares("roots")[2] == 0


def test_the_ledgers_of_prints_add_up() -> None:
    """The weights of a link's evidence sum to the log odds of its certainty."""
    for made in printings(TEXTS, 8, 11):
        for one in linked(scan(list(made.documents))):
            told = sum(
                {"for": 1, "against": -1, "neutral": 0}[clue.sign] * clue.weight for clue in one.evidence
            )
            assert told == pytest.approx(math.log(one.certainty / (1 - one.certainty)), abs=0.02)


def test_a_line_of_the_house_is_one_that_some_have_and_some_lack() -> None:
    """A last line that speaks of nothing in the article is the house's where several papers have it."""
    story = "\n\n".join(TEXTS["en"][0].paragraphs)
    texts = {str(page): f"{story}\n\nClassified advertising: phone 555 12{page}." for page in range(3)}
    lines = {id: last_lines(text) for id, text in texts.items()}
    assert all(lines.values())
    assert shared_lines(texts, lines) == {}
    assert set(shared_lines({**texts, "wire": story}, {**lines, "wire": last_lines(story)})) == set(texts)
    fewer = {id: texts[id] for id in list(texts)[1:]} | {"wire": story}
    assert len(fewer) < FEWEST
    assert shared_lines(fewer, {id: last_lines(text) for id, text in fewer.items()}) == {}


def test_the_last_sentence_of_a_story_is_no_line_of_the_house() -> None:
    """What speaks of the article's own matter is the article's."""
    text = "The bridge over the Lorn is closed after inspectors found cracks in two of its pillars. " * 3
    assert last_lines(f"{text}\n\nThe shops beside the bridge fear for their customers.") == ()


def test_an_agency_nobody_has_heard_of_is_known_by_its_sign_in_two_papers() -> None:
    """A dateline's sign that two outlets print names an agency; one alone, or a word, names none."""
    texts = [("ALTMOOR (vkq) - Ein Brand hat die Bahn gestoppt.", outlet) for outlet in ("a", "b")]
    assert signs_in_common(texts) == ["vkq"]
    assert signs_in_common(texts[:1]) == []
    assert signs_in_common([(text, "a") for text, _ in texts]) == []
    assert signs_in_common([(text.replace("vkq", "heute"), outlet) for text, outlet in texts]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Altmoor (vkq) - Ein Brand hat die Bahn gestoppt.",
        "Bad Altmoor/Lohne (vkq) – Ein Brand hat die Bahn gestoppt.",
        "Ein Brand hat die Bahn gestoppt.\n\n(vkq)\n",
        "Ein Brand hat die Bahn gestoppt.\n\n[vkq]",
    ],
)
def test_a_sign_stands_behind_any_place_and_in_a_line_of_its_own(text: str) -> None:
    """Places are not always in capitals, and a sign closes a text also without words before it."""
    other = "LOHNE (vkq) - Die Bahn steht seit Montag still."
    assert signs_in_common([(text, "a"), (other, "b")]) == ["vkq"]


def test_what_stands_in_brackets_elsewhere_is_no_sign() -> None:
    """A party behind a name, a word alone, and a bracket inside a sentence name no agency."""
    for text in (
        "Der Abgeordnete (vkq) sprach lange.",
        "Das Haus (vkq) - ein Altbau - stand leer, und niemand wohnte in ihm.",
        "Er ging.\nvkq\n",
    ):
        assert signs_in_common([(text, "a"), (text, "b")]) == [], text
