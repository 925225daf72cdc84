"""What each stage left on shared storage: where a job goes on after it was broken off."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from syndetect.errors import InputError
from syndetect.spark.cells import rows_frame

FOLDER = "_stages"
"""Begins with a low line, so that Spark and other readers of the folder pass it over."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Frames by the stage that made them, kept in `folder`.

    Each has a mark beside it, written once it is whole, with the run that it belongs to: a stage is used
    again only by the run that made it, or by one that goes on with that.
    """

    session: Any
    folder: str
    run: str

    def kept(self, name: str, make: Callable[[], Any]) -> Any:
        """The frame of a stage, made if it is not there yet."""
        place = f"{self.folder}/{name}"
        if self._mark(name) != self.run:
            make().write.mode("overwrite").parquet(place)
            _write_mark(self.session, f"{place}.done", self.run)
        return self.session.read.parquet(place)

    def cells(self, name: str, make: Callable[[], Sequence[bytes]]) -> list[bytes]:
        """The same of a few cells that the driver made and holds."""

        def frame() -> Any:
            rows = list(enumerate(make()))
            return rows_frame(self.session, rows, {"at": "int", "cell": "binary"}).coalesce(1)

        return [row.cell for row in self.kept(name, frame).orderBy("at").collect()]

    def _mark(self, name: str) -> str | None:
        return _read_mark(self.session, f"{self.folder}/{name}.done")


def stages(session: Any, folder: str, asked: Sequence[str], *, resume: bool) -> Stages:
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
    return Stages(session, place, run)


def _write_mark(session: Any, place: str, run: str) -> None:
    rows_frame(session, [(run,)], {"run": "string"}).coalesce(1).write.mode("overwrite").parquet(place)


def _read_mark(session: Any, place: str) -> str | None:
    from pyspark.errors import AnalysisException

    try:
        rows = session.read.schema("run string").parquet(place).collect()
    except AnalysisException:
        return None
    return str(rows[0].run) if rows else None
