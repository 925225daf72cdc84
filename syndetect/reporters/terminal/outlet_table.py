"""What outlets took from each other, with intervals; ranked only where there are enough articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from syndetect.counting import percent, plural
from syndetect.model import Exchange
from syndetect.reporters.escape import clip
from syndetect.reporters.terminal.view import View, heading, more, safe
from syndetect.reporters.wording import hours_words

_SHOWN, _SHOWN_EXPLAINED = 8, 200


def section(view: View) -> Iterator[RenderableType]:
    """The table of outlets with three articles or more; empty where there are none."""
    rows = view.report.outlets
    if not rows:
        return
    if not (view.explain or all(row.enough for row in rows)):
        count = plural(len(rows), "pair of outlets", "pairs of outlets")
        yield Text(f"\n{count}, with too few articles to rank; --explain lists them", style="dim")
        return
    ranked = all(row.enough for row in rows)
    order = sorted(rows, key=lambda row: (-row.uncredited_words, row.outlet, row.source)) if ranked else rows
    note = "by uncredited words" if ranked else "by name: too few articles to rank outlets"
    yield heading("Outlets", note)
    shown = _SHOWN_EXPLAINED if view.explain else _SHOWN
    yield _table(view, order[:shown])
    yield Text("in brackets: 95 % intervals", style="dim")
    if len(rows) > shown:
        yield more(len(rows) - shown, "row", how="--explain or --format json lists all of them")


def _table(view: View, rows: Sequence[Exchange]) -> Table:
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    name = max((view.width - 52) // 2, 8)
    for title in ("outlet", "took from"):
        table.add_column(title, width=min(name, 28), overflow="fold")
    table.add_column("articles", justify="right", width=16)
    table.add_column("credited", justify="right", width=16)
    table.add_column("after", justify="right", width=7)
    if view.wide:
        table.add_column("words taken", justify="right")
        table.add_column("uncredited", justify="right")
    for row in rows:
        cells = [
            Text(clip(safe(row.outlet), min(name, 28))),
            Text(clip(safe(row.source), min(name, 28))),
            Text(_share(row.taken, row.articles, row.taken_low, row.taken_high)),
            Text(_share(row.credited, row.taken, row.credited_low, row.credited_high)),
            Text(hours_words(row.delay)),
        ]
        if view.wide:
            cells += [Text(f"{row.derived_words:,}"), Text(f"{row.uncredited_words:,}")]
        table.add_row(*cells)
    return table


def _share(count: int, whole: int, low: float, high: float) -> str:
    return f"{count}/{whole} ({_bare(low)}–{percent(high)})"


def _bare(share: float) -> str:
    return percent(share).removesuffix(" %")
