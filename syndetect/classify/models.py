"""The models of the verdict: what each measure adds to the odds, and how often what they say is right."""

from __future__ import annotations

from collections.abc import Mapping

from syndetect.coefficients import calibrated as calibrated_by
from syndetect.coefficients import models, saved

_FILE = "verdict"


def contributions(model: str, measures: Mapping[str, float]) -> dict[str, float]:
    """What the intercept and each measure add to the log odds; their sum is the log odds."""
    return models(_FILE)[model].contributions(measures)


def coefficients(model: str) -> Mapping[str, float]:
    """The coefficient of each measure."""
    return models(_FILE)[model].coefficients


def probability(model: str, measures: Mapping[str, float]) -> float:
    """The logistic model's probability for these measures."""
    return models(_FILE)[model].probability(measures)


def typical(model: str) -> Mapping[str, float]:
    """The mean of each measure over what the model was fitted on: where it speaks neither way."""
    means: Mapping[str, float] = saved(_FILE)["typical"][model]
    return means


def calibrated(curve: str, value: float) -> float:
    """How often what had this probability was true."""
    return calibrated_by(_FILE, curve, value)
