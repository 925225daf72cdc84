"""What a search says of itself: the way of one pair through it, and what it finds of what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from syndetect.model.documents import Fault, Skipped
from syndetect.model.pairs import Pair


@dataclass(frozen=True, slots=True)
class Step:
    """One step that a pair has to pass on its way to a verdict; the text holds the figures."""

    name: str
    passed: bool
    text: str
    figures: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Trace:
    """The way of one pair through a search; `pair` is the verdict that it has or would have had.

    `pair` is None where `faults` say that it could not be judged.
    """

    left: str
    right: str
    steps: tuple[Step, ...]
    pair: Pair | None
    skipped: tuple[Skipped, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of so many, with the 95 % interval of the share (Wilson 1927)."""

    name: str
    part: int
    whole: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """0 to 1; 1 of nothing."""
        return self.part / self.whole if self.whole else 1.0


@dataclass(frozen=True, slots=True)
class Missed:
    """A pair that exact search found and the index did not."""

    left: str
    right: str
    resemblance: float
    shared: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What an index finds of what is there, measured on the corpus itself.

    `curve`: for each resemblance the probability of sharing a band. `exact`: of the pairs that exact search
    found for `sampled` articles, those that the index found. `excerpts`: stretches of so many words are cut
    from articles and imagined inside other articles; of these, the ones that rare wording would find.
    """

    documents: int
    sampled: int
    candidates: int
    bands: int
    rows: int
    curve: tuple[tuple[float, float], ...]
    exact: tuple[Rate, ...]
    excerpts: tuple[Rate, ...]
    missed: tuple[Missed, ...]
    skipped: tuple[Skipped, ...] = ()
    faults: tuple[Fault, ...] = ()
