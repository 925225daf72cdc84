"""Stems: forms of one word meet, words of different origin do not."""

from __future__ import annotations

import pytest

from syndetect.kernels.code_points import folded
from syndetect.text.lexicon import LANGUAGES, entry


def stems(forms: str, language: str) -> set[int]:
    """The stems of some forms."""
    return {entry(folded(form), language)[0] for form in forms.split()}


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "evacuate evacuated evacuating"),
        ("de", "Brücke Brücken"),
        ("fr", "fermée fermées fermer"),
        ("es", "cerrado cerrada cerrados"),
        ("it", "chiuso chiusa chiusi"),
        ("pt", "fechado fechada fechados"),
        ("nl", "gebouw gebouwen"),
        ("sv", "bilist bilister bilisten"),
        ("ro", "magazin magazine magazinele"),
        ("pl", "kierowca kierowcy kierowcom"),
        ("ru", "водитель водителя водителям"),
        ("uk", "школа школи школою школам"),
        ("uk", "новий нового новими"),
        ("tr", "köprü köprüler köprüde"),
        ("ar", "المدرسة مدرسة"),
        ("ko", "정부는 정부가 정부를"),
        ("ko", "600명이 600명을 600명"),
    ],
)
def test_forms_of_one_word_share_their_stem(language: str, forms: str) -> None:
    """Endings, and in Korean particles, make no other word."""
    assert len(stems(forms, language)) == 1


@pytest.mark.parametrize(
    ("language", "forms"),
    [("uk", "міст місяць міна"), ("ko", "정부 경찰 학교"), ("pl", "most droga szkoła"), ("th", "ab cd")],
)
def test_different_words_keep_different_stems(language: str, forms: str) -> None:
    """What is cut off leaves words apart."""
    assert len(stems(forms, language)) == len(forms.split())


@pytest.mark.parametrize("language", [*LANGUAGES, "ko", "xx"])
def test_every_word_has_a_stem(language: str) -> None:
    """Short, strange and empty words are stems of themselves at least."""
    assert len(stems("a я ка 12 12만 x1", language)) >= 4
    assert entry("", language)[1] > 0
