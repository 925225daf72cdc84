"""JUnit XML: one case for each submission, which fails when one of its findings does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from syndetect.gates import Case, findings_of
from syndetect.model import Document, Fault, Finding, Report
from syndetect.reporters.escape import spelled
from syndetect.reporters.finding_lines import altered, figures, headline, ranked, shown, standing
from syndetect.reporters.places import file_of
from syndetect.reporters.readable import sided

_NO_OUTLET = "articles"

CaseWithFinding = tuple[Case, Finding]


def render(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:  # noqa: ARG001
    """One test suite; `width`, `colour` and `explain` change nothing."""
    of: dict[str, list[CaseWithFinding]] = defaultdict(list)
    for case, finding in findings_of(report):
        of[finding.submission].append((case, finding))
    judged = _judged(report)
    failing = {document.id for document in judged if any(finding.fails for _, finding in of[document.id])}
    counts = {
        "tests": len(judged) + len(report.skipped) + len(report.faults),
        "failures": len(failing),
        "errors": len(report.faults),
        "skipped": len(report.skipped),
        "time": f"{report.run.seconds:.4f}",
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites{_attributes({'name': 'syndetect', **counts})}>\n"
    # The zone is left out: the schema that most readers use does not allow one.
    begun = {"timestamp": report.run.started[:19]}
    yield f"  <testsuite{_attributes({'name': 'syndetect', **counts, **begun})}>\n"
    for document in judged:
        yield _case(document, ranked(of[document.id]))
    for skipped in report.skipped:
        yield _skipped(skipped.source, skipped.reason)
    for fault in report.faults:
        yield _fault(fault)
    yield "  </testsuite>\n</testsuites>\n"


def _judged(report: Report) -> Sequence[Document]:
    if report.submissions is None:
        return report.documents
    return [report.document(id) for id in report.submissions]


def _case(document: Document, cases: Sequence[CaseWithFinding]) -> str:
    position = {"file": file_of(document), "line": document.line}
    outlet = document.outlet or _NO_OUTLET
    opening = _attributes({"classname": outlet, "name": document.id, "time": "0", **position})
    failing = [judged for judged in cases if judged[1].fails]
    passing = [
        f"{headline(case)} ({standing(finding)}): {figures(case)}"
        for case, finding in cases
        if not finding.fails
    ]
    inside = ""
    if failing:
        first, finding = failing[0]
        attributes = _attributes({"type": finding.relation, "message": _message(first, len(failing) - 1)})
        text = "\n".join(_case_text(case) for case, _ in failing)
        inside += f"      <failure{attributes}>{escape(text)}</failure>\n"
    if passing:
        text = "\n".join(passing)
        inside += f"      <system-out>{escape(text)}</system-out>\n"
    return f"    <testcase{opening}>\n{inside}    </testcase>\n" if inside else f"    <testcase{opening}/>\n"


def _message(case: Case, more: int) -> str:
    return f"{headline(case)}{f' (and {more} more)' if more else ''}"


def _case_text(case: Case) -> str:
    pair = case.pair
    sided_reasons = (sided(reason, shown(pair.left), shown(pair.right)) for reason in pair.reasons)
    reasons = "".join(f"\n  {spelled(reason)}" for reason in sided_reasons)
    changes = f"\n  {altered(case)}" if case.altered else ""
    return f"{headline(case)}\n  {figures(case)}{changes}{reasons}"


def _skipped(source: str, reason: str) -> str:
    opening = _attributes({"classname": "skipped", "name": source, "time": "0"})
    return f"    <testcase{opening}>\n      <skipped{_attributes({'message': reason})}/>\n    </testcase>\n"


def _fault(fault: Fault) -> str:
    opening = _attributes({"classname": "syndetect", "name": fault.what, "time": "0"})
    error = _attributes({"type": fault.stage, "message": fault.error})
    return f"    <testcase{opening}>\n      <error{error}/>\n    </testcase>\n"


def _attributes(values: Mapping[str, object]) -> str:
    return "".join(
        f" {name}={quoteattr(spelled(str(value)))}" for name, value in values.items() if value is not None
    )
