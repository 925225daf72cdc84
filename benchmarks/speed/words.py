"""Invented words: pronounceable, as many as a corpus of that size would have, drawn by Zipf's law."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.int64]]

_ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t tr v w z"
_VOWELS = "a e i o u ai ea ie oa ou"
ONSETS, VOWELS = tuple(_ONSETS.split()), tuple(_VOWELS.split())
CODAS = ("", "", "", "n", "r", "l", "s", "t", "m", "nd", "rk", "x")
SYLLABLES = len(ONSETS) * len(VOWELS) * len(CODAS)

_FUNCTION_WORDS = (
    "the of to and a in that for is on it was with as by at he be from are have has an this not but they his "
    "which or we had will their been were its who one would she there all her more also than can other when "
    "about some into up out so after two over new no could only may if them these what first between most "
    "any where during before against under because through while such last since both each until off down "
    "still even then those how much being very now just should like many well three per around among however"
)
FUNCTION_WORDS = tuple(_FUNCTION_WORDS.split())

WORDS_AN_ARTICLE = 550
PHRASE_WORDS = 4
TOPIC_WORDS, TOPIC_PHRASES = 60, 60


@dataclass(frozen=True, slots=True)
class Topic:
    """Numbers of the words, and of the words of the phrases, that belong to one subject."""

    words: Numbers
    phrases: Numbers


def vocabulary_size(articles: int) -> int:
    """Content words that a corpus of so many articles uses: Heaps' law with figures usual for news."""
    return int(44 * (articles * WORDS_AN_ARTICLE) ** 0.49)


def invented(place: int) -> str:
    """The content word of a rank, always the same one; frequent ones are shorter, a few are spelt alike."""
    place, longer = divmod(place, 2)
    syllables, first = 1 + longer, 0
    count = SYLLABLES**syllables
    while place - first >= count:
        first += count
        syllables, count = syllables + 1, count * SYLLABLES
    # A stride prime to the count visits every word once, so that neighbours in rank do not look alike.
    code = (place - first) * 1_000_003 % count
    parts = []
    for _ in range(syllables):
        code, syllable = divmod(code, SYLLABLES)
        onset, rest = divmod(syllable, len(VOWELS) * len(CODAS))
        vowel, coda = divmod(rest, len(CODAS))
        parts.append(ONSETS[onset] + VOWELS[vowel] + CODAS[coda])
    return "".join(parts)


def _zipf(count: int, shift: float, exponent: float = 1.0) -> Any:
    weights = (np.arange(count) + 1 + shift) ** -exponent
    return np.cumsum(weights) / weights.sum()


@dataclass(frozen=True)
class Vocabulary:
    """The words of a corpus of so many articles: function words first, then content words by rank."""

    articles: int

    @cached_property
    def words(self) -> list[str]:
        """Every word by its number; spelt alike once."""
        size = vocabulary_size(self.articles)
        known = dict.fromkeys(FUNCTION_WORDS)
        place = 0
        while len(known) < len(FUNCTION_WORDS) + size:
            known.setdefault(invented(place))
            place += 1
        return list(known)

    @cached_property
    def _content(self) -> Any:
        return _zipf(len(self.words) - len(FUNCTION_WORDS), 8.0, 1.1)

    @cached_property
    def _function(self) -> Any:
        return _zipf(len(FUNCTION_WORDS), 1.0)

    def content(self, generator: np.random.Generator, count: int) -> Numbers:
        """Numbers of `count` content words."""
        drawn = np.searchsorted(self._content, generator.random(count)) + len(FUNCTION_WORDS)
        return np.minimum(drawn, len(self.words) - 1)

    @cached_property
    def phrases(self) -> Numbers:
        """Stock phrases by rank, a row each: a third as many as there are content words."""
        generator = np.random.default_rng(len(self.words))
        count = (len(self.words) - len(FUNCTION_WORDS)) // 3
        return self._mixed(generator, count * PHRASE_WORDS).reshape(count, PHRASE_WORDS)

    @cached_property
    def _phrase(self) -> Any:
        return _zipf(len(self.phrases), 20.0)

    def running(self, generator: np.random.Generator, count: int, topic: Topic) -> Numbers:
        """Numbers of `count` words as they follow each other in an article about `topic`.

        Four words in ten belong to stock phrases, and one phrase in seven is of the topic alone.
        """
        numbers = self._mixed(generator, count)
        own = generator.random(count) < 0.1
        numbers[own] = topic.words[
            (generator.random(int(own.sum())) ** 2 * len(topic.words)).astype(np.int64)
        ]
        begins = generator.integers(count - PHRASE_WORDS, size=round(0.5 * count / PHRASE_WORDS))
        ranks = np.searchsorted(self._phrase, generator.random(len(begins)))
        rows = self.phrases[np.minimum(ranks, len(self.phrases) - 1)]
        told = generator.random(len(begins)) < 0.15
        rows[told] = topic.phrases[generator.integers(len(topic.phrases), size=int(told.sum()))]
        numbers[begins[:, None] + np.arange(PHRASE_WORDS)] = rows
        return numbers

    def topic(self, generator: np.random.Generator) -> Topic:
        """Words and phrases that articles about one subject share."""
        rows = self._mixed(generator, TOPIC_PHRASES * PHRASE_WORDS).reshape(TOPIC_PHRASES, PHRASE_WORDS)
        return Topic(self.content(generator, TOPIC_WORDS), rows)

    def _mixed(self, generator: np.random.Generator, count: int) -> Numbers:
        function = np.searchsorted(self._function, generator.random(count))
        mixed = np.where(generator.random(count) < 0.42, function, self.content(generator, count))
        return np.minimum(mixed, len(self.words) - 1).astype(np.int64)
