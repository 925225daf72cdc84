"""Borders of passages: a word or two of the next sentence is no part of one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import SUBJECTS
from test_align import aligned, documents, prepared, reworded

from syndetect.align.boxes import Boxes
from syndetect.align.limits import EDGE_WORDS
from syndetect.align.pairing import sides_of
from syndetect.align.sentence_borders import at_sentences
from syndetect.columns import Prepared

STORY = " ".join(SUBJECTS[0][:6])


def cut(articles: Prepared, *box: int) -> list[int]:
    """One box of the first two articles, by words of each, without what it has of one sentence more."""
    sides = sides_of(articles, np.array([0]), np.array([1]))
    shift = np.array([0, 0, *articles.firsts[[1, 1]]])
    boxes = Boxes(np.array([0]), np.array([box]) + shift)
    return (at_sentences(sides, boxes).spans[0] - shift).tolist()


WORDS = len(STORY.split())
LEFT = f"He went. {STORY} The mayor was in the gallery, too."


@pytest.mark.parametrize(
    ("after", "over", "kept"),
    [
        ("A letter came.", 1, 0),
        ("A letter came today.", 3, 0),
        ("The letter came.", 1, 0),
        ("The mayor came.", 2, 2),
        ("The mayor was in her garden.", 4, 4),
    ],
)
def test_few_words_of_one_sentence_more_go(after: str, over: int, kept: int) -> None:
    """They stay if they are many, or if both sides end with them and they are more than function words."""
    articles = prepared(LEFT, f"{STORY} {after}")
    assert cut(articles, 2, 2 + WORDS + over, 0, WORDS + over) == [2, 2 + WORDS + kept, 0, WORDS + kept]


def test_few_words_of_the_sentence_before_go() -> None:
    """The same holds for the beginning, and for one side alone."""
    articles = prepared(LEFT, STORY)
    assert cut(articles, 1, 2 + WORDS, 0, WORDS) == [2, 2 + WORDS, 0, WORDS]


def test_nothing_is_cut_to_less_than_is_shown() -> None:
    """A passage that would become too short for evidence stays as it is."""
    articles = prepared("One. Two of the words.", "Three. Two of the words.")
    assert cut(articles, 0, 5, 0, 5) == [0, 5, 0, 5]


@settings(max_examples=50)
@given(documents(), documents(), st.data())
def test_boxes_lose_few_words(one: str, two: str, data: st.DataObject) -> None:
    """Whatever the box, it stays inside its old borders, loses few words an end, and loses none again."""
    articles = prepared(one, two)
    box: list[int] = []
    for size in np.diff(articles.firsts).tolist():
        if not size:
            return
        begin = data.draw(st.integers(0, size - 1))
        box += [begin, data.draw(st.integers(begin + 1, size))]
    found = cut(articles, *box)
    assert all(0 <= now - old <= EDGE_WORDS for now, old in zip(found[::2], box[::2], strict=True))
    assert all(0 <= old - now <= EDGE_WORDS for now, old in zip(found[1::2], box[1::2], strict=True))
    assert found[0] < found[1]
    assert found[2] < found[3]


def test_a_reworded_paragraph_ends_with_its_last_sentence() -> None:
    """The next sentence's name, which stands in the paragraph as well, is no part of the passage."""
    planted = " ".join(SUBJECTS[2][:6])
    left = f"{planted} Lena bought apples and pears, butter and a broom."
    right = f"{reworded(planted, 6)} Nobody else had entered a bicycle for the race to Warsaw."
    (found,) = aligned(left, right).passages
    assert left[found.left.begin : found.left.end] == planted


@pytest.mark.parametrize("mark", ["'", "’"])
def test_no_border_parts_a_word_from_its_ending(mark: str) -> None:
    """A passage begins after the 's of a name and ends before such a name, and not between the two."""
    text = (
        f"The keeper{mark}s dog followed the tall harbour master along the whole length of the eastern "
        f"breakwater until the lamps of the pilot{mark}s cutter went out beyond the last buoy of the roads."
    )
    articles = prepared(text, text)
    words = [text[a:b] for a, b in zip(articles.tokens[0].begins, articles.tokens[0].ends, strict=True)]
    begin, end = words.index("s"), words.index("pilot") + 1
    assert cut(articles, begin, end, begin, end) == [begin + 1, end - 1] * 2
    assert cut(articles, begin - 1, end + 1, begin - 1, end + 1) == [begin - 1, end + 1] * 2
