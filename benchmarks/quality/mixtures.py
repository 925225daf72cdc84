"""A widely printed wire, another paper's own report of the event, and papers that mix paragraphs of both.

Only the mixtures are made from the two. Without dates nothing says that the report was there before a mixture
but that the mixture has the rest from the wire.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.situations import Maker, Situation

TELLINGS = Path(__file__).resolve().parent / "tellings.jsonl"

PRINTS = (1, 2, 5, 11, 14, 20)
"""Prints of the wire; from eleven on others are compared with one of them alone."""

_SIGNED = "Ida Morrow"


@dataclass(frozen=True, slots=True)
class Event:
    """Two tellings of one event by paragraphs, and what a house sets below and above its prints."""

    language: str
    wire: tuple[str, ...]
    own: tuple[str, ...]
    lines: tuple[str, ...]
    byline: str


def events() -> list[Event]:
    """The project's own tellings, one event a language."""
    rows = [json.loads(line) for line in TELLINGS.read_text("utf-8").splitlines()]
    return [
        Event(row["language"], tuple(row["wire"]), tuple(row["own"]), tuple(row["lines"]), row["byline"])
        for row in rows
    ]


def mixed(wire: Sequence[str], own: Sequence[str], way: int) -> list[str]:
    """Paragraphs of the two: by turns, in halves, mostly of one, or all of both."""
    turns = [(wire, own)[place % 2][place] for place in range(len(wire))]
    ways = (
        turns,
        [*wire[:3], *own[3:]],
        [*wire[:2], own[1], *wire[2:4], own[4], *wire[5:]],
        [part for pair in zip(wire, own, strict=True) for part in pair],
        [wire[0], own[2], wire[3], own[1]],
    )
    return ways[way % len(ways)]


def mixtures(told: Sequence[Event], count: int, seed: int) -> Iterator[Situation]:
    """Every way of mixing with either telling first, with any number of prints, one mixture or two."""
    for number in range(count):
        maker = Maker("m", seed, number)
        yield mixture(maker, told[number % len(told)], PRINTS[maker.between(0, len(PRINTS) - 1)])


def mixture(maker: Maker, event: Event, prints: int) -> Situation:
    """One event with so many prints of the wire."""
    printed = []
    for place in range(prints):
        kept = event.wire[: len(event.wire) - (maker.between(1, 2) if maker.chance(0.3) else 0)]
        line = event.lines[place % len(event.lines)].format(f"Paper {place:02}")
        signed = [event.byline.format(_SIGNED)] if place % 2 else []
        hours = 1 + maker.between(0, 20) / 10
        printed.append(maker.document("\n\n".join([*signed, *kept, line]), hours, f"Paper {place:02}"))
    own = maker.document("\n\n".join(event.own), 2.0)
    made = []
    for _ in range(maker.between(1, 2)):
        order = (event.wire, event.own) if maker.chance(0.5) else (event.own, event.wire)
        made.append(maker.document("\n\n".join(mixed(*order, maker.between(0, 4))), 20.0 + len(made)))
    wires = frozenset(one.id for one in printed)
    sources = {one.id: frozenset({*wires, own.id}) for one in made}
    # With dates a print may be from any that came before it: nothing says that all are from one wire.
    if printed[0].published is not None:
        sources |= {one.id: wires - {one.id} for one in printed}
    return Situation((*printed, own, *made), sources)
