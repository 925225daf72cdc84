"""Blocks and condensed stretches of pairs with known passages, labelled by whether they lie in one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.quality import data
from benchmarks.quality.data import Labelled
from benchmarks.quality.fit import training
from benchmarks.quality.fit.samples import Samples, samples
from benchmarks.quality.measures.plagdet import Interval
from syndetect.align import prepare
from syndetect.align.blocks import find_blocks
from syndetect.align.condensed import stretches
from syndetect.align.pairing import PairedDocuments, sides_of, triples_of
from syndetect.align.seeding import Seeds, equal_stretches, find_seeds, sentence_pairs
from syndetect.align.support import MEASURES, measures
from syndetect.columns import Prepared
from syndetect.kernels.feature_index import FeatureLinks
from syndetect.kernels.seeds import SentencePairs
from syndetect.kernels.words import I64
from syndetect.model import Document
from syndetect.normalise import batches, tokenise

SUMMARY = "summary-obfuscation"
BLOCK_SHARE = 0.3
CONDENSED_SHARE = 0.5
"""Share of a block (of both its sides), or of a condensed stretch, that must lie in a known passage."""

CHUNK = 160


@dataclass(slots=True)
class Rows:
    """Measures with their labels and the subset they are from, before they are columns."""

    measured: list[Mapping[str, float]] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)
    sets: list[str] = field(default_factory=list)

    def add(self, measured: Mapping[str, float], set: str, *, label: bool) -> None:
        """One row more."""
        self.measured.append(measured)
        self.labels.append(label)
        self.sets.append(set)

    def extend(self, other: Rows) -> None:
        """The other rows after these."""
        self.measured += other.measured
        self.labels += other.labels
        self.sets += other.sets


Found = tuple[Rows, Rows]
"""Blocks, and condensed stretches."""


def collect(directory: Path, jobs: int) -> tuple[Samples, Samples]:
    """Samples of blocks and of condensed stretches, from a set with known passages."""
    pairs = data.pairs(directory)[:: training.ALIGNMENT_STEP]
    texts = {document.id: document for document in data.documents(directory, data.ids_of(pairs))}
    chunks = [pairs[begin : begin + CHUNK] for begin in range(0, len(pairs), CHUNK)]
    documents = [[texts[name] for name in sorted(data.ids_of(chunk))] for chunk in chunks]
    blocks, condensed = Rows(), Rows()
    for some_blocks, some_condensed in _mapped(chunks, documents, jobs):
        blocks.extend(some_blocks)
        condensed.extend(some_condensed)
    return (
        samples(blocks.measured, blocks.labels, blocks.sets),
        samples(condensed.measured, condensed.labels, condensed.sets),
    )


def _mapped(
    chunks: Sequence[Sequence[Labelled]], documents: Sequence[Sequence[Document]], jobs: int
) -> Iterator[Found]:
    if jobs <= 1:
        yield from map(measure, chunks, documents)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        yield from pool.map(measure, chunks, documents)


def measure(pairs: Sequence[Labelled], documents: Sequence[Document]) -> Found:
    """The rows of some pairs."""
    articles = prepare([tokenise(batch) for batch in batches(documents)])
    row_of = {document.id: row for row, document in enumerate(documents)}
    rows = np.array([(row_of[pair.left], row_of[pair.right]) for pair in pairs], np.int64)
    return _blocks(articles, pairs, rows), _condensed(articles, pairs, rows)


def _blocks(articles: Prepared, pairs: Sequence[Labelled], rows: I64) -> Rows:
    # The longer text is the near one, as it is when texts are aligned.
    words = np.diff(articles.firsts)[rows]
    swapped = words[:, 0] < words[:, 1]
    near, far = np.where(swapped, rows.T[::-1], rows.T)
    sides, seeds, triples, _ = _seeded(articles, near, far)
    boxes = find_blocks(sides, seeds, triples, least_support=0.0)
    measured = measures(sides, triples, boxes)
    found = Rows()
    for owner, box, values in zip(
        boxes.owners.tolist(), boxes.spans.tolist(), measured.tolist(), strict=True
    ):
        here, there = _span(articles, box[:2]), _span(articles, box[2:])
        cases = pairs[owner].cases
        known = [(case.right, case.left) if swapped[owner] else (case.left, case.right) for case in cases]
        label = any(
            share_inside(here, one) > BLOCK_SHARE and share_inside(there, other) > BLOCK_SHARE
            for one, other in known
        )
        found.add(dict(zip(MEASURES, values, strict=True)), pairs[owner].label, label=label)
    return found


def _condensed(articles: Prepared, pairs: Sequence[Labelled], rows: I64) -> Rows:
    """Either side may have condensed the other."""
    found = Rows()
    for side, (near, far) in (("left", rows.T), ("right", rows.T[::-1])):
        sides, seeds, triples, sentences = _seeded(articles, near, far)
        made = stretches(sides[0], triples[0], sentences, find_blocks(sides, seeds, triples))
        for place, (owner, box) in enumerate(
            zip(made.boxes.owners.tolist(), made.boxes.spans.tolist(), strict=True)
        ):
            span, pair = _span(articles, box[:2]), pairs[owner]
            cases = pair.cases if pair.label == SUMMARY else ()
            label = any(share_inside(span, getattr(case, side)) > CONDENSED_SHARE for case in cases)
            measured = {name: float(column[place]) for name, column in made.measures.items()}
            found.add(measured, pair.label, label=label)
    return found


def _seeded(
    articles: Prepared, near: I64, far: I64
) -> tuple[tuple[PairedDocuments, PairedDocuments], Seeds, tuple[FeatureLinks, FeatureLinks], SentencePairs]:
    """Both directions of some pairs, their seeds, runs of three words and sentence pairs."""
    sides = sides_of(articles, near, far)
    sentences = sentence_pairs(articles, near, far)
    seeds = find_seeds(articles, equal_stretches(articles, near, far), sentences)
    return sides, seeds, triples_of(sides[0], np.arange(len(near))), sentences


def _span(articles: Prepared, words: Sequence[int]) -> Interval:
    begin, end = words
    return int(articles.tokens.begins[begin]), int(articles.tokens.ends[end - 1])


def share_inside(span: Interval, known: Interval) -> float:
    """The share of a span that lies in a known one."""
    return max(0, min(span[1], known[1]) - max(span[0], known[0])) / (span[1] - span[0])
