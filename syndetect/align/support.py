"""Is a block reuse, or do two texts on one subject just share words? A fitted model over a few measures."""

from __future__ import annotations

import numpy as np

from syndetect.align.boxes import Boxes
from syndetect.align.pairing import PairedDocuments
from syndetect.align.shared_words import answered_weight, recurring, sharing
from syndetect.coefficients import Model, models
from syndetect.kernels.feature_index import FeatureLinks
from syndetect.kernels.seeds import F64

MEASURES = (
    "log_distinct_bits",
    "log_told_bits",
    "containment_larger",
    "containment_smaller",
    "trigram_containment",
    "log_shared_trigrams",
    "order",
)


def measures(
    sides: tuple[PairedDocuments, PairedDocuments], triples: tuple[FeatureLinks, FeatureLinks], boxes: Boxes
) -> F64:
    """The MEASURES of blocks: float64 (blocks, 7); the side changes none but `trigram_containment`."""
    found, spans = sharing(sides, boxes), boxes.spans
    equal = recurring(sides[0], triples[0], boxes)
    columns = (
        np.log1p(found.distinct),
        np.log1p(np.minimum(answered_weight(sides[0], boxes), answered_weight(sides[1], boxes.flipped()))),
        found.shared / _positive(np.minimum(found.left, found.right)),
        found.shared / np.maximum(np.maximum(found.left, found.right), 1e-9),
        equal / np.maximum(spans[:, 1] - spans[:, 0] - 2, 1),
        np.log1p(equal),
        found.order,
    )
    return np.stack(columns, axis=1)


def _positive(values: F64) -> F64:
    return np.where(values > 0, values, 1e-9)


def condensed_model() -> Model:
    """The model that tells condensed passages from texts on one subject."""
    return models("support")["condensed"]


def support(
    sides: tuple[PairedDocuments, PairedDocuments], triples: tuple[FeatureLinks, FeatureLinks], boxes: Boxes
) -> F64:
    """Probability that each block is reuse (logistic model, fitted by ``benchmarks.quality.fit``)."""
    measured = dict(zip(MEASURES, measures(sides, triples, boxes).T, strict=True))
    return 1 / (1 + np.exp(-models("support")["block"].odds(measured)))
