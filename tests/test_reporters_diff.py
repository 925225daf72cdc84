"""What is equal in two passages and what was changed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from syndetect.reporters.diff import Stretch, equal_words, stretches, trimmed

sentences = st.lists(st.sampled_from(["a", "ferry", "sank", "slowly", "the,", "The", "—"]), max_size=40).map(
    " ".join
)


@given(sentences, sentences)
def test_nothing_is_lost(left: str, right: str) -> None:
    """The stretches put together are the texts again, equal and changed ones in turn."""
    parts = stretches(left, right)
    assert "".join(word for part in parts for word in part.left) == left
    assert "".join(word for part in parts for word in part.right) == right
    assert all(first.equal != second.equal for first, second in pairwise(parts))


@given(sentences)
def test_a_text_equals_itself(text: str) -> None:
    """A text and itself have no changed stretch."""
    assert all(part.equal for part in stretches(text, text))


def test_case_and_punctuation_are_no_change() -> None:
    """A word with a comma behind it, or at the start of a sentence, is the same word."""
    assert equal_words(stretches("The ferry, sank.", "the ferry “sank”")) == 3


def test_a_lone_short_word_is_no_agreement() -> None:
    """One "the" between two changes is part of the change."""
    (part,) = stretches("mice ate the cheese", "birds took the bread")
    assert part == Stretch(
        equal=False, left=("mice ", "ate ", "the ", "cheese"), right=("birds ", "took ", "the ", "bread")
    )


def test_characters_are_words_where_there_are_no_spaces() -> None:
    """A Chinese sentence is compared by character, not as one long word."""
    assert equal_words(stretches("渡船昨晚返航", "渡船今早返航")) == 4


def test_long_passages_are_trimmed_around_what_is_equal() -> None:
    """A trimmed passage keeps the longest equal stretch, and marks on both sides what it left out."""
    before, after, middle = (" ".join(f"{name}{number}" for number in range(300)) for name in "abm")
    parts = stretches(f"{before} {middle} end", f"{middle} {after}")
    short = trimmed(parts, 60)
    for side in ("left", "right"):
        words = [word.strip() for part in short for word in getattr(part, side)]
        assert len(words) <= 70
        assert {"m0", "m299", "…"} <= set(words)


def test_one_equal_stretch_keeps_both_ends() -> None:
    """A long passage that is equal throughout shows its beginning and its end."""
    text = " ".join(f"w{number}" for number in range(500))
    (part,) = trimmed(stretches(text, text), 60)
    assert part.left[0] == "w0 "
    assert part.left[-1] == "w499"
    assert len(part.left) <= 62


def test_room_that_is_left_goes_to_the_longest_stretch() -> None:
    """One changed word in front of a long equal stretch does not shrink it to a few words."""
    text = " ".join(f"w{number}" for number in range(500))
    short = trimmed(stretches(f"New: {text}", text), 60)
    assert 50 <= equal_words(short) <= 62


def test_short_passages_stay_whole() -> None:
    """What fits is not touched."""
    parts = stretches("all of it stays", "some of it stays")
    assert trimmed(parts, 60) == parts
