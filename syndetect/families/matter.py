"""Whether two texts are parts of one article: by the words that tell what a text is about, in any script."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from syndetect.kernels.hash_set import HashSet, members
from syndetect.kernels.unspaced import distinctive, in_context
from syndetect.kernels.words import SINGLE, U64, words
from syndetect.text.lexicon import function_words

_COSINE, _SIZE, _BOTH, _BASE = 16.3, -12.4, 26.1, 3.3
"""Log odds that two texts are halves of one article and not of two: for each unit of the cosine of their
words, of the size (the logarithm of the words of the poorer text, by `_SIZES`), of both, and of neither.
Fitted on halves of articles of BASIL, BBC, Reuters-21578, NewsWCL50 and FNC-1, whole and shortened to a few
sentences, against halves of articles on other matters."""

_SIZES = 5.0

_LEAST = -0.7
"""Log odds from which two texts are of one matter: nine halves in ten are, and of other texts one in thirty.

A family that falls apart is worse than one article too many in it: what is too much is looked at once more.
"""

_SHORTEST = 3
"""Letters of a word that tells something; of scripts without spaces pairs of letters stand for words."""


@dataclass(frozen=True, slots=True)
class _Profile:
    """The stems of a text, uint64, sorted and distinct, and how much each weighs, float64."""

    stems: U64
    weights: np.ndarray[tuple[int], np.dtype[np.float64]]

    @property
    def norm(self) -> float:
        return float(np.sqrt((self.weights * self.weights).sum()))


class Matter:
    """Tells of texts, which are looked at once each, whether they are of one matter."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._known: dict[str, _Profile] = {}

    def __call__(self, one: str, other: str) -> bool:
        """Whether the texts of two ids are as alike as two parts of one article."""
        first, second = self._of(one), self._of(other)
        size = math.log(max(1, min(len(first.stems), len(second.stems)))) / _SIZES
        cosine = _cosine(first, second)
        return _COSINE * cosine + _SIZE * size + _BOTH * cosine * size + _BASE >= _LEAST

    def _of(self, id: str) -> _Profile:
        if id not in self._known:
            self._known[id] = self._read(self._texts[id])
        return self._known[id]

    def _read(self, text: str) -> _Profile:
        batch = in_context(words([text]))
        content = ~self._common.holds(batch.hashes)
        single = (batch.marks & np.uint8(SINGLE)) != 0
        content &= (batch.ends - batch.begins >= _SHORTEST) | single
        content[single] = distinctive(batch.stems[single])
        stems, counts = np.unique(batch.stems[content], return_counts=True)
        # The second mention of a word says less than the first.
        return _Profile(stems, np.log1p(counts))

    @cached_property
    def _common(self) -> HashSet:
        return members(function_words())


def _cosine(one: _Profile, other: _Profile) -> float:
    _, left, right = np.intersect1d(one.stems, other.stems, assume_unique=True, return_indices=True)
    norm = one.norm * other.norm
    return float((one.weights[left] * other.weights[right]).sum()) / norm if norm else 0.0
