"""Wordings: where their terms stand in a text."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from syndetect.attribution.credit_wording import grouped, places

TERMS = ("local press", "press", "the local press", "presse locale", "news", "in the news")
PIECES = st.sampled_from(
    [*TERMS, "Press", "Local press", "expresses", " ", ", ", "x", "\n", "-", "loc", "al"]
)


def plainly(text: str) -> list[tuple[str, int, int]]:
    """Each term, and each with a capital in front, as a whole word, looked for one by one."""
    forms = dict.fromkeys(form for term in TERMS for form in (term, term[:1].upper() + term[1:]))
    return sorted(
        (form, *match.span())
        for form in forms
        for match in re.finditer(re.escape(form), text)
        if not text[: match.start()][-1:].isalnum() and not text[match.end() :][:1].isalnum()
    )


@given(st.lists(PIECES, max_size=12).map("".join))
@example("press press, Press: the local press")
def test_terms_are_found_wherever_they_stand_alone(text: str) -> None:
    """What is found by groups of letters is what is found term by term."""
    assert sorted(places(text, grouped(TERMS))) == plainly(text)
