"""The trace of one pair through the search, and the audit of how much of what is there the search finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from syndetect.model.documents import Fault, Skipped
from syndetect.model.pairs import Pair


@dataclass(frozen=True, slots=True)
class Step:
    """One step that a pair has to pass before a verdict; `text` names the `figures` in a sentence."""

    name: str
    passed: bool
    text: str
    figures: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Trace:
    """All steps of one pair through a search; `pair` is the verdict that it has or would have had.

    `pair` is None where it could not be judged, for the reason in `faults`.
    """

    left: str
    right: str
    steps: tuple[Step, ...]
    pair: Pair | None
    skipped: tuple[Skipped, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a whole were found, with the 95 % interval of the share (Wilson 1927)."""

    name: str
    part: int
    whole: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """`part` divided by `whole`, 0 to 1; 1 where `whole` is 0."""
        return self.part / self.whole if self.whole else 1.0


@dataclass(frozen=True, slots=True)
class Missed:
    """A pair that exact search finds and the search by fingerprints does not; `shared` is in shingles."""

    left: str
    right: str
    resemblance: float
    shared: int


@dataclass(frozen=True, slots=True)
class Audit:
    """How much of what is there a search finds, measured on the corpus itself.

    `curve`: for each resemblance the probability of sharing a band. `exact`: of the pairs that exact search
    finds for `sampled` articles, those that the search found. `excerpts`: stretches of several lengths are
    cut from articles and put into other articles in thought; of these, those that rare wording would find.
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
