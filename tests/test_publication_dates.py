"""Dates as intervals."""

from datetime import datetime

import pytest

from syndetect.text.publication_dates import days_between, published_between, unusable


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


def test_days_between_are_those_of_the_middles() -> None:
    """Days alone are whole days apart, in either order; without one of two dates nothing is said."""
    assert days_between("2026-01-31", "2026-02-03") == days_between("2026-02-03", "2026-01-31") == 3.0
    assert days_between("2026-01-31", "2026-01-31T12:00") == 0.0
    assert days_between("2026-01-31", None) is None
    assert days_between("soon", "2026-01-31") is None
