"""What tasks need of articles brought to them by row: signatures, texts, pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np

from syndetect.kernels.words import I64
from syndetect.spark.cells import Columns, Row, Work, mapped, rows_frame

KEYED: Columns = {"row": "long", "kind": "int", "cell": "binary"}
"""Something about the article of a row."""

_ROUTED: Columns = {"chunk": "int", "kind": "int", "row": "long", "cell": "binary"}

_TASK = -1
"""The kind of what is to be done with a chunk: it comes before all that is needed for it."""

ChunkWork = Callable[[int, bytes, list[Row]], Iterable[Row]]
"""What is done with a chunk: its number, its task, and the rows (kind, row, cell) that it needs, sorted."""


def routed(
    sources: Sequence[tuple[Any, Work]],
    chunks: Sequence[tuple[bytes, I64]],
    work: ChunkWork,
    made: Columns,
    tasks: int,
) -> Any:
    """A frame `made` of what `work` makes of each chunk, a task and the rows that it needs of the sources.

    `sources`: frames, each with what makes rows as in KEYED of its own. Every task knows who needs what,
    12 bytes an article and chunk, so that nothing else is moved.
    """
    session = sources[0][0].sparkSession
    rows = np.concatenate([np.empty(0, np.int64), *(needed for _, needed in chunks)])
    sizes = np.array([len(needed) for _, needed in chunks], np.int64)
    numbers = np.repeat(np.arange(len(chunks), dtype=np.int32), sizes)
    order = np.argsort(rows, kind="stable")
    held = session.sparkContext.broadcast((rows[order], numbers[order]))
    together = rows_frame(
        session, [(number, _TASK, 0, task) for number, (task, _) in enumerate(chunks)], _ROUTED
    )
    for frame, keying in sources:
        needed = mapped(frame, partial(_addressed, keying=keying, broadcast=held), _ROUTED)
        together = together.unionAll(needed)
    together = together.repartition(tasks, "chunk").sortWithinPartitions("chunk", "kind", "row")
    return mapped(together, partial(_chunks, work=work), made)


def _addressed(rows: Iterator[Row], keying: Work, broadcast: Any) -> Iterator[Row]:
    wanted, chunks = broadcast.value
    for row, kind, cell in keying(rows):
        at = int(np.searchsorted(wanted, row))
        while at < len(wanted) and wanted[at] == row:
            yield int(chunks[at]), kind, row, cell
            at += 1


def _chunks(rows: Iterator[Row], work: ChunkWork) -> Iterator[Row]:
    for chunk, some in groupby(rows, key=lambda row: row[0]):
        held = [(kind, row, cell) for _, kind, row, cell in some]
        if held and held[0][0] == _TASK:
            yield from work(chunk, held[0][2], held[1:])
