"""Near-copies of invented articles, with where each word of the copy was taken from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.speed.articles import generator_of, printed
from benchmarks.speed.words import Vocabulary

WORDS = 500
SWAPPED = 0.1
INSERTED = 80
SENTENCE = 20
PARAGRAPH = 5

Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class NearCopy:
    """An article and what was made of it, as words.

    `origin`: for each word of the copy the place of the word it came from, -1 for a word that was inserted;
    `kept`: whether it is that word still.
    """

    source: list[str]
    copy: list[str]
    origin: Numbers
    kept: np.ndarray[Any, np.dtype[np.bool_]]

    @property
    def texts(self) -> tuple[str, str]:
        """Both as they would be printed."""
        return text_of(self.source), text_of(self.copy)


def text_of(words: list[str]) -> str:
    """Words in sentences of one length, with a paragraph every few."""
    sentences = [printed(tuple(words[begin : begin + SENTENCE])) for begin in range(0, len(words), SENTENCE)]
    starts = range(0, len(sentences), PARAGRAPH)
    return "\n\n".join(" ".join(sentences[begin : begin + PARAGRAPH]) for begin in starts)


def near_copies(count: int, seed: int, *, moved: bool) -> list[NearCopy]:
    """Articles of WORDS words and copies with a tenth of the words swapped for others.

    `moved`: a third of the copy has been moved to its end, and INSERTED words of another article stand
    between two of the other sentences.
    """
    vocabulary = Vocabulary(20_000)
    return [
        _near_copy(vocabulary, generator_of(seed, int(moved), place), moved=moved) for place in range(count)
    ]


def _near_copy(vocabulary: Vocabulary, generator: np.random.Generator, *, moved: bool) -> NearCopy:
    topic = vocabulary.topic(generator)
    source = [vocabulary.words[number] for number in vocabulary.running(generator, WORDS, topic).tolist()]
    copy, origin = list(source), np.arange(WORDS)
    for place in np.flatnonzero(generator.random(WORDS) < SWAPPED).tolist():
        copy[place] = vocabulary.words[int(vocabulary.content(generator, 1)[0])]
    if moved:
        third = WORDS // 3
        begin = int(generator.integers(WORDS - third))
        order = np.concatenate((origin[:begin], origin[begin + third :], origin[begin : begin + third]))
        place = int(generator.integers(WORDS - third))
        own = vocabulary.topic(generator)
        added = [vocabulary.words[k] for k in vocabulary.running(generator, INSERTED, own).tolist()]
        copy = [copy[k] for k in order.tolist()]
        copy[place:place] = added
        origin = np.insert(order, place, np.full(INSERTED, -1))
    kept = np.array([k >= 0 and source[k] == word for k, word in zip(origin.tolist(), copy, strict=True)])
    return NearCopy(source, copy, origin, kept)
