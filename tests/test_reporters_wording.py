"""The words for people."""

from __future__ import annotations

from typing import get_args

import pytest

from syndetect.model import Change, CreditKind, PassageKind, Relation, Span
from syndetect.reporters.wording import (
    CREDIT_WORDS,
    KIND_WORDS,
    RELATION_WORDS,
    certainty,
    change_words,
    date_words,
    delay_words,
)


def test_every_kind_has_words() -> None:
    """No relation, passage or credit is without words."""
    assert set(RELATION_WORDS) == set(get_args(Relation))
    assert set(KIND_WORDS) == set(get_args(PassageKind))
    assert set(CREDIT_WORDS) == set(get_args(CreditKind))


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (0.99, "almost certain (0.99)"),
        (0.93, "very likely (0.93)"),
        (0.7, "likely (0.70)"),
        (0.5, "more likely than not (0.50)"),
        (0.2, "unsure (0.20)"),
    ],
)
def test_certainty(confidence: float, words: str) -> None:
    """A probability is said in words and as a number."""
    assert certainty(confidence) == words


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2026-03-04", "4 Mar 2026"),
        ("2026-03-04T06:10:00Z", "4 Mar 2026, 06:10 UTC"),
        ("2026-03-04T06:10:00+02:00", "4 Mar 2026, 06:10 UTC+02:00"),
        ("2026-03-04 06:10", "4 Mar 2026, 06:10"),
        ("last Tuesday", "last Tuesday"),
    ],
)
def test_date_words(published: str, words: str) -> None:
    """A date is said with its month's name, and something else is left as it is."""
    assert date_words(published) == words


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        ("2026-03-04T06:10:00Z", "2026-03-04T08:30:00Z", "2 h 20 min later"),
        ("2026-03-04T06:10:00Z", "2026-03-04T08:10:00+02:00", "at the same time"),
        ("2026-03-04T06:10:00Z", "2026-03-04T06:10:30Z", "at the same time"),
        ("2026-03-04T06:10:00Z", "2026-03-04T05:30:00Z", "40 min earlier"),
        ("2026-03-04T06:10:00Z", "2026-03-05T08:00:00Z", "1 day 1 h later"),
        ("2026-03-04T06:10:00Z", "2026-03-09T08:00:00Z", "5 days later"),
        ("2026-03-04", "2026-03-05T08:00:00Z", "1 day later"),
        ("2026-03-04T06:10:00Z", "2026-03-04T23:00:00", "the same day"),
        (None, "2026-03-04", None),
        ("2026-03-04", "soon", None),
    ],
)
def test_delay_words(earlier: str | None, later: str | None, words: str | None) -> None:
    """A delay is said in the units that the two dates support, and not at all when one is unknown."""
    assert delay_words(earlier, later) == words


@pytest.mark.parametrize("place", range(0, 30, 3))
def test_a_change_is_seen_however_late_it_comes(place: int) -> None:
    """Both wordings of a long quotation are cut so that the word that was changed is still there."""
    words = [f"word{number:02}" for number in range(30)]
    changed = [*words[:place], "CHANGED", *words[place + 1 :]]
    told = change_words(Change("quotation", " ".join(words), " ".join(changed), Span(0, 1), Span(0, 1)), 32)
    before, after = told.split(" → ")
    assert words[place] in before
    assert "CHANGED" in after
