"""How far two texts speak of the same things, however worded."""

from __future__ import annotations

import numpy as np

from syndetect.columns import Prepared
from syndetect.kernels.feature_index import document_firsts, shared
from syndetect.kernels.ranges import borders
from syndetect.kernels.seeds import F64
from syndetect.kernels.words import I64
from syndetect.text.lexicon import CONTENT_BITS

_RARER_BITS = 4.0


def subject(articles: Prepared, near: I64, far: I64) -> tuple[F64, I64]:
    """Cosine of the distinct content words, weighted by surprise, and how many rarer ones both have."""
    heads = borders(articles.stems.keys)
    keys = articles.stems.keys[heads]
    firsts = document_firsts(keys, len(articles))
    # A stem's first word stands for it.
    bits = articles.tokens.bits[articles.places[articles.stems.places[heads]]].astype(np.float64)
    weights = np.maximum(bits - CONTENT_BITS, 0.0)
    documents = np.repeat(np.arange(len(articles)), np.diff(firsts))
    squares = np.bincount(documents, weights * weights, len(articles))
    pairs, rows, _ = shared(keys, firsts, near, far)
    total = len(near)
    norm = np.sqrt(squares[near] * squares[far])
    dot = np.bincount(pairs, weights[rows] ** 2, total)
    cosine = np.minimum(1.0, dot / np.where(norm > 0, norm, 1.0))
    return cosine, np.bincount(pairs[weights[rows] >= _RARER_BITS], minlength=total)
