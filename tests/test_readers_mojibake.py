"""Repair of text that was decoded wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.model import Document, Skipped
from syndetect.readers.mojibake import repaired

RIGHT = "„Die Fähre fährt nicht“, hieß es – bis Freitag.\nAußerdem Öl."


def test_a_line_that_was_decoded_wrongly_is_repaired() -> None:
    """Title and text are repaired line by line, the document says so, and what was right stays."""
    first, second = RIGHT.split("\n")
    wrong = first.encode().decode("cp1252", "replace").replace("\N{REPLACEMENT CHARACTER}", "\x9d")
    found = repaired(Document("a", f"{wrong}\n{second}", title="FÃ¤hre"))
    assert isinstance(found, Document)
    assert (found.text.split("\n")[1], found.title) == (second, "Fähre")
    assert "Fähre fährt nicht" in found.text
    assert found.meta == {"mojibake": "repaired"}


@given(st.text(st.characters(codec="ascii")))
def test_plain_text_is_left_alone(text: str) -> None:
    """ASCII has nothing to repair."""
    document = Document("a", text)
    assert repaired(document) is document


def test_right_text_and_skipped_parts_are_left_alone() -> None:
    """What was decoded rightly is not touched."""
    for item in (Document("a", RIGHT), Document("b", "Паром выйдет в море."), Skipped("a", "is empty")):
        assert repaired(item) is item


@pytest.mark.parametrize("errors", ["replace", "ignore"])
def test_closing_marks_of_quotation_are_kept(errors: str) -> None:
    """Their last byte means nothing in cp1252 and is lost on the way; a quotation that is open ends there."""
    right = "She said: “Sand,” and “sea”.\n„Ja“, sagte er – ‘nie’ … “Two” “three.”"
    found = repaired(Document("a", right.encode().decode("cp1252", errors)))
    assert isinstance(found, Document)
    assert found.text == right
