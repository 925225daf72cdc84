"""The words of members' texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from syndetect.attribution.document_words import words_of
from syndetect.text.surface import words


@given(st.lists(st.text(alphabet="aÉ1-' .東\n", max_size=12), max_size=6))
def test_a_text_has_the_words_that_it_has_alone(texts: list[str]) -> None:
    """Company changes neither the words nor where they stand, and equal texts are read once."""
    found = words_of(texts)
    assert list(found) == list(dict.fromkeys(texts))
    for text, read in found.items():
        alone = words([text])
        assert read.hashes.tolist() == alone.hashes.tolist()
        assert (read.begins.tolist(), read.ends.tolist()) == (alone.begins.tolist(), alone.ends.tolist())
