"""Sentences that name an outlet of the caller's: whether they credit it.

`named_outlets.jsonl` has one a line, in four languages: two in three credit the outlet, in as many shapes as
came to mind, the others name it for other reasons. `known_outlets.jsonl` has more, in seven languages and
nine sets, each written, and counted once, before anything was mended for it. All were written for this.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from syndetect.attribution.addresses import address_mentions
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


KNOWN: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("known_outlets.jsonl").read_text("utf-8").splitlines()
]
AROUND = {
    "en": (AHEAD["en"], "Engineers hope to have the last of them running by the weekend."),
    "de": (AHEAD["de"], "Bis zum Wochenende soll die letzte wieder laufen."),
    "es": (AHEAD["es"], "La última volverá a funcionar el fin de semana."),
    "fr": (AHEAD["fr"], "La dernière doit repartir d'ici à la fin de la semaine."),
    "it": (
        "Le pompe si sono fermate per la seconda volta in un anno e il molo è rimasto allagato fino a tardi.",
        "L'ultima ripartirà entro il fine settimana.",
    ),
    "pt": (
        "As bombas falharam pela segunda vez num ano e o cais ficou inundado até ao meio-dia.",
        "A última volta a funcionar no fim de semana.",
    ),
    "nl": (
        "De pompen vielen voor de tweede keer in een jaar uit en de kade stond tot de middag onder water.",
        "De laatste moet voor het weekend weer draaien.",
    ),
}


def _placed(row: dict[str, Any]) -> str:
    """An article with the sentence inside a paragraph, or as a line of its head or foot."""
    ahead, after = AROUND[row["language"]]
    if row["place"] == "inside" and ":" not in row["text"][:12]:
        return f"{ahead} {row['text']}\n\n{after}"
    parts = (row["text"], ahead, after) if row["place"] == "head" else (ahead, after, row["text"])
    return "\n\n".join(parts)


def _read_as_credit(row: dict[str, Any]) -> bool:
    text, outlets = _placed(row), row["outlets"]
    told = [one for one in find_leftovers(text, outlets) if one.kind in {"told", "knows"}]
    named = [one for one in find_credits(text, outlets) if one.name in outlets]
    return bool(named or (row["credited"] and any(one.name in outlets for one in told)))


@pytest.mark.parametrize("language", AROUND)
def test_known_outlets_are_credited_by_any_word_of_telling(language: str) -> None:
    """Of what newsrooms write one credit in twenty may be missed, and one trap in fifty read as one."""
    rows = [row for row in KNOWN if row["language"] == language]
    read = {row["text"] for row in rows if _read_as_credit(row)}
    credited = {row["text"] for row in rows if row["credited"]}
    traps = {row["text"] for row in rows} - credited
    assert len(read & credited) >= 0.95 * len(credited)
    assert len(read & traps) <= 0.02 * len(traps)


@pytest.mark.parametrize(
    "sentence",
    [
        "Unlike what the Harbour Gazette reported, the pumps were never sold.",
        "The mayor dismissed a report in the Harbour Gazette as invented.",
        "The Harbour Gazette did not report the sale.",
    ],
)
@pytest.mark.parametrize("outlets", [["Harbour Gazette"], []])
def test_whoever_contradicts_a_report_does_not_credit_it(sentence: str, outlets: list[str]) -> None:
    """To speak against what an outlet reported is no credit, whether or not its articles are compared."""
    assert find_credits(f"{AHEAD['en']} {sentence}", outlets) == ()


def test_only_known_outlets_are_read_so_broadly() -> None:
    """What may be any name needs a listed wording, an outlet that is compared a word of telling."""
    text = f"{AHEAD['en']} The Harbour Gazette put the damage at nine million."
    assert find_credits(text) == ()
    (credit,) = find_credits(text, ["Harbour Gazette"])
    assert text[credit.begin : credit.end].startswith("Harbour Gazette put the")


@pytest.mark.parametrize(
    ("outlet", "line"),
    [
        ("harbourpost.example", "Read the original at www.harbourpost.example."),
        ("Harbour Post", "More on this story: @harbour_post"),
    ],
)
def test_an_address_or_a_handle_names_an_outlet(outlet: str, line: str) -> None:
    """An outlet may be named by its host or its handle; the address of a page is a link."""
    (credit,) = find_credits(f"{AHEAD['en']}\n\n{line}", [outlet])
    assert (credit.name, credit.kind) == (outlet, "source-line")
    assert not list(address_mentions("https://www.harbourpost.example/story x@harbourpost.example", [outlet]))


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
