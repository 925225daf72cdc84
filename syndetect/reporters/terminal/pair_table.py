"""Pairs outside every family as a compact table, and with `explain` every pair with all its figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from syndetect.counting import percent
from syndetect.model import RELATIONS, Evidence, Pair
from syndetect.reporters.outline import is_doubtful
from syndetect.reporters.terminal.ledger import account_line
from syndetect.reporters.terminal.strongest_passages import pair_line
from syndetect.reporters.terminal.view import (
    View,
    heading,
    indented,
    more,
    packed,
    relation_text,
    worded_reasons,
)
from syndetect.reporters.wording import certainty

_SHOWN, _SHOWN_EXPLAINED, _LEDGER = 15, 200, 500


def others(view: View) -> Iterator[RenderableType]:
    """The pairs that no family already shows, strongest first."""
    listed = _outside(view)
    if not listed:
        return
    shown = _SHOWN_EXPLAINED if view.explain else _SHOWN
    listed.sort(key=lambda pair: (RELATIONS.index(pair.relation), -pair.confidence, pair.left, pair.right))
    yield heading("Pairs outside the families")
    yield _table(view, listed[:shown])
    if len(listed) > shown:
        yield more(len(listed) - shown, "pair", how="--format json lists all of them")


def ledger(view: View) -> Iterator[Iterator[RenderableType]]:
    """With `explain`: every figure and reason of the pairs, in the report's order."""
    pairs = view.report.pairs
    if not view.explain or not pairs:
        return
    yield iter([heading("Every pair, with all its figures")])
    for pair in pairs[:_LEDGER]:
        yield _entry(view, pair)
    if len(pairs) > _LEDGER:
        yield iter([more(len(pairs) - _LEDGER, "pair", how="--format json lists all of them")])


def figures_line(evidence: Evidence, room: int) -> str:
    """Every figure with its name in the JSON report, in lines of at most `room` terminal cells."""
    return packed((f"{item.name} {getattr(evidence, item.name):g}" for item in fields(evidence)), room)


def _outside(view: View) -> list[Pair]:
    report = view.report
    in_families = {
        frozenset((member.document, other))
        for family in report.families
        for other in family.same_story
        for member in family.members
    }
    return [
        pair
        for pair in report.pairs
        if not _together(view, pair) and frozenset((pair.left, pair.right)) not in in_families
    ]


def _together(view: View, pair: Pair) -> bool:
    family = view.report.family_of(pair.left)
    return family is not None and family is view.report.family_of(pair.right)


def _table(view: View, pairs: list[Pair]) -> Table:
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    name = None if view.whole else max((view.width - 42) // 2, 10)
    table.add_column("relation", width=12, overflow="fold")
    table.add_column("left", width=name, overflow="fold")
    table.add_column("right", width=name, overflow="fold")
    table.add_column("in common", justify="right", width=11)
    table.add_column("sure", justify="right", width=5)
    for pair in pairs:
        relation = relation_text(pair.relation, doubtful=is_doubtful(pair))
        shares = f"{percent(pair.evidence.coverage_left)}/{percent(pair.evidence.coverage_right)}"
        left, right = (Text(_short_name(view, side, name or 0)) for side in (pair.left, pair.right))
        table.add_row(relation, left, right, shares, f"{pair.confidence:.2f}")
    return table


def _short_name(view: View, name: str, room: int) -> str:
    # In a narrow column an outlet would leave no room for the id, which a next command needs.
    return view.name(view.document(name), room) if room >= 30 else view.id(name, room)


def _entry(view: View, pair: Pair) -> Iterator[RenderableType]:
    yield Text("")
    yield pair_line(view, pair)
    sure = f", {certainty(pair.certainty)}" if pair.certainty else ""
    yield indented(Text(f"{certainty(pair.confidence)} · {pair.direction}{sure}"))
    yield indented(Text(figures_line(pair.evidence, view.room), style="dim"))
    for line in account_line(view, pair):
        yield indented(line)
    for line in worded_reasons(view, pair):
        yield indented(Text(f"• {line}"))
