"""One notion of what a number says, in words and in digits."""

from __future__ import annotations

import numpy as np
import pytest

from syndetect.classify.number_words import numbers_in_words
from syndetect.kernels.feature_index import keys_of
from syndetect.model import Document
from syndetect.normalise import tokenise
from syndetect.text.lexicon import stem_key
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
    ("es", "El temporal dañó {} casas.", ("3.000", "tres mil")),
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
def test_a_figure_in_words_is_no_other_figure(language: str, sentence: str, numbers: tuple[str, ...]) -> None:
    """A figure in digits is found in a text that tells it in words, and another one is not."""
    digits = stem_key(digits_of(numbers[0].replace(" ", "")))
    for number in numbers:
        told = sentence.format(number)
        tokens = tokenise([Document("a", told, language=language)])
        keys = numbers_in_words(tokens)
        key = keys_of(np.array([digits], np.uint64), np.array([0]))
        assert key[0] in keys or number[0].isdecimal()
        other = keys_of(np.array([stem_key("17")], np.uint64), np.array([0]))
        assert other[0] not in keys
