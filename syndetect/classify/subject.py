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

OPENING_WORDS = 80
"""Words that say what is new: the rest of a report is what was there before, which reports of many events
have alike. From 60 to 200 words reports of one event are told from others about as well."""


def subject(articles: Prepared, near: I64, far: I64) -> tuple[F64, F64, I64]:
    """Cosine of the distinct content words, weighted by surprise, and how many rarer ones both have.

    The second column is the same cosine for the words that both texts begin with.
    """
    heads = borders(articles.stems.keys)
    keys = articles.stems.keys[heads]
    firsts = document_firsts(keys, len(articles))
    # A stem's first word stands for it.
    bits = articles.tokens.bits[articles.places[articles.stems.places[heads]]].astype(np.float64)
    weights = np.maximum(bits - CONTENT_BITS, 0.0)
    documents = np.repeat(np.arange(len(articles)), np.diff(firsts))
    begun = articles.places[articles.stems.places[heads]] - articles.firsts[documents]
    opening = np.where(begun < OPENING_WORDS, weights, 0.0)
    pairs, rows, others = shared(keys, firsts, near, far)

    def cosine(weight: F64) -> F64:
        squares = np.bincount(documents, weight * weight, len(articles))
        norm = np.sqrt(squares[near] * squares[far])
        dot = np.bincount(pairs, weight[rows] * weight[others], len(near))
        return np.minimum(1.0, dot / np.where(norm > 0, norm, 1.0))

    rarer = np.bincount(pairs[weights[rows] >= _RARER_BITS], minlength=len(near))
    return cosine(weights), cosine(opening), rarer
