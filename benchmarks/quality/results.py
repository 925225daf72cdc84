"""What a set's run hands back: figures that floors can hold, tables to read, outcomes for calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.quality.measures.calibration import Outcome

Goal = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Task:
    """What a set is to run on. `directories` are those of the set's entry, in its order."""

    directories: tuple[Path, ...]
    fast: bool = False
    jobs: int = 1

    @property
    def directory(self) -> Path:
        """The first directory: the set's own."""
        return self.directories[0]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number with the direction in which it is better."""

    name: str
    value: float
    goal: Goal = "up"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a title; the first column is left-aligned, the others right-aligned."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One set's figures and tables.

    `outcomes` are derived-or-not answers with the probability of derivation, or of none. `stated` are
    relations with their confidence, where the labels say whether they are right; `links` are the sources that
    were told, with their certainty.
    """

    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()
    stated: tuple[tuple[str, Outcome], ...] = ()
    links: tuple[Outcome, ...] = ()


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    """A table of any values: floats get three places, everything else its plain form."""
    return Table(title, tuple(columns), tuple(tuple(_cell(value) for value in row) for row in rows))


def share(part: int, whole: int) -> float:
    """`part` of `whole`; 0 when there is nothing to share."""
    return part / whole if whole else 0.0


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
