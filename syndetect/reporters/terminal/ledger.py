"""With `explain`: what each measure of a pair added to the odds that it is derived."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from syndetect.model import Pair
from syndetect.reporters.terminal.view import View, heading, packed


def accounts(pair: Pair) -> Iterator[RenderableType]:
    """A table of the measures of the verdict's models, weightiest first; empty without a ledger."""
    if not pair.ledger:
        return
    yield heading("What it rests on", "log odds of derivation, against what is usual")
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("measure", overflow="fold")
    for name in ("value", "weight", "adds"):
        table.add_column(name, justify="right", no_wrap=True)
    for entry in pair.ledger:
        table.add_row(
            f"{entry.model}: {entry.measure}",
            f"{entry.value:.2f}",
            f"{entry.coefficient:.2f}",
            f"{entry.adds:+.2f}",
        )
    yield table


def account_line(view: View, pair: Pair) -> Iterator[RenderableType]:
    """The same figures on as few lines as possible."""
    entries = [
        f"{entry.model}: {entry.measure} {entry.value:.2f} adds {entry.adds:+.2f}" for entry in pair.ledger
    ]
    if entries:
        yield Text(packed(entries, view.room), style="dim")
