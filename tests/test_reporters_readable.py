"""Reasons in which outlets stand for ids."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from syndetect.model import Document
from syndetect.reporters.readable import renamed, short_names

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


@given(st.text(max_size=60), st.dictionaries(st.text(max_size=6), st.text(max_size=6), max_size=4))
def test_any_ids_are_taken_as_they_are(reason: str, names: dict[str, str]) -> None:
    """No sign in an id means anything to the search, and without an id in it a reason is left alone."""
    found = renamed(reason, names)
    if not any(name and name in reason for name in names):
        assert found == reason
