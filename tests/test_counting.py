"""Figures in sentences."""

import pytest

from syndetect.counting import percent, plural


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
