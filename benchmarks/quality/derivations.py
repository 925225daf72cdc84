"""Derivation trees of invented articles: who made what from whom is known, since it was made here.

A child is its parent with words changed, sentences cut, sentences of its own added, perhaps the rest of
another member put to it, perhaps a credit. Persons are introduced by their full names once and called by
their surnames later. Clocks are wrong at times, and dates come as they do in life: whole, without a zone, a
day alone, not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from benchmarks.speed.articles import OUTLETS, Sentence, generator_of, write
from benchmarks.speed.words import FUNCTION_WORDS, Vocabulary, invented
from syndetect.model import Document

SIZES = (3, 12)
_TOPICAL = 2000
"""Articles that the vocabulary is sized for: two trees then share few rare words."""

_EDITS = ((0.01, 0.05), (0.06, 0.15), (0.18, 0.3))
_EDITED = (0.5, 0.35, 0.15)
_CREDITS = (
    "according to {0}",
    "{0} reported",
    "as {0} reported earlier",
    "{0} said in its report",
)


@dataclass(frozen=True, slots=True)
class Derivation:
    """One tree: `parents` of all documents but `root`, and second parents of patchworks in `also`."""

    root: str
    documents: tuple[Document, ...]
    parents: Mapping[str, str]
    also: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A member while its tree grows; each sentence is a tuple of words with their capitals."""

    id: str
    outlet: str
    written: datetime
    sentences: tuple[Sentence, ...]


def derivations(count: int, *, timed: bool, seed: int) -> Iterator[Derivation]:
    """`count` trees, the same ones whatever `timed`: without it no document has a date."""
    vocabulary = Vocabulary(_TOPICAL)
    for number in range(count):
        yield _tree(vocabulary, number, seed, timed=timed)


def _tree(vocabulary: Vocabulary, number: int, seed: int, *, timed: bool) -> Derivation:
    random = generator_of(seed, number)
    size = int(random.integers(SIZES[0], SIZES[1] + 1))
    outlets = [OUTLETS[place] for place in random.permutation(len(OUTLETS))[:size].tolist()]
    # Ids tell nothing of the order in which the texts were made.
    ids = [f"t{number:03}-{place:02}" for place in random.permutation(size).tolist()]
    drafts = [_root(vocabulary, random, seed, ids[0], outlets[0])]
    parents: dict[str, str] = {}
    also: dict[str, str] = {}
    for id, outlet in zip(ids[1:], outlets[1:], strict=True):
        at = 0 if random.random() < 0.55 else int(random.integers(len(drafts)))
        parent = drafts[at]
        others = [one for one in drafts if one is not parent]
        second = others[int(random.integers(len(others)))] if others and random.random() < 0.12 else None
        child = _child(vocabulary, random, (parent, second), drafts[0], id=id, outlet=outlet)
        drafts.append(child)
        parents[id] = parent.id
        if second is not None:
            also[id] = second.id
    documents = [_document(draft, random, timed=timed) for draft in drafts]
    return Derivation(ids[0], tuple(documents), parents, also)


def _root(vocabulary: Vocabulary, random: np.random.Generator, seed: int, id: str, outlet: str) -> _Draft:
    article = write(vocabulary, random, seed)
    sentences = [list(sentence) for sentence in article.sentences]
    for _ in range(int(random.integers(0, 4))):
        first, last = (invented(int(random.integers(60_000, 900_000))).capitalize() for _ in range(2))
        at = int(random.integers(len(sentences)))
        sentences[at][2:2] = [first, last]
        for later in range(at + 1, len(sentences)):
            if random.random() < 0.2:
                sentences[later][2:2] = [last]
    if random.random() < 0.3:
        at = int(random.integers(len(sentences)))
        sentences[at] += ["told", *outlet.split()]
    return _Draft(id, outlet, article.published, tuple(map(tuple, sentences)))


def _child(
    vocabulary: Vocabulary,
    random: np.random.Generator,
    parents: tuple[_Draft, _Draft | None],
    root: _Draft,
    *,
    id: str,
    outlet: str,
) -> _Draft:
    parent, second = parents
    sentences = list(parent.sentences)
    if second is not None:
        cut = len(sentences) // 2
        sentences = [*sentences[:cut], *second.sentences[len(second.sentences) // 2 :]]
    sentences = _cut(sentences, random)
    low, high = _EDITS[int(random.choice(3, p=_EDITED))]
    sentences = _edited(sentences, random.uniform(low, high), vocabulary, random)
    sentences = _added(sentences, vocabulary, random)
    sentences = _credited(sentences, random, parent, root)
    latest = max(parent.written, second.written if second is not None else parent.written)
    delay = timedelta(hours=float(random.lognormal(np.log(3.0), 1.0)))
    return _Draft(id, outlet, latest + delay, tuple(sentences))


def _cut(sentences: list[Sentence], random: np.random.Generator) -> list[Sentence]:
    """Sometimes the end, sometimes sentences here and there; at least five stay."""
    if random.random() < 0.4 or len(sentences) <= 5:
        return sentences
    share = random.uniform(0.1, 0.5)
    keep = max(5, round((1 - share) * len(sentences)))
    if random.random() < 0.6:
        return sentences[:keep]
    kept = sorted(random.permutation(len(sentences))[:keep].tolist())
    return [sentences[place] for place in kept]


def _edited(
    sentences: list[Sentence], rate: float, vocabulary: Vocabulary, random: np.random.Generator
) -> list[Sentence]:
    found = []
    for sentence in sentences:
        words: list[str] = []
        for word in sentence:
            if random.random() >= rate:
                words.append(word)
                continue
            kind = random.random()
            if kind < 0.65:
                words.append(_word(vocabulary, random))
            elif kind < 0.8:
                words += [word, _word(vocabulary, random)]
        found.append(tuple(words or sentence))
    return found


def _word(vocabulary: Vocabulary, random: np.random.Generator) -> str:
    function = random.random() < 0.4
    number = int(random.integers(len(FUNCTION_WORDS))) if function else int(vocabulary.content(random, 1)[0])
    return vocabulary.words[number]


def _added(sentences: list[Sentence], vocabulary: Vocabulary, random: np.random.Generator) -> list[Sentence]:
    if random.random() >= 0.35:
        return sentences
    topic = vocabulary.topic(random)
    own = []
    for _ in range(int(random.integers(1, max(2, len(sentences) // 5 + 1)))):
        numbers = vocabulary.running(random, int(random.integers(8, 28)), topic).tolist()
        own.append(tuple(vocabulary.words[number] for number in numbers))
    at = int(random.choice([0, len(sentences), int(random.integers(len(sentences)))]))
    return [*sentences[:at], *own, *sentences[at:]]


def _credited(
    sentences: list[Sentence], random: np.random.Generator, parent: _Draft, root: _Draft
) -> list[Sentence]:
    """A third credit the text they have; a few of them credit its first source, or somebody else."""
    chance = random.random()
    if chance >= 0.35:
        return sentences
    name = parent.outlet if chance < 0.28 else root.outlet if chance < 0.32 else OUTLETS[-1]
    wording = _CREDITS[int(random.integers(len(_CREDITS)))].format(name)
    at = int(random.integers(min(3, len(sentences))))
    return [*sentences[:at], (*sentences[at], ",", *wording.split()), *sentences[at + 1 :]]


def _document(draft: _Draft, random: np.random.Generator, *, timed: bool) -> Document:
    text = []
    for place, sentence in enumerate(draft.sentences):
        words = " ".join(sentence).replace(" ,", ",")
        text.append(words[:1].upper() + words[1:] + (".\n\n" if place % 3 == 2 else ". "))
    published = _published(draft.written, random)
    return Document(draft.id, "".join(text).strip(), draft.outlet, None, published if timed else None)


def _published(written: datetime, random: np.random.Generator) -> str | None:
    """The date as it is printed: one in twenty is wrong by hours, one in ten is missing."""
    if random.random() < 0.05:
        written += timedelta(hours=float(random.uniform(-12, 12)))
    shape = random.random()
    moment = written.astimezone(UTC).replace(microsecond=0)
    if shape < 0.1:
        return None
    if shape < 0.2:
        return moment.date().isoformat()
    if shape < 0.25:
        return moment.replace(tzinfo=None).isoformat()
    return moment.isoformat()
