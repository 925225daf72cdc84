"""Evidence of labelled pairs, as the public calls measure it: of the examples, and of a news stream."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.quality import data
from benchmarks.quality.fit import training
from benchmarks.quality.fit.examples import Example
from syndetect import compare_pairs, scan
from syndetect.model import Evidence, Pair, Relation, Report

INDEPENDENT = ("basil", "newswcl50")
STREAM_SETS = tuple(training.FORM_CONTAINMENT)


@dataclass(frozen=True, slots=True)
class Measured:
    """A labelled pair's evidence, and the words of both sides, furniture left out."""

    set: str
    derived: bool
    wording: Relation | None
    evidence: Evidence
    words: tuple[int, int]


def of_examples(examples: Iterable[Example], jobs: int) -> list[Measured]:
    """The examples that share passages: without any, a pair is not derived by definition."""
    by_ids = {(example.left.id, example.right.id): example for example in examples}
    documents = {side.id: side for example in by_ids.values() for side in (example.left, example.right)}
    report = compare_pairs(list(by_ids), list(documents.values()), jobs=jobs)
    found = []
    for pair in report.pairs:
        example = by_ids[pair.left, pair.right]
        usable = not (example.set in INDEPENDENT and _of_one_agency(pair.evidence))
        if pair.evidence.passages and usable:
            found.append(
                _measured(report, pair, example.set, derived=example.derived, wording=example.wording)
            )
    return found


def of_stream(root: Path, jobs: int) -> list[Measured]:
    """Weakly labelled pairs of the news stream, as a scan of it finds them."""
    documents = [
        replace(document, id=f"{name}: {document.id}")
        for name in STREAM_SETS
        for document in data.documents(root / name)
    ]
    report = scan(documents, jobs=jobs)
    aligned = [pair for pair in report.pairs if pair.evidence.passages]
    forms = [pair for pair in aligned if _one_form(pair)]
    random.Random(training.FORMS_SEED).shuffle(forms)  # noqa: S311 - a sample, no secret
    reprints = [pair for pair in aligned if reprinted(pair.evidence)]
    return [
        *(_measured(report, pair, _set_of(pair), derived=False) for pair in forms[: training.MOST_FORMS]),
        *(
            _measured(report, pair, training.STREAM, derived=True)
            for pair in reprints[: training.MOST_REPRINTS]
        ),
    ]


def reprinted(evidence: Evidence) -> bool:
    """Whether so much stands on both sides, word for word, that one was surely made from the other."""
    return (
        _containment(evidence) > training.REPRINT_CONTAINMENT
        and evidence.longest_told_run >= training.REPRINT_RUN
    )


def one_form(evidence: Evidence, containment: float) -> bool:
    """Whether the passages agree in the form of words, but neither in figures and names nor word for word."""
    return evidence.facts < training.FORM_FACTS and _containment(evidence) < containment


def _one_form(pair: Pair) -> bool:
    return one_form(pair.evidence, training.FORM_CONTAINMENT[_set_of(pair)])


def _set_of(pair: Pair) -> str:
    return pair.left.split(": ", 1)[0]


def _containment(evidence: Evidence) -> float:
    return max(evidence.containment_left, evidence.containment_right)


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
    """The pairs whose wording has a label and a weight."""
    return [row for row in measured if row.wording and row.set in training.WORDING]
