"""Sets of articles in the wild, `group` = same claim: copies are found, families stay in their group.

The truth is exact: pairs of which one side has at least `LEAST` of its word 5-grams in the other. True
families are the groups that these pairs connect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.quality import data, detect
from benchmarks.quality.measures.bcubed import bcubed, connected
from benchmarks.quality.results import Figure, Result, Task, share, table
from benchmarks.quality.shingles import overlaps
from syndetect.model import Document, Report

LEAST = 0.3
LISTED = 40
"""Pairs listed at most."""


def run(task: Task) -> Result:
    """One scan, held against the exact containment of all pairs."""
    documents, group = data.documents(task.directory), data.groups(task.directory)
    copies = _copies(documents)
    report = detect.scan(documents, task.jobs)
    derived = {tuple(sorted((pair.left, pair.right))): pair for pair in report.pairs if pair.derived}
    missed = sorted(set(copies) - set(derived))
    across = [pair for pair in derived.values() if group.get(pair.left) != group.get(pair.right)]
    precision, recall = _families(copies, report)
    figures = (
        Figure("copies.found", share(len(copies) - len(missed), len(copies))),
        Figure("cross-group.derived", len(across), "down"),
        Figure("families.precision", precision),
        Figure("families.recall", recall),
        Figure("families.of-one-group", _of_one_group(report, group)),
        Figure("families.copies-together", share(_together(copies, report), len(copies))),
    )
    tables = [
        table(
            f"{len(documents)} articles, {len(copies)} pairs of containment {LEAST} or more",
            ("measure", "value"),
            [(figure.name, figure.value) for figure in figures] + [("derived pairs", len(derived))],
        ),
        table(
            "Missed copies",
            ("pair", "containment", "answer"),
            [
                (f"{left} – {right}", copies[left, right], _answer(report, left, right))
                for left, right in missed
            ][:LISTED],
        ),
        table(
            "Derived across groups",
            ("pair", "relation", "confidence", "passages"),
            [
                (f"{pair.left} – {pair.right}", pair.relation, pair.confidence, len(pair.passages))
                for pair in across
            ][:LISTED],
        ),
    ]
    outcomes = [
        detect.outcome(pair, is_derived=True)
        for pair in report.pairs
        if tuple(sorted((pair.left, pair.right))) in copies
    ]
    return Result(figures, tuple(part for part in tables if part.rows), tuple(outcomes))


def _copies(documents: Sequence[Document]) -> dict[tuple[str, ...], float]:
    found = overlaps([document.text for document in documents])
    ids = [document.id for document in documents]
    return {
        tuple(sorted((ids[left], ids[right]))): containment
        for left, right, containment in zip(
            found.left.tolist(), found.right.tolist(), found.containment.tolist(), strict=True
        )
        if containment >= LEAST
    }


def _families(copies: dict[tuple[str, ...], float], report: Report) -> tuple[float, float]:
    """B-cubed over the documents that stand in a true or a given family: singletons would flatter it."""
    given = {member.document: family.id for family in report.families for member in family.members}
    joined = {side for pair in copies for side in pair} | set(given)
    return bcubed(connected(joined, [(pair[0], pair[1]) for pair in copies]), given)


def _of_one_group(report: Report, group: Mapping[str, object]) -> float:
    """B-cubed precision against the groups alone: whether a family holds articles of one claim only."""
    given = {member.document: family.id for family in report.families for member in family.members}
    return bcubed({id: str(group.get(id, id)) for id in given}, given)[0]


def _together(copies: dict[tuple[str, ...], float], report: Report) -> int:
    """How many of the copies stand in one family."""
    given = {member.document: family.id for family in report.families for member in family.members}
    return sum(given.get(left) is not None and given.get(left) == given.get(right) for left, right in copies)


def _answer(report: Report, left: str, right: str) -> str:
    pair = report.between(left, right)
    return pair.relation if pair else "not listed"
