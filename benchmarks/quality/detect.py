"""syndetect as the harness sees it: the public calls, answers by pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.quality.data import Labelled
from benchmarks.quality.measures.calibration import Outcome
from benchmarks.quality.measures.plagdet import Match
from syndetect.model import Document, Pair, Report

Answers = Mapping[tuple[str, str], Pair]
"""What was said about each pair, by its ids as they were listed."""


class UnavailableError(Exception):
    """A part of syndetect that a set measures is not there."""


def compare(pairs: Sequence[Labelled], documents: Iterable[Document], jobs: int) -> Answers:
    """Every pair's answer; a pair of which one document was skipped has none."""
    from syndetect import compare_pairs

    report = compare_pairs([pair.ids for pair in pairs], documents, jobs=jobs)
    return {(pair.left, pair.right): pair for pair in report.pairs}


def scan(documents: Iterable[Document], jobs: int) -> Report:
    """The report on documents that are in memory already."""
    from syndetect import scan as scan_documents

    return scan_documents(documents, jobs=jobs)


def candidates(documents: Sequence[Document]) -> set[tuple[str, str]]:
    """The candidate pairs that a scan would align, ids sorted within a pair.

    Raises UnavailableError when the pipeline does not offer them.
    """
    from syndetect.settings import Settings

    try:
        from syndetect.pipeline import candidate_pairs
    except ImportError:
        raise UnavailableError("syndetect.pipeline has no candidate_pairs") from None
    ids, rows = candidate_pairs(documents, Settings())
    return {(min(ids[left], ids[right]), max(ids[left], ids[right])) for left, right in rows.tolist()}


def relation(answers: Answers, pair: Labelled) -> str:
    """The relation given to a pair; `unrelated` when it has no answer."""
    answer = answers.get(pair.ids)
    return answer.relation if answer else "unrelated"


def derived(answers: Answers, pair: Labelled) -> bool:
    """Whether a pair was called derived."""
    answer = answers.get(pair.ids)
    return answer is not None and answer.derived


def passages(answers: Answers, pair: Labelled) -> list[Match]:
    """The passages of a pair as matches, whatever its relation."""
    answer = answers.get(pair.ids)
    return [
        Match((passage.left.begin, passage.left.end), (passage.right.begin, passage.right.end))
        for passage in (answer.passages if answer else ())
    ]


def outcomes(answers: Answers, truth: Mapping[tuple[str, str], bool]) -> tuple[Outcome, ...]:
    """For each answered pair, how sure derived-or-not was, and whether it was right."""
    return tuple(
        outcome(answers[ids], is_derived=is_derived) for ids, is_derived in truth.items() if ids in answers
    )


def outcome(pair: Pair, *, is_derived: bool) -> Outcome:
    """How sure a pair's derived-or-not was, and whether it was right."""
    sure = pair.derivation if pair.derived else 1 - pair.derivation
    return Outcome(sure, pair.derived == is_derived)


def relation_counts(pairs: Iterable[Pair]) -> Counter[str]:
    """How many pairs have each relation."""
    return Counter(pair.relation for pair in pairs)
