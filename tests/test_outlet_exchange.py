"""Outlet by outlet: shares with intervals, delays, and rows only where there are articles enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.families.outlet_exchange import exchanges, median_between, spellings
from syndetect.model import CreditAudit, Document, Family, Member, Source


def family(number: int, verdict: str = "full") -> Family:
    """One article of the Press and one that the Times took from it."""
    audit = CreditAudit(verdict, 100, 0 if verdict == "full" else 100)  # type: ignore[arg-type]
    members = (
        Member(f"p{number}", "copy", None, 1.0, 0.9),
        Member(f"t{number}", "copy", f"p{number}", 1.0, 0.9, audit=audit),
    )
    return Family(f"p{number}", Source(f"p{number}", "Press", 0.9), members)


def articles(count: int) -> list[Document]:
    """Pairs of articles, the second of each two hours later."""
    found = []
    for number in range(count):
        found.append(Document(f"p{number}", "", "Press", None, f"2024-01-0{number % 9 + 1}T10:00Z"))
        found.append(Document(f"t{number}", "", "Times", None, f"2024-01-0{number % 9 + 1}T12:00Z"))
    return found


def test_a_row_says_who_took_how_much_and_how_late() -> None:
    """Counts, words and the median delay add up over the families."""
    (row,) = exchanges(articles(4), [family(0), family(1), family(2, "uncredited")])
    assert (row.outlet, row.source, row.articles, row.taken, row.credited) == ("Times", "Press", 4, 3, 2)
    assert (row.derived_words, row.uncredited_words) == (300, 100)
    assert row.delay == pytest.approx(2.0)
    assert row.delay_low is None
    assert row.taken_low < 0.75 < row.taken_high
    assert not row.enough


def test_two_articles_make_no_row() -> None:
    """Below three articles of an outlet nothing is said of it."""
    assert exchanges(articles(2), [family(0), family(1)]) == ()


def test_ten_articles_bear_a_comparison() -> None:
    """From ten articles on, with three taken, a row may be ranked, and six delays give an interval."""
    (row,) = exchanges(articles(10), [family(number) for number in range(6)])
    assert row.enough
    assert row.delay_low == row.delay_high == pytest.approx(2.0)


@given(st.lists(st.floats(-100, 100), max_size=30))
def test_the_median_lies_in_its_interval(values: list[float]) -> None:
    """By ranks, and with fewer than six values there is no interval."""
    middle, low, high = median_between(sorted(values))
    assert (middle is None) == (not values)
    assert (low is None) == (len(values) < 6)
    if low is not None and high is not None and middle is not None:
        assert low <= middle <= high


def test_spellings_of_one_outlet_are_one_row() -> None:
    """A folder and an article may name one outlet in two ways; it is written as articles write it."""
    documents = [
        replace(one, outlet="times" if number % 4 == 1 else one.outlet)
        for number, one in enumerate(articles(4))
    ]
    assert exchanges(documents, [family(0), family(1)]) == exchanges(articles(4), [family(0), family(1)])
    assert spellings([Document("x", "", name) for name in ("the-post", "the-post", "The Post")]) == {
        "post": "The Post"
    }
