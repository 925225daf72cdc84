"""A row for each pair, for spreadsheets and tables; no cell of it is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from syndetect.faults import fault_sentence
from syndetect.gates import Case, findings_of, rounded
from syndetect.model import Document, Evidence, Fault, Finding, Pair, Report
from syndetect.reporters.escape import spelled

_SIDE = ("outlet", "title", "published", "url", "path", "words")
_FIGURES = tuple(item.name for item in fields(Evidence))
_FINDING = ("submission", "source", "status", "fails", "note", "coverage", "source_coverage")
_CREDIT = ("derived_words", "total_coverage", "total_derived_words", "credit", "credit_name")

COLUMNS = (
    *("left", "right", "relation", "confidence", "direction", "certainty"),
    *_FINDING,
    *_CREDIT,
    *(f"left_{name}" for name in _SIDE),
    *(f"right_{name}" for name in _SIDE),
    *_FIGURES,
    *("family", "reasons"),
)

_FORMULA = tuple("=+-@＝＋－＠")


def render(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:  # noqa: ARG001
    """A heading, a line for each pair, and a line without a relation for each fault.

    `width`, `colour` and `explain` change nothing.
    """
    yield _line(COLUMNS)
    judged = {(case.pair.left, case.pair.right): (case, finding) for case, finding in findings_of(report)}
    for pair in report.pairs:
        yield _line(_row(rounded(pair), judged.get((pair.left, pair.right)), report))
    for fault in report.faults:
        yield _line(_missing(fault))


def cell(value: Any) -> Any:
    """`value` as a cell that no spreadsheet takes for a formula, on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    text = spelled(value)
    return f"'{text}" if text.lstrip(" '\"").startswith(_FORMULA) else text


def _row(pair: Pair, judged: tuple[Case, Finding] | None, report: Report) -> list[Any]:
    family = report.family_of(pair.left)
    together = family is not None and family is report.family_of(pair.right)
    return [
        *(pair.left, pair.right, pair.relation, pair.confidence, pair.direction, pair.certainty),
        *(_judged(*judged) if judged else (None,) * (len(_FINDING) + len(_CREDIT))),
        *_side(report.document(pair.left)),
        *_side(report.document(pair.right)),
        *(getattr(pair.evidence, name) for name in _FIGURES),
        family.id if family is not None and together else None,
        "; ".join(pair.reasons),
    ]


def _missing(fault: Fault) -> list[Any]:
    """A row without a relation: what is missing because of an error in syndetect."""
    sides = (*fault.documents[:2], None, None)[:2] if len(fault.documents) <= 2 else (None, None)
    return [*sides, *[None] * (len(COLUMNS) - 3), fault_sentence(fault)]


def _judged(case: Case, finding: Finding) -> tuple[Any, ...]:
    return (
        *(finding.submission, finding.source, finding.status, finding.fails, finding.reason),
        *(case.coverage, case.source_coverage, case.derived_words),
        *(round(case.submission.total_coverage, 4), case.submission.total_derived_words),
        *(case.credit.kind, case.credit.name),
    )


def _side(document: Document) -> list[Any]:
    return [getattr(document, name) for name in _SIDE]


def _line(values: Any) -> str:
    text = io.StringIO()
    # Quoted, so that a spreadsheet that splits at semicolons does not split inside a text.
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerow(map(cell, values))
    return text.getvalue()
