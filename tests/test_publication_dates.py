"""Dates as intervals, and the order that two of them allow."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.text.publication_dates import order_odds, published_between, unusable


@pytest.mark.parametrize(
    ("published", "hours"),
    [
        ("2024-03-01T12:00:00Z", 0),
        ("2024-03-01T12:00:00+02:00", 0),
        ("2024-03-01T12:00:00", 28),
        ("2024-03-01", 52),
    ],
)
def test_a_date_is_an_interval(published: str, hours: int) -> None:
    """A zoned time is a moment, one without a zone 14 hours either way, a date alone its day as well."""
    span = published_between(published)
    assert span is not None
    assert (span[1] - span[0]).total_seconds() == hours * 3600


def test_zones_are_compared_in_one_clock() -> None:
    """Noon in Warsaw is eleven in Greenwich."""
    assert published_between("2024-03-01T12:00:00+01:00") == (datetime(2024, 3, 1, 11),) * 2


@pytest.mark.parametrize(
    "published",
    [
        "soon",
        "2024-02-30",
        "2024-03-01T27:00",
        "0001-01-01",
        "9999-12-31",
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_an_impossible_date_says_nothing(published: str) -> None:
    """What is no date, or what machines write for none, is left out and known as unusable."""
    assert published_between(published) is None
    assert unusable(published)


def test_a_missing_date_is_not_unusable() -> None:
    """Where there is none, nothing was wrong with it."""
    assert published_between(None) is None
    assert not unusable(None)
    assert not unusable(" ")


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1))
DATES = st.one_of(
    MOMENTS.map(lambda when: when.isoformat() + "Z"),
    MOMENTS.map(lambda when: when.isoformat()),
    MOMENTS.map(lambda when: when.date().isoformat()),
)


@given(DATES, DATES)
def test_the_odds_of_an_order_turn_with_it(first: str, second: str) -> None:
    """What speaks for one order speaks as much against the other."""
    one, two = published_between(first), published_between(second)
    assert one is not None
    assert two is not None
    assert order_odds(one, two) == pytest.approx(-order_odds(two, one), abs=1e-6)


def test_a_day_apart_says_more_than_minutes() -> None:
    """Certain orders weigh more the further apart, and more than any that is only likely."""
    spans = [
        published_between(text)
        for text in ("2024-03-01T12:00Z", "2024-03-01T12:05Z", "2024-03-02T12:00Z", "2024-03-01T14:00")
    ]
    noon, soon, later, vague = (span for span in spans if span is not None)
    assert order_odds(noon, later) > order_odds(noon, soon) > 0
    assert 0 < order_odds(noon, vague) < order_odds(noon, soon)
