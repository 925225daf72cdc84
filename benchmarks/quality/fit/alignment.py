"""Blocks and condensed stretches of pairs with known passages, labelled by whether they lie in one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.quality import data
from benchmarks.quality.data import Labelled
from benchmarks.quality.fit import training
from benchmarks.quality.fit.samples import Samples, samples
from benchmarks.quality.measures.plagdet import Interval, Match
from syndetect.align import prepare
from syndetect.align.blocks import find_blocks
from syndetect.align.condensed import stretches
from syndetect.align.seeding import find_seeds
from syndetect.align.support import MEASURES, Box, measures
from syndetect.columns import Prepared
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
    sides: dict[str, Prepared] = {}
    for batch in batches(documents):
        for document, tokens in zip(batch, tokenise(batch), strict=True):
            sides[document.id] = prepare(tokens)
    blocks, condensed = Rows(), Rows()
    for pair in pairs:
        left, right = sides[pair.left], sides[pair.right]
        for measured, label in _blocks(left, right, pair.cases):
            blocks.add(measured, pair.label, label=label)
        summaries = pair.cases if pair.label == SUMMARY else ()
        for measured, label in _condensed(left, right, summaries):
            condensed.add(measured, pair.label, label=label)
    return blocks, condensed


def _blocks(
    left: Prepared, right: Prepared, cases: Sequence[Match]
) -> Iterator[tuple[Mapping[str, float], bool]]:
    # The longer text is the left one, as it is when texts are aligned.
    if len(left) < len(right):
        left, right = right, left
        cases = [Match(case.right, case.left) for case in cases]
    for box in find_blocks(left, right, find_seeds(left, right), least_support=0.0):
        here, there = _span(left, box[:2]), _span(right, box[2:])
        label = any(
            share_inside(here, case.left) > BLOCK_SHARE and share_inside(there, case.right) > BLOCK_SHARE
            for case in cases
        )
        yield dict(zip(MEASURES, measures(left, right, box).tolist(), strict=True)), label


def _condensed(
    left: Prepared, right: Prepared, cases: Sequence[Match]
) -> Iterator[tuple[Mapping[str, float], bool]]:
    """Either side may have condensed the other."""
    for near, far, known in (
        (left, right, [case.left for case in cases]),
        (right, left, [case.right for case in cases]),
    ):
        blocks: list[Box] = find_blocks(near, far, find_seeds(near, far))
        for stretch in stretches(near, far, blocks):
            span = _span(near, stretch.box[:2])
            label = any(share_inside(span, interval) > CONDENSED_SHARE for interval in known)
            yield stretch.measures, label


def _span(side: Prepared, words: Sequence[int]) -> Interval:
    begin, end = words
    return int(side.tokens.begins[begin]), int(side.tokens.ends[end - 1])


def share_inside(span: Interval, known: Interval) -> float:
    """The share of a span that lies in a known one."""
    return max(0, min(span[1], known[1]) - max(span[0], known[0])) / (span[1] - span[0])
