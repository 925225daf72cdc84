"""The same report from a cluster of Apache Spark: for archives that outgrow one machine.

The kernels are those of the local engine, and so are the results, whatever the partitions. What tasks hand to
each other are packed arrays; each stage is written to shared storage, from where a job can go on.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syndetect.errors import InputError
from syndetect.pipeline.arguments import given_settings
from syndetect.pipeline.reading import NOT_MAPPED, base_texts
from syndetect.plugins import Progress
from syndetect.settings import Settings
from syndetect.spark.inputs import Inputs, frame_of
from syndetect.spark.job import Job, JobResult, done
from syndetect.spark.session import connected, probe, spark_errors, tuned
from syndetect.spark.stages import FOLDER, StageStore, stages
from syndetect.spark.tables import frames, write

__all__ = ["JobResult", "Scanned", "connected", "scan", "scan_paths"]


@dataclass(frozen=True, slots=True)
class Scanned:
    """The tables of a report as frames of Spark, with the columns of ``--format parquet``.

    `pairs` have their stretches in `passages`, `families` their articles in `members`.
    """

    pairs: Any
    families: Any
    documents: Any
    passages: Any
    members: Any
    outlets: Any
    skipped: Any
    faults: Any


def scan(
    session: Any,
    frame: Any,
    folder: str,
    *,
    settings: Settings | Mapping[str, Any] | None = None,
    fields: Mapping[str, str] = NOT_MAPPED,
    parts: int = 0,
    resume: bool = False,
    ignore: Sequence[str | Path] = (),
    **named: Any,
) -> Scanned:
    """Find every relation among the articles of a frame, on the cluster of its session.

    Args:
        session: a `SparkSession`.
        frame: a row an article, with columns "id" and "text", and others as in records.
        folder: a place on storage that all machines share, where stages are kept.
        settings, fields, ignore, named: as in `syndetect.scan`.
        parts: tasks that each stage is cut into; without it twice as many as there are cores.
        resume: go on with the stages that are in the folder.

    Returns:
        The tables of the report, not computed before somebody asks for them, and readable as long as the
        folder is there.

    Raises:
        InputError: the frame has no ids or texts, the cluster has no syndetect, or another one.
        SyndetectError: the cluster gave up.
        SettingsError: a setting is unknown or out of its range.
    """
    settings = given_settings(settings, named)
    _require_columns(frame, fields)
    session = tuned(session)
    probe(session)
    job = _job(session, Inputs(frame=frame), settings, fields, parts, base_texts(ignore, settings))
    found = frames(session, done(session, job, _stages(session, folder, job, resume=resume)))
    return Scanned(**{name: found[name] for name in Scanned.__slots__})


def scan_paths(  # noqa: PLR0913 (each is a choice that users have)
    session: Any,
    paths: Sequence[str],
    folder: str,
    *,
    settings: Settings,
    fields: Mapping[str, str] = NOT_MAPPED,
    exclude: Sequence[str] = (),
    parts: int = 0,
    resume: bool = False,
    ignore: Sequence[str | Path] = (),
    spellings: Sequence[Sequence[str]] = (),
    progress: Progress | None = None,
) -> JobResult:
    """The same of files that all machines find at the same paths; the tables are written to `folder`.

    Addresses, as in ``s3a://bucket/*.parquet``, are read by Spark, a row an article with an id of its own.
    Raises as `scan`, and InputError when nothing can be read.
    """
    session = tuned(session)
    probe(session)
    parts = parts or 2 * session.sparkContext.defaultParallelism
    inputs = _inputs(session, paths, exclude, parts, fields)
    job = _job(session, inputs, settings, fields, parts, base_texts(ignore, settings), spellings, progress)
    made = done(session, job, _stages(session, folder, job, resume=resume))
    with spark_errors(session.sparkContext.master, "while the tables were written"):
        write(session, made, folder)
    shutil.rmtree(Path(folder, FOLDER), ignore_errors=True)
    return made


def _stages(session: Any, folder: str, job: Job, *, resume: bool) -> StageStore:
    with spark_errors(session.sparkContext.master, f"at {folder}"):
        return stages(session, folder, job.asked(), resume=resume)


def _inputs(
    session: Any, paths: Sequence[str], exclude: Sequence[str], parts: int, fields: Mapping[str, str]
) -> Inputs:
    addresses = [path for path in paths if "://" in path]
    if not addresses:
        return Inputs(tuple(paths), tuple(exclude), parts)
    if len(addresses) < len(paths):
        raise InputError("paths and addresses of storage cannot be read together; name them in two scans")
    with spark_errors(session.sparkContext.master, "while the inputs were opened"):
        frame = frame_of(session, addresses)
    _require_columns(frame, fields)
    return Inputs(tuple(paths), frame=frame)


def _require_columns(frame: Any, fields: Mapping[str, str]) -> None:
    for ours in ("id", "text"):
        if (name := fields.get(ours, ours)).partition(".")[0] not in frame.columns:
            raise InputError(f"the rows have no column {name!r}; name another, as in --field {ours}=NAME")


def _job(
    session: Any, inputs: Inputs, settings: Settings, fields: Mapping[str, str], parts: int, *more: Any
) -> Job:
    parts = parts or 2 * session.sparkContext.defaultParallelism
    session.conf.set("spark.sql.shuffle.partitions", str(parts))
    return Job(inputs, settings, dict(fields), parts, *more)
