"""Numbers that were fitted or set once, as files in the package: models in one format, and digests."""

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

FILES = ("provenance", "support", "translation", "verdict")
"""Every file that decides what a report says."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: log odds are the intercept plus coefficients times measures."""

    intercept: float
    coefficients: Mapping[str, float]

    def odds(self, measured: Mapping[str, F64]) -> F64:
        """Log odds: float64 (rows,). The sum is taken in one order, so that no row depends on the others."""
        total = np.zeros(len(next(iter(measured.values()))))
        for name, coefficient in self.coefficients.items():
            total += coefficient * measured[name]
        return total + self.intercept

    def contributions(self, measured: Mapping[str, float]) -> dict[str, float]:
        """What the intercept and each measure of one case add to the log odds; their sum is the log odds."""
        # Every coefficient wants its measure, so that a model and the code cannot drift apart unseen.
        added = {name: coefficient * measured[name] for name, coefficient in self.coefficients.items()}
        return {"intercept": self.intercept, **added}

    def probability(self, measured: Mapping[str, float]) -> float:
        """The probability of one case."""
        odds = sum(self.contributions(measured).values())
        return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0


@lru_cache(maxsize=8)
def saved(file: str) -> Mapping[str, Any]:
    """What a file of the package holds, by its name without ``.json``."""
    data: Mapping[str, Any] = json.loads(_bytes(file))
    return data


@lru_cache(maxsize=8)
def models(file: str) -> Mapping[str, Model]:
    """The logistic models of a file, by name."""
    return {name: model_of(row) for name, row in saved(file)["models"].items()}


def calibrated(file: str, curve: str, value: float) -> float:
    """How often what had this probability was true: a curve of few knots, straight in between."""
    knots: list[list[float]] = saved(file)["calibration"][curve]
    places = [place for place, _ in knots]
    right = bisect.bisect_right(places, value)
    if right == 0:
        return knots[0][1]
    if right == len(knots):
        return knots[-1][1]
    (x0, y0), (x1, y1) = knots[right - 1], knots[right]
    return y0 + (y1 - y0) * (value - x0) / (x1 - x0)


def model_of(row: Mapping[str, float]) -> Model:
    """A model as files have it: the intercept and the coefficients by name."""
    return Model(row["intercept"], {name: value for name, value in row.items() if name != "intercept"})


@lru_cache(maxsize=1)
def digests() -> Mapping[str, str]:
    """Of each file the first twelve hexadecimal digits of its SHA-256, which say which numbers decided."""
    return MappingProxyType({file: hashlib.sha256(_bytes(file)).hexdigest()[:12] for file in FILES})


def _bytes(file: str) -> bytes:
    return files("syndetect").joinpath(f"data/{file}.json").read_bytes()
