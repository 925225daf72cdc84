"""Names of outlets in one script, as texts in another one have them."""

from __future__ import annotations

import pytest

from syndetect.attribution.credits import find_credits
from syndetect.attribution.transliterations import latin_spellings

NAMED = [
    ("Обрій", "The bridge is shut, the newspaper Obriy reports.", "Obriy"),
    ("Вечерний Тракт", "Die Brücke ist gesperrt.\n\nQuelle: Wetscherni Trakt", "Wetscherni Trakt"),
    ("Слово Поділля", "The bridge is shut.\n\nSource: Slovo Podillia", "Slovo Podillia"),
    ("Прикордонний вісник", "Most zamknięto.\n\nŹródło: Prykordonnyj Wisnyk", "Prykordonnyj Wisnyk"),
    ("Vantor Post", "Мост закрыт.\n\nИсточник: Вантор Пост", "Вантор Пост"),
    ("Спорт Поволжья", "The bridge is shut, Sport Povolzhya reports.", "Sport Povolzhya"),
    ("Вечірній берег", "Most zamknięto.\n\nZa: „Weczirnij bereh”", "Weczirnij bereh"),
    ("Φωνή της Πίνδου", "Le pont est fermé.\n\nSource : Foní tis Píndou", "Foní tis Píndou"),
    ("Η Ελεύθερη Αυγή", "The bridge is shut, the newspaper Eleftheri Avgi reports.", "Eleftheri Avgi"),
    ("Χανιώτικος Κήρυκας", "Die Brücke ist gesperrt.\n\nQuelle: Haniotikos Kirikas", "Haniotikos Kirikas"),
    ("Μπάλος Σήμερα", "El puente está cerrado, según informa Balos Simera.", "Balos Simera"),
]


@pytest.mark.parametrize(("outlet", "text", "named"), NAMED)
def test_a_credit_in_another_script_is_the_outlets(outlet: str, text: str, named: str) -> None:
    """By its sound in a source line, by its usual spellings anywhere."""
    (credit,) = find_credits(text, [outlet])
    assert credit.name == outlet
    assert credit.begin is not None
    assert named in text[credit.begin : credit.end]


def test_what_only_sounds_alike_in_one_script_is_another() -> None:
    """Two names in the same letters are told by these."""
    credits = find_credits("The bridge is shut.\n\nSource: Vantor Pohst", ["Vantor Post"])
    assert [one.name for one in credits] == ["Vantor Pohst"]


def test_greek_letters_go_by_their_sound() -> None:
    """Two letters of one sound are one, an article may be left out, and small words stay small."""
    assert {"I foni tis Evvoias", "foni tis Evvoias"} <= set(latin_spellings("Η φωνή της Εύβοιας"))
    assert {"Naftis", "Nautis"} <= set(latin_spellings("Ναύτης"))
    assert latin_spellings("Ο") == ("O",)


def test_only_such_names_have_other_spellings() -> None:
    """Names in Latin letters are written in any language as they are."""
    assert latin_spellings("Morning Record") == ()
    assert {"Obriy", "Obrij", "Obri"} <= set(latin_spellings("Обрій"))
