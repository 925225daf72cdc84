"""The report for people at a terminal: families first, then the evidence, then what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType

from syndetect.model import Report
from syndetect.reporters.outline import is_comparison
from syndetect.reporters.terminal import (
    clean,
    comparison,
    family_list,
    findings,
    internal_errors,
    next_command,
    outlet_table,
    pair_table,
    skipped,
    strongest_passages,
)
from syndetect.reporters.terminal.view import View, printed

__all__ = ["render"]


def render(  # noqa: PLR0913 (each is a choice that users have)
    report: Report,
    *,
    width: int,
    colour: bool,
    explain: bool,
    summary: bool = False,
    top: int | None = None,
    passages: int = 0,
    verbose: bool = False,
    whole: bool = False,
) -> Iterator[str]:
    """The report, section by section; no line is wider than `width` terminal cells (at least 40).

    Without `colour` there are no escape codes. `explain` adds every figure and every reason, `verbose` the
    articles without a relation. A `summary` is one line. `top` is the most families that are shown,
    `passages` the most passages of a pair. With `whole` no name is shortened, and lines may be longer.
    """
    view = View(report, max(width, 40), colour, explain, whole, verbose, top, passages)
    if summary:
        yield from printed(view, family_list.summary(view))
        return
    for section in _comparison(view) if is_comparison(report) else _scan(view):
        yield from printed(view, section)


def _scan(view: View) -> Iterator[Iterable[RenderableType]]:
    yield family_list.headline(view)
    yield internal_errors.section(view)
    yield findings.section(view)
    yield from family_list.sections(view)
    yield from strongest_passages.sections(view)
    yield outlet_table.section(view)
    yield pair_table.others(view)
    yield from pair_table.ledger(view)
    yield skipped.furniture(view)
    yield skipped.notes(view)
    yield skipped.section(view)
    yield skipped.passed_over(view)
    yield clean.section(view)
    yield next_command.section(view)


def _comparison(view: View) -> Iterator[Iterable[RenderableType]]:
    yield comparison.verdict(view)
    yield internal_errors.section(view)
    yield findings.section(view)
    yield comparison.origin(view)
    yield comparison.figures(view)
    yield from comparison.passages(view)
    yield skipped.notes(view)
    yield skipped.section(view)
    yield skipped.passed_over(view)
    yield next_command.section(view)
