"""Words that tell what a sentence is about, in every script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.text.longer_words import longer_words, share_among

STORIES = Path(__file__).parent / "languages"


def test_what_is_told_is_told_in_longer_words() -> None:
    """Short words say nothing of whether two texts tell the same."""
    assert share_among(longer_words("The weir at Tarn was repaired."), frozenset({"repaired"})) == 1.0
    assert share_among(longer_words("Painters finished early."), frozenset({"early"})) == 1 / 3
    assert share_among(longer_words("So it is."), frozenset()) == 1.0


@given(st.text())
def test_all_of_a_text_is_told_in_itself(text: str) -> None:
    """Whatever is in it."""
    assert share_among(longer_words(text), longer_words(text)) == 1.0


@pytest.mark.parametrize("language", sorted(path.stem for path in STORIES.glob("*.jsonl")))
def test_a_retelling_tells_more_of_its_story_than_another_story_does(language: str) -> None:
    """In every language that the stories are in, by a share that is far from either end."""
    rows = [json.loads(line) for line in (STORIES / f"{language}.jsonl").read_text("utf-8").splitlines()]
    stories = [longer_words("\n".join(row["original"])) for row in rows]
    retold = [longer_words(row["paraphrase"]) for row in rows]
    shares = [[share_among(words, story) for story in stories] for words in retold]
    own = sum(max(row) == row[at] for at, row in enumerate(shares))
    assert own >= len(rows) - 1
