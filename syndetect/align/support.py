"""Is a block reuse, or do two texts on one subject just share words? A fitted model over a few measures."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from syndetect.columns import Prepared
from syndetect.kernels.seeds import F64
from syndetect.kernels.segments import common, held
from syndetect.kernels.text import U64

Box = tuple[int, int, int, int]
"""Words: left begin, left end, right begin, right end; ends excluded."""

MEASURES = (
    "log_distinct_bits",
    "log_told_bits",
    "containment_larger",
    "containment_smaller",
    "trigram_containment",
    "log_shared_trigrams",
    "order",
)


TRIPLE = 3
"""Words in the runs that `Prepared.triples` holds."""


def within(triples: U64, begin: int, end: int) -> U64:
    """The runs of three words inside a stretch of words."""
    return triples[begin : max(begin, end - TRIPLE + 1)]


def measures(left: Prepared, right: Prepared, box: Box) -> F64:
    """The MEASURES of a block: float64 (7,); swapping the sides changes none but `trigram_containment`."""
    a = slice(*np.searchsorted(left.places, box[:2]))
    b = slice(*np.searchsorted(right.places, box[2:]))
    found = common(left.stems[a], left.weights[a], right.stems[b], right.weights[b])
    equal = held(within(left.triples, box[0], box[1]), within(right.triples, box[2], box[3]))
    recurring = int(np.count_nonzero(equal))
    return np.array(
        [
            math.log1p(found.distinct),
            math.log1p(min(_told(left, a, right, b), _told(right, b, left, a))),
            found.shared / (min(found.left, found.right) or 1e-9),
            found.shared / max(found.left, found.right, 1e-9),
            recurring / len(equal) if len(equal) else 0.0,
            math.log1p(recurring),
            found.order,
        ]
    )


def _told(near: Prepared, here: slice, far: Prepared, there: slice) -> float:
    """Weight of the near side's distinct words, figures and names left out, that the far side has."""
    plain = ~near.tokens.facts[near.places[here]]
    stems, first = np.unique(near.stems[here][plain], return_index=True)
    shared = held(stems, far.stems[there])
    return float(near.weights[here][plain][first][shared].sum())


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
