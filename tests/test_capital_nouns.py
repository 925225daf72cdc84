"""In German a capital makes a noun; which of them are names is told by the lists and by the articles."""

from __future__ import annotations

import pytest

from syndetect import compare
from syndetect.model import Document
from syndetect.normalise import tokenise


def facts(text: str, language: str = "de") -> set[str]:
    """The words that count as figures and names."""
    tokens = tokenise([Document("a", text, language=language)])
    return {
        text[begin:end]
        for begin, end, fact in zip(tokens.begins.tolist(), tokens.ends.tolist(), tokens.facts, strict=True)
        if fact
    }


def test_names_and_figures_are_facts_and_nouns_are_none() -> None:
    """Common nouns, inflected ones among them, say nothing that only the event has."""
    text = (
        "Am Dienstag brannte in Brelldorf die Scheune der Familie Oswinkel. Nach Angaben der Polizei "
        "entstand ein Schaden von 40000 Euro. Bei den Löscharbeiten halfen Feuerwehren aus Hamburg, Berlin."
    )
    found = facts(text)
    assert {"Brelldorf", "Oswinkel", "40000", "Hamburg", "Berlin"} <= found
    assert not found & {"Scheune", "Familie", "Angaben", "Polizei", "Schaden", "Feuerwehren"}


@pytest.mark.parametrize("noun", ["Hafenpumpe", "schwere Hafenpumpe"])
def test_a_word_behind_an_article_is_a_noun_where_no_list_has_it(noun: str) -> None:
    """A compound behind an article is a noun throughout the text; never behind one it may be a name."""
    word = noun.rpartition(" ")[2]
    told = f"Gestern kam die {noun} an. Niemand hatte mit {word} gerechnet."
    assert word not in facts(told)
    assert word in facts(told.replace(f"die {noun}", word))


@pytest.mark.parametrize("name", ["Hohbiel", "Wolme", "Arrelbach", "Lanzig"])
def test_mountains_and_rivers_are_names_behind_their_articles(name: str) -> None:
    """A word that is in no list, and not made of two that are, is a name with an article before it."""
    assert name in facts(f"Am Montag stiegen zwei Frauen auf den {name}. Der alte {name} war verschneit.")
    told = facts("Am Montag fuhr der Radwegbau fort, die Bürgermeisterkandidatin kam mit der Rettungskapsel.")
    assert not told & {"Radwegbau", "Bürgermeisterkandidatin", "Rettungskapsel"}


def test_other_languages_keep_their_capitals() -> None:
    """Where a capital makes a name it stays one, behind an article too."""
    assert "Brelldorf" in facts("Last week the old Brelldorf burned down again.", "en")


SOURCE = """\
Bei einem Brand in einer Schreinerei in Ostmarlen sind am Freitagabend sieben Menschen verletzt worden,
einer davon schwer. Nach Angaben der Feuerwehr entzündete sich kurz nach 19 Uhr Holzstaub in einer
Absauganlage. Die Flammen griffen auf ein Wohnhaus über, 34 Bewohner mussten ihre Wohnungen verlassen.

Den Schaden schätzte die Polizei auf 900.000 Euro. Rund 140 Einsatzkräfte aus vier Gemeinden waren bis zum
Morgen vor Ort. Die Landstraße nach Kreuzbach blieb bis 6 Uhr gesperrt.

Die Werkstatt von Inhaber Gernot Pfisterling war erst im März nach einem Umbau wieder geöffnet worden. Das
Gewerbeamt hatte die Anlage damals abgenommen, wie ein Sprecher des Kreises bestätigte. Ein Gutachter soll
nun die Ursache klären.
"""
RETOLD = """\
In Ostmarlen hat es am Freitagabend in einer Tischlerei gebrannt. Sieben Personen wurden verletzt, eine von
ihnen schwer. Die Feuerwehr teilte mit, gegen 19 Uhr sei in der Absaugung Staub von Holz in Brand geraten.
Das Feuer erfasste auch ein Mehrfamilienhaus; 34 Menschen kamen dort nicht mehr in ihre Zimmer.

Auf 900.000 Euro beziffern die Beamten die Kosten. Bis in die Morgenstunden arbeiteten etwa 140 Helfer, die
aus vier Orten anrückten. Autofahrer nach Kreuzbach mussten bis 6 Uhr einen Umweg nehmen.

Gernot Pfisterling hatte seinen Betrieb umbauen lassen und im März neu eröffnet. Die Technik sei seinerzeit
vom Gewerbeamt geprüft worden, hieß es beim Kreis. Woran es lag, wird jetzt ein Sachverständiger
untersuchen.
"""
REPORTED = """\
Dicke Rauchschwaden haben am Freitag das Zentrum von Ostmarlen eingehüllt. Im Altenheim am Markt schlossen
Pflegerinnen die Fenster, im Kino lief der Film weiter. »Wir dachten erst an ein Gewitter«, sagt Besucherin
Lore Achtstetter.

Ausgelöst hatte den Alarm die Werkstatt von Gernot Pfisterling. Der Handwerker stand um Mitternacht noch auf
der Straße und zählte seine elf Angestellten durch. Für sie gibt es vorerst keine Arbeit, die Versicherung
hat sich für Dienstag angekündigt.

Bürgermeister Rolf Immenroth will die obdachlosen Familien in der Turnhalle unterbringen. Ein Spendenkonto
ist eingerichtet, bis Samstagmittag kamen 12.300 Euro zusammen.
"""


def test_a_german_retelling_is_one_and_an_own_report_is_none() -> None:
    """Other nouns for the same things are no other facts: a retelling is found, a second report is not."""
    source = Document("source", SOURCE)
    retold, reported = (compare(source, Document("other", text)).pairs[0] for text in (RETOLD, REPORTED))
    assert retold.derived
    assert not reported.derived
