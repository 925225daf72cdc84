"""The language of a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.words import words
from syndetect.text.identify import _ALL, BY_WORDS, identified, language_of
from syndetect.text.lexicon import common_words


def told(text: str) -> str:
    """The language a text is taken for."""
    return identified([text], [words([text]).hashes])[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Broen blev lukket i tirsdags, fordi to af dens piller havde flyttet sig i løbet af natten.", "da"),
        (
            "Brua ble stengt tirsdag fordi to av pilarene hadde flyttet seg i løpet av natten.",
            "nb",
        ),
        (
            "Silta suljettiin tiistaina, koska kaksi sen pilaria oli siirtynyt yön aikana, sanoi poliisi.",
            "fi",
        ),
        ("Most byl v úterý uzavřen, protože dva jeho pilíře se během noci posunuly, řekla policie.", "cs"),
        (
            "A hidat kedden lezárták, mert két pillére az éjszaka folyamán elmozdult, közölte a rendőrség.",
            "hu",
        ),
        (
            "El pont es va tancar dimarts perquè dos dels seus pilars s'havien mogut durant la nit, va dir.",
            "ca",
        ),
        (
            "Мостът беше затворен във вторник, защото два от стълбовете му се бяха преместили през нощта.",
            "bg",
        ),
        ("Η γέφυρα έκλεισε την Τρίτη επειδή δύο από τους στύλους της μετακινήθηκαν τη νύχτα.", "el"),
        ("הגשר נסגר ביום שלישי משום ששניים מעמודיו זזו בלילה.", "he"),
        ("पुल मंगलवार को बंद कर दिया गया क्योंकि उसके दो खंभे रात में हिल गए थे।", "hi"),
        ("این پل روز سه‌شنبه بسته شد چون دو پایه آن در طول شب جابه‌جا شده بود.", "fa"),
        ("Jembatan itu ditutup pada hari Selasa karena dua tiangnya bergeser pada malam hari.", "id"),
        ("সেতুটি মঙ্গলবার বন্ধ করা হয়েছে কারণ রাতে এর দুটি স্তম্ভ সরে গেছে।", "bn"),
        ("பாலம் செவ்வாய்க்கிழமை மூடப்பட்டது, ஏனெனில் அதன் இரண்டு தூண்கள் நகர்ந்தன.", "ta"),
        ("橋は閉鎖された", "ja"),
        ("大桥关闭了", "zh"),
        ("다리가 폐쇄되었다", "ko"),
        ("สะพานถูกปิด", "th"),
        ("The Café Müller in Málaga was closed and they said that it would not open again.", "en"),
    ],
)
def test_one_sentence_is_enough(text: str, language: str) -> None:
    """Script, letters and common words tell the language, whatever names stand in the sentence."""
    assert told(text) == language


@given(st.text(max_size=60))
def test_every_text_has_one_of_the_known_languages(text: str) -> None:
    """Nothing, noise and lone surrogates are English at last, many strange words in no language."""
    assert told(text) in (*_ALL, "und")


def test_texts_that_say_nothing_are_english() -> None:
    """Figures, signs and unknown words speak for no language."""
    assert [told(text) for text in ("", "12 345", "zzyqxw", "!?", "\ud800")] == ["en"] * 5


def test_common_words_are_told_for_their_own_language() -> None:
    """The commonest words of each language, all together, are taken for that language."""
    assert [told(common_words()[language]) for language in BY_WORDS] == list(BY_WORDS)


WRITTEN = [
    json.loads(line)
    for line in (Path(__file__).parent / "strange_languages.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row["language"])
def test_a_language_that_is_not_known_is_not_called_one_that_is(row: dict[str, str]) -> None:
    """A text without the common words of any known language is in none, one with them in that one."""
    assert told(row["text"]) == (row["language"] if row["known"] else "und")


@given(
    st.text("abzéüñ .,\n-9’", max_size=60),
    st.sampled_from(["und der die Frau ", "de la mañana ", "слово и дело ", "x1 ", "𝒳é "]),
)
def test_the_language_of_one_text_is_that_of_the_batch(odd: str, repeated: str) -> None:
    """However long a text is, reading its head alone tells the same language."""
    for text in (odd, odd + repeated * 40, odd + repeated * 900, "x" * 1990 + odd + repeated * 900):
        assert language_of(text) == identified([text], [words([text]).hashes])[0]


SQUAD = "\n".join(f"{place}. Runner{place} Surname{place} (NOR) 4:{place:02}:38" for place in range(1, 25))


@pytest.mark.parametrize(
    ("sentences", "language"),
    [
        (
            (
                "El vasco que acabó cuarto se quedó a menos de dos minutos del podio tras una mala bajada, y "
                "explicó en la meta que el año que viene la prueba cambiará de fecha."
            ),
            "es",
        ),
        (
            (
                "Der Sieger verbesserte den Rekord, den er selbst vor drei Jahren aufgestellt hatte, um drei "
                "Minuten, obwohl es am Pass regnete und die letzte Station verlegt wurde."
            ),
            "de",
        ),
    ],
)
def test_the_sentences_beside_a_list_tell_its_language(sentences: str, language: str) -> None:
    """Results are in no language; what a paper writes above or below them is."""
    assert told(f"{SQUAD}\n\n{sentences}") == language
    assert told(SQUAD) in {"und", "en"}


def test_a_list_in_a_strange_language_stays_so() -> None:
    """Sentences in a language that is not known tell no other one."""
    croatian = (
        "Prvak je popravio rekord koji je sam postavio prije tri godine, iako je na prijevoju padala kiša "
        "i zadnja je postaja bila premještena niže, kod doma, rekao je u cilju."
    )
    assert told(f"{SQUAD}\n\n{croatian}") == "und"


def test_figures_speak_for_no_language() -> None:
    """Digits of all scripts are one, and those that are common words of one language are in every table."""
    assert told("4:01:38 2. 5 3 1 6 " * 20) == "en"
    assert told("না করে এবং এই থেকে আর জন্য তার হয় করা একটি যে আমি ১ ২ ৩") == "bn"
