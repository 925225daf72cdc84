"""Exact overlap of word 5-grams between all pairs of a set: the oracle that candidates are held against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

WORDS = 5
_WORD = re.compile(r"\w+")
_BLOCK = 500
"""Rows multiplied at once: keeps the product of 20,000 documents small."""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Pairs of documents that share a 5-gram, by row number, ``left < right``."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    jaccard: NDArray[np.float64]
    containment: NDArray[np.float64]
    """The larger of the two sides' shares."""


def overlaps(texts: Sequence[str], words: int = WORDS) -> Overlaps:
    """Every pair of texts that share an n-gram of lower-case words, with its exact overlap."""
    if len(texts) < 2:
        nothing = np.zeros(0)
        return Overlaps(nothing.astype(np.int64), nothing.astype(np.int64), nothing, nothing)
    grams = _gram_matrix(texts, words)
    size = np.asarray(grams.sum(axis=1)).ravel()
    shared = grams[:, np.asarray(grams.sum(axis=0)).ravel() > 1]
    parts = list(_products(shared))
    left, right, count = (np.concatenate([part[column] for part in parts]) for column in range(3))
    return Overlaps(
        left=left,
        right=right,
        jaccard=count / (size[left] + size[right] - count),
        containment=count / np.minimum(size[left], size[right]),
    )


def _products(grams: Any) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    for first in range(0, grams.shape[0], _BLOCK):
        product = (grams[first : first + _BLOCK] @ grams.T).tocoo()
        left = product.row.astype(np.int64) + first
        right = product.col.astype(np.int64)
        upper = left < right
        order = np.lexsort((right[upper], left[upper]))
        yield left[upper][order], right[upper][order], product.data[upper][order].astype(np.int64)


def _gram_matrix(texts: Sequence[str], words: int) -> Any:
    """Documents by n-grams, 1 where a document has one; n-grams are numbered by ranking, so none collide."""
    vocabulary: dict[str, int] = {}
    rows = [
        np.array([vocabulary.setdefault(word, len(vocabulary)) for word in _WORD.findall(text.lower())], int)
        for text in texts
    ]
    tokens = np.concatenate(rows)
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    grams = tokens
    for step in range(1, words):
        grams = grams[: max(len(tokens) - step, 0)] * len(vocabulary) + tokens[step:]
        grams = np.unique(grams, return_inverse=True)[1]
    inside = owner[: len(grams)] == owner[words - 1 :]
    grams, owner = grams[inside], owner[: len(grams)][inside]
    shape = (len(texts), int(grams.max()) + 1 if len(grams) else 1)
    matrix = sparse.csr_matrix((np.ones(len(grams), dtype=np.int64), (owner, grams)), shape=shape)
    matrix.data[:] = 1
    return matrix
