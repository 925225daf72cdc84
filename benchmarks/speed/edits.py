"""What others make of an article: copied with light edits, cut, paraphrased, excerpted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from benchmarks.speed.articles import OUTLETS, Article, Sentence
from benchmarks.speed.words import Vocabulary

EXCERPT_WORDS = (60, 120)


@dataclass(frozen=True, slots=True)
class Press:
    """What an outlet has at hand: an article of its own, words, and random numbers."""

    own: Article
    vocabulary: Vocabulary
    generator: np.random.Generator


def edited(source: Article, press: Press) -> Article:
    """The whole text with 0 to 4 % of its words replaced and perhaps a sentence of the outlet's on top."""
    text = _replaced(source, press.generator.uniform(0.0, 0.04), press)
    if press.generator.random() < 0.5:
        breaks = frozenset([1, *(place + 1 for place in text.breaks)])
        text = replace(text, sentences=(press.own.sentences[0], *text.sentences), breaks=breaks)
    return text


def cut(source: Article, press: Press) -> Article:
    """The first 40 to 80 % of the sentences with at most 1 % of the words replaced."""
    keep = max(3, round(len(source.sentences) * press.generator.uniform(0.4, 0.8)))
    kept = replace(source, sentences=source.sentences[:keep])
    return _replaced(kept, press.generator.uniform(0.0, 0.01), press)


def paraphrased(source: Article, press: Press) -> Article:
    """The sentences in their order with 10 to 30 % of the words replaced."""
    return _replaced(source, press.generator.uniform(0.1, 0.3), press)


def excerpted(source: Article, press: Press) -> Article:
    """The outlet's own article with 60 to 120 words of the source in the middle, as they stand."""
    count = int(press.generator.integers(EXCERPT_WORDS[0], EXCERPT_WORDS[1] + 1))
    words = source.words
    begin = int(press.generator.integers(max(1, len(words) - count)))
    taken = _in_sentences(words[begin : begin + count])
    place = int(press.generator.integers(len(press.own.sentences) + 1))
    breaks = {sentence + len(taken) * (sentence >= place) for sentence in press.own.breaks}
    return replace(
        press.own,
        sentences=(*press.own.sentences[:place], *taken, *press.own.sentences[place:]),
        breaks=frozenset(breaks | {place, place + len(taken)}),
    )


KINDS: dict[str, Callable[[Article, Press], Article]] = {
    "edited": edited,
    "cut": cut,
    "paraphrased": paraphrased,
    "excerpted": excerpted,
}
EXPECTED = {"edited": "copy", "cut": "copy", "paraphrased": "paraphrase", "excerpted": "excerpt"}
"""The relation that a reader would call each kind by."""


def derive(kind: str, source: Article, press: Press) -> Article:
    """What another outlet printed up to three days after the source, by one kind of edit."""
    made = KINDS[kind](source, press)
    step = 1 + int(press.generator.integers(len(OUTLETS) - 1))
    outlet = OUTLETS[(OUTLETS.index(source.outlet) + step) % len(OUTLETS)]
    later = timedelta(minutes=int(press.generator.integers(30, 3 * 1440)))
    return replace(made, outlet=outlet, title=press.own.title, published=source.published + later)


def _replaced(article: Article, share: float, press: Press) -> Article:
    words = article.words
    places = np.flatnonzero(press.generator.random(len(words)) < share).tolist()
    numbers = press.vocabulary.content(press.generator, len(places))
    for place, number in zip(places, numbers.tolist(), strict=True):
        words[place] = press.vocabulary.words[number]
    sentences: list[Sentence] = []
    begin = 0
    for sentence in article.sentences:
        sentences.append(tuple(words[begin : begin + len(sentence)]))
        begin += len(sentence)
    return replace(article, sentences=tuple(sentences))


def _in_sentences(words: list[str]) -> tuple[Sentence, ...]:
    half = len(words) // 2
    return tuple(words[:half]), tuple(words[half:])
