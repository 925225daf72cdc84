"""The findings of a gate: a line for each submission and source, those that fail first."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from syndetect.counting import percent, plural
from syndetect.gates import Case, findings_of
from syndetect.model import Finding
from syndetect.reporters.escape import clip
from syndetect.reporters.finding_lines import ranked
from syndetect.reporters.terminal.view import View, heading, more, relation_text, safe

_SHOWN, _SHOWN_EXPLAINED = 20, 500
_STYLES = {"fails": "bold red", "new": "bold", "known": "dim", "suppressed": "dim", "licensed": "green"}


def section(view: View) -> Iterator[RenderableType]:
    """The findings with their status; empty for a report that no gate has judged."""
    gate = view.report.gate
    ranking = ranked(findings_of(view.report)) if gate is not None else []
    if gate is None or not ranking:
        return
    policy = gate.policy is not None
    failing = sum(finding.fails for _, finding in ranking)
    verdict = (
        f"{plural(failing, 'finding')} {'fails' if failing == 1 else 'fail'}" if failing else "none fails"
    )
    yield heading("Findings", f"{verdict} on {clip(safe(gate.policy), 60)}" if policy else "")
    shown = ranking[: _SHOWN_EXPLAINED if view.explain else view.top or _SHOWN]
    yield _table(view, shown, policy=policy)
    for reason in dict.fromkeys(finding.reason for _, finding in shown if finding.reason):
        yield Text(f"• {safe(reason)}", style="dim")
    if len(ranking) > len(shown):
        yield more(len(ranking) - len(shown), "finding", how="--format json lists all of them")


def _table(view: View, cases: list[tuple[Case, Finding]], *, policy: bool) -> Table:
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    name = None if view.whole else max((view.width - 42) // 2, 8)
    table.add_column("", width=10, no_wrap=True)
    table.add_column("submission", width=name, overflow="fold")
    table.add_column("relation", width=12, overflow="fold")
    table.add_column("source", width=name, overflow="fold")
    table.add_column("words", justify="right", width=6)
    for case, finding in cases:
        status = "fails" if finding.fails and policy else finding.status
        table.add_row(
            Text(status, style=_STYLES[status]),
            Text(view.id(finding.submission, name or 0)),
            relation_text(finding.relation),
            Text(view.id(finding.source, name or 0)),
            Text(percent(case.coverage)),
        )
    return table
