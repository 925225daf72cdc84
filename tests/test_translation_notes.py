"""Lines that say from which language a text was translated."""

from __future__ import annotations

import pytest

from syndetect import compare
from syndetect.crosslingual.translation_notes import translation_note
from syndetect.model import Document

NOTES = [
    ("en", "ro", "Translated from the Romanian by Ana Pell"),
    ("en", "uk", "(Translation from Ukrainian)"),
    ("en", "pl", "This article was translated from Polish."),
    ("de", "fr", "Text: Luc Morel. Übersetzt aus dem Französischen von Ida Voss"),
    ("de", "ro", "Übersetzt aus dem Rumänischen."),
    ("de", "en", "Aus dem Englischen von Jutta Kern"),
    ("de", "pl", "Aus dem Polnischen übersetzt: Red."),
    ("es", "fr", "Traducido del francés por Elena Ruz"),
    ("es", "de", "Traducción del alemán: L. Prada"),
    ("fr", "en", "Traduit de l’anglais par Luc Morel"),
    ("fr", "es", "(traduit de l'espagnol)"),
    ("it", "en", "Traduzione dall'inglese di Carla Bassi"),
    ("it", "ro", "Traduzione di Carla Bassi dal romeno"),
    ("pt", "es", "Traduzido do espanhol por Nuno Reis"),
    ("nl", "de", "Vertaling uit het Duits: M. Blok"),
    ("nl", "fr", "Uit het Frans vertaald door M. Blok"),
    ("sv", "en", "Översättning från engelska: Maja Lind"),
    ("ro", "en", "Traducere din limba engleză de Mihai Dobre"),
    ("pl", "uk", "Z ukraińskiego przełożyła Anna Wilk"),
    ("pl", "de", "tłum. z niemieckiego: AW"),
    ("ru", "en", "Перевод с английского Ольги Тин"),
    ("uk", "pl", "З польської переклала Іванна Гай"),
]
NO_NOTES = [
    ("de", "ro", "Der Weg führt aus dem rumänischen Dorf hinaus."),
    ("de", "ro", "Sie kommt aus dem Rumänischen Theater von Klausenburg."),
    ("fr", "en", "Du français, de l'anglais et des maths au programme"),
    ("it", "en", "Dall'inglese Turner un gol al 90'"),
    ("en", "ro", "Romanian farmers blocked the bridge on Friday."),
    ("es", "fr", "La victoria del francés Morel"),
    ("pl", "de", "Z niemieckiego na polskie konto"),
    ("nl", "de", "Zij vertaalde uit het Duitse recht"),
    ("en", "fr", "Translated from Romanian"),
]
STORY = "The bridge over the Wolme was closed at noon. Nobody had been warned of it. Lorries turned back."


@pytest.mark.parametrize(("language", "spoken", "line"), NOTES)
def test_a_line_of_its_own_names_the_language(language: str, spoken: str, line: str) -> None:
    """At the head and at the foot it counts, and nowhere in between."""
    for text in (f"{line}\n\n{STORY}", f"{STORY}\n\n{line}\n"):
        note = translation_note(text, language, spoken)
        assert note is not None
        assert text[note.begin : note.end] == line
    middle = "\n\n".join((STORY, STORY, line, STORY, STORY))
    assert translation_note(middle, language, spoken) is None


@pytest.mark.parametrize(("language", "spoken", "line"), NO_NOTES)
def test_other_lines_are_none(language: str, spoken: str, line: str) -> None:
    """What only has the language's name in it, or another's, says nothing."""
    assert translation_note(f"{STORY}\n\n{line}", language, spoken) is None


@pytest.mark.parametrize(
    "line",
    [
        "Her novel, translated from the Romanian by a neighbour, sold out at once.",
        "The law was translated from Romanian in 2019.",
        (
            "Translated from the Romanian, the motto says that nobody who came to the mill ever went home "
            "with less than he had brought."
        ),
    ],
)
def test_a_sentence_of_a_story_is_no_note(line: str) -> None:
    """Other things than articles are translated as well."""
    assert translation_note(f"{STORY}\n\n{line}", "en", "ro") is None


ROMANIAN = (
    "La 83 de ani, Wilhelm Roth urcă în fiecare dimineață cele 124 de trepte ale turnului din Sighișoara. "
    "Face asta din 1966, când l-a înlocuit pe unchiul său. Greutățile ceasului cântăresc 210 kilograme, iar "
    "figurile din lemn au fost cioplite în 1648. În ianuarie, la minus 26 de grade, uleiul a înghețat și "
    "ceasul a stat pentru prima dată după cutremurul din 1977. Primăria îi plătește 2.300 de lei pe lună și "
    "caută de doi ani un urmaș. Nepoata lui, Katharina, a filmat tot ce știe bunicul: unsprezece ore."
)
GERMAN = (
    "124 Stufen steigt der 83-jährige Wilhelm Roth jeden Morgen auf den Turm von Schäßburg, rumänisch "
    "Sighișoara. Das tut er seit 1966, als er seinen Onkel ablöste. Die Gewichte der Uhr wiegen 210 "
    "Kilogramm, die Figuren aus Holz wurden 1648 geschnitzt. Im Januar fror bei minus 26 Grad das Öl "
    "ein, und die Uhr stand zum ersten Mal seit dem Erdbeben von 1977. Die Stadt zahlt ihm 2300 Lei "
    "im Monat und sucht seit zwei Jahren einen Nachfolger. Seine Enkelin Katharina hat elf Stunden "
    "lang gefilmt, was er weiß."
)


@pytest.mark.parametrize("note", ["", "\n\nÜbersetzt aus dem Rumänischen"])
def test_a_note_says_who_was_first(note: str) -> None:
    """Undated texts hang on the one whose language the note names; without it a German noun says nothing."""
    (pair,) = compare(Document("de", GERMAN + note), Document("ro", ROMANIAN)).pairs
    assert pair.relation == "translation"
    assert pair.direction == ("left-from-right" if note else "undetermined")
