"""What each stage left on shared storage: where a job goes on after it was broken off."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from syndetect.errors import InputError
from syndetect.spark.cells import Columns, ddl, rows_frame

FOLDER = "_stages"
"""Begins with a low line, so that Spark and other readers of the folder pass it over."""


_NUMBERED: Columns = {"at": "int", "cell": "binary"}


@dataclass(frozen=True, slots=True)
class StageStore:
    """Frames by the stage that made them, kept in `folder`.

    Each has a mark beside it, written once it is whole, with the run that it belongs to: a stage is used
    again only by the run that made it, or by one that goes on with that.
    """

    session: Any
    folder: str
    run: str
    resumed: bool

    def frame_of(
        self, name: str, columns: Columns, make: Callable[[], Any], apart: Sequence[str] = ()
    ) -> Any:
        """The frame of a stage, made if it is not there yet; by columns `apart` it is kept in files apart."""
        place = f"{self.folder}/{name}"
        if not self.resumed or _read_mark(self.session, f"{place}.done") != self.run:
            # By this name Spark's own pages and logs tell what a job is for.
            self.session.sparkContext.setJobDescription(f"syndetect: {name}")
            make().write.mode("overwrite").partitionBy(*apart).parquet(place)
            _write_mark(self.session, f"{place}.done", self.run)
        return self.session.read.schema(ddl(columns)).parquet(place).select(*columns)

    def cells(self, name: str, make: Callable[[], Sequence[bytes]]) -> list[bytes]:
        """The same of a few cells that the driver made and holds."""

        def frame() -> Any:
            return rows_frame(self.session, list(enumerate(make())), _NUMBERED).coalesce(1)

        return [row.cell for row in sorted(self.frame_of(name, _NUMBERED, frame).collect())]


def stages(session: Any, folder: str, asked: Sequence[str], *, resume: bool) -> StageStore:
    """The stages of a job in `folder`; what is `asked` has to be the same for it to `resume` a run.

    Raises InputError when there is none to resume, or it was another job's.
    """
    place = f"{folder.rstrip('/')}/{FOLDER}"
    digest = hashlib.sha256("\n".join(asked).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    if resume:
        run = _read_mark(session, f"{place}/run")
        if run is None:
            raise InputError(f"{folder} holds no job that was broken off; leave --resume out to begin one")
        if not run.startswith(digest):
            raise InputError(
                f"the job in {folder} had other inputs or settings, or another version; "
                "leave --resume out to begin anew"
            )
    else:
        run = digest + secrets.token_hex(8)
        _write_mark(session, f"{place}/run", run)
    return StageStore(session, place, run, resume)


def _write_mark(session: Any, place: str, run: str) -> None:
    session.range(0, 1, 1, 1).selectExpr(f"'{run}' as run").write.mode("overwrite").parquet(place)


def _read_mark(session: Any, place: str) -> str | None:
    from pyspark.errors import AnalysisException

    try:
        rows = session.read.schema("run string").parquet(place).collect()
    except AnalysisException:
        return None
    return str(rows[0].run) if rows else None
