"""The order that the dates of two articles allow."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.provenance.date_order import order_odds
from syndetect.text.publication_dates import published_between

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
