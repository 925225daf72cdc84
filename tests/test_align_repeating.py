"""Texts that repeat themselves: live blogs, tables, lyrics, lists."""

from __future__ import annotations

import random

import numpy as np
import pytest

from syndetect import compare
from syndetect.kernels.feature_index import index, matches
from syndetect.model import Document, Pair

SYLLABLES = ("ka", "ren", "tol", "mi", "sa", "dor", "vel", "un", "pe", "gra", "lin", "os", "tam", "bri")

REPORT = (
    "The harbour master of Port Maren closed the eastern quay on Tuesday after divers found cracks in three "
    "of its pillars. Repairs will take until May and cost 1.2 million crowns, he said, and the ferry to "
    "Skerro will leave from the fish market until then."
)


def paragraph(seed: int, words: int = 60) -> str:
    """Sentences of invented words."""
    generator = random.Random(seed)  # noqa: S311
    made = ["".join(generator.choices(SYLLABLES, k=generator.randint(1, 3))) for _ in range(words)]
    return " ".join(" ".join(made[at : at + 12]).capitalize() + "." for at in range(0, words, 12))


def compared(left: str, right: str) -> Pair:
    """The pair of two texts."""
    (pair,) = compare(Document(id="a", text=left), Document(id="b", text=right)).pairs
    return pair


@pytest.mark.parametrize("times", [2, 10, 50, 200, 1000])
def test_a_text_of_one_paragraph_is_copied_however_often_that_recurs(times: int) -> None:
    """A few characters less change nothing, wherever they are taken from."""
    text = "\n\n".join([paragraph(1)] * times)
    third = len(text) // 3
    pair = compared(text, text[:third] + text[third + 7 :])
    assert pair.relation == "copy"
    assert len(pair.passages) == 1


@pytest.mark.parametrize("share", [0.002, 0.01, 0.03])
def test_changed_words_all_over_a_repeating_text_leave_a_copy(share: float) -> None:
    """Every part of it is like every other one, and still each answers the one in its place."""
    generator = random.Random(7)  # noqa: S311
    words = "\n\n".join([paragraph(1)] * 80).split(" ")
    changed = [f"other{at}" if generator.random() < share else word for at, word in enumerate(words)]
    pair = compared(" ".join(words), " ".join(changed))
    assert pair.relation == "copy"
    assert pair.evidence.coverage_left > 0.95


@pytest.mark.parametrize("between", [" ", "\n\n"])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.03])
@pytest.mark.parametrize("times", [2, 10, 100, 1000])
def test_a_paragraph_that_recurs_with_changes_is_copied(times: int, share: float, between: str) -> None:
    """However often it stands there, in lines of its own or in one, and if every fourth time is changed."""
    generator = random.Random(times)  # noqa: S311
    text = between.join([REPORT] * times)
    words = text.split(" ")
    changed = [f"other{at}" if generator.random() < share else word for at, word in enumerate(words)]
    pair = compared(text, " ".join(changed))
    assert pair.relation == "copy" or (share == 0.03 and pair.relation == "paraphrase")
    assert pair.evidence.coverage_left > 0.8


@pytest.mark.parametrize("times", [100, 300])
def test_a_text_that_is_part_of_one_that_repeats_it_is_covered(times: int) -> None:
    """Two repeats stand whole among hundreds."""
    pair = compared("\n\n".join([paragraph(1)] * 2), "\n\n".join([paragraph(1)] * times))
    assert pair.relation == "copy"
    assert pair.evidence.coverage_left == 1.0


def test_frequent_features_are_matched_with_the_nearest_from_either_end() -> None:
    """Of eight times four places in common, each of the near side's gets two at most, ascending."""
    features = np.array([5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5], np.uint64) << np.uint64(40)
    documents = np.array([0] * 4 + [1] * 8)
    found = index(features, documents, np.arange(12), 2)
    one, two = np.array([0]), np.array([1])
    assert len(matches(found, one, two, 20)[0]) == 0
    firsts = np.array([0, 4, 12])
    _, rows, there = matches(found, one, two, 20, repeating=(0.5, firsts))
    assert list(zip(rows.tolist(), there.tolist(), strict=True)) == [
        (0, 4), (0, 8), (1, 5), (1, 9), (2, 6), (2, 10), (3, 7), (3, 11),
    ]  # fmt: skip
