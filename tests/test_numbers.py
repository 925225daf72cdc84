"""One notion of what a number says, in words and in digits."""

from __future__ import annotations

import numpy as np
import pytest

from syndetect.model import Document
from syndetect.normalise import tokenise
from syndetect.text.numbers import digits_of, in_words, number_words, spelled

SAID = {
    "en": {"two hundred and forty": 240, "three thousand": 3000, "two dozen": 24, "hundred and two": 102},
    "de": {"zwei millionen": 2_000_000, "zweitausend fünfhundert": 2500, "einundzwanzig": 21},
    "fr": {"deux cent vingt": 220, "quatre vingt dix sept": 97, "soixante et onze": 71, "deux mille": 2000},
    "es": {
        "dos mil quinientos": 2500,
        "ciento veinte mil": 120_000,
        "mil millones": 1e9,
        "treinta y cinco": 35,
    },
    "pl": {"dwadzieścia pięć": 25},
    "uk": {"двадцять п'ять": 25},
}
ONE_WORD = {
    "de": {"zweihundertfünfundvierzig": 245, "hundertzwanzigtausend": 120_000, "zwölf": 12, "zwölfter": None},
    "fr": {"quatre-vingt-dix-sept": 97, "dix-huit": 18, "cent-vingt": 120},
    "it": {"tremila": 3000, "duecentoquaranta": 240, "sei": None},
    "nl": {"vijfentwintig": 25, "tweehonderdveertig": 240},
}
SPELT = (
    ("de", "Der Sturm beschädigte {} Häuser.", ("3.000", "3000", "3 000", "dreitausend")),
    ("en", "The storm damaged {} houses.", ("3,000", "3000", "three thousand")),
    ("en", "The storm damaged {} houses.", ("12", "twelve")),
    ("fr", "La tempête a endommagé {} maisons.", ("3 000", "3.000", "trois mille")),
    ("fr", "La tempête a endommagé {} maisons.", ("200", "deux cents")),
    ("es", "El temporal dañó {} casas.", ("120.000", "ciento veinte mil")),
)


@pytest.mark.parametrize("language", SAID)
def test_words_make_a_number(language: str) -> None:
    """Words in a row are read as one number, each language by its own words."""
    for words, value in SAID[language].items():
        assert in_words(words.split(), number_words(language)) == value


@pytest.mark.parametrize("words", ["two three", "forty hundred thousand two three", "and", "", "two and"])
def test_words_that_make_no_number_are_none(words: str) -> None:
    """Two numbers behind each other are not read as one."""
    assert in_words(words.split(), number_words("en")) is None


@pytest.mark.parametrize("language", ONE_WORD)
def test_one_word_is_taken_apart(language: str) -> None:
    """Numbers that a language writes as one word are read, and other words are none."""
    for word, value in ONE_WORD[language].items():
        assert number_words(language).value(word) == value


def test_digits_have_one_spelling() -> None:
    """Marks of thousands, and noughts behind a decimal mark, say nothing."""
    assert {digits_of(one) for one in ("3000", "3.000", "3,000", "3\u202f000")} == {"3000"}
    assert digits_of("1,50") == digits_of("1.5") == spelled(1.5)
    assert digits_of("12.03.2025") == "12.03.2025"


@pytest.mark.parametrize(("language", "sentence", "numbers"), SPELT)
def test_tokens_of_a_number_have_its_stem(language: str, sentence: str, numbers: tuple[str, ...]) -> None:
    """However a number is written, the figure that another text has in digits is found there."""
    tokens = [tokenise([Document("a", sentence.format(one), language=language)]) for one in numbers]
    digits = tokens[0].stems[tokens[0].figures & tokens[0].facts][0]
    for one in tokens[1:]:
        assert digits in one.stems[one.content]


def test_a_range_is_no_number() -> None:
    """Figures on both sides of a dash, or behind a comma, stay two."""
    for text in ("Between 100-200 houses were damaged.", "Of 12, 300 came back."):
        tokens = tokenise([Document("a", text, language="en")])
        assert len(np.unique(tokens.stems[tokens.figures])) == 2
