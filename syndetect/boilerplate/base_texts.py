"""Base texts: wording of a statute, a form, a press kit or a house note is no evidence of copying."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from syndetect.kernels.hash_set import among
from syndetect.kernels.shingles import Runs
from syndetect.kernels.words import U64, Bools, WordBatch
from syndetect.text.surface import words

RUN = 6
"""Words in a row that an article must have in common with a base text for them to be left out."""

NO_BASE: U64 = np.empty(0, np.uint64)


def learned(texts: Iterable[str]) -> U64:
    """The hashes of all runs of RUN words in the base texts: uint64, sorted, each once."""
    batch = words(list(texts))
    return np.unique(Runs(batch.hashes, batch.firsts).of(RUN)[0])


def inside_base_text(batch: WordBatch, base: U64) -> Bools:
    """Which words are in a run that a base text has: bool (words,)."""
    runs, starts = Runs(batch.hashes, batch.firsts).of(RUN)
    counts = np.diff(starts)
    # Run number n of a text begins at its word number n.
    begins = np.arange(len(runs)) + np.repeat(batch.firsts[:-1] - starts[:-1], counts)
    steps = np.zeros(len(batch.hashes) + 1, np.int32)
    starts_inside = begins[among(runs, base)]
    np.add.at(steps, starts_inside, 1)
    np.add.at(steps, starts_inside + RUN, -1)
    inside: Bools = np.cumsum(steps[:-1]) > 0
    return inside


def left_out(batch: WordBatch, base: U64) -> WordBatch:
    """The batch without the words that base texts have."""
    return batch.where(~inside_base_text(batch, base)) if len(base) else batch


def stretches(texts: Sequence[str], base: U64) -> list[list[tuple[int, int]]]:
    """For each text the begin and end of its stretches from base texts, in code points."""
    batch = words(texts)
    inside = inside_base_text(batch, base)
    spans: list[list[tuple[int, int]]] = []
    for low, high in pairwise(batch.firsts.tolist()):
        edges = np.flatnonzero(np.diff(inside[low:high].astype(np.int8), prepend=0, append=0)) + low
        pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        spans.append([(int(batch.begins[first]), int(batch.ends[last - 1])) for first, last in pairs])
    return spans
