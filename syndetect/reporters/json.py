"""The report as one JSON object, with a line for each document, pair and family."""

from __future__ import annotations

from collections.abc import Iterator

from syndetect.model import Report
from syndetect.records import parts, pieces


def render(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:  # noqa: ARG001
    """The whole report; `width`, `colour` and `explain` change nothing."""
    yield from pieces(parts(report))
