"""Who says that an article was corrected or updated has the later version of it."""

from __future__ import annotations

import pytest
from stories import PIER

from syndetect import scan
from syndetect.attribution.amendments import amended
from syndetect.model import Document

NOTES = (
    "Correction: an earlier version of this article said that four pillars had moved. It was two.",
    "Hinweis: In einer früheren Fassung hieß es, vier Pfeiler hätten sich bewegt.",
    "Une version précédente de cet article parlait de quatre piliers.",
    "Corrección: en una versión anterior se decía que eran cuatro pilares.",
    "This story has been updated with remarks by the harbour master.",
)
PARAGRAPHS = PIER.split("\n")
FIRST = "\n\n".join(PARAGRAPHS)
SHORTER = "\n\n".join(PARAGRAPHS[:-2])


@pytest.mark.parametrize("place", ["head", "foot"])
@pytest.mark.parametrize("note", NOTES)
def test_a_note_makes_the_later_version(note: str, place: str) -> None:
    """Undated, of two texts of one outlet the one with such a note is from the other, longer or shorter."""
    for text in (FIRST, SHORTER):
        other = SHORTER if text is FIRST else FIRST
        noted = f"{note}\n\n{text}" if place == "head" else f"{text}\n\n{note}"
        documents = [Document("a", other, "Fen Courier"), Document("b", noted, "Fen Courier")]
        (family,) = scan(documents).families
        links = {one.document: (one.source, one.audit and one.audit.verdict) for one in family.members}
        assert links == {"a": (None, None), "b": ("a", "own")}


def test_a_note_orders_the_versions_of_an_outlet_among_others() -> None:
    """Versions without dates stand in the order that the note tells, not in that of their lengths."""
    noted = f"{SHORTER}\n\n{NOTES[0]}"
    texts = {
        "a": (FIRST, "Fen Courier"),
        "b": (noted, "Fen Courier"),
        "c": (FIRST + "\n\nStaff.", "Tarn Mail"),
    }
    (family,) = scan([Document(id, *article) for id, article in texts.items()]).families
    assert [versions.documents for versions in family.versions] == [("a", "b")]


def test_what_an_article_tells_of_others_is_no_note() -> None:
    """A correction that stands in the middle of an article is its subject, and most articles have none."""
    told = [*PARAGRAPHS[:6], "In an earlier version the law had no such clause.", *PARAGRAPHS[6:]]
    assert amended("\n\n".join(told)) is None
    assert amended(FIRST) is None
    span = amended(f"{FIRST}\n\n{NOTES[0]}")
    assert span is not None
    assert span.begin == len(FIRST) + 2


def test_a_note_of_another_outlet_says_nothing() -> None:
    """Who takes a corrected article over may drop its note, or keep it."""
    documents = [Document("a", FIRST, "Tarn Mail"), Document("b", f"{FIRST}\n\n{NOTES[0]}", "Fen Courier")]
    (family,) = scan(documents).families
    assert all(clue.kind != "version" for one in family.members for clue in one.evidence)
