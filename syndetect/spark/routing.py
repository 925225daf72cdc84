"""What tasks need of articles brought to them by row: signatures, texts, pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np

from syndetect.kernels.words import I64
from syndetect.spark.cells import Columns, Row, mapped, packed, rows_frame, unpacked

KEYED: Columns = {"row": "long", "kind": "int", "cell": "binary"}
"""Something about the article of a row."""

_ROUTED: Columns = {"chunk": "int", "kind": "int", "row": "long", "cell": "binary"}

_WANTED: Columns = {"chunk": "int", "row": "long"}

_TASK = -1
"""The kind of what is to be done with a chunk: it comes before all that is needed for it."""

_CELL = 1 << 16
"""Rows that are asked for in one cell."""

ChunkWork = Callable[[int, bytes, list[Row]], Iterable[Row]]
"""What is done with a chunk: its number, its task, and the rows (kind, row, cell) that it needs, sorted."""


def routed(
    keyed: Any,
    chunks: Sequence[tuple[bytes, I64]],
    work: ChunkWork,
    made: Columns,
    tasks: int,
) -> Any:
    """A frame `made` of what `work` makes of each chunk, a task and the rows that it needs of `keyed`."""
    session = keyed.sparkSession
    asked = [
        (number, packed(rows[first : first + _CELL]))
        for number, (_, rows) in enumerate(chunks)
        for first in range(0, len(rows), _CELL)
    ]
    wanted = rows_frame(session, asked, {"chunk": "int", "cell": "binary"})
    wanted = mapped(wanted.repartition(tasks), _wanted, _WANTED)
    needed = wanted.join(keyed, "row").select("chunk", "kind", "row", "cell")
    given = [(number, _TASK, 0, task) for number, (task, _) in enumerate(chunks)]
    together = needed.unionAll(rows_frame(session, given, _ROUTED)).repartition(tasks, "chunk")
    return mapped(together.sortWithinPartitions("chunk", "kind", "row"), partial(_chunks, work=work), made)


def _wanted(rows: Iterator[Row]) -> Iterator[Row]:
    for chunk, cell in rows:
        for row in unpacked(cell, np.int64).tolist():
            yield chunk, row


def _chunks(rows: Iterator[Row], work: ChunkWork) -> Iterator[Row]:
    for chunk, some in groupby(rows, key=lambda row: row[0]):
        held = [(kind, row, cell) for _, kind, row, cell in some]
        if held and held[0][0] == _TASK:
            yield from work(chunk, held[0][2], held[1:])
