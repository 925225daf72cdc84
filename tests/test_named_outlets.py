"""Sentences that name an outlet of the caller's, in four languages: whether they credit it.

`named_outlets.jsonl` has one a line: two in three credit the outlet, in as many shapes as came to mind, the
others name it for other reasons. The sentences were written for it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from syndetect.attribution.credit_wording import wording
from syndetect.attribution.credits import find_credits
from syndetect.attribution.leftovers import find_leftovers
from syndetect.attribution.mentions import find_mentions
from syndetect.model import Document
from syndetect.pipeline import scan

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("named_outlets.jsonl").read_text("utf-8").splitlines()
]
AHEAD = {
    "en": "The pumps failed for the second time in a year, and the quay was under water until noon.",
    "de": "Die Pumpen fielen zum zweiten Mal im Jahr aus, und der Kai stand bis Mittag unter Wasser.",
    "es": "Las bombas fallaron por segunda vez en un año y el muelle estuvo inundado hasta mediodía.",
    "fr": "Les pompes ont lâché pour la deuxième fois en un an et le quai est resté inondé jusqu'à midi.",
}


def _credits(row: dict[str, Any]) -> bool:
    """Whether a sentence credits its outlet, or says that somebody told it something."""
    text = f"{AHEAD[row['language']]}\n\n{row['text']}"
    heard = [trace for trace in find_leftovers(text, [row["outlet"]]) if trace.kind in {"told", "knows"}]
    named = [credit for credit in find_credits(text, [row["outlet"]]) if credit.name == row["outlet"]]
    return bool(named or (row["credited"] and heard))


@pytest.mark.parametrize("language", AHEAD)
def test_outlets_are_credited_in_any_shape_and_by_no_trap(language: str) -> None:
    """Of the sentences that credit their outlet at most one in ten is missed; no other credits it."""
    rows = [row for row in ROWS if row["language"] == language]
    wanted = [row for row in rows if row["credited"]]
    assert [row["text"] for row in rows if not row["credited"] and _credits(row)] == []
    assert sum(map(_credits, wanted)) >= 0.9 * len(wanted)


@pytest.mark.parametrize(
    ("outlet", "text"),
    [
        ("Der Küstenbote", "dem Küstenboten zufolge"),
        ("Küstenbote", "des „Küstenboten“"),
        ("Neue Westfälische", "laut der Neuen Westfälischen"),
        ("Nordischer Kurier", "laut Nordischem Kurier"),
        ("Nordischer Kurier", "der Bericht des Nordischen Kuriers"),
        ("Das Gelbe Blatt", "im Gelben Blatt"),
        ("Die Hafenpost", "laut Hafenpost"),
        ("Die Woche", "laut „Woche“"),
        ("Le Littoral", "un entretien au Littoral"),
        ("El Litoral", "una nota del Litoral"),
    ],
)
def test_names_are_known_in_any_case_and_without_their_article(outlet: str, text: str) -> None:
    """A name is the outlet's with the endings of German, and where another word has its article."""
    assert [mention.name for mention in find_mentions(text, [outlet], wording())] == [outlet]


def test_a_name_that_is_a_word_needs_its_article_or_quotation_marks() -> None:
    """*Die Woche* is no outlet's where somebody speaks of a week, nor *Littoral* without *au* or *du*."""
    assert not list(find_mentions("Er blieb eine Woche am See.", ["Die Woche"], wording()))
    assert not list(find_mentions("Le Conservatoire Littoral ferme.", ["Le Littoral"], wording()))


STORY = (
    "The board of Tolvik Ferries has known since last spring that the hull of the Alma is cracked in four "
    "places, internal letters show.\n\nThe cracks, the longest of them 38 centimetres, were found by a diver "
    "on 11 April and marked on a drawing that was sent to the chief engineer the same week."
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Whoever reads the Harbour Gazette knows the ship.", "unread"),
        ("Photo: Harbour Gazette", "uncredited"),
        ("The ship sails again in June.", "uncredited"),
        ("The Harbour Gazette had the story first.", "full"),
    ],
)
def test_whoever_names_the_source_is_not_said_to_hide_it(line: str, verdict: str) -> None:
    """Where the source is named in words that are not known as a credit, whether it is one is left open."""
    report = scan(
        [
            Document("a", STORY, "Harbour Gazette", published="2025-03-04"),
            Document("b", f"{STORY}\n\n{line}", "Fjord Today", published="2025-03-05"),
        ]
    )
    (taker,) = [one for one in report.families[0].members if one.document == "b"]
    assert taker.audit is not None
    assert taker.audit.verdict == verdict
    assert (taker.audit.uncredited_words > 0) == (verdict == "uncredited")


def test_a_release_names_its_giver_and_that_is_no_credit() -> None:
    """A press release speaks of its own outlet: who prints it and names the firm has credited nobody."""
    text = STORY.replace("The board of Tolvik Ferries", "Tolvik Ferries") + " Tolvik Ferries regrets this."
    report = scan(
        [
            Document("a", f"PRESS RELEASE\n\n{text}", "Tolvik Ferries", published="2025-03-04"),
            Document("b", text, "Fjord Today", published="2025-03-05"),
        ]
    )
    (taker,) = [one for one in report.families[0].members if one.document == "b"]
    assert taker.audit is not None
    assert taker.audit.verdict == "uncredited"
