"""Maximum-scoring segments, and what two bags have in common."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import twins
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.segments import best_segment, common, held

bag = st.lists(st.integers(0, 6) | st.just(2**64 - 1), max_size=15)


def weights(values: list[int]) -> np.ndarray:
    """A weight for each word, the same wherever it occurs."""
    return np.array([1.5 + value % 7 for value in values], np.float64)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=14))
def test_the_best_segment_is_that_of_brute_force(scores: list[int]) -> None:
    """The largest sum of all segments that are not empty; of equals the first to end, then the shortest."""
    assert best_segment(np.array(scores, np.float64)) == twins.best_segment(scores)


@given(bag, bag)
def test_held_are_the_values_that_occur(values: list[int], others: list[int]) -> None:
    """One answer a value, repetitions included."""
    found = held(np.array(values, np.uint64), np.array(others, np.uint64))
    assert found.tolist() == [value in others for value in values]


@given(bag, bag)
def test_common_is_that_of_counters(left: list[int], right: list[int]) -> None:
    """Shared weight, distinct shared weight, cosine and both sums are those of two Counters."""
    made = common(np.array(left, np.uint64), weights(left), np.array(right, np.uint64), weights(right))
    found = (made.shared, made.distinct, made.cosine, made.left, made.right)
    ours, theirs = Counter(left), Counter(right)
    of = {value: float(weights([value])[0]) for value in (*left, *right)}
    dot = sum(of[value] ** 2 * ours[value] * theirs[value] for value in ours)
    norm = math.hypot(*(of[v] * n for v, n in ours.items())) * math.hypot(
        *(of[v] * n for v, n in theirs.items())
    )
    expected = (
        sum(of[value] * count for value, count in (ours & theirs).items()),
        sum(of[value] for value in ours.keys() & theirs.keys()),
        dot / norm if norm else 0.0,
        sum(of[value] for value in left),
        sum(of[value] for value in right),
    )
    assert found == pytest.approx(expected)
    assert found[0] <= min(found[3:]) + 1e-9
    assert found[2] <= 1 + 1e-9


@given(bag, bag)
def test_the_order_of_shared_words_is_that_of_their_places(left: list[int], right: list[int]) -> None:
    """Of the words that the left side has once, neighbours count as in order when the right side agrees."""
    made = common(np.array(left, np.uint64), weights(left), np.array(right, np.uint64), weights(right))
    places = [right.index(value) for value in left if left.count(value) == 1 and value in right]
    steps = [one < two for one, two in pairwise(places)]
    assert made.order == pytest.approx(sum(steps) / len(steps) if len(places) >= 3 else 0.5)
