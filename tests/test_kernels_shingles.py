"""Words to shingles and to pairs of neighbours."""

from __future__ import annotations

import numpy as np
import twins
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.shingles import Runs, neighbours, owners, shingles
from syndetect.kernels.words import mix

# Few different words, so that equal shingles are common.
word_lists = st.lists(st.lists(st.integers(0, 4), max_size=12), max_size=5)


def firsts(texts: list[list[int]]) -> np.ndarray:
    """The first word of each text, and the number of all words."""
    return np.cumsum([0, *map(len, texts)])


@given(word_lists, st.integers(1, 6))
def test_shingles_are_the_runs_of_every_text(texts: list[list[int]], size: int) -> None:
    """One a run of words, in reading order, none over a text's border; equal hashes for equal runs."""
    hashes = np.array([word for text in texts for word in text], np.uint64)
    found, starts = shingles(hashes, firsts(texts), size)
    expected = twins.shingles(texts, size)
    assert starts.tolist() == firsts(expected).tolist()
    flat = [run for text in expected for run in text]
    assert len(found) == len(flat)
    assert len(set(zip(flat, found.tolist(), strict=True))) == len(set(flat)) == len(set(found.tolist()))


@given(st.lists(st.integers(0, 2**64 - 1), min_size=3, max_size=8))
def test_a_shingle_depends_on_its_words_only(words: list[int]) -> None:
    """The same words give the same hash wherever they stand, up to the largest word hash."""
    alone, _ = shingles(np.array(words, np.uint64), np.array([0, len(words)]), 3)
    behind, _ = shingles(np.array([7, 9, *words], np.uint64), np.array([0, 2, 2 + len(words)]), 3)
    assert alone.tolist() == behind.tolist()


@given(word_lists, st.lists(st.integers(1, 12), max_size=4))
def test_runs_of_one_length_do_not_depend_on_those_asked_before(
    texts: list[list[int]], sizes: list[int]
) -> None:
    """However a length is put together from shorter ones, its hashes are the same."""
    hashes = np.array([word for text in texts for word in text], np.uint64)
    runs = Runs(hashes, firsts(texts))
    for size in sizes:
        for one, two in zip(runs.of(size), shingles(hashes, firsts(texts), size), strict=True):
            assert one.tolist() == two.tolist()


def test_the_order_of_words_counts() -> None:
    """A shingle and its reverse differ."""
    found, _ = shingles(np.array([1, 2, 3, 2, 1], np.uint64), np.array([0, 5]), 3)
    assert len(set(found.tolist())) == 3


def test_nothing_gives_no_shingles() -> None:
    """No texts, empty texts and texts shorter than a shingle have none, and say so."""
    empty = np.empty(0, np.uint64)
    assert shingles(empty, np.array([0]), 5)[1].tolist() == [0]
    assert shingles(empty, np.array([0, 0, 0]), 5)[1].tolist() == [0, 0, 0]
    found, starts = shingles(np.arange(4, dtype=np.uint64), np.array([0, 4]), 5)
    assert (len(found), starts.tolist()) == (0, [0, 0])


@given(word_lists)
def test_owners_name_the_text_of_every_word(texts: list[list[int]]) -> None:
    """As many entries as words, each the number of its text."""
    assert owners(firsts(texts)).tolist() == [row for row, text in enumerate(texts) for _ in text]


@given(word_lists, st.integers(0, 5))
def test_neighbours_are_those_of_the_slow_twin(texts: list[list[int]], window: int) -> None:
    """Unordered pairs of different words within the window and the text, equal pairs with equal hashes."""
    stems = [word for text in texts for word in text]
    where = [row for row, text in enumerate(texts) for _ in text]
    pairs, of_text = neighbours(
        mix(np.array(stems, np.uint64) + np.uint64(1)), np.array(where, np.int32), window
    )
    expected = twins.neighbours(stems, where, window)
    assert of_text.tolist() == [text for _, text in expected]
    flat = [pair for pair, _ in expected]
    assert len(set(zip(flat, pairs.tolist(), strict=True))) == len(set(flat)) == len(set(pairs.tolist()))
