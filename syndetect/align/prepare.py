"""Tokens to what alignment needs of one document."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np

from syndetect.align.limits import LEAST_UNIT, REPEATED, RUN_WORDS
from syndetect.columns import Prepared, Tokens
from syndetect.kernels.seeds import F64, bags
from syndetect.kernels.shingles import shingles
from syndetect.kernels.text import I64, U64, Bools


def prepare(tokens: Tokens, shingle_words: int = 5) -> Prepared:
    """Furniture taken out, sentences as bags of content stems, shingles sorted for joining."""
    cuts = np.append(False, tokens.furniture[:-1])[~tokens.furniture] if len(tokens) else tokens.furniture
    dropped = int(tokens.furniture.sum())
    tokens = _without(tokens, tokens.furniture)
    units = _units(tokens)
    total = int(units[-1]) + 1 if len(units) else 0
    firsts = np.searchsorted(units, np.arange(total))
    places = np.flatnonzero(tokens.content)
    stems = tokens.stems[places]
    weights = _weights(stems, tokens.bits[places].astype(np.float64))
    hashed, _ = shingles(tokens.hashes, np.array([0, len(tokens)]), RUN_WORDS)
    order = np.argsort(hashed, kind="stable")
    triples, _ = shingles(tokens.hashes, np.array([0, len(tokens)]), 3)
    return Prepared(
        tokens=tokens,
        cuts=cuts,
        units=units,
        firsts=firsts,
        lasts=np.append(firsts[1:], len(tokens)) if total else firsts,
        bags=bags(stems, units[places], weights, total),
        places=places,
        stems=stems,
        weights=weights,
        shingles=hashed[order],
        starts=order,
        triples=triples,
        wholes=np.unique(shingles(tokens.hashes, np.array([0, len(tokens)]), shingle_words)[0]),
        trigrams=_narrative_trigrams(tokens, triples),
        furniture=dropped,
    )


def _weights(stems: U64, bits: F64) -> F64:
    """Surprise of each content word, less where its own article repeats it.

    What an article says over and over is its subject; it does not tell one of its sentences from another
    (the inverse sentence frequency of Sanchez-Perez et al. 2014 does the same for a pair of articles).
    """
    _, inverse, counts = np.unique(stems, return_inverse=True, return_counts=True)
    return np.asarray(bits / (1 + REPEATED * np.log2(counts[inverse])), np.float64)


def _narrative_trigrams(tokens: Tokens, triples: U64) -> U64:
    quoted = tokens.quoted
    told = ~(quoted[:-2] | quoted[1:-1] | quoted[2:]) if len(triples) else np.empty(0, np.bool_)
    return np.unique(triples[told])


def _without(tokens: Tokens, dropped: Bools) -> Tokens:
    if not dropped.any():
        return tokens
    columns: dict[str, Any] = {
        item.name: column[~dropped]
        for item in fields(tokens)
        if isinstance(column := getattr(tokens, item.name), np.ndarray)
    }
    columns["sentences"] = np.unique(columns["sentences"], return_inverse=True)[1].astype(np.int32)
    return replace(tokens, **columns)


def _units(tokens: Tokens) -> I64:
    """Sentences, each joined to the one before while that one holds too few content words to be matched."""
    if not len(tokens):
        return np.empty(0, np.int64)
    sentences = tokens.sentences
    counts = np.bincount(sentences, tokens.content)
    unit, held = 0, 0.0
    numbers = np.zeros(len(counts), np.int64)
    for place, count in enumerate(counts.tolist()):
        last = place == len(counts) - 1
        if place and held >= LEAST_UNIT and not (last and count < LEAST_UNIT):
            unit, held = unit + 1, 0.0
        numbers[place] = unit
        held += count
    return numbers[sentences]
