"""MinHash signatures, which must be those of datasketch."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

from syndetect.kernels.minhash import (
    EMPTY,
    NOTHING,
    low_halves,
    one_permutation,
    permutations,
    resemblance,
    signatures,
)

value_lists = st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=20), max_size=6)


def reference(values: list[int], num_perm: int, seed: int) -> MinHash:
    """What datasketch makes of 32-bit values."""
    found = MinHash(num_perm=num_perm, seed=seed, scheme="affine32", hashfunc=int)
    for value in values:
        found.update(value)
    return found


def columns(texts: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Texts as one run of values and the start of each."""
    return np.array([value for text in texts for value in text], np.uint64), np.cumsum([0, *map(len, texts)])


@given(value_lists, st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_signatures_are_those_of_datasketch(texts: list[list[int]], num_perm: int, seed: int) -> None:
    """The same values, permutations and minima, place by place, empty texts included."""
    found = signatures(*columns(texts), num_perm, seed)
    assert found.shape == (len(texts), num_perm)
    for row, text in zip(found, texts, strict=True):
        assert row.tolist() == reference(text, num_perm, seed).hashvalues.tolist()


@pytest.mark.parametrize("seed", [0, 1, 2**32 - 1])
def test_permutations_are_those_of_datasketch(seed: int) -> None:
    """Signatures can be exchanged with datasketch, since the draw is the same."""
    a, b = permutations(126, seed)
    expected = MinHash(num_perm=126, seed=seed, scheme="affine32").permutations
    assert np.array_equal(a, expected[0])
    assert np.array_equal(b, expected[1])


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=10), st.integers(0, 2**32 - 1))
def test_the_low_half_of_a_shingle_counts(values: list[int], high: int) -> None:
    """Of a 64-bit shingle the low 32 bits are hashed."""
    low = [value & 0xFFFFFFFF | high << 32 for value in values]
    assert np.array_equal(signatures(*columns([values]), 8, 1), signatures(*columns([low]), 8, 1))


@settings(max_examples=10)
@given(st.lists(st.sampled_from([0, 1, 7, 20_000, 40_000, 100_000]), max_size=6))
def test_texts_of_every_length_keep_their_own_minima(lengths: list[int]) -> None:
    """Cutting the work into blocks shows nowhere: not at long texts, not at empty ones."""
    generator = np.random.default_rng(5)
    texts = [generator.integers(0, 2**32, length, dtype=np.uint64) for length in lengths]
    shingles = np.concatenate([*texts, np.empty(0, np.uint64)])
    found = signatures(shingles, np.cumsum([0, *lengths]), 3, 1)
    for row, text in enumerate(texts):
        assert np.array_equal(found[row], signatures(text, np.array([0, len(text)]), 3, 1)[0])


def test_no_texts_have_no_signatures() -> None:
    """An empty batch is an empty answer, and an empty text has the empty signature."""
    nothing = np.empty(0, np.uint64)
    assert signatures(nothing, np.array([0]), 16, 1).shape == (0, 16)
    assert (signatures(nothing, np.array([0, 0]), 16, 1) == EMPTY).all()


@given(value_lists, st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_one_permutation_is_that_of_the_slow_twin(texts: list[list[int]], num_perm: int, seed: int) -> None:
    """Each place holds the least of what fell into it, or what its first donor with anything has."""
    values, starts = columns(texts)
    found = one_permutation(values, starts, num_perm, seed)
    assert found.shape == (len(texts), num_perm)
    for row, text in enumerate(texts):
        alone = [one_permutation(*columns([[value]]), num_perm, seed)[0] for value in text]
        assert np.array_equal(found[row], one_permutation(*columns([text[::-1] * 2]), num_perm, seed)[0])
        if not text:
            assert (found[row] == EMPTY).all()
        else:
            # A single shingle fills all places with its one value; each place of a text has one of those.
            assert all(len(set(single.tolist())) == 1 for single in alone)
            assert set(found[row].tolist()) <= {int(single[0]) for single in alone}


@pytest.mark.parametrize("size", [30, 120, 600])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_one_permutation_estimates_as_well_as_classic_minhash(size: int, share: float) -> None:
    """Over 400 pairs the error is at most that of the classic scheme in theory and a quarter; no bias."""
    generator = np.random.default_rng([size, int(share * 10)])
    texts = []
    for _ in range(400):
        shared = generator.integers(0, 2**64, round(size * share), dtype=np.uint64)
        for _ in range(2):
            own = generator.integers(0, 2**64, size - len(shared), dtype=np.uint64)
            texts.append(np.concatenate((shared, own)))
    found = one_permutation(np.concatenate(texts), np.arange(len(texts) + 1) * size, 128, 1)
    estimates = resemblance(found, np.arange(0, 800, 2), np.arange(1, 800, 2))
    true = round(size * share) / (2 * size - round(size * share))
    limit = (true * (1 - true) / 128) ** 0.5
    assert np.sqrt(((estimates - true) ** 2).mean()) < 1.25 * limit
    assert abs(estimates.mean() - true) < 0.25 * limit


@given(value_lists.filter(lambda texts: len(texts) >= 2))
def test_resemblance_is_that_of_datasketch(texts: list[list[int]]) -> None:
    """The estimate is the share of equal places."""
    found = signatures(*columns(texts), 32, 1)
    sketches = [reference(text, 32, 1) for text in texts]
    expected = [one.jaccard(two) for one, two in pairwise(sketches)]
    assert resemblance(found, np.arange(len(found) - 1), np.arange(1, len(found))).tolist() == expected


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=4), min_size=1, max_size=6))
def test_low_halves_of_equal_values_are_equal_and_tell_texts_from_nothing(values: list[list[int]]) -> None:
    """Each half is the low half of its value, or next to it; only a text without shingles has NOTHING."""
    whole = np.array(values, np.uint32)
    halves = low_halves(whole)
    assert halves.dtype == np.uint16
    assert np.array_equal(halves == NOTHING, whole == EMPTY)
    kept = (whole & 0xFFFF) < 0xFFFE
    assert np.array_equal(halves[kept], (whole & 0xFFFF)[kept])


def test_resemblance_is_the_same_by_low_halves() -> None:
    """Sets that overlap by chosen shares are told as near by half of each value as by all of it."""
    random = np.random.default_rng(5)
    sets = [random.integers(0, 1 << 63, 300, dtype=np.uint64) for _ in range(2)]
    texts = [np.concatenate((sets[0][: 300 - cut], sets[1][:cut])) for cut in range(0, 301, 10)]
    whole = one_permutation(*columns([text.tolist() for text in texts]), 126, 1)
    left, right = np.triu_indices(len(texts), 1)
    apart = resemblance(low_halves(whole), left, right) - resemblance(whole, left, right)
    assert (apart >= 0).all()
    assert apart.max() <= 2 / 126
