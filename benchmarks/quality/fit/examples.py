"""Labelled pairs of whole texts, as the training table wants them sampled."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from benchmarks.quality import data
from benchmarks.quality.fit import training
from benchmarks.quality.leads import lead
from benchmarks.quality.shingles import overlaps
from syndetect import read
from syndetect.model import DERIVED, Document, Relation

WORDINGS: tuple[Relation, ...] = ("copy", "paraphrase", "rewrite")


@dataclass(frozen=True, slots=True)
class Example:
    """Two texts of a set, whether one is derived, and how it is worded where that is known.

    `event`: whether both tell one event, of texts that are not derived; None where nobody knows.
    """

    set: str
    derived: bool
    wording: Relation | None
    left: Document
    right: Document
    event: bool | None = None


def examples(root: Path, corpus: Path) -> Iterator[Example]:
    """Every example but those from the news stream; ids are unique over all sets."""
    for name, collect in _SETS.items():
        yield from _with_leads(collect(root / name))
    yield from _with_leads(_corpus(corpus))


def _with_leads(found: Iterable[Example]) -> Iterator[Example]:
    for place, example in enumerate(found):
        yield _named(example)
        if example.set in training.LEADS:
            for short in _leads(example, training.LEAD_WORDS[place % len(training.LEAD_WORDS)]):
                yield _named(short)


def _leads(example: Example, words: int) -> Iterator[Example]:
    """Each side's first sentences against the other side; against each other where neither is derived.

    What was made of a text's end does not stand in its beginning.
    """
    example = replace(example, set=f"{example.set}, leads")
    left, right = lead(example.left, words), lead(example.right, words)
    yield replace(example, left=left)
    yield replace(example, right=right)
    if not example.derived:
        yield replace(example, left=left, right=right)


def _named(example: Example) -> Example:
    left, right = (replace(side, id=f"{example.set}: {side.id}") for side in (example.left, example.right))
    return replace(example, left=left, right=right)


def _by_id(documents: Iterable[Document]) -> dict[str, Document]:
    return {document.id: document for document in documents}


def _graded(directory: Path) -> Iterator[Example]:
    texts = _by_id(data.documents(directory))
    for pair in data.pairs(directory):
        wording = training.WORDING_OF.get(pair.label)
        sides = texts[pair.left], texts[pair.right]
        yield Example(directory.name, wording is not None, wording, *sides)


def _events(directory: Path) -> Iterator[Example]:
    """Pairs of one event, and some drawn from different ones."""
    texts, group = _by_id(data.documents(directory)), data.groups(directory)
    same = [pair for pair in combinations(texts, 2) if group[pair[0]] == group[pair[1]]]
    draw = random.Random(training.CROSS_SEED)  # noqa: S311 - a sample, no secret
    pool = sorted(texts)[: training.CROSS_FROM]
    drawn = [tuple(draw.sample(pool, 2)) for _ in range(training.CROSS_DRAWS)]
    across = dict.fromkeys(pair for pair in drawn if group[pair[0]] != group[pair[1]])
    for left, right in (*same, *across):
        event = group[left] == group[right]
        yield Example(directory.name, False, None, texts[left], texts[right], event)  # noqa: FBT003 - a field


def _seeds(directory: Path) -> Iterator[Example]:
    texts = {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(directory.glob("*.txt"))}
    for left, right in combinations(texts, 2):
        sides = Document(left, texts[left]), Document(right, texts[right])
        # 003 is the source of the first three, 004 of none. Siblings come from one text, not from each other.
        wording: Relation | None = "rewrite" if right == "003" else None
        derived = right != "004"
        yield Example("seeds", derived, wording, *sides, None if derived else True)


def _paraphrases(directory: Path) -> Iterator[Example]:
    """The `Yes` pairs; many of the others are near-copies, hence no negatives."""
    texts = _by_id(data.documents(directory))
    for pair in data.pairs(directory):
        if pair.label == "Yes":
            yield Example(directory.name, True, None, texts[pair.left], texts[pair.right])  # noqa: FBT003


def _planted(directory: Path) -> Iterator[Example]:
    """Whole pairs, and planted stretches cut out of theirs."""
    pairs = data.pairs(directory)[:: training.PAIRS_STEP]
    texts = _by_id(data.documents(directory, data.ids_of(pairs)))
    for place, pair in enumerate(pairs):
        left, right = texts[pair.left], texts[pair.right]
        yield Example(directory.name, bool(pair.cases), None, left, right, None if pair.cases else False)
        if pair.cases and place * training.PAIRS_STEP % training.CASES_STEP == 0:
            case = pair.cases[0]
            cut = replace(left, text=left.text[slice(*case.left)], id=f"{left.id} in {right.id}")
            source = replace(right, text=right.text[slice(*case.right)], id=f"{right.id} of {left.id}")
            wording = training.WORDING_OF.get(pair.label)
            yield Example(training.CASES, True, wording, cut, source)  # noqa: FBT003


def _copies(directory: Path) -> Iterator[Example]:
    documents = data.documents(directory)
    found = overlaps([document.text for document in documents])
    rows = (found.containment >= training.FNC_CONTAINMENT).nonzero()[0].tolist()
    for row in rows:
        sides = documents[int(found.left[row])], documents[int(found.right[row])]
        yield Example(directory.name, True, None, *sides)  # noqa: FBT003


def _corpus(directory: Path) -> Iterator[Example]:
    texts = _by_id(item for item in read(directory) if isinstance(item, Document))
    labels = {
        frozenset((row["left"], row["right"])): row["relation"]
        for row in data.rows(directory / "labels.jsonl")
        if "left" in row
    }
    for left, right in combinations(sorted(texts), 2):
        relation = labels.get(frozenset((left, right)), "unrelated")
        wording = relation if relation in WORDINGS else None
        event = None if relation in DERIVED else relation == "same-story"
        yield Example("corpus", relation in DERIVED, wording, texts[left], texts[right], event)


def _restyled(directory: Path) -> Iterator[Example]:
    """Articles and their restylings by machine, and restylings beside other stories."""
    texts = _by_id(data.documents(directory))
    for pair in data.pairs(directory):
        derived = pair.label == "rewrite"
        sides = texts[pair.left], texts[pair.right]
        yield Example(
            directory.name, derived, "rewrite" if derived else None, *sides, None if derived else False
        )


_SETS: Mapping[str, Callable[[Path], Iterator[Example]]] = {
    "clough-stevenson": _graded,
    "basil": _events,
    "newswcl50": _events,
    "../seeds": _seeds,
    "webis-cpc-sample": _paraphrases,
    "pan13-train": _planted,
    "fnc1": _copies,
    "ai-rewrites-train": _restyled,
}
"""Directories below the data directory, and how pairs are made of their files."""

DIRECTORIES = tuple(_SETS)
