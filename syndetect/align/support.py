"""Is a block reuse, or do two texts on one subject just share words? A fitted model over a few measures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from syndetect.columns import Prepared
from syndetect.kernels.seeds import F64
from syndetect.kernels.segments import common, held
from syndetect.kernels.shingles import shingles

Box = tuple[int, int, int, int]
"""Words: left begin, left end, right begin, right end; ends excluded."""

MEASURES = (
    "log_shared_bits",
    "log_distinct_bits",
    "cosine",
    "containment_larger",
    "containment_smaller",
    "log_left_words",
    "log_right_words",
    "trigram_containment",
    "log_shared_trigrams",
    "order",
    "log_length_ratio",
    "quoted",
)


def measures(left: Prepared, right: Prepared, box: Box) -> F64:
    """The MEASURES of a block: float64 (12,)."""
    a = slice(*np.searchsorted(left.places, box[:2]))
    b = slice(*np.searchsorted(right.places, box[2:]))
    shared, distinct, cosine, weight_left, weight_right = common(
        left.stems[a], left.weights[a], right.stems[b], right.weights[b]
    )
    size_left, size_right = box[1] - box[0], box[3] - box[2]
    trigrams, _ = shingles(left.tokens.hashes[box[0] : box[1]], np.array([0, size_left]), 3)
    others, _ = shingles(right.tokens.hashes[box[2] : box[3]], np.array([0, size_right]), 3)
    equal = held(trigrams, others)
    return np.array(
        [
            np.log1p(shared),
            np.log1p(distinct),
            cosine,
            shared / max(min(weight_left, weight_right), 1e-9),
            shared / max(max(weight_left, weight_right), 1e-9),
            np.log1p(size_left),
            np.log1p(size_right),
            float(equal.mean()) if len(equal) else 0.0,
            np.log1p(int(equal.sum())),
            _order(left, right, a, b),
            abs(np.log(max(size_left, 1) / max(size_right, 1))),
            float(left.tokens.quoted[box[0] : box[1]].mean()) if size_left else 0.0,
        ]
    )


def _order(left: Prepared, right: Prepared, a: slice, b: slice) -> float:
    """Share of neighbouring matched words that come in the same order on both sides; .5 when unknown."""
    u, first_u, count = np.unique(left.stems[a], return_index=True, return_counts=True)
    v, first_v = np.unique(right.stems[b], return_index=True)
    if not len(v):
        return 0.5
    places = np.minimum(np.searchsorted(v, u), len(v) - 1)
    both = (v[places] == u) & (count == 1)
    if int(both.sum()) < 3:
        return 0.5
    ranked = first_v[places[both]][np.argsort(first_u[both])]
    return float((np.diff(ranked) > 0).mean())


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: log odds are the intercept plus coefficients times measures."""

    intercept: float
    coefficients: Mapping[str, float]


@lru_cache(maxsize=2)
def _model(name: str) -> Model:
    saved = json.loads(files("syndetect").joinpath("data/support.json").read_text("utf-8"))[name]
    return Model(saved["intercept"], saved["coefficients"])


def condensed_model() -> Model:
    """The model that tells condensed passages from texts on one subject."""
    return _model("condensed")


def support(left: Prepared, right: Prepared, box: Box) -> float:
    """Probability that the block is reuse (logistic model, fitted by ``benchmarks.quality.fit``)."""
    model = _model("block")
    coefficients = np.array([model.coefficients[name] for name in MEASURES])
    return float(1 / (1 + np.exp(-(model.intercept + coefficients @ measures(left, right, box)))))
