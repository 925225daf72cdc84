"""Small logistic models whose coefficients are data, and what each measure adds to the odds."""

from __future__ import annotations

import bisect
import json
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def _saved() -> Mapping[str, Any]:
    saved: Mapping[str, Any] = json.loads(files("syndetect").joinpath("data/verdict.json").read_text("utf-8"))
    return saved


def contributions(model: str, measures: Mapping[str, float]) -> dict[str, float]:
    """What the intercept and each measure add to the log odds; their sum is the log odds."""
    coefficients: Mapping[str, float] = _saved()["models"][model]
    # Every coefficient wants its measure, so that a model and the code cannot drift apart unseen.
    return {
        name: coefficient * (1.0 if name == "intercept" else measures[name])
        for name, coefficient in coefficients.items()
    }


def probability(model: str, measures: Mapping[str, float]) -> float:
    """The logistic model's probability for these measures."""
    odds = sum(contributions(model, measures).values())
    return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0


def typical(model: str) -> Mapping[str, float]:
    """The mean of each measure over what the model was fitted on: where it speaks neither way."""
    means: Mapping[str, float] = _saved()["typical"][model]
    return means


def calibrated(curve: str, value: float) -> float:
    """How often what had this probability was true: a curve of few knots, straight in between."""
    knots: list[list[float]] = _saved()["calibration"][curve]
    places = [place for place, _ in knots]
    right = bisect.bisect_right(places, value)
    if right == 0:
        return knots[0][1]
    if right == len(knots):
        return knots[-1][1]
    (x0, y0), (x1, y1) = knots[right - 1], knots[right]
    return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
