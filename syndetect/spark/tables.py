"""The records of a job as the tables of a report, on the shared storage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from syndetect.model import SCHEMA
from syndetect.records.flat_tables import TABLES, tables
from syndetect.records.parquet_tables import arrow_table, file_of
from syndetect.spark.job import JobResult

LARGE = ("documents", "pairs", "passages", "families", "members")
"""Tables that tasks make; the others are the driver's."""


def frames(session: Any, done: JobResult) -> dict[str, Any]:
    """Every table of a report, by its name; sorted as in a report."""
    found = {name: _frame(session, done.related, name) for name in LARGE[1:]}
    found["documents"] = _frame(session, done.related.unionAll(done.others), "documents")
    small = tables(done.report)
    for name in TABLES:
        if name not in found:
            made = session.createDataFrame(arrow_table(name, small[name]))
            found[name] = _marked(made).coalesce(1)
    return found


def write(session: Any, done: JobResult, folder: str) -> None:
    """Write every table to `folder`; as long as that of the run is missing or empty, it is no report."""
    found = frames(session, done)
    place = f"{folder.rstrip('/')}/{file_of('run')}"
    found["run"].limit(0).write.mode("overwrite").parquet(place)
    for name, frame in found.items():
        if name != "run":
            frame.write.mode("overwrite").parquet(f"{folder.rstrip('/')}/{file_of(name)}")
    found["run"].write.mode("overwrite").parquet(place)


def _frame(session: Any, records: Any, name: str) -> Any:
    schema = session.createDataFrame(arrow_table(name, [])).schema
    chosen = records.where(f"name = '{name}'").orderBy("key", "at").select("data")
    return _marked(chosen.mapInArrow(partial(_rows, name=name), schema))


def _marked(frame: Any) -> Any:
    # By this a table is known for one of ours, and is not read as articles.
    return frame.withMetadata(frame.columns[0], {"schema": SCHEMA})


def _rows(batches: Iterator[Any], name: str) -> Iterator[Any]:
    import msgspec

    for batch in batches:
        rows = [msgspec.msgpack.decode(data) for data in batch.column(0).to_pylist()]
        yield from arrow_table(name, rows).to_batches()
