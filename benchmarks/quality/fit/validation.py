"""Figures for rows that a model was not fitted on: five folds, and each set left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.fit import logistic
from benchmarks.quality.fit.samples import F64, Bools, Names, Samples
from benchmarks.quality.results import Table, table

FOLDS = 5
SEED = 0

Predict = Callable[[Bools, Bools], NDArray[Any]]
"""Fits on the rows of the first mask, and predicts those of the second."""


def folds(sets: Names, count: int = FOLDS, seed: int = SEED) -> NDArray[np.int64]:
    """A fold for every row; each set is spread evenly over all of them, and so are all sets together."""
    random = np.random.default_rng(seed)
    fold = np.zeros(len(sets), np.int64)
    before = 0
    for name in np.unique(sets):
        rows = np.flatnonzero(sets == name)
        fold[rows] = (random.permutation(len(rows)) + before) % count
        before += len(rows)
    return fold


def crossed(groups: NDArray[Any], predict: Predict) -> NDArray[Any]:
    """For every row what is predicted by a fit without the rows of its group."""
    parts = [(groups == group, predict(groups != group, groups == group)) for group in np.unique(groups)]
    out = np.zeros(len(groups), parts[0][1].dtype)
    for rows, predicted in parts:
        out[rows] = predicted
    return out


def held_out(rows: Samples, penalty: float, signs: Mapping[str, int]) -> F64:
    """The probability of each row by a model that has not seen its set, nor a fifth of the others."""
    names = sorted(set(rows.sets.tolist()))
    groups = np.array([names.index(name) % FOLDS for name in rows.sets.tolist()])

    def predict(seen: Bools, unseen: Bools) -> F64:
        model = logistic.fit(rows.chosen(seen), penalty, signs=signs)
        return logistic.probabilities(model, rows.chosen(unseen))

    return crossed(groups, predict)


def above(title: str, least: float, sets: Names, labels: Bools, columns: dict[str, F64]) -> Table:
    """By set and label, the share of rows above the probability `least`; a column for each way of fitting."""
    rows = []
    for name in [*np.unique(sets).tolist(), "all"]:
        for label in (True, False):
            of = (labels == label) & ((sets == name) | (name == "all"))
            if of.any():
                shares = [float((column[of] > least).mean()) for column in columns.values()]
                rows.append((name, "yes" if label else "no", int(of.sum()), *shares))
    return table(f"{title}: share with a probability above {least}", ("set", "is", "rows", *columns), rows)
