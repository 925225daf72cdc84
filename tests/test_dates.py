"""Dates as people write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.text.dates import LONGEST, cited, iso, moment, single_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Thu, 07 Mar 2024 10:00:00 +0100", "2024-03-07T10:00:00+01:00"),
        ("Thu, 07 Mar 2024 10:00:00 EST", "2024-03-07T10:00:00-05:00"),
        ("7 March 2024", "2024-03-07"),
        ("March 7th, 2024 at 3:15 p.m.", "2024-03-07T15:15:00"),
        ("2024/03/07", "2024-03-07"),
        ("2024-03-07 10:00:00 UTC", "2024-03-07T10:00:00+00:00"),
        (1709802000, "2024-03-07T09:00:00+00:00"),
        ("1709802000000", "2024-03-07T09:00:00+00:00"),
        ("20240307101500", "2024-03-07T10:15:00"),
        ("25/12/2023", "2023-12-25"),
        ("12/25/2023", "2023-12-25"),
        ("07.03.2024, 10.31 Uhr", "2024-03-07T10:31:00"),
        ("jeudi 7 mars 2024 à 10h31", "2024-03-07T10:31:00"),
        ("7 de marzo de 2024", "2024-03-07"),
        ("2024. március 7.", "2024-03-07"),
        ("7. maaliskuuta 2024 klo 10.31", "2024-03-07T10:31:00"),
        ("7 марта 2024 г., 10:00", "2024-03-07T10:00:00"),
        ("7 березня 2024 року", "2024-03-07"),
        ("2024年3月7日 10:31", "2024-03-07T10:31:00"),
        ("令和6年3月7日", "2024-03-07"),
        ("昭和元年12月26日", "1926-12-26"),
        ("民國113年3月7日", "2024-03-07"),
        ("2024년 3월 7일", "2024-03-07"),
        ("7 تشرين الثاني 2024", "2024-11-07"),
        ("٧ مارس ٢٠٢٤", "2024-03-07"),
        ("7 במרץ 2024", "2024-03-07"),
        ("ב-7 במרץ 2024, 10:31", "2024-03-07T10:31:00"),
        ("7 مارچ 2024", "2024-03-07"),
        ("۷ مارس ۲۰۲۴", "2024-03-07"),
        ("७ मार्च २०२४", "2024-03-07"),
        ("7 মার্চ ২০২৪", "2024-03-07"),
        ("7 மார்ச் 2024", "2024-03-07"),
        ("วันที่ 7 มีนาคม พ.ศ. 2567", "2024-03-07"),
        ("7 มี.ค. 2567 10:31 น.", "2024-03-07T10:31:00"),
        ("7 tháng 3 năm 2024", "2024-03-07"),
        ("Thứ năm, ngày 7 tháng 3, 2024", "2024-03-07"),
        ("Kamis, 7 Maret 2024", "2024-03-07"),
        ("7. marec 2024", "2024-03-07"),
        ("7. ožujka 2024.", "2024-03-07"),
        ("2024 m. kovo 7 d.", "2024-03-07"),
        ("2024. gada 7. marts", "2024-03-07"),
        ("7. märts 2024", "2024-03-07"),
        ("7 Machi 2024", "2024-03-07"),
        ("Thu Mar 7 10:00:00 +0000 2024", "2024-03-07T10:00:00+00:00"),
        ("Sat Mar 09 2024 11:22:33 GMT+0100 (Central European Standard Time)", "2024-03-09T11:22:33+01:00"),
    ],
)
def test_dates_are_read_as_people_write_them(value: object, expected: str) -> None:
    """Mail, databases, clocks and thirty-odd languages: one date in ISO 8601."""
    assert iso(value) == expected


@pytest.mark.parametrize("zone", ["IST", "CST", "BST", "AST", "ET"])
def test_names_of_zones_that_mean_several_stay_without_zone(zone: str) -> None:
    """A time in a zone that could be two is kept without any."""
    assert iso(f"7 March 2024, 10:00 {zone}") == "2024-03-07T10:00:00"


@pytest.mark.parametrize("value", ["03/07/2024", "03/07/2024 10:15", "7-3-2024", "7. listopada 2024."])
def test_what_can_be_read_in_two_ways_is_not_guessed_at(value: str) -> None:
    """Day and month that could change places are told apart from what is no date."""
    found = moment(value)
    assert found is not None
    assert found.unclear
    assert found.iso is None


@pytest.mark.parametrize(
    "value",
    ["yesterday", "2024", "May 2024", "31 February 2024", "3/7/24", "2.6 million", "", 0, True, None, 12345,
     "7 March 2024 or later", "from 7 March 2024 to 9 March 2024",
     float("nan"), float("inf"), ["7 March 2024"]],
)  # fmt: skip
def test_what_is_no_date_is_none(value: object) -> None:
    """Half dates, false ones, numbers and sentences say nothing."""
    assert iso(value) is None


@given(st.datetimes(datetime(1974, 1, 1), datetime(2090, 1, 1)), st.integers(-11, 11))
def test_mail_dates_come_back(time: datetime, hours: int) -> None:
    """Any date of a mail is read as the moment that it is."""
    aware = time.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    found = iso(aware.strftime("%a, %d %b %Y %H:%M:%S %z"))
    assert found is not None
    assert datetime.fromisoformat(found) == aware


@given(st.text(max_size=2 * LONGEST))
def test_any_text_is_read_without_harm(text: str) -> None:
    """No text makes the reading of dates fail, and what comes out is a date."""
    found = iso(text)
    assert found is None or datetime.fromisoformat(found)


def test_what_else_a_line_says_is_told() -> None:
    """A date in a line of a page leaves the words that are no part of it."""
    found = single_date("Published on Thursday, 7 March 2024 at 10:31 CET by Ada Holm")
    assert found is not None
    assert (found[0].iso, found[1]) == ("2024-03-07T10:31:00+01:00", "published by ada holm")


@pytest.mark.parametrize(
    ("value", "outlet", "day"),
    [("Tern vom 7.3.2024, Seite 3", "Tern", "2024-03-07"),
     ("The Tern, 7 March 2024, p. 4", "The Tern", "2024-03-07"),
     ("Tageblatt Nr. 103 vom Donnerstag, 07.03.2024", "Tageblatt", "2024-03-07"),
     ("La Mouette du jeudi 7 mars 2024", "La Mouette", "2024-03-07"),
     ("Tern on Sunday (10 March 2024)", "Tern on Sunday", "2024-03-10"),
     ("Чайка, № 45 от 7 марта 2024 г.", "Чайка", "2024-03-07"),
     ("海鳥新聞 2024年3月7日 朝刊", "海鳥新聞", "2024-03-07"),
     ("7 March 2024, late edition", None, "2024-03-07")],
)  # fmt: skip
def test_citations_tell_publication_and_day(value: str, outlet: str | None, day: str) -> None:
    """Words of dates, numbers of issues and pages are no part of the name; a day in the name is."""
    assert cited(value) == (outlet, day)


@pytest.mark.parametrize(
    "value",
    ["The Tern", "Tern, 03/07/2024", "7 March 2024 to 9 March 2024", "accessed 7 March 2024",
     "abgerufen am 7. März 2024", "Tern 2000, 7 March 2024", "March 2024", None, 12],
)  # fmt: skip
def test_what_is_no_citation_of_one_day_is_none(value: object) -> None:
    """Two dates, one of two meanings and the day of a look-up are no day of publication."""
    assert cited(value) is None


@given(st.text(max_size=2 * LONGEST))
def test_any_text_is_held_for_a_citation_without_harm(text: str) -> None:
    """What comes out has a real date."""
    found = cited(text)
    assert found is None or datetime.fromisoformat(found[1])
