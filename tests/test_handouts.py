"""Hand-outs: the marks of a press release, in several languages, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import scan
from syndetect.attribution.handouts import find_handout
from syndetect.model import Document

BODY = {
    "en": "Brandel Mills will build a second kiln in Torsund and hire ninety people by spring of 2028.\n\n"
    "The kiln will fire 40,000 tonnes of clay a year, and its waste heat will warm the school nearby.\n\n"
    "Construction begins in April. The first bricks are to leave the yard before the end of the year.",
    "de": "Die Brandel Werke bauen in Torsund einen zweiten Ofen und stellen bis 2028 neunzig Leute ein.\n\n"
    "Der Ofen brennt 40.000 Tonnen Ton im Jahr, und seine Abwärme heizt die Schule nebenan.\n\n"
    "Im April beginnt der Bau. Die ersten Ziegel sollen noch vor dem Jahresende den Hof verlassen.",
    "es": "Brandel Cerámica construirá un segundo horno en Torsund y contratará a cien personas en 2028.\n\n"
    "El horno cocerá 40.000 toneladas de arcilla al año, y su calor calentará la escuela vecina.\n\n"
    "Las obras empiezan en abril. Los primeros ladrillos saldrán del patio antes de que acabe el año.",
    "fr": "Brandel Céramique va construire un second four à Torsund et embaucher cent personnes.\n\n"
    "Le four cuira 40 000 tonnes d’argile par an, et sa chaleur chauffera l’école voisine.\n\n"
    "Les travaux commencent en avril. Les premières briques quitteront la cour avant la fin de l’année.",
}
HEADS = {
    "en": "FOR IMMEDIATE RELEASE",
    "de": "Pressemitteilung – Sperrfrist: 4. März, 10 Uhr",
    "es": "NOTA DE PRENSA",
    "fr": "COMMUNIQUÉ DE PRESSE",
}
ABOUTS = {
    "en": "About Brandel Mills\nBrandel Mills makes bricks. Brandel has 300 employees.",
    "de": "Über Brandel\nBrandel brennt seit 1911 Ziegel. Brandel beschäftigt 300 Menschen.",
    "es": "Acerca de Brandel Cerámica\nBrandel fabrica ladrillos. Brandel tiene 300 empleados.",
    "fr": "À propos de Brandel\nBrandel fabrique des briques. Brandel emploie 300 personnes.",
}


@pytest.mark.parametrize("language", HEADS)
def test_a_release_is_the_source_of_what_prints_it(language: str) -> None:
    """Without any date, the paper that prints a hand-out under its own headline has it from there."""
    release = Document("z", f"{HEADS[language]}\n\n{BODY[language]}\n\n{ABOUTS[language]}", "Brandel")
    paper = Document("a", f"Torsund\n\n{BODY[language]}", "The Torsund Herald")
    report = scan([release, paper])
    assert report.families[0].source.document == "z"
    assert report.pairs[0].direction == "left-from-right"
    (print_,) = (one for one in report.families[0].members if one.document == "a")
    assert "handout" in {clue.kind for clue in print_.evidence}


@pytest.mark.parametrize("language", HEADS)
def test_heads_and_boilerplate_are_marks(language: str) -> None:
    """A head, an embargo and "About X" are found, each with the line that it stands on."""
    text = f"{HEADS[language]}\n\n{BODY[language]}\n\n{ABOUTS[language]}"
    marks = find_handout(text)
    assert {"head", "about"} <= {mark.kind for mark in marks}
    head = next(mark.span for mark in marks if mark.kind == "head")
    assert text[head.begin : head.end] == HEADS[language].split("\n")[0]


@pytest.mark.parametrize(
    "line",
    [
        "Recall notice 41/2025",
        "Öffentlicher Produktrückruf",
        "AVIS DE RAPPEL",
        "Aviso de retirada de producto",
        "Avviso di richiamo",
    ],
)
def test_a_recall_is_a_notice_that_somebody_gives_out(line: str) -> None:
    """Papers that print what a firm calls back have it from there, whoever bears no date."""
    body = f"{BODY['en']}\n\nReturn it to the shop; no receipt is needed."
    assert [mark.kind for mark in find_handout(f"{line}\n\n{body}")] == ["head"]
    documents = [Document("z", f"{line}\n\n{body}", "Brandel"), Document("a", body, "The Torsund Herald")]
    assert scan(documents).families[0].source.document == "z"


@pytest.mark.parametrize(
    "line",
    [
        "Recall of three prefects stirs the region",
        "Rückruf: Molkerei holt Quark aus den Regalen",
        "Press releases are read by nobody, an editor has found",
        "Embargo on grain is lifted",
        "Comunicado conjunto de los sindicatos rechaza el plan",
        "Communiqué final adopté à l’aube",
        "Über den Wolken",
    ],
)
def test_a_headline_that_speaks_of_releases_is_no_mark(line: str) -> None:
    """An article about a press release or an embargo is none."""
    assert not find_handout(f"{line}\n\n{BODY['en']}")


def test_a_note_on_the_author_is_no_boilerplate() -> None:
    """A note "About the author" at the end names nobody whom the article is about."""
    assert not find_handout(f"{BODY['en']}\n\nAbout the author\nIda Morrow lives in Torsund and keeps bees.")


@given(st.text(max_size=400))
def test_marks_lie_inside_any_text(text: str) -> None:
    """Whatever a text is, its marks are lines of it, one of each kind."""
    marks = find_handout(text)
    assert len({mark.kind for mark in marks}) == len(marks)
    assert all(0 <= mark.span.begin < mark.span.end <= len(text) for mark in marks)
    assert all("\n" not in text[mark.span.begin : mark.span.end] for mark in marks)


def test_of_equal_hand_outs_that_of_the_one_it_is_about_is_the_source() -> None:
    """A paper that prints a hand-out with all its marks has it from those whom it is about."""
    text = f"{HEADS['es']}\n\n{BODY['es']}\n\n{ABOUTS['es']}"
    report = scan([Document("a", text, "El Faro"), Document("z", text, "Brandel")])
    assert report.families[0].source.document == "z"
