"""Report -> plain dicts and lists, keys in the order of the published format, floats with four decimals."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, time
from operator import attrgetter
from typing import Any

from syndetect.model import (
    SCHEMA,
    Document,
    Evidence,
    Fault,
    Finding,
    Pair,
    Passage,
    Report,
    Ruling,
    Skipped,
)
from syndetect.records.families_json import family_record, outlet_record
from syndetect.records.json_figures import figure, finite
from syndetect.records.ledgers import Models, ledger_record, models_of

_DEEPEST = 32
_EVIDENCE = tuple((item.name, item.type == "float") for item in fields(Evidence))
_VALUES = attrgetter(*(name for name, _ in _EVIDENCE))


def to_dict(report: Report) -> dict[str, Any]:
    """The report in the published format, ready for `dumps`.

    A document has its text only when a pair or a family has it. Raises ValueError for a figure that is not
    finite.
    """
    return {key: list(item) if isinstance(item, Iterator) else item for key, item in parts(report).items()}


def parts(report: Report) -> dict[str, Any]:
    """The same as `to_dict`, with an iterator for each list, which makes one record at a time."""
    related, models = _related(report), models_of(pair.ledger for pair in report.pairs)
    return {
        "schema": SCHEMA,
        "run": _run(report),
        "settings": plain(report.settings),
        "models": models,
        "submissions": _submissions(report),
        "documents": (_document(item, with_text=item.id in related) for item in report.documents),
        "skipped": map(_skipped, report.skipped),
        "faults": map(_fault, report.faults),
        "notes": map(_skipped, report.notes),
        "pairs": (_pair(item, models) for item in report.pairs),
        "families": map(family_record, report.families),
        "outlets": map(outlet_record, report.outlets),
        "gate": None if report.gate is None else _gate(report.gate),
        "findings": map(_finding, report.findings),
    }


def records(report: Report) -> Iterator[dict[str, Any]]:
    """The records of the report, each with its `type`: run, document, skipped, note, fault, pair and so on.

    A report that a gate has judged ends in its gate and its findings.
    """
    related, models = _related(report), models_of(pair.ledger for pair in report.pairs)
    yield {
        "type": "run",
        "schema": SCHEMA,
        **_run(report),
        "settings": plain(report.settings),
        "models": models,
        "submissions": _submissions(report),
    }
    for document in report.documents:
        yield {"type": "document", **_document(document, with_text=document.id in related)}
    for skipped in report.skipped:
        yield {"type": "skipped", **_skipped(skipped)}
    for fault in report.faults:
        yield {"type": "fault", **_fault(fault)}
    for note in report.notes:
        yield {"type": "note", **_skipped(note)}
    for pair in report.pairs:
        yield {"type": "pair", **_pair(pair, models)}
    for family in report.families:
        yield {"type": "family", **family_record(family)}
    for exchange in report.outlets:
        yield {"type": "outlet", **outlet_record(exchange)}
    if report.gate is not None:
        yield {"type": "gate", **_gate(report.gate)}
    for finding in report.findings:
        yield {"type": "finding", **_finding(finding)}


def plain(value: Any, depth: int = 0) -> Any:
    """A value of the user as JSON can hold it: dates as ISO 8601, None for a number that is not finite."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date | time):
        return value.isoformat()
    if depth < _DEEPEST and isinstance(value, Mapping):
        return {str(key): plain(item, depth + 1) for key, item in value.items()}
    if depth < _DEEPEST and isinstance(value, list | tuple):
        return [plain(item, depth + 1) for item in value]
    # Front matter can refer to itself; no value that a person writes is this deep.
    return "…" if isinstance(value, Mapping | list | tuple) else str(value)


def _related(report: Report) -> set[str | None]:
    ids: set[str | None] = {side for pair in report.pairs for side in (pair.left, pair.right)}
    for family in report.families:
        ids.update(member.document for member in family.members)
        ids.update(family.same_story)
        ids.add(family.source.document)
    return ids


def _run(report: Report) -> dict[str, Any]:
    run = report.run
    return {
        "version": run.version,
        "started": run.started,
        "seconds": figure(run.seconds),
        "stages": {name: figure(seconds) for name, seconds in run.stages.items()},
        "cpu": {name: figure(seconds) for name, seconds in run.cpu.items()},
        "counts": {name: int(count) for name, count in run.counts.items()},
        "coefficients": dict(run.coefficients),
    }


def _document(document: Document, *, with_text: bool) -> dict[str, Any]:
    record = {
        "id": document.id,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published,
        "url": document.url,
        "language": document.language,
        "identified": document.identified,
        "path": document.path,
        "line": document.line,
        "record": document.record,
        "words": int(document.words),
        "total_coverage": figure(document.total_coverage),
        "total_derived_words": int(document.total_derived_words),
        "masked": document.masked,
        "meta": plain(document.meta),
    }
    return {**record, "text": document.text} if with_text else record


def _submissions(report: Report) -> list[str] | None:
    return None if report.submissions is None else list(report.submissions)


def _gate(gate: Ruling) -> dict[str, Any]:
    return {"policy": gate.policy, "notes": list(gate.notes)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "submission": finding.submission,
        "source": finding.source,
        "relation": finding.relation,
        "status": finding.status,
        "fails": finding.fails,
        "reason": finding.reason,
    }


def _skipped(skipped: Skipped) -> dict[str, Any]:
    record = {"source": skipped.source, "reason": skipped.reason}
    return {**record, "note": True} if skipped.note else record


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "stage": fault.stage,
        "what": fault.what,
        "documents": list(fault.documents),
        "error": fault.error,
    }


def _pair(pair: Pair, models: Models) -> dict[str, Any]:
    return {
        "left": pair.left,
        "right": pair.right,
        "relation": pair.relation,
        "confidence": figure(pair.confidence),
        "derivation": figure(pair.derivation),
        "direction": pair.direction,
        "certainty": figure(pair.certainty),
        "evidence": _evidence(pair.evidence),
        "passages": [_passage(item) for item in pair.passages],
        "reasons": list(pair.reasons),
        "ledger": ledger_record(pair.ledger, models),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    values = _VALUES(evidence)
    # One check for all of them: the sum is finite when each is.
    finite(sum(values))
    return {
        name: round(value, 4) + 0.0 if is_share else int(value)
        for (name, is_share), value in zip(_EVIDENCE, values, strict=True)
    }


def _passage(passage: Passage) -> dict[str, Any]:
    left, right = passage.left, passage.right
    return {
        "left": {"begin": int(left.begin), "end": int(left.end)},
        "right": {"begin": int(right.begin), "end": int(right.end)},
        "kind": passage.kind,
        "similarity": figure(passage.similarity),
    }
