"""One invented article: sentences of words, paragraphs of sentences, a title, an outlet, a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from benchmarks.speed.words import FUNCTION_WORDS, WORDS_AN_ARTICLE, Vocabulary, invented

Sentence = tuple[str, ...]

OUTLETS = tuple(f"The {invented(40_000 + place).capitalize()} Courier" for place in range(200))
ARTICLES_A_TOPIC = 25
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
DAYS = 365
SPREAD = 0.4
SHORTEST, LONGEST = 150, 2000


@dataclass(frozen=True, slots=True)
class Article:
    """An article in words. `breaks` are the sentences that open a paragraph."""

    title: str
    outlet: str
    published: datetime
    sentences: tuple[Sentence, ...]
    breaks: frozenset[int]

    @property
    def text(self) -> str:
        """As it would be printed: capitals, full stops, a blank line between paragraphs."""
        parts = []
        for place, sentence in enumerate(self.sentences):
            if place:
                parts.append("\n\n" if place in self.breaks else " ")
            parts.append(printed(sentence))
        return "".join(parts)

    @property
    def words(self) -> list[str]:
        """All its words in order."""
        return [word for sentence in self.sentences for word in sentence]


def printed(sentence: Sentence) -> str:
    """A sentence with its capital and full stop; some carry a comma, which follows from their words."""
    words = list(sentence)
    middle = len(words) // 2
    if len(words) > 14:
        words[middle] += ","
    words[0] = words[0][:1].upper() + words[0][1:]
    return " ".join(words) + "."


def generator_of(seed: int, *place: int) -> np.random.Generator:
    """The random numbers that belong to one place of one corpus, whatever was drawn before."""
    return np.random.default_rng([seed, *place])


def write(vocabulary: Vocabulary, generator: np.random.Generator, seed: int) -> Article:
    """An article of its own, of about 550 words; articles of one topic share some of its words and names."""
    topics = max(1, vocabulary.articles // ARTICLES_A_TOPIC)
    number = int(generator.integers(topics))
    topic = vocabulary.topic(generator_of(seed, 1, number))
    length = generator.lognormal(np.log(WORDS_AN_ARTICLE) - SPREAD**2 / 2, SPREAD)
    count = int(np.clip(length, SHORTEST, LONGEST))
    names = topic.words[:12].tolist()
    capital = {vocabulary.words[name] for name in names if name >= len(FUNCTION_WORDS)}
    numbers = vocabulary.running(generator, count, topic).tolist()
    words = [vocabulary.words[number] for number in numbers]
    words = [word.capitalize() if word in capital else word for word in words]
    for place in generator.integers(count, size=count // 60).tolist():
        words[place] = str(int(generator.integers(2, 2000)))
    sentences = _sentences(words, generator)
    breaks = frozenset(np.flatnonzero(generator.random(len(sentences)) < 0.4).tolist())
    title = " ".join(word.capitalize() for word in words[: int(generator.integers(5, 10))])
    published = BEGIN + timedelta(minutes=int(generator.integers(DAYS * 1440)))
    return Article(title, OUTLETS[int(generator.integers(len(OUTLETS)))], published, sentences, breaks)


def _sentences(words: list[str], generator: np.random.Generator) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    begin = 0
    lengths = generator.integers(8, 34, size=len(words) // 8 + 1).tolist()
    for length in lengths:
        end = begin + length if len(words) - begin - length >= 8 else len(words)
        sentences.append(tuple(words[begin:end]))
        begin = end
        if begin >= len(words):
            break
    return tuple(sentences)
