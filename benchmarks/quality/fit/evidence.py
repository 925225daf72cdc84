"""Evidence of labelled pairs, as the public calls measure it: of the examples, and of a news stream."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.quality import data
from benchmarks.quality.fit import training
from benchmarks.quality.fit.examples import Example
from syndetect import Settings, compare_pairs
from syndetect.classify.measures import containment
from syndetect.classify.verdict import is_whole
from syndetect.model import Document, Evidence, Pair, Relation
from syndetect.pipeline.judging import Corpus, judged
from syndetect.pipeline.searching import searched_for, taken_in
from syndetect.pipeline.task import opened
from syndetect.pipeline.workers import Workers

INDEPENDENT = ("basil", "newswcl50")
STREAM_SETS = ("reuters21578", "bbc")
EVENT_SETS = (*INDEPENDENT, "fnc1")


@dataclass(frozen=True, slots=True)
class Measured:
    """A labelled pair's evidence, and the words of both sides, furniture left out.

    `event`: whether both tell one event, of texts that are not derived; None where nobody knows.
    """

    set: str
    derived: bool
    wording: Relation | None
    evidence: Evidence
    words: tuple[int, int]
    event: bool | None = None


def of_examples(examples: Iterable[Example], jobs: int) -> list[Measured]:
    """The examples, less independent reports that print one agency's text."""
    by_ids = {(example.left.id, example.right.id): example for example in examples}
    documents = {side.id: side for example in by_ids.values() for side in (example.left, example.right)}
    report = compare_pairs(list(by_ids), list(documents.values()), jobs=jobs)
    words = {document.id: document.words for document in report.documents}
    found = []
    for pair in report.pairs:
        example = by_ids[pair.left, pair.right]
        independent = example.set.removesuffix(", leads") in INDEPENDENT
        usable = not (independent and _of_one_agency(pair.evidence))
        if usable:
            row = _measured(words, pair, example.set, derived=example.derived, event=example.event)
            found.append(replace(row, wording=example.wording))
    return found


def of_stream(root: Path, jobs: int) -> list[Measured]:
    """Reprints and forms in the news stream, labelled weakly, as a scan of it finds them."""
    documents = [
        replace(document, id=f"{name}: {document.id}")
        for name in STREAM_SETS
        for document in data.documents(root / name)
    ]
    companies = {one.id: set(re.findall(training.TICKER, one.text)) for one in documents}
    pairs, words = _searched(documents, jobs)
    reprints, others = [], []
    for pair in pairs:
        left, right = companies[pair.left], companies[pair.right]
        if left and right and not left & right:
            others.append(_measured(words, pair, training.FORMS, derived=False, event=False))
        elif pair.evidence.passages and reprinted(pair.evidence):
            reprints.append(_measured(words, pair, training.STREAM, derived=True))
        elif _section(pair.left) != _section(pair.right):
            others.append(_measured(words, pair, "bbc, search", derived=False, event=False))
    return [*reprints[: training.MOST_REPRINTS], *others]


def of_events(root: Path, jobs: int) -> list[Measured]:
    """Pairs that a scan of the sets with groups holds against each other and that are no copies."""
    found = []
    for name in EVENT_SETS:
        group = data.groups(root / name)
        pairs, words = _searched(data.documents(root / name), jobs)
        for pair in pairs:
            together = group.get(pair.left) == group.get(pair.right)
            copied = containment(pair.evidence) >= training.FNC_CONTAINMENT
            # Within an event of the others every pair is an example already.
            if not copied and (name == "fnc1" or not together):
                found.append(_measured(words, pair, f"{name}, search", derived=False, event=together))
    return found


def _section(id: str) -> str | None:
    """The section of a BBC item; None of anything else."""
    return id.split("/", maxsplit=1)[0] if id.startswith("bbc: ") else None


def _searched(documents: Sequence[Document], jobs: int) -> tuple[list[Pair], dict[str, int]]:
    """Every pair that a scan judges, also those that it does not list, and the words of each article."""
    task = opened(Settings(), jobs=jobs)
    articles, found = taken_in((documents,), task)
    places = searched_for(found.prints, task)
    corpus = Corpus(found.prints.vocabulary, found.furniture.keys)
    with Workers(jobs) as workers:
        judging = judged(articles, places, corpus, task.settings, workers, task.run, every=True)
        pairs = sorted(judging, key=lambda pair: (pair.left, pair.right))
    words = dict(zip(articles.ids(), found.words.tolist(), strict=True))
    articles.close()
    return pairs, words


def reprinted(evidence: Evidence) -> bool:
    """Whether so much stands on both sides, word for word, that one was surely made from the other."""
    return (
        containment(evidence) > training.REPRINT_CONTAINMENT
        and evidence.longest_told_run >= training.REPRINT_RUN
        and evidence.facts > training.REPRINT_FACTS
    )


def _of_one_agency(evidence: Evidence) -> bool:
    trigrams = max(evidence.trigrams_left, evidence.trigrams_right)
    return evidence.longest_told_run >= training.AGENCY_RUN or trigrams > training.AGENCY_TRIGRAMS


def _measured(
    sizes: Mapping[str, int], pair: Pair, set: str, *, derived: bool, event: bool | None = None
) -> Measured:
    words = (
        sizes[pair.left] - pair.evidence.boilerplate_left,
        sizes[pair.right] - pair.evidence.boilerplate_right,
    )
    return Measured(set, derived, None, pair.evidence, words, event)


def wordings(measured: Sequence[Measured]) -> list[Measured]:
    """The pairs whose wording has a label and a weight, and that are more than an excerpt."""
    return [
        row
        for row in measured
        if row.wording and row.set in training.WORDING and row.evidence.passages and is_whole(row.evidence)
    ]
