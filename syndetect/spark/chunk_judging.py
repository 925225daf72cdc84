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
from syndetect.spark.cells import Columns, Row, packed, released, rows_frame, squeezed, unpacked
from syndetect.spark.inputs import decoded
from syndetect.spark.prints import ArticleFacts, JobPlan
from syndetect.spark.routing import routed

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


def keyed(rows: Iterator[Row], offsets: Sequence[int]) -> Iterator[Row]:
    """The articles by row, fit to be routed."""
    for part, at, _, data, *_ in rows:
        yield offsets[part] + at, 1, data


def documents_at(articles: Any, plan: JobPlan, rows: I64) -> dict[int, Document]:
    """The articles of a few rows, brought here."""
    if not len(rows):
        return {}
    from pyspark.sql.functions import broadcast

    offsets = np.array(plan.offsets)
    parts = np.searchsorted(offsets, rows, side="right") - 1
    # A part without articles has the offset of the next one, which is the later of the two.
    wanted = rows_frame(
        articles.sparkSession,
        list(zip(parts.tolist(), (rows - offsets[parts]).tolist(), strict=True)),
        {"part": "int", "at": "int"},
    )
    found = articles.join(broadcast(wanted.distinct()), ["part", "at"]).select("part", "at", "data").collect()
    return {plan.offsets[row.part] + row.at: decoded(row.data) for row in found}


def judged_pairs(articles: Any, places: I64, facts: ArticleFacts, plan: JobPlan) -> Any:
    """The frame JUDGED of all pairs of places that are related."""
    rows = np.flatnonzero(facts.first)[places]
    runs = pair_runs(neighbourly(rows), facts.sizes, _CHUNK_PAIRS, _CHUNK_BYTES)
    chunks = [(packed(run), np.unique(run)) for run in runs]
    corpus = Corpus(facts.vocabulary, facts.furniture.keys, plan.base)
    held = articles.sparkSession.sparkContext.broadcast(corpus)
    work = partial(_judged, broadcast=held, plan=plan)
    sources = [(articles, partial(keyed, offsets=plan.offsets))]
    return routed(sources, chunks, work, JUDGED, plan.buckets)


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
        data = squeezed(msgspec.msgpack.encode(pair))
        yield row_of[pair.left], row_of[pair.right], int(pair.derived), data
    for fault in run.faults:
        yield -1, -1, 0, msgspec.msgpack.encode(fault)


def pair_of(data: bytes) -> Pair:
    """A pair again."""
    import msgspec

    return msgspec.msgpack.decode(released(data), type=Pair)


def fault_of(data: bytes) -> Fault:
    """A fault again."""
    import msgspec

    return msgspec.msgpack.decode(data, type=Fault)
