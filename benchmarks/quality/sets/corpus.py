"""A directory of articles with a `labels.jsonl`: one scan, its pairs and families against the labels.

A line of the labels with `left` and `right` states a pair's `relation` and `direction`; pairs without a line
are unrelated, and a scan must not list them. A line with `family` states `members`, `source` (or
`source_name`, when it is not in the directory), `parents` (from whom each member has it), `origins` and
`credits`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.quality import data
from benchmarks.quality.data import Labelled
from benchmarks.quality.measures.bcubed import bcubed
from benchmarks.quality.results import Figure, Result, Task, share, table
from benchmarks.quality.sets import relations
from syndetect.model import DERIVED, Member, Report

Row = Mapping[str, Any]


def run(task: Task) -> Result:
    """One scan of the directory, as a user would run it."""
    from syndetect import scan

    labels = list(data.rows(task.directory / "labels.jsonl"))
    return judge(scan(task.directory, jobs=task.jobs), labels)


def judge(report: Report, labels: Sequence[Row]) -> Result:
    """Pairs and families of a report against its labels."""
    stated = [row for row in labels if "left" in row]
    pairs = [Labelled(row["left"], row["right"], row["relation"]) for row in stated]
    answers = {pair.ids: answer for pair in pairs if (answer := report.between(*pair.ids)) is not None}
    judged = relations.measure(pairs, answers)
    figures = (
        *_pair_figures(report, stated),
        *_family_figures(report, [row for row in labels if "family" in row]),
    )
    title = f"Directions and families: {len(report.families)} families given"
    more = table(title, ("measure", "value"), [(figure.name, figure.value) for figure in figures])
    strange = sorted(data.ids_of(pairs) - {document.id for document in report.documents})
    notes = (f"labelled, but not in the report: {', '.join(strange)}",) if strange else ()
    return Result((*judged.figures, *figures), (*judged.tables, more), judged.outcomes, notes, judged.stated)


def _pair_figures(report: Report, stated: Sequence[Row]) -> tuple[Figure, ...]:
    derived = [row for row in stated if row["relation"] in DERIVED and "direction" in row]
    right = sum(_direction(report, row) == row["direction"] for row in derived)
    listed = {frozenset((row["left"], row["right"])) for row in stated}
    extra = [pair for pair in report.pairs if frozenset((pair.left, pair.right)) not in listed]
    return (Figure("directions", share(right, len(derived))), Figure("unrelated.listed", len(extra), "down"))


def _family_figures(report: Report, stated: Sequence[Row]) -> tuple[Figure, ...]:
    """B-cubed is over the documents that stand in a true or a given family."""
    true = {member: str(row["family"]) for row in stated for member in row["members"]}
    members = {member.document: member for family in report.families for member in family.members}
    given = {member.document: family.id for family in report.families for member in family.members}
    precision, recall = bcubed({item: true.get(item, f"alone: {item}") for item in {*true, *given}}, given)
    parents = [pair for row in stated for pair in row.get("parents", {}).items()]
    credited = [pair for row in stated for pair in row.get("credits", {}).items()]
    named = sum(_credit(members, child) == credit["kind"] for child, credit in credited)
    audits = [(child, credit["audit"]) for child, credit in credited if "audit" in credit]
    audited = sum(_audit(members, child) == audit for child, audit in audits)
    inherited = sum(_from(members, child) == parent for child, parent in parents)
    origins = sum(_origins(report, row) == row.get("origins") for row in stated)
    return (
        Figure("families.precision", precision),
        Figure("families.recall", recall),
        Figure("sources", share(sum(_source_right(report, row) for row in stated), len(stated))),
        Figure("parents", share(inherited, len(parents))),
        Figure("origins", share(origins, len(stated))),
        Figure("credits", share(named, len(credited))),
        *([Figure("audits", share(audited, len(audits)))] if audits else []),
    )


def _direction(report: Report, row: Row) -> str | None:
    """The direction of a listed pair, seen from the row's sides."""
    pair = report.between(row["left"], row["right"])
    if pair is None or pair.left == row["left"]:
        return pair.direction if pair else None
    turned = {"left-from-right": "right-from-left", "right-from-left": "left-from-right"}
    return turned.get(pair.direction, pair.direction)


def _source_right(report: Report, row: Row) -> bool:
    """Whether the family of the row's members names the row's source, in the directory or outside it."""
    family = report.family_of(row["members"][0])
    if family is None:
        return False
    if row.get("source"):
        return family.source.document == str(row["source"])
    return family.source.document is None and family.source.name == row.get("source_name")


def _origins(report: Report, row: Row) -> int | None:
    family = report.family_of(row["members"][0])
    return family.origins if family else None


def _from(members: Mapping[str, Member], id: str) -> str | None:
    return members[id].source if id in members else None


def _audit(members: Mapping[str, Member], id: str) -> str | None:
    """The audit's verdict in the labels' words; credited in full or in part is right."""
    audit = members[id].audit if id in members else None
    if audit is None:
        return None
    return "right" if audit.verdict in {"full", "part"} else audit.verdict


def _credit(members: Mapping[str, Member], id: str) -> str | None:
    return members[id].credit.kind if id in members else None
