"""By-lines of languages of which nothing but their openings is known."""

from __future__ import annotations

import pytest

from syndetect.boilerplate.bylines import byline
from syndetect.boilerplate.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("el", "Γράφει η Άννα Μαρή", "Άννα Μαρή"),
        ("el", "Συντάκτης: Νίκος Βάρδας και Εύα Ρήγα", "Νίκος Βάρδας και Εύα Ρήγα"),
        ("he", "מאת דנה בר־לב", "דנה בר־לב"),
        ("he", "כתב: רון לוי", "רון לוי"),
        ("fa", "نویسنده: لیلا مرادی", "لیلا مرادی"),
        ("hi", "संवाददाता: अनिल कुमार और सुमन राय", "अनिल कुमार और सुमन राय"),
        ("th", "โดย สมหญิง ทองดี", "สมหญิง ทองดี"),
        ("vi", "Tác giả: Trần Hải Yến", "Trần Hải Yến"),
        ("id", "Oleh: Budi Santoso dan Rina Wati", "Budi Santoso dan Rina Wati"),
        ("bg", "От Мария Иванова", "Мария Иванова"),
        ("hr", "Piše: Ana Horvat", "Ana Horvat"),
        ("sr", "Пише Јован Марић", "Јован Марић"),
        ("sk", "Autor: Ján Kováč", "Ján Kováč"),
        ("ca", "Per Núria Puig", "Núria Puig"),
        ("lt", "Autorius: Jonas Kazlauskas", "Jonas Kazlauskas"),
    ],
)
def test_a_name_behind_an_opening_is_a_by_line(language: str, line: str, names: str) -> None:
    """Whatever the script; vowels and tones that are signs of their own part no word."""
    found = byline(line, vocabulary(language))
    assert found is not None
    assert found.names == names
    assert found.people


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("el", "Της Αθήνας η νύχτα ήταν μεγάλη"),
        ("bg", "От София до Варна"),
        ("th", "โดย วันที่ 7 มีนาคม"),
        ("he", "מאת העיר יצאו אתמול שיירות ארוכות של אוטובוסים לכיוון הצפון הרחוק"),
        ("ca", "Per fer-ho bé"),
    ],
)
def test_a_line_that_merely_begins_so_is_none(language: str, line: str) -> None:
    """Sentences and dates go on behind such words as well."""
    assert byline(line, vocabulary(language)) is None
