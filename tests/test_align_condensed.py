"""Condensed passages: one inside an article on something else, the sentences themselves elsewhere."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from stories import SUBJECTS, article
from test_align import aligned, prepared, reworded

from syndetect.align.condensed import drawn_upon
from syndetect.align.pairing import sides_of
from syndetect.align.seeding import sentence_pairs

LONG = [*SUBJECTS[0], *SUBJECTS[2], *SUBJECTS[3]]
SHORTER = [*SUBJECTS[0], *SUBJECTS[2]]


@pytest.mark.parametrize("every", [4, 1000])
def test_articles_on_one_subject_answer_sentence_by_sentence(every: int) -> None:
    """Sentences drawn from all over another article answer theirs, not all that stands between them."""
    drawn = [reworded(sentence, every) for sentence in LONG[::4]]
    own = [reworded(sentence, 2) for sentence in LONG[1::4]]
    found = aligned(article(*drawn, *own), article(*LONG)).passages
    assert len(found) > 6
    for passage in found:
        sizes = passage.left.end - passage.left.begin, passage.right.end - passage.right.begin
        assert max(sizes) < 2.5 * min(sizes)


def test_a_cut_copy_is_the_sentences_that_were_kept() -> None:
    """A text made of sentences far apart in a longer one answers these, and nothing between them."""
    kept = SHORTER[::4]
    left, right = article(*kept), article(*SHORTER)
    found = aligned(left, right).passages
    assert [right[p.right.begin : p.right.end] for p in found] == kept
    assert [left[p.left.begin : p.left.end] for p in found] == kept


def test_a_summary_in_an_article_on_something_else_is_one_passage() -> None:
    """Where the rest of an article is about something else, the stretch answers the whole source."""
    summary = article(*SUBJECTS[0][1::3], per_paragraph=4)
    before, after = article(*SUBJECTS[1], *SUBJECTS[3][:4]), article(*SUBJECTS[3][4:])
    source = article(*SUBJECTS[0])
    left = f"{before}\n\n{summary}\n\n{after}"
    (found,) = aligned(left, source).passages
    assert left[found.left.begin : found.left.end] == summary
    assert (found.right.begin, found.right.end) == (0, len(source))


def test_pairs_that_may_be_condensed_are_known_by_their_sentences() -> None:
    """A text whose sentences stand in longer ones of the other is marked, from either side; strangers not."""
    merged = [f"{one[:-1]}, and {two}" for one, two in pairwise(SUBJECTS[0])]
    articles = prepared(article(*SUBJECTS[0][::2]), article(*merged), article(*SUBJECTS[1]))
    near, far = np.array([1, 0, 1]), np.array([0, 1, 2])
    marked = drawn_upon(sides_of(articles, near, far), sentence_pairs(articles, near, far))
    assert marked.tolist() == [True, True, False]
