"""Seeds of alignment: equal places, runs, alike sentences, clusters."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest
import twins
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.seeds import bags, cluster, matches, matches_sorted, runs, sentence_pairs

values = st.lists(st.integers(0, 5) | st.just(2**64 - 1), max_size=15)
Words = list[tuple[int, int]]
# Content words as (stem, sentence).
words = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4)), max_size=25)


def columns(found: Words, total: int = 5) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Stems, sentences and weights; a stem weighs the same wherever it stands."""
    stems = np.array([stem for stem, _ in found], np.uint64)
    groups = np.array([group for _, group in found], np.int64)
    return stems, groups, 10.0 + stems.astype(np.float64), total


def as_lists(*found: np.ndarray) -> list[tuple[int, ...]]:
    """Columns as rows."""
    return list(zip(*(column.tolist() for column in found), strict=True))


@given(values, values, st.integers(0, 40))
def test_matches_are_those_of_the_slow_twin(left: list[int], right: list[int], most: int) -> None:
    """All places of equal values, but for values with too many."""
    found = matches(np.array(left, np.uint64), np.array(right, np.uint64), most)
    assert as_lists(*found) == twins.matches(left, right, most)


@given(values, values)
def test_sorted_columns_match_alike(left: list[int], right: list[int]) -> None:
    """Sorting beforehand changes nothing."""
    one, two = np.array(left, np.uint64), np.array(right, np.uint64)
    first, second = np.argsort(one, kind="stable"), np.argsort(two, kind="stable")
    found = matches_sorted(one[first], first, two[second], second, 9)
    assert as_lists(*found) == as_lists(*matches(one, two, 9))


@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=40), st.integers(1, 5))
def test_runs_are_those_of_the_slow_twin(places: set[tuple[int, int]], size: int) -> None:
    """Chains of places on a diagonal become one run each, as long as can be."""
    rows = np.array(sorted(places), np.int64).reshape(len(places), 2)
    assert as_lists(*runs(rows[:, 0], rows[:, 1], size)) == twins.runs(sorted(places), size)


@given(values, values)
def test_a_run_is_equal_on_both_sides(left: list[int], right: list[int]) -> None:
    """Runs of matches of single words are runs of equal words that cannot be made longer."""
    found = runs(*matches(np.array(left, np.uint64), np.array(right, np.uint64), 10**6), 1)
    for i, j, length in as_lists(*found):
        assert left[i : i + length] == right[j : j + length]
        assert i == 0 or j == 0 or left[i - 1] != right[j - 1]
        assert left[i + length : i + length + 1] != right[j + length : j + length + 1] or (
            i + length == len(left) and j + length == len(right)
        )


@given(words)
def test_bags_hold_each_stem_of_a_sentence_once(found: Words) -> None:
    """Distinct stems by sentence, sorted by stem, with the norm and the sum of their weights."""
    made = bags(*columns(found))
    assert as_lists(made.stems, made.groups) == sorted(set(found))
    for sentence in range(5):
        weights = [10.0 + stem for stem, group in set(found) if group == sentence]
        assert made.sums[sentence] == pytest.approx(sum(weights))
        assert made.norms[sentence] == pytest.approx(math.hypot(*weights))


def sentence_twin(left: Words, right: Words, most: int) -> dict[tuple[int, int], tuple[float, float, int]]:
    """Cosine, Dice and count of every two sentences, pair by pair."""
    ours, theirs = defaultdict(set), defaultdict(set)
    for found, bag in ((left, ours), (right, theirs)):
        for stem, group in found:
            bag[group].add(stem)
    holders = [[sum(stem in bag for bag in side.values()) for stem in range(7)] for side in (ours, theirs)]
    answer = {}
    for s, t in ((s, t) for s in ours for t in theirs):
        both = [stem for stem in ours[s] & theirs[t] if holders[0][stem] * holders[1][stem] <= most]
        if both:
            dot = sum((10.0 + stem) ** 2 for stem in both)
            norm = math.hypot(*(10.0 + stem for stem in ours[s])) * math.hypot(*(10.0 + k for k in theirs[t]))
            total = sum(10.0 + stem for stem in (*ours[s], *theirs[t]))
            answer[s, t] = dot / norm, 2 * sum(10.0 + stem for stem in both) / total, len(both)
    return answer


@given(words, words, st.integers(1, 30))
def test_sentence_pairs_are_those_of_the_slow_twin(left: Words, right: Words, most: int) -> None:
    """Each two sentences with a stem in common, with cosine, Dice coefficient and count."""
    found = as_lists(*sentence_pairs(bags(*columns(left)), bags(*columns(right)), most))
    expected = sentence_twin(left, right, most)
    assert [(s, t) for s, t, *_ in found] == sorted(expected)
    for s, t, cosine, dice, count in found:
        assert (cosine, dice, count) == pytest.approx(expected[s, t])
        assert 0 < cosine <= 1 + 1e-9
        assert 0 < dice <= 1 + 1e-9


@given(words, words)
def test_long_documents_are_compared_like_short_ones(left: Words, right: Words) -> None:
    """More sentences than the table of counts holds change the way, not the answer."""
    short = sentence_pairs(bags(*columns(left)), bags(*columns(right)), 100)
    long = sentence_pairs(bags(*columns(left, 2000)), bags(*columns(right, 2000)), 100)
    for one, two in zip(short, long, strict=True):
        assert one.tolist() == pytest.approx(two.tolist())


spans = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda span: (span[0], span[0] + span[1]))
boxes = st.tuples(spans, spans).map(lambda box: (*box[0], *box[1]))


@given(st.lists(boxes, max_size=12), st.integers(0, 8), st.integers(0, 8))
def test_clusters_are_those_of_the_slow_twin(
    found: list[tuple[int, ...]], gap_left: int, gap_right: int
) -> None:
    """Boxes are together when no axis can part them; group numbers have no gaps."""
    sides = np.array(found, np.int64).reshape(len(found), 4)
    labels = cluster(sides[:, :2], sides[:, 2:], gap_left, gap_right).tolist()
    groups = {frozenset(k for k, label in enumerate(labels) if label == one) for one in labels}
    assert groups == twins.cluster(found, gap_left, gap_right)
    assert set(labels) == set(range(len(groups)))


def test_nothing_has_no_seeds() -> None:
    """Empty columns give empty columns."""
    whole, real, word = np.empty(0, np.int64), np.empty(0), np.empty(0, np.uint64)
    one = np.array([3], np.uint64)
    assert as_lists(*matches(word, word, 10)) == as_lists(*matches(one, word, 10)) == []
    assert as_lists(*matches(word, one, 10)) == []
    assert as_lists(*runs(whole, whole, 4)) == []
    nothing = bags(word, whole, real, 0)
    something = bags(one, np.array([0]), np.array([12.0]), 1)
    assert (len(nothing.norms), len(nothing.sums)) == (0, 0)
    assert as_lists(*sentence_pairs(nothing, something, 10)) == []
    assert as_lists(*sentence_pairs(something, nothing, 10)) == []
    assert cluster(np.empty((0, 2), np.int64), np.empty((0, 2), np.int64), 5, 5).tolist() == []
