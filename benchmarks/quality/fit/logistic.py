"""Logistic regression with a ridge penalty: numpy and one optimiser."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.optimize import minimize

from benchmarks.quality.fit.samples import F64, NothingToFitError, Samples
from syndetect.coefficients import Model

PLACES = 4

_BOUNDS: Mapping[int, tuple[float | None, float | None]] = {
    1: (0.0, None),
    0: (None, None),
    -1: (None, 0.0),
}


def fit(
    rows: Samples, penalty: float, scale: F64 | None = None, signs: Mapping[str, int] | None = None
) -> Model:
    """The model of least weighted log loss plus half the penalty times the squared coefficients.

    `signs` says of which measures the coefficient may not be negative (1) or positive (-1).
    Coefficients are penalised as those of standardised measures; `scale` is the values that say what the
    standard is, by default the rows' own. The result takes measures as they are. Raises NothingToFitError
    when there are no rows, as when the only set is left out.
    """
    if not len(rows):
        raise NothingToFitError("no rows are left to fit on; add sets or pairs")
    standard = rows.values if scale is None else scale
    centre, spread = standard.mean(axis=0), standard.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    values = (rows.values - centre) / spread
    sign = np.where(rows.labels, 1.0, -1.0)
    weights = rows.weights / rows.weights.sum()

    def loss(point: F64) -> tuple[float, F64]:
        margin = sign * (point[0] + values @ point[1:])
        pull = -weights * sign * np.exp(-np.logaddexp(0, margin))
        slope = np.concatenate(([pull.sum()], values.T @ pull + penalty * point[1:]))
        return float(weights @ np.logaddexp(0, -margin) + penalty / 2 * (point[1:] @ point[1:])), slope

    bounds = [(None, None), *(_BOUNDS[(signs or {}).get(name, 0)] for name in rows.names)]
    start = np.zeros(values.shape[1] + 1)
    options = {"gtol": 1e-9, "ftol": 1e-15, "maxiter": 10_000}
    found: F64 = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    coefficients = found[1:] / spread
    return Model(
        intercept=round(float(found[0] - coefficients @ centre), PLACES),
        coefficients={
            name: round(float(value), PLACES) for name, value in zip(rows.names, coefficients, strict=True)
        },
    )


def probabilities(model: Model, rows: Samples) -> F64:
    """The model's probability of each row."""
    coefficients = np.array([model.coefficients[name] for name in rows.names])
    odds = model.intercept + rows.values @ coefficients
    return np.asarray(np.exp(-np.logaddexp(0, -odds)), np.float64)
