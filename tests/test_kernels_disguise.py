"""Disguise: look-alike letters and hidden characters are undone and marked, genuine words left alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.code_points import tables
from syndetect.kernels.disguise import _LATIN_TWINS, CYRILLIC, GREEK, _twins
from syndetect.kernels.words import DISGUISED, words

ENGLISH = "The harbour office opened a pier and closed one of the coastal paths by the sea"
RUSSIAN = "Мэрия открыла причал у моря и о закрытии тропы в горах сообщила на другой день"
GREEK_TEXT = "Ο δήμος άνοιξε το λιμάνι και έκλεισε ένα μονοπάτι δίπλα στη θάλασσα χθες"


def spelled(text: str) -> str:
    """The folded words of a text."""
    batch = words([text])
    return " ".join(batch.spelled(row) for row in range(len(batch.begins)))


def marked(text: str) -> list[str]:
    """The words of a text that are marked as disguised, as they are written."""
    batch = words([text])
    rows = np.flatnonzero(batch.marks & DISGUISED)
    return [text[batch.begins[row] : batch.ends[row]] for row in rows]


def replaced(text: str, pairs: dict[str, str], places: set[int]) -> str:
    """The text with look-alikes put in at some places."""
    return "".join(pairs.get(c, c) if k in places else c for k, c in enumerate(text))


CYRILLIC_FOR_LATIN = dict(zip("aceopxyi", "асеорхуі", strict=True))
LATIN_FOR_CYRILLIC = dict(zip("асеорху", "aceopxy", strict=True))
LATIN_FOR_GREEK = dict(zip("ον", "ov", strict=True))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [(ENGLISH, CYRILLIC_FOR_LATIN), (RUSSIAN, LATIN_FOR_CYRILLIC), (GREEK_TEXT, LATIN_FOR_GREEK)],
)
@given(data=st.data())
def test_look_alikes_change_no_word(text: str, pairs: dict[str, str], data: st.DataObject) -> None:
    """A text with a few letters replaced by look-alikes has the words of the text, each one marked."""
    possible = [k for k, c in enumerate(text) if c in pairs]
    places = data.draw(st.sets(st.sampled_from(possible), max_size=4))
    disguised = replaced(text, pairs, places)
    assert spelled(disguised) == spelled(text)
    touched = {len(text[:place].split(" ")) for place in places}
    assert len(marked(disguised)) == len(touched)


@given(
    st.sets(st.integers(1, len(ENGLISH) - 1), max_size=12),
    st.sampled_from("\u200b\u200d\u2060\u202e\ufeff\u0336"),
)
def test_hidden_characters_change_no_word(places: set[int], character: str) -> None:
    """Characters that nobody sees, put in anywhere, change no word; those inside words mark it."""
    disguised = "".join(character + c if k in places else c for k, c in enumerate(ENGLISH))
    assert spelled(disguised) == spelled(ENGLISH)
    inside = {len(ENGLISH[:k].split(" ")) for k in places if ENGLISH[k - 1] != " " and ENGLISH[k] != " "}
    assert len(marked(disguised)) == len(inside)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        RUSSIAN,
        GREEK_TEXT,
        "Компания Apple, а также Google и SAP; COVIDом, iPhoneов, SMSка",
        "The protein TNFα and IFNγ at 5 µm, 10 Ω and Δt",
        "Der Auf\u00adwand der Ver\u00adwaltung",
        "می\u200cخواهم به خانه\u200cها بروم",
        "e\u0301tude naïve co\u0302te\u0301",
        "\ufeffHarbour office \u200eclosed\u200f today",
        "Он сказал: «сор» — это мусор, а не cop",
        "अक्\u200dष",
    ],
)
def test_genuine_words_are_not_marked(text: str) -> None:
    """Other scripts, foreign words with native endings, symbols, hyphens and joiners are no disguise."""
    assert marked(text) == []


def test_genuine_words_of_another_script_keep_their_letters() -> None:
    """Words that only happen to be made of look-alikes stay what they are beside words of their script."""
    assert spelled("Сосна росла у реки") == "сосна росла у реки"
    assert spelled("He said «сосна росла» and left") == "he said сосна росла and left"


def test_words_of_look_alikes_alone_are_undone_among_words_of_the_other_script() -> None:
    """A whole word of look-alikes betrays itself by its neighbours only."""
    assert spelled("they took а long way home") == "they took a long way home"
    assert marked("they took а long way home") == ["а"]
    assert marked("а") == []


def test_foreign_words_with_endings_of_look_alikes_are_one_word_but_no_disguise() -> None:
    """A name with an ending in the script of the text is folded without being marked."""
    text = RUSSIAN + " после COVIDа"
    assert spelled(text).endswith(" covida")
    assert marked(text) == []


def test_every_text_is_judged_by_its_own_script() -> None:
    """What stands beside a text in the batch decides nothing."""
    batch = words([RUSSIAN, "ca", ENGLISH, "с а"])
    alone = [words([text]) for text in (RUSSIAN, "ca", ENGLISH, "с а")]
    assert batch.hashes.tolist() == [key for part in alone for key in part.hashes.tolist()]


def test_twins_are_letters_of_their_script() -> None:
    """The table pairs letters of one script with Latin ones, and folds to folded letters."""
    twins = _twins()
    folds = tables().folds
    for script, (letters, latin) in _LATIN_TWINS.items():
        assert {int(twins.scripts[ord(c)]) for c in letters} == {script}
        assert latin.isascii()
        assert len(set(letters)) == len(letters) == len(latin)
    for column in (twins.latin, twins.cyrillic, twins.greek):
        targets = column[column > 0]
        assert (folds[targets] == targets).all()
    assert twins.cyrillic[ord("a")] == ord("а")
    assert twins.greek[ord("O")] == ord("ο")
    assert {CYRILLIC, GREEK} <= set(_LATIN_TWINS)
