"""Reasons in which outlets stand for ids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import scan
from syndetect.model import Document
from syndetect.reporters.readable import pair_names, renamed, short_names, sided

PAIR = {"a/one.txt": "Alder Press", "a/one.txt.gz": "Bay Times", "left": "Coast Herald"}


def test_an_outlet_stands_for_its_only_article() -> None:
    """Two articles of one outlet keep their ids, as do articles without an outlet."""
    documents = (
        Document("a", "x", "Bay Times"), Document("b", "x", "Bay Times"), Document("c", "x", "Alder Press"),
        Document("d", "x"), Document("e", "x", " "),
    )  # fmt: skip
    assert short_names(documents) == {"c": "Alder Press"}


def test_only_whole_ids_are_put_as_names() -> None:
    """An id inside a longer one, or inside a word, stays."""
    assert renamed("a/one.txt is in a/one.txt.gz", PAIR) == "Alder Press is in Bay Times"
    assert renamed("lefty left, left-hand: left.", PAIR) == "lefty Coast Herald, left-hand: Coast Herald."
    assert renamed("x/a/one.txt stays", PAIR) == "x/a/one.txt stays"
    assert renamed("nothing here", PAIR) == "nothing here"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("they cover 40 % of the left text and 9 % of the right", "they cover 40 % of A and 9 % of B"),
        (
            "7 % of what the left passages say stands in the right ones",
            "7 % of what the passages of A say stands in those of B",
        ),
        ("100 % of the words of the right stand on the left", "100 % of the words of B stand in A"),
        ("the left text is written in French, the right one in Dutch", "A is written in French, B in Dutch"),
        ("the right way, and what is left is the left-over",) * 2,
    ],
)
def test_sides_are_told_by_name(reason: str, said: str) -> None:
    """Left and right become the names of the two articles, and other lefts and rights stay."""
    assert sided(reason, "A", "B") == said


def test_a_name_is_never_read_as_a_side() -> None:
    """An article may be called what it likes."""
    assert sided("3 % of the left text and 4 % of the right", "the right", "the left text") == (
        "3 % of the right and 4 % of the left text"
    )


def test_the_reasons_of_the_verdict_name_no_side(tmp_path: Path) -> None:
    """Every sentence that a verdict is given keeps to wordings that are known here."""
    corpus = Path(__file__).resolve().parents[1] / "corpus"
    told = [sided(reason, "A", "B") for pair in scan(corpus).pairs for reason in pair.reasons]
    assert any(" A " in f" {reason} " for reason in told)
    assert [
        reason for reason in told if re.search(r"\b(?:left|right)\b", reason.replace("were left out", ""))
    ] == []


def test_a_pair_is_called_by_its_outlets_or_its_ids() -> None:
    """Outlets only where there are two, and different ones."""
    one, two = Document("a", "x", "Bay Times"), Document("b", "x", "Alder Press")
    assert pair_names(one, two) == ("Bay Times", "Alder Press")
    assert pair_names(one, Document("c", "x", "Bay Times")) == ("a", "c")
    assert pair_names(one, Document("c", "x")) == ("a", "c")


@given(st.text(max_size=60), st.dictionaries(st.text(max_size=6), st.text(max_size=6), max_size=4))
def test_any_ids_are_taken_as_they_are(reason: str, names: dict[str, str]) -> None:
    """No sign in an id means anything to the search, and without an id in it a reason is left alone."""
    found = renamed(reason, names)
    if not any(name and name in reason for name in names):
        assert found == reason
