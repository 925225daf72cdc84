"""Numbers that a text tells in words, by the keys of their digits: *zwölf*, *deux cents*, *tres mil*."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from syndetect.columns import TokenBatch
from syndetect.kernels.feature_index import keys_of
from syndetect.kernels.words import I64, U64, mix, words
from syndetect.text.lexicon import stem_key
from syndetect.text.numbers import folded_number_words, spelled

_STEP = np.uint64(0x9E3779B97F4A7C15)
_THOUSAND = 1000


def numbers_in_words(tokens: TokenBatch) -> U64:
    """Sorted keys of number and document: uint64, one for each number of one word or two."""
    documents = np.repeat(np.arange(len(tokens)), np.diff(tokens.firsts))
    found: list[U64] = []
    for language in sorted(set(tokens.languages)):
        spoken = np.array([one == language for one in tokens.languages], np.bool_)
        rows = np.flatnonzero(spoken[documents])
        one, two = _tables(language)
        if not len(one[0]) or not len(rows):
            continue
        hashes, owners = tokens.hashes[rows], documents[rows]
        found.append(_looked_up(hashes, owners, one))
        beside = owners[1:] == owners[:-1]
        found.append(_looked_up(_paired(hashes[:-1], hashes[1:])[beside], owners[1:][beside], two))
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64)


def _looked_up(hashes: U64, owners: I64, table: tuple[U64, U64]) -> U64:
    listed, numbers = table
    if not len(listed):
        return np.empty(0, np.uint64)
    places = np.minimum(np.searchsorted(listed, hashes), len(listed) - 1)
    hits = np.flatnonzero(listed[places] == hashes)
    return keys_of(numbers[places[hits]], owners[hits])


def _paired(first: U64, second: U64) -> U64:
    return mix(first * _STEP + second)


@lru_cache(maxsize=64)
def _tables(language: str) -> tuple[tuple[U64, U64], tuple[U64, U64]]:
    """Of numbers of one word and of two: hashes, sorted, and the keys of their digits."""
    known = folded_number_words(language)
    plain = {word: value for word, value in known.words.items() if "-" not in word}
    small = {word: value for word, value in plain.items() if value < _THOUSAND}
    joined = {
        f"{word}{scale}": value * times
        for scale, times in known.joined.items()
        for word, value in small.items()
        if value < times
    }
    singles = plain | joined
    hashes = _hashes(list(singles))
    of = dict(zip(singles, hashes, strict=True))
    scales = {word: times for word, times in known.scales.items() if "-" not in word}
    times_hashes = dict(zip(scales, _hashes(list(scales)), strict=True))
    pairs = {
        (of[word], times_hashes[scale]): value * times
        for word, value in small.items()
        for scale, times in scales.items()
        if value < times
    }
    ends = np.array(list(pairs), np.uint64).reshape(len(pairs), 2)
    return (
        _sorted(np.array(hashes, np.uint64), list(singles.values())),
        _sorted(_paired(ends[:, 0], ends[:, 1]), list(pairs.values())),
    )


def _hashes(listed: list[str]) -> list[int]:
    # A text for each, since some have marks at which the tokeniser cuts.
    batch = words(listed)
    return [int(batch.hashes[first]) for first in batch.firsts[:-1]] if listed else []


def _sorted(hashes: U64, values: list[float]) -> tuple[U64, U64]:
    order = np.argsort(hashes)
    return hashes[order], np.array([stem_key(spelled(value)) for value in values], np.uint64)[order]
