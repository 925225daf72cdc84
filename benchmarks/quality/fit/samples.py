"""What a model is fitted on: rows of named measures, each with a label, a weight and the set it is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
Bools = NDArray[np.bool_]
Names = NDArray[np.str_]


class NothingToFitError(Exception):
    """A model has no rows; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Columns of one length: `values` has a column for each of the `names`; `labels` says yes or no."""

    names: tuple[str, ...]
    values: F64
    labels: Bools
    weights: F64
    sets: Names

    def __len__(self) -> int:
        return len(self.labels)

    def columns(self, *names: str) -> Samples:
        """Some of the measures."""
        places = [self.names.index(name) for name in names]
        return Samples(names, self.values[:, places], self.labels, self.weights, self.sets)

    def chosen(self, rows: Bools) -> Samples:
        """Some of the rows."""
        return Samples(self.names, self.values[rows], self.labels[rows], self.weights[rows], self.sets[rows])


def samples(
    measured: Sequence[Mapping[str, float]],
    labels: Sequence[bool],
    sets: Sequence[str],
    weights: Sequence[float] | None = None,
) -> Samples:
    """Samples of at least one row; all weigh alike unless told otherwise.

    Raises NothingToFitError when there are none, and ValueError when rows differ in what was measured.
    """
    if not measured:
        raise NothingToFitError("no pair gives anything to fit on; is the data directory complete?")
    names = tuple(measured[0])
    if any(tuple(row) != names for row in measured):
        raise ValueError("the rows differ in their measures")
    return Samples(
        names=names,
        values=np.array([list(row.values()) for row in measured], np.float64),
        labels=np.array(labels, np.bool_),
        weights=np.ones(len(measured)) if weights is None else np.array(weights, np.float64),
        sets=np.array(sets, np.str_),
    )
