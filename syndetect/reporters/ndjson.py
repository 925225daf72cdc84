"""The report as JSON records, one on each line, each with its type."""

from __future__ import annotations

from collections.abc import Iterator

from syndetect.model import Report
from syndetect.records import quick_dumps, records


def render(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:  # noqa: ARG001
    """A line for each record; `width`, `colour` and `explain` change nothing."""
    for record in records(report):
        yield f"{quick_dumps(record)}\n"
