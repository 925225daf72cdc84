"""SARIF 2.1.0: a result for each finding, with locations in the submission and in its source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import quote

import xxhash

from syndetect.counting import percent, plural
from syndetect.faults import fault_sentence
from syndetect.gates import Case, findings_of, name_of
from syndetect.model import RELATIONS, Document, Finding, Relation, Report, Skipped, Span
from syndetect.records import dumps
from syndetect.reporters.escape import spelled, visible
from syndetect.reporters.finding_lines import WAY_WORDS, altered, credit, ranked, shown, sure
from syndetect.reporters.places import Place, Places, file_of
from syndetect.reporters.readable import sided
from syndetect.reporters.wording import KIND_WORDS, RELATION_WORDS

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

MOST_RESULTS = 5_000
"""Results of a run that GitHub shows; from 25,000 on it refuses the log."""

MOST_RELATED = 100
"""Related locations of one result that GitHub keeps."""

_MEANING: dict[Relation, str] = {
    "copy": "The text itself was reproduced: whole, cut or added to, with at most light edits.",
    "paraphrase": "Sentence after sentence in the source's order, with words changed and stretches kept.",
    "translation": "Sentence after sentence in the source's order, in another language.",
    "rewrite": "Told anew: facts, selection and order carried over, little of the wording.",
    "excerpt": "Some passages reused inside an article that is otherwise its own.",
    "same-story": "The same event, independently told; shared names, figures and quotations only.",
}
_HELP = (
    "This says what was measured on the texts, not whether the use was agreed. Look at the passages, then "
    "credit or license the text, excuse the finding with a reason and an expiry, or tell it in other words."
)


def render(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:  # noqa: ARG001
    """One run, a line for each result; `width`, `colour` and `explain` change nothing."""
    everything = ranked(findings_of(report))
    listed = everything[:MOST_RESULTS]
    driver = {"name": "syndetect", "semanticVersion": report.run.version, "rules": _rules()}
    invocation = {
        "executionSuccessful": not report.faults,
        "toolExecutionNotifications": [
            *_missing(len(everything) - len(listed)),
            *map(_left_out, report.skipped),
            *(_notification(visible(fault_sentence(fault)), "error") for fault in report.faults),
        ],
    }
    yield f'{{\n"$schema": {dumps(SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n'
    yield f'"tool": {dumps({"driver": driver})},\n"columnKind": "utf16CodeUnits",\n'
    yield f'"invocations": [{dumps(invocation)}],\n"results": ['
    with_baseline = any(finding.status == "known" for _, finding in everything)
    policy = report.gate is not None and report.gate.policy is not None
    failed: set[str] = set()
    for number, (case, finding) in enumerate(listed):
        # A submission fails once: with its most serious finding, which comes first.
        first = finding.fails and finding.submission not in failed
        failed.update([finding.submission] * first)
        result = _result(case, finding, error=policy and first, with_baseline=with_baseline)
        yield f"{',' if number else ''}\n{dumps(result)}"
    yield "\n]\n}]\n}\n"


def _rules() -> list[dict[str, Any]]:
    return [
        {
            "id": relation,
            "shortDescription": {"text": f"{RELATION_WORDS[relation].capitalize()}."},
            "fullDescription": {"text": _MEANING[relation]},
            "help": {"text": f"{_MEANING[relation]} {_HELP}"},
            "defaultConfiguration": {"level": "note" if relation == "same-story" else "warning"},
        }
        for relation in RELATIONS[:-1]
    ]


def _result(case: Case, finding: Finding, *, error: bool, with_baseline: bool) -> dict[str, Any]:
    related = list(islice(_related(case), MOST_RELATED))
    result: dict[str, Any] = {
        "ruleId": finding.relation,
        "ruleIndex": RELATIONS.index(finding.relation),
        "level": _level(finding, error=error),
        "rank": round(case.pair.confidence * 100, 2),
        "message": {"text": _message(case, linked=bool(related))},
        "locations": [_location(case)],
        "relatedLocations": related,
        "partialFingerprints": _fingerprints(case),
    }
    if with_baseline:
        result["baselineState"] = "unchanged" if finding.status == "known" else "new"
    if finding.status in ("suppressed", "licensed"):
        reason = visible(finding.reason or finding.status)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    result["properties"] = {
        "submission": spelled(case.submission.id),
        "source": spelled(case.source.id),
        "status": finding.status,
        "fails": finding.fails,
        "confidence": case.pair.confidence,
        "certainty": case.pair.certainty,
        "coverage": case.coverage,
        "derivedWords": case.derived_words,
        "totalCoverage": round(case.submission.total_coverage, 4),
        "totalDerivedWords": case.submission.total_derived_words,
        "credit": case.credit.kind,
        "direction": case.way,
        "passages": len(case.pair.passages),
        "altered": [
            {"kind": change.kind, "before": spelled(change.before), "after": spelled(change.after)}
            for change in case.altered[:MOST_RELATED]
        ],
        "reasons": [visible(sided(reason, case.pair.left, case.pair.right)) for reason in case.pair.reasons],
    }
    return result


def _level(finding: Finding, *, error: bool) -> str:
    if error:
        return "error"
    return "note" if finding.relation == "same-story" else "warning"


def _message(case: Case, *, linked: bool) -> str:
    name = _literal(shown(case.source.id))
    source = f"[{name}](1)" if linked else name
    outlet = f" ({_literal(shown(case.source.outlet))})" if case.source.outlet else ""
    relation = RELATION_WORDS[case.pair.relation].capitalize()
    way = "" if case.pair.relation == "same-story" else f" {WAY_WORDS[case.way]}"
    share = f"{percent(case.coverage)} of its words ({case.derived_words:,}) stand in passages in common"
    figures = f"{share}; {_literal(credit(case))}; {sure(case)}"
    changes = f" {_literal(_sentence(altered(case)))}" if case.altered else ""
    return f"{relation}:{way} {source}{outlet}. {_sentence(figures)}{changes}"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _literal(text: str) -> str:
    """`text` with the signs of a message's links and placeholders escaped."""
    for sign in "\\[]":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("{", "{{").replace("}", "}}")


def _location(case: Case) -> dict[str, Any]:
    first = next(case.passages(), None)
    span = Span(0, len(case.submission.text)) if first is None else first[0]
    return _physical(case.submission, Places(case.submission)(span)) | _logical(case.submission)


def _related(case: Case) -> Iterator[dict[str, Any]]:
    """The passages in the source, numbered from 1; nothing where the source is no file."""
    if file_of(case.source) is None:
        return
    place_of = Places(case.source)
    for number, (_, there, passage) in enumerate(case.passages(), 1):
        text = f"Passage {number}: {KIND_WORDS[passage.kind]}, {percent(passage.similarity)} alike."
        physical = _physical(case.source, place_of(there))
        yield {"id": number, **physical, **_logical(case.source), "message": {"text": text}}


def _physical(document: Document, region_of: Place | None) -> dict[str, Any]:
    file = file_of(document)
    if file is None:
        return {}
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if region_of is not None:
        region = {
            "startLine": region_of.line,
            "startColumn": region_of.column,
            "endLine": region_of.end_line,
            "endColumn": region_of.end_column,
        }
        location["region"] = {name: value for name, value in region.items() if value is not None}
    return {"physicalLocation": location}


def _logical(document: Document) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": spelled(document.id), "kind": "article"}]}


def _uri(file: str) -> str:
    encoded = quote(file, safe="/~", errors="backslashreplace")
    return f"file://{encoded}" if file.startswith("/") else encoded


def _fingerprints(case: Case) -> dict[str, str]:
    """A digest of the names and the relation alone, so that an edit of the articles changes nothing."""
    key = "\0".join((*sorted((name_of(case.submission), name_of(case.source))), case.pair.relation))
    digest = xxhash.xxh3_128_hexdigest(key.encode("utf-8", "surrogatepass"))
    return {"syndetect/finding/v1": digest}


def _missing(count: int) -> Iterator[dict[str, Any]]:
    if count:
        others = plural(count, "less serious finding is", "less serious findings are")
        text = (
            f"{others} not in this log, which holds {MOST_RESULTS:,} at most; the JSON report has all of them"
        )
        yield {"level": "warning", "message": {"text": text}}


def _left_out(skipped: Skipped) -> dict[str, Any]:
    return _notification(f"{visible(skipped.source)} was left out: {visible(skipped.reason)}", "warning")


def _notification(text: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": _literal(text)}}
