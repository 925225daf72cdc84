"""Words that the ends of lines break."""

from __future__ import annotations

import pytest

from syndetect.readers.linebreaks import goes_on, joined, settled


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("les pierres pro\u2010", "mises", "les pierres promises"),
        ("des Ein\u2010", "und Ausgangs", "des Ein- und Ausgangs"),
        ("the un\u2010der\u2010fed and half\u2010", "baked", "the un\u2010der\u2010fed and half-baked"),
        ("the Anglo\u2010", "Saxon wall", "the Anglo-Saxon wall"),
    ],
)
def test_the_hyphen_that_browsers_set_is_no_part_of_a_word(first: str, second: str, whole: str) -> None:
    """It breaks words, unless the text has it in compounds, or a capital follows, or a whole word."""
    assert settled(joined(first, second)) == whole


@pytest.mark.parametrize(("before", "text"), [("Les in\u2010", "génieurs"), ("Les in-", "génieurs")])
def test_a_broken_word_goes_on(before: str, text: str) -> None:
    """A hyphen behind a letter, and a small letter on the next line."""
    assert goes_on(before, text)


@pytest.mark.parametrize(
    ("before", "text"), [("he said -", "and left"), ("the Anglo-", "Saxon"), ("2019-", "and on"), ("", "and")]
)
def test_what_is_no_broken_word_does_not_go_on(before: str, text: str) -> None:
    """Dashes, figures and capitals part."""
    assert not goes_on(before, text)
