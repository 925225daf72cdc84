"""Near-copies: what settles a pair, and that what is found without weighing is what was copied."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stories import FURNITURE, SENTENCES, SUBJECTS, article
from test_align import all_aligned, prepared, reworded

from syndetect.align.nearcopies import near_copies
from syndetect.align.seeding import equal_stretches
from syndetect.columns import Prepared

STORY = " ".join(SUBJECTS[0])
OTHER = " ".join(SUBJECTS[1])


def settled(articles: Prepared) -> bool:
    """Whether the first two articles are a near-copy."""
    near, far = np.array([0]), np.array([1])
    pairs, _ = near_copies(articles, near, far, equal_stretches(articles, near, far))
    return bool(len(pairs))


@settings(max_examples=30)
@given(st.integers(9, 40))
def test_a_few_changed_words_settle_a_pair(every: int) -> None:
    """A copy with single words changed is settled and is one passage from end to end."""
    articles = prepared(STORY, reworded(STORY, every))
    assert settled(articles)
    (found,) = all_aligned(articles, (0, 1))
    assert [(p.left.begin, p.left.end) for p in found.passages] == [(0, len(STORY))]
    assert {p.kind for p in found.passages} <= {"edited", "verbatim"}


@settings(max_examples=20)
@given(st.permutations(range(4)))
def test_moved_parts_are_passages_of_their_own(order: list[int]) -> None:
    """Parts of a text in another order are found to the letter, each once; neighbours stay together."""
    parts = [" ".join(subject[:6]) for subject in SUBJECTS]
    left, right = " ".join(parts), " ".join(parts[k] for k in order)
    assume(left != right)
    articles = prepared(left, right)
    assert settled(articles)
    (found,) = all_aligned(articles, (0, 1))
    shown = [left[p.left.begin : p.left.end] for p in found.passages]
    assert shown == [right[p.right.begin : p.right.end] for p in found.passages]
    assert " ".join(shown) == left
    assert all(any(part in one for one in shown) for part in parts)


def test_an_insertion_parts_nothing_that_is_copied() -> None:
    """Sentences put into a copy leave all of the source in verbatim passages."""
    words = STORY.split()
    middle = len(words) // 2
    copy = " ".join((*words[:middle], *OTHER.split()[:60], *words[middle:]))
    articles = prepared(STORY, copy)
    assert settled(articles)
    (found,) = all_aligned(articles, (0, 1))
    assert sum(p.left.end - p.left.begin for p in found.passages) >= len(STORY) - 2
    assert all(p.kind == "verbatim" for p in found.passages)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (STORY, OTHER),
        (STORY, reworded(STORY, 3)),
        (f"{STORY} {OTHER}", f"{STORY} {reworded(OTHER, 3)}"),
        (
            article(*SUBJECTS[0]),
            f"{article(*SUBJECTS[0][:6])}\n\n{FURNITURE[0]}\n\n{article(*SUBJECTS[0][6:])}",
        ),
        ("", ""),
    ],
)
def test_what_has_to_be_weighed_is_not_settled(left: str, right: str) -> None:
    """Other texts, reworded ones and parts, and texts with furniture inside go the long way."""
    assert not settled(prepared(left, right))


@settings(max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), min_size=12, max_size=30, unique=True), st.integers(9, 30))
def test_settled_pairs_have_sound_passages(sentences: list[str], every: int) -> None:
    """Passages overlap on neither side, runs are equal words in passages, and links are in both texts."""
    articles = prepared(" ".join(sentences), reworded(" ".join(sentences), every))
    assume(settled(articles))
    (found,) = all_aligned(articles, (0, 1))
    left, right = (tokens.hashes.tolist() for tokens in articles.tokens)
    for side in (0, 2):
        boxes = sorted(found.boxes[:, side : side + 2].tolist())
        assert all(one[1] <= two[0] for one, two in pairwise(boxes))
    for i, j, length in found.runs.tolist():
        assert length >= 3
        assert left[i : i + length] == right[j : j + length]
        assert any(
            box[0] <= i and i + length <= box[1] and box[2] <= j and j + length <= box[3]
            for box in found.boxes.tolist()
        )
    units = np.diff(articles.unit_firsts)
    assert ((found.links >= 0) & (found.links < units)).all()
    assert all(0 < passage.similarity <= 1 for passage in found.passages)


def test_a_wide_gap_that_agrees_in_place_parts_nothing() -> None:
    """Seventy words of which every fourth was changed hold no run to go by, and still are one stretch."""
    words, changed = f"{STORY} {OTHER}".split(), f"{STORY} {OTHER}".split()
    changed[100:170:4] = ["zinc"] * len(changed[100:170:4])
    left, right = " ".join(words), " ".join(changed)
    articles = prepared(left, right)
    assert settled(articles)
    (found,) = all_aligned(articles, (0, 1))
    assert [(p.left.begin, p.left.end) for p in found.passages] == [(0, len(left))]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(SENTENCES), min_size=12, max_size=30, unique=True), st.integers(9, 30))
def test_links_are_sentences_with_equal_content_words_in_place(sentences: list[str], every: int) -> None:
    """Two sentences are linked only over two or more content words that stand in equal runs of both."""
    articles = prepared(" ".join(sentences), reworded(" ".join(sentences), every))
    assume(settled(articles))
    (found,) = all_aligned(articles, (0, 1))
    shift, first = int(articles.firsts[1]), articles.unit_firsts
    pairs = [
        (int(articles.units[i + k]), int(articles.units[shift + j + k] - first[1]))
        for i, j, length in found.runs.tolist()
        for k in range(length)
        if articles.tokens.content[i + k]
    ]
    assert found.links.tolist() == sorted(found.links.tolist())
    assert all(pairs.count((s, t)) >= 2 for s, t in found.links.tolist())
