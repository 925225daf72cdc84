"""Workflow commands of GitHub Actions: annotations next to the articles, the most serious ones first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from syndetect.counting import plural
from syndetect.faults import fault_sentence
from syndetect.gates import Case, findings_of
from syndetect.model import Fault, Finding, Report
from syndetect.reporters.escape import spelled, visible
from syndetect.reporters.finding_lines import altered, figures, headline, ranked, tally
from syndetect.reporters.places import Places, file_of

SHOWN = 10
"""Annotations of one level that GitHub shows for a step; it drops all further ones without a message."""

Level = Literal["error", "warning", "notice"]


def render(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:  # noqa: ARG001
    """A line of figures, then one command on each line; `width`, `colour` and `explain` change nothing."""
    ranking = ranked(findings_of(report))
    yield f"{tally(report, ranking)}\n"
    times: Counter[Level] = Counter()
    failed: set[str] = set()
    if report.faults:
        times["error"] += 1
        yield _command("error", _missing(report.faults), title="syndetect: part of the report is missing")
    for case, finding in ranking:
        # A submission fails once: with its most serious finding, which comes first.
        level = _level(report, finding) if finding.submission not in failed else None
        if level is None:
            continue
        failed.update([finding.submission] * finding.fails)
        times[level] += 1
        # One annotation is kept free for the line about what is missing.
        if times[level] <= SHOWN - (level == "notice"):
            message = f"{figures(case)}; {altered(case)}" if case.altered else figures(case)
            yield _command(level, message, title=headline(case), position=_annotation_position(case))
    yield from _rest(report, times)


def _missing(faults: Sequence[Fault]) -> str:
    sentences = [visible(fault_sentence(fault)) for fault in faults[:SHOWN]]
    more = len(faults) - len(sentences)
    return "\n".join([*sentences, *[f"and {more} more"] * (more > 0)])


def escaped(text: str) -> str:
    """`text` as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """`text` as the value of a command's property."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


def _level(report: Report, finding: Finding) -> Level | None:
    if finding.fails:
        return "error" if report.gate is not None and report.gate.policy is not None else "warning"
    return (
        "notice" if finding.status == "new" and finding.relation not in ("same-story", "unrelated") else None
    )


def _rest(report: Report, times: Counter[Level]) -> Iterator[str]:
    notes = [visible(note) for note in report.gate.notes] if report.gate is not None else []
    if report.skipped:
        first = report.skipped[0]
        example = f"{visible(first.source)}: {visible(first.reason)}"
        more = len(report.skipped) - 1
        notes.append(
            f"{plural(len(report.skipped), 'input')} skipped; {example}{f', and {more} more' if more else ''}"
        )
    missing = sum(max(0, count - SHOWN + (level == "notice")) for level, count in times.items())
    if missing:
        notes.append(f"{plural(missing, 'more finding')} without an annotation; the report has them all")
    if notes:
        yield _command("notice", "\n".join(notes), title="syndetect")


def _annotation_position(case: Case) -> Iterator[tuple[str, int | str]]:
    file = file_of(case.submission)
    if file is None:
        return
    yield "file", spelled(file)
    first = next(case.passages(), None)
    region = Places(case.submission)(first[0]) if first is not None else None
    if region is None:
        return
    yield "line", region.line
    yield "endLine", region.end_line
    # Columns of a stretch over several lines make GitHub refuse the annotation.
    if region.column is not None and region.end_column is not None and region.line == region.end_line:
        yield "col", region.column
        yield "endColumn", region.end_column


def _command(
    level: Level, message: str, *, title: str, position: Iterable[tuple[str, int | str]] = ()
) -> str:
    properties = ",".join(
        f"{name}={escaped_property(str(value))}" for name, value in (*position, ("title", title))
    )
    return f"::{level} {properties}::{escaped(message)}\n"
