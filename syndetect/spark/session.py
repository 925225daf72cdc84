"""A session on a cluster, found fit before any work starts; what goes wrong there in one sentence."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from syndetect import __version__
from syndetect.errors import InputError, SyndetectError
from syndetect.extras import library
from syndetect.spark.cells import Row, mapped

_PATIENCE = 10.0
"""Seconds in which the master of a cluster has to answer."""

_CONF = {
    # Cells are large: few of them at a time go to Python or come from a file.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
    "spark.sql.execution.arrow.maxBytesPerBatch": str(16 << 20),
    # What is quick to make is quicker than compiling it: the work is done in Python.
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.parquet.columnarReaderBatchSize": "64",
    "spark.sql.parquet.compression.codec": "zstd",
    # A file for each kind of cell is open at once: large cells are not sorted by kind first.
    "spark.sql.maxConcurrentOutputFileWriters": "16",
}

_OURS = {
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.io.compression.codec": "zstd",
}
"""Of a session that is made for a scan; somebody's own is left as it is."""


def connected(master: str, conf: Mapping[str, str]) -> Any:
    """A new session on the cluster at `master`. Raises InputError where there is none, or nothing to run it.

    Executors take the Python that PYSPARK_PYTHON names, or one at the same place as this one.
    """
    sql = library("pyspark.sql", "spark", "the engine spark")
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (home and os.path.isdir(home)):  # noqa: PTH112
        raise InputError("Spark needs Java 17 or 21, and there is none; install one, or set JAVA_HOME")
    _require_master(master)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.appName("syndetect").master(master)
    for name, value in {**_OURS, **conf}.items():
        builder = builder.config(name, value)
    with spark_errors(master, "before it began"):
        return builder.getOrCreate()


def _require_master(master: str) -> None:
    several = master.removeprefix("spark://").split(",") if master.startswith("spark:") else []
    for host, _, port in (one.rpartition(":") for one in several):
        if not port.isdecimal():
            continue
        try:
            socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
        except OSError as error:
            why = error.strerror or error
            raise InputError(f"no cluster answers at {master} ({why}); start one, or mend --master") from None


def tuned(session: Any) -> Any:
    """A session beside the given one, on the same cluster, with what our cells need.

    Raises InputError for one of Spark Connect.
    """
    if not hasattr(session, "sparkContext"):
        raise InputError(
            "a session of Spark Connect cannot share what tasks need; pass one of the cluster itself"
        )
    beside = session.newSession()
    for name, value in _CONF.items():
        beside.conf.set(name, value)
    return beside


def probe(session: Any) -> None:
    """Raise InputError unless the machines of a session have this syndetect."""
    tasks = session.sparkContext.defaultParallelism
    with spark_errors(session.sparkContext.master, "in the first task"):
        rows = mapped(session.range(0, tasks, 1, tasks), _present, {"version": "string"}).collect()
    others = sorted({row.version for row in rows} - {__version__})
    if others:
        raise InputError(
            f"the cluster has syndetect {others[0]}, and this is {__version__}; install the same on both"
        )


def _present(rows: Iterator[Row]) -> Iterator[Row]:
    import syndetect

    for _ in rows:
        yield (syndetect.__version__,)


_MODULE = re.compile(r"No module named '([\w.]+)'")
_PROGRAM = re.compile(r'Cannot run program "([^"\n]{1,300})"')
_SENTENCE = 300

# A Python that its system ended for want of memory says nothing itself: whoever spoke with it was cut off.
_MEMORY = re.compile(
    "MemoryError|OutOfMemoryError|Cannot allocate memory|Python worker exited unexpectedly"
    "|SocketException: Connection reset|EOFException|exit code 137|exit status 137"
)
_MORE_MEMORY = (
    "a task may have had too little memory: give it more (--spark-conf spark.executor.memoryOverhead=2g), or "
    "cut stages into more tasks (spark.default.parallelism); "
)


@contextmanager
def spark_errors(master: str, stage: str) -> Iterator[None]:
    """What Spark raises inside as an error of ours, in one sentence. `stage` says where it went wrong."""
    from py4j.protocol import Py4JError, Py4JNetworkError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, Py4JNetworkError, ConnectionError) as error:
        raise _refusal(str(error), master, stage) from error


def _refusal(text: str, master: str, stage: str) -> SyndetectError:
    how = "install syndetect[spark] on every machine, or name a Python that has it in PYSPARK_PYTHON"
    if (match := _MODULE.search(text)) is not None:
        return InputError(f"the Python of the cluster at {master} has no module {match[1]}; {how}")
    if "PYTHON_VERSION_MISMATCH" in text:
        here = f"{sys.version_info.major}.{sys.version_info.minor}"
        return InputError(f"the cluster at {master} has another Python than {here}, which this is; {how}")
    if (match := _PROGRAM.search(text)) is not None:
        return InputError(f"the cluster at {master} has no Python at {match[1]}; {how}")
    more = _MORE_MEMORY if _MEMORY.search(text) is not None else ""
    return SyndetectError(
        f"the cluster at {master} gave up {stage}: {_cause(text)}; {more}stages that were done are kept, "
        "go on with --resume"
    )


_ERROR = re.compile(r"^(?:Caused by: )?(?:[\w.$]+\.)?([A-Z]\w*(?:Error|Exception)): (\S.*)$", re.MULTILINE)


def _cause(value: str) -> str:
    """What a long account comes down to: the last error in it that is none of Spark's own wrappers."""
    found = [f"{name}: {text}" for name, text in _ERROR.findall(value) if name != "SparkException"]
    lines = found[-1:] or [line for line in value.splitlines() if line.strip()][:1]
    return (lines[0] if lines else "without a word").strip().rstrip(".")[:_SENTENCE]
