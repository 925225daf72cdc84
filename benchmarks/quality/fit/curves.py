"""Calibration curves: how often what was given a probability came true, as a few knots that never fall."""

from __future__ import annotations

import numpy as np

from benchmarks.quality.fit.samples import F64, Bools

PLACES = 4
PRIOR = 2.0
"""Weight of the stated probability itself in each knot, in rows of mean weight: few rows prove little."""

Knots = list[list[float]]


def curve(stated: F64, labels: Bools, weights: F64, knots: int) -> Knots:
    """Pairs of a stated probability and how often it was true, rising in both; `knots` at most.

    Rows are cut into parts of like weight by what was stated, and neighbours that fall are pooled
    (isotonic regression; Zadrozny and Elkan 2002).
    """
    order = np.argsort(stated, kind="stable")
    stated, labels, weights = stated[order], labels[order], weights[order] / weights.mean()
    reached = np.cumsum(weights) / weights.sum()
    parts = np.minimum((reached * knots).astype(np.int64), knots - 1)
    pooled: list[list[float]] = []
    for part in np.unique(parts):
        of = parts == part
        weight = float(weights[of].sum())
        mean = float(weights[of] @ stated[of]) / weight
        true = (float(weights[of] @ labels[of]) + PRIOR * mean) / (weight + PRIOR)
        pooled.append([mean, true, weight])
        while len(pooled) > 1 and (pooled[-2][1] >= pooled[-1][1] or pooled[-2][0] >= pooled[-1][0]):
            later, earlier = pooled.pop(), pooled.pop()
            both = earlier[2] + later[2]
            pooled.append([(earlier[k] * earlier[2] + later[k] * later[2]) / both for k in (0, 1)] + [both])
    return [[round(mean, PLACES), round(true, PLACES)] for mean, true, _ in pooled]


def applied(knots: Knots, stated: F64) -> F64:
    """What the curve makes of stated probabilities."""
    places, values = np.array(knots, np.float64).T
    return np.asarray(np.interp(stated, places, values), np.float64)
