"""Figures in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.counting import percent, plural, wilson


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0 %"), (0.004, "<1 %"), (0.714, "71 %"), (0.999, "99 %"), (1, "100 %")]
)
def test_percent(share: float, words: str) -> None:
    """Only everything is 100 %, and only nothing is 0 %."""
    assert percent(share) == words


def test_plural() -> None:
    """One is singular, everything else plural, with separators for thousands."""
    assert plural(1, "article") == "1 article"
    assert plural(0, "article") == "0 articles"
    assert plural(2310, "family", "families") == "2,310 families"


@given(st.integers(0, 60), st.integers(0, 60))
def test_an_interval_holds_its_share(part: int, more: int) -> None:
    """The share lies inside, the ends inside 0 and 1, and more of the same narrows it."""
    whole = part + more
    low, high = wilson(part, whole)
    assert 0 <= low <= high <= 1
    if whole:
        assert low <= part / whole + 1e-9
        assert part / whole - 1e-9 <= high
        wider = wilson(4 * part, 4 * whole)
        assert wider[1] - wider[0] < high - low


def test_wilsons_own_figures() -> None:
    """5 of 10 is from .237 to .763, and 0 of 10 up to .278."""
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
