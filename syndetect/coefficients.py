"""Fitted or set numbers in files of the package: logistic models in one format, and digests of the files."""

from __future__ import annotations

import bisect
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

F64: TypeAlias = NDArray[np.float64]

FILES = ("event", "provenance", "support", "translation", "verdict")
"""Every file with numbers on which a report depends."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: the log odds are the intercept plus the sum of each coefficient times its measure."""

    intercept: float
    coefficients: Mapping[str, float]

    def odds(self, measured: Mapping[str, F64]) -> F64:
        """Log odds, float64 (rows,); `measured`: a column of each measure, float64 (rows,).

        The terms are added in a fixed order, so that no row depends on the others. Raises KeyError for a
        measure that is missing.
        """
        total = np.zeros(len(next(iter(measured.values()))))
        for name, coefficient in self.coefficients.items():
            total += coefficient * measured[name]
        return total + self.intercept

    def contributions(self, measured: Mapping[str, float]) -> dict[str, float]:
        """What the intercept and each measure of one case add to the log odds; their sum is the log odds.

        Raises KeyError for a measure that is missing.
        """
        # Every coefficient needs its measure, so that a difference between model and code is an error.
        added = {name: coefficient * measured[name] for name, coefficient in self.coefficients.items()}
        return {"intercept": self.intercept, **added}

    def probability(self, measured: Mapping[str, float]) -> float:
        """The probability of one case, 0 to 1."""
        odds = sum(self.contributions(measured).values())
        return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0


@lru_cache(maxsize=8)
def saved(file: str) -> Mapping[str, Any]:
    """The content of a data file of the package; `file` is its name without ``.json``."""
    data: Mapping[str, Any] = json.loads(_bytes(file))
    return data


@lru_cache(maxsize=8)
def models(file: str) -> Mapping[str, Model]:
    """The logistic models of a file, by name."""
    return {name: model_of(row) for name, row in saved(file)["models"].items()}


def calibrated(file: str, curve: str, value: float) -> float:
    """A probability corrected by a calibration curve, which is linear between a few knots: 0 to 1."""
    knots: list[list[float]] = saved(file)["calibration"][curve]
    probabilities = [probability for probability, _ in knots]
    right = bisect.bisect_right(probabilities, value)
    if right == 0:
        return knots[0][1]
    if right == len(knots):
        return knots[-1][1]
    (x0, y0), (x1, y1) = knots[right - 1], knots[right]
    return y0 + (y1 - y0) * (value - x0) / (x1 - x0)


def model_of(row: Mapping[str, float]) -> Model:
    """A model from a row of a file: the intercept and the coefficients by name."""
    return Model(row["intercept"], {name: value for name, value in row.items() if name != "intercept"})


@lru_cache(maxsize=1)
def digests() -> Mapping[str, str]:
    """The first twelve hexadecimal digits of the SHA-256 of each file, by the name of the file."""
    return MappingProxyType({file: hashlib.sha256(_bytes(file)).hexdigest()[:12] for file in FILES})


def _bytes(file: str) -> bytes:
    return files("syndetect").joinpath(f"data/{file}.json").read_bytes()
