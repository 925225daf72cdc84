"""Candidate pairs to judged pairs: each chunk of neighbouring pairs on one task, with the texts it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from syndetect.kernels.words import I64
from syndetect.model import Document, Fault, Pair
from syndetect.pipeline.chunks import neighbourly, pair_runs
from syndetect.pipeline.judging import Corpus, judged
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.workers import Workers
from syndetect.spark.cells import Columns, Row, mapped, packed, unpacked
from syndetect.spark.inputs import decoded
from syndetect.spark.prints import ArticleFacts, JobPlan
from syndetect.spark.routing import KEYED, routed

JUDGED: Columns = {"left": "long", "right": "long", "derived": "int", "data": "binary"}
"""A related pair by the rows of its articles; of what could not be judged both are -1."""

_CHUNK_PAIRS = 5_000
_CHUNK_BYTES = 4_000_000
"""Of the texts that a task holds at a time; four times what one round of alignment takes."""


@dataclass(frozen=True, slots=True)
class _ChunkArticles:
    """The articles of a chunk, by their rank among these."""

    documents: Sequence[Document]
    bytes: I64

    def __len__(self) -> int:
        return len(self.documents)

    def document(self, place: int) -> Document:
        return self.documents[int(place)]

    def sizes(self) -> I64:
        return self.bytes


def keyed(articles: Any, plan: JobPlan) -> Any:
    """The articles by row, fit to be routed."""
    return mapped(articles, partial(_keyed, offsets=plan.offsets), KEYED)


def _keyed(rows: Iterator[Row], offsets: Sequence[int]) -> Iterator[Row]:
    for part, at, _, data, *_ in rows:
        yield offsets[part] + at, 1, data


def documents_at(articles: Any, plan: JobPlan, rows: I64) -> dict[int, Document]:
    """The articles of a few rows, brought here."""
    work = partial(_chosen, offsets=plan.offsets, wanted=frozenset(rows.tolist()))
    return {row.row: decoded(row.cell) for row in mapped(articles, work, KEYED).collect()}


def _chosen(rows: Iterator[Row], offsets: Sequence[int], wanted: frozenset[int]) -> Iterator[Row]:
    for row, kind, data in _keyed(rows, offsets):
        if row in wanted:
            yield row, kind, data


def judged_pairs(articles: Any, places: I64, facts: ArticleFacts, plan: JobPlan) -> Any:
    """The frame JUDGED of all pairs of places that are related."""
    rows = np.flatnonzero(facts.first)[places]
    runs = pair_runs(neighbourly(rows), facts.sizes, _CHUNK_PAIRS, _CHUNK_BYTES)
    chunks = [(packed(run), np.unique(run)) for run in runs]
    corpus = Corpus(facts.vocabulary, facts.furniture.keys, plan.base)
    held = articles.sparkSession.sparkContext.broadcast(corpus)
    work = partial(_judged, broadcast=held, plan=plan)
    return routed(keyed(articles, plan), chunks, work, JUDGED, plan.buckets)


def _judged(chunk: int, task: bytes, needed: list[Row], broadcast: Any, plan: JobPlan) -> Iterator[Row]:
    import msgspec

    del chunk
    rows = np.array([row for _, row, _ in needed], np.int64)
    documents = [decoded(data) for _, _, data in needed]
    sizes = np.array([len(one.text.encode("utf-8", "surrogatepass")) for one in documents], np.int64)
    places = np.searchsorted(rows, unpacked(task, np.int64).reshape(-1, 2))
    row_of = {document.id: row for document, row in zip(documents, rows.tolist(), strict=True)}
    run = RunLog(None)
    for pair in judged(
        _ChunkArticles(documents, sizes), places, broadcast.value, plan.settings, Workers(1), run
    ):
        data = msgspec.msgpack.encode(pair)
        yield row_of[pair.left], row_of[pair.right], int(pair.derived), data
    for fault in run.faults:
        yield -1, -1, 0, msgspec.msgpack.encode(fault)


def pair_of(data: bytes) -> Pair:
    """A pair again."""
    import msgspec

    return msgspec.msgpack.decode(data, type=Pair)


def fault_of(data: bytes) -> Fault:
    """A fault again."""
    import msgspec

    return msgspec.msgpack.decode(data, type=Fault)
