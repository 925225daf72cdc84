"""Evidence of labelled pairs, as the public calls measure it: of the examples, and of a news stream."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.quality import data
from benchmarks.quality.fit import training
from benchmarks.quality.fit.examples import Example
from syndetect import compare_pairs, scan
from syndetect.classify.measures import containment
from syndetect.classify.verdict import is_whole
from syndetect.model import Evidence, Pair, Relation, Report

INDEPENDENT = ("basil", "newswcl50")
STREAM_SETS = ("reuters21578", "bbc")


@dataclass(frozen=True, slots=True)
class Measured:
    """A labelled pair's evidence, and the words of both sides, furniture left out."""

    set: str
    derived: bool
    wording: Relation | None
    evidence: Evidence
    words: tuple[int, int]


def of_examples(examples: Iterable[Example], jobs: int) -> list[Measured]:
    """The examples, less independent reports that print one agency's text."""
    by_ids = {(example.left.id, example.right.id): example for example in examples}
    documents = {side.id: side for example in by_ids.values() for side in (example.left, example.right)}
    report = compare_pairs(list(by_ids), list(documents.values()), jobs=jobs)
    found = []
    for pair in report.pairs:
        example = by_ids[pair.left, pair.right]
        usable = not (example.set in INDEPENDENT and _of_one_agency(pair.evidence))
        if usable:
            found.append(
                _measured(report, pair, example.set, derived=example.derived, wording=example.wording)
            )
    return found


def of_stream(root: Path, jobs: int) -> list[Measured]:
    """Reprints in the news stream, labelled weakly, as a scan of it finds them."""
    documents = [
        replace(document, id=f"{name}: {document.id}")
        for name in STREAM_SETS
        for document in data.documents(root / name)
    ]
    report = scan(documents, jobs=jobs)
    aligned = [pair for pair in report.pairs if pair.evidence.passages]
    reprints = [pair for pair in aligned if reprinted(pair.evidence)]
    return [
        _measured(report, pair, training.STREAM, derived=True) for pair in reprints[: training.MOST_REPRINTS]
    ]


def reprinted(evidence: Evidence) -> bool:
    """Whether so much stands on both sides, word for word, that one was surely made from the other."""
    return (
        containment(evidence) > training.REPRINT_CONTAINMENT
        and evidence.longest_told_run >= training.REPRINT_RUN
    )


def _of_one_agency(evidence: Evidence) -> bool:
    trigrams = max(evidence.trigrams_left, evidence.trigrams_right)
    return evidence.longest_told_run >= training.AGENCY_RUN or trigrams > training.AGENCY_TRIGRAMS


def _measured(
    report: Report, pair: Pair, set: str, *, derived: bool, wording: Relation | None = None
) -> Measured:
    left, right = report.document(pair.left).words, report.document(pair.right).words
    words = left - pair.evidence.boilerplate_left, right - pair.evidence.boilerplate_right
    return Measured(set, derived, wording, pair.evidence, words)


def wordings(measured: Sequence[Measured]) -> list[Measured]:
    """The pairs whose wording has a label and a weight, and that are more than an excerpt."""
    return [
        row
        for row in measured
        if row.wording and row.set in training.WORDING and row.evidence.passages and is_whole(row.evidence)
    ]
