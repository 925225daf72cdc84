"""A cluster of Spark's own on this machine, as processes on loopback, and jobs for it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.usage import family_of

ROOT = Path(__file__).resolve().parents[1]

PATIENCE = 400
"""Seconds after which a job or a daemon is given up."""


class Cluster:
    """A master and two workers of Spark's own, as processes on loopback."""

    def __init__(self, place: Path) -> None:
        import pyspark

        self._place = place
        self.disks = place / "disks"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._program = Path(pyspark.__file__).parent / "bin" / "spark-class"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.master = f"spark://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start all three, and wait until the workers are known to the master."""
        options = ("--host", "127.0.0.1", "--webui-port", "0")
        self._run("master.Master", *options, "--port", str(self.port))
        self._until("master.Master", "I have been elected leader", 1)
        for number in range(2):
            work = self._place / f"worker{number}"
            self._run(
                "worker.Worker", *options, "--cores", "1", "--memory", "700m", "-d", str(work), self.master
            )
        self._until("master.Master", "Registering worker", 2)

    def _any_ended(self) -> bool:
        return any(process.poll() is not None for process in self._processes)

    def _run(self, name: str, *options: str) -> None:
        environment = {
            **os.environ,
            "SPARK_DAEMON_MEMORY": "200m",
            "SPARK_LOCAL_DIRS": str(self.disks),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_NO_DAEMONIZE": "1",
            "PYTHONPATH": str(ROOT),
        }
        with (self._place / f"{name}.log").open("ab") as log:
            # In a group of its own, so that the executors that it starts end with it.
            self._processes.append(
                subprocess.Popen(  # noqa: S603 (Spark's own program)
                    [str(self._program), f"org.apache.spark.deploy.{name}", *options],
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )

    def _until(self, name: str, sign: str, times: int) -> None:
        begun = time.monotonic()
        log = self._place / f"{name}.log"
        while log.read_text("utf-8", "replace").count(sign) < times:
            if time.monotonic() - begun > PATIENCE or self._any_ended():
                raise RuntimeError(f"the cluster did not start: {log.read_text('utf-8', 'replace')[-2000:]}")
            time.sleep(0.1)

    def executors(self) -> list[int]:
        """The ids of the executors' processes."""
        groups = {process.pid for process in self._processes}
        java = {process: words for process, words in _running() if b"java" in words[0]}
        name = b"org.apache.spark.executor.CoarseGrainedExecutorBackend"
        return [process for process, words in java.items() if name in words and _group(process) in groups]

    def workers(self) -> list[int]:
        """The ids of the processes in which Python works for executors."""
        words_of = dict(_running())
        python = {process for process, words in words_of.items() if b"pyspark.worker" in words}
        below = {process for executor in self.executors() for process in family_of(executor)}
        # The first of each executor only makes the others.
        return [process for process in python & below if _parent(process) in python]

    def lose_files(self) -> int:
        """Remove what tasks have left for each other so far, and return how many files that was."""
        files = list(self.disks.rglob("shuffle_*.data"))
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)

    def stop(self) -> None:
        """End what was started, and all that this started."""
        for process in reversed(self._processes):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            finally:
                process.wait(PATIENCE)


SMALL = (
    "spark.executor.memory=500m",
    "spark.driver.memory=700m",
    "spark.sql.shuffle.partitions=2",
    "spark.ui.enabled=false",
    "spark.driver.host=127.0.0.1",
    "spark.driver.bindAddress=127.0.0.1",
    # A short run is over before compiled code pays for itself.
    "spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1",
    "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1",
)


@dataclass(frozen=True, slots=True)
class Job:
    """A job that was submitted, and writes what it says to `log`."""

    process: subprocess.Popen[bytes]
    log: Path

    def goes_on(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def ended(self) -> int:
        """Its exit code, once it has ended."""
        return self.process.wait(PATIENCE)

    def said(self) -> str:
        """What it has said so far."""
        return self.log.read_text("utf-8", "replace")

    def until(self, folder: Path, *signs: str) -> None:
        """Wait until the job, which writes to `folder`, has made any of some files of its stages."""
        begin = time.monotonic()
        while not any((folder / "_stages" / sign).exists() for sign in signs):
            if not self.goes_on() or time.monotonic() - begin > PATIENCE:
                raise RuntimeError(f"the job did not come to {signs[0]}: {self.said()[-2000:]}")
            time.sleep(0.02)


@contextmanager
def begun(master: str, paths: Sequence[Path], folder: Path, *more: str) -> Iterator[Job]:
    """A job that was submitted; if it goes on at the end of the block it is killed."""
    conf = [word for setting in SMALL for word in ("--spark-conf", setting)]
    where = ("--engine", "spark", "--master", master, *conf, "-o", str(folder))
    log = folder.with_name(f"{folder.name}.log")
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 (ours)
            [sys.executable, "-m", "syndetect", "scan", *map(str, paths), *where, *more],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=ROOT,
            start_new_session=True,
        )
    try:
        yield Job(process, log)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)


def _running() -> Iterator[tuple[int, list[bytes]]]:
    """Every process with the words of its command."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                yield int(entry.name), (entry / "cmdline").read_bytes().split(b"\0")


def _group(process: int) -> int:
    with suppress(ProcessLookupError):
        return os.getpgid(process)
    return 0


def _parent(process: int) -> int:
    with suppress(OSError):
        return int(Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[1])
    return 0
