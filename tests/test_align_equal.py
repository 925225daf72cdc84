"""What two sides of a box share, against one obvious step after the other."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import twins
from hypothesis import given, settings
from hypothesis import strategies as st
from test_align import prepared

from syndetect.align import limits
from syndetect.align.borders import _claimed
from syndetect.align.boxes import Boxes, disjoint
from syndetect.align.equal import equal_runs
from syndetect.align.pairing import sides_of, triples_of
from syndetect.align.shared_words import sharing

# Rare words, so that each is a content word and two of them are never one stem.
WORDS = ("zyxtra", "quomble", "farnoot", "belgid", "wurplik", "ostrev")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=20)
edges = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)


def served(left: list[str], right: list[str]) -> list[tuple[int, int, int]]:
    """Equal runs of three words or more, the longest, then the least moved, first served."""
    ours, theirs = ([*zip(side, side[1:], side[2:], strict=False)] for side in (left, right))
    found = twins.runs(twins.matches(ours, theirs, 64), 3)
    kept, taken_left, taken_right = [], set[int](), set[int]()
    for i, j, length in sorted(found, key=lambda run: (-run[2], abs(run[0] - run[1]), run)):
        free = [k for k in range(length) if i + k not in taken_left and j + k not in taken_right]
        for begin in free:
            if begin - 1 in free:
                continue
            end = begin
            while end in free:
                end += 1
            if end - begin >= 3:
                kept.append((i + begin, j + begin, end - begin))
                taken_left |= set(range(i + begin, i + end))
                taken_right |= set(range(j + begin, j + end))
    return sorted(kept)


@settings(max_examples=200)
@given(texts, texts)
def test_equal_runs_are_those_of_the_slow_twin(left: list[str], right: list[str]) -> None:
    """No word is used twice, and of runs that want the same words the better one has them."""
    articles = prepared(" ".join(left), " ".join(right))
    near = sides_of(articles, np.array([0]), np.array([1]))[0]
    whole = np.array([[0, len(left), len(left), len(left) + len(right)]])
    found = equal_runs(near, triples_of(near, np.array([0]))[0], Boxes(np.array([0]), whole)).spans
    assert [(i, j - len(left), length) for i, j, length in found.tolist()] == served(left, right)


@settings(max_examples=200)
@given(texts, texts, edges, edges)
def test_what_a_box_shares_is_that_of_counters(
    left: list[str], right: list[str], here: list[int], there: list[int]
) -> None:
    """Shared weight, distinct shared weight, cosine, both sums and order are those of two Counters."""
    articles = prepared(" ".join(left), " ".join(right))
    # A word weighs less where its own text repeats it; what is shared has the near side's weight.
    weight = dict(zip(left, articles.weights.tolist(), strict=False))
    other = dict(zip(right, articles.weights[len(left) :].tolist(), strict=True))
    a, b = (min(edge, len(left)) for edge in here)
    c, d = (min(edge, len(right)) for edge in there)
    sides = sides_of(articles, np.array([0]), np.array([1]))
    made = sharing(sides, Boxes(np.array([0]), np.array([[a, b, c + len(left), d + len(left)]])))
    left, right = left[a:b], right[c:d]
    ours, theirs = Counter(left), Counter(right)
    dot = sum(weight[word] ** 2 * ours[word] * theirs[word] for word in ours)
    norm = math.hypot(*(weight[word] * n for word, n in ours.items()))
    norm *= math.hypot(*(other[word] * n for word, n in theirs.items()))
    assert made.shared[0] == pytest.approx(sum(weight[word] * n for word, n in (ours & theirs).items()))
    assert made.distinct[0] == pytest.approx(sum(weight[word] for word in ours.keys() & theirs.keys()))
    assert made.cosine[0] == pytest.approx(dot / norm if norm else 0.0)
    assert made.left[0] == pytest.approx(sum(weight[word] for word in left))
    assert made.right[0] == pytest.approx(sum(other[word] for word in right))
    places = [right.index(word) for word in left if left.count(word) == 1 and word in right]
    steps = [one < two for one, two in pairwise(places)]
    assert made.order[0] == pytest.approx(sum(steps) / len(steps) if len(places) >= 3 else 0.5)


spans = st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda span: (span[0], span[0] + span[1]))
boxes = st.lists(st.tuples(spans, spans).map(lambda box: (*box[0], *box[1])), max_size=8, unique=True)


def lap(one: tuple[int, ...], two: tuple[int, ...]) -> bool:
    """Whether two boxes overlap on a side."""
    return (one[0] < two[1] and two[0] < one[1]) or (one[2] < two[3] and two[2] < one[3])


def within(one: tuple[int, ...], box: tuple[int, ...]) -> bool:
    """Whether a box is the other one, or what is left of it when its ends were cut back a little."""
    return all(
        box[k] <= one[k] < one[k + 1] <= box[k + 1]
        and one[k + 1] - one[k] >= limits.KEPT * (box[k + 1] - box[k])
        for k in (0, 2)
    )


@given(st.lists(boxes, max_size=3))
def test_rivals_give_way_to_larger_boxes(owned: list[list[tuple[int, int, int, int]]]) -> None:
    """Nothing kept overlaps, each is most of a box there was, and what is gone overlaps what is kept."""
    rows = [(owner, *box) for owner, some in enumerate(owned) for box in some]
    table = np.array(rows, np.int64).reshape(len(rows), 5)
    found = disjoint(Boxes(table[:, 0], table[:, 1:]), len(owned))
    for owner, some in enumerate(owned):
        kept = [tuple(box) for box in found.spans[found.owners == owner].tolist()]
        assert kept == sorted(kept)
        assert not any(lap(one, two) for one in kept for two in kept if one != two)
        assert all(any(within(one, box) for box in some) for one in kept)
        assert all(any(lap(box, one) for one in kept) for box in set(some) - set(kept))


@given(boxes)
def test_the_longest_runs_claim_their_words(found: list[tuple[int, int, int, int]]) -> None:
    """A run is kept exactly when longer ones kept before it have taken little of it on either side."""
    rows = np.array(found, np.int64).reshape(len(found), 4)
    kept = _claimed(np.zeros(len(found), np.int64), rows[:, :2], rows[:, 2:], 1).tolist()
    taken_left, taken_right = set[int](), set[int]()
    for row in sorted(range(len(found)), key=lambda row: found[row][0] - found[row][1]):
        here, there = range(*found[row][:2]), range(*found[row][2:])
        new = sum(k in taken_left for k in here) < 0.3 * len(here) and sum(
            k in taken_right for k in there
        ) < 0.3 * len(there)
        assert (row in kept) == new
        if new:
            taken_left |= set(here)
            taken_right |= set(there)
