"""How a run ends from outside, and what is left of it: nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes under /proc")

SCRIPT = """
import os, resource, sys, time
from syndetect.pipeline.workers import Workers

def process_of(_):
    return os.getpid()

def slowly(_):
    time.sleep(3600)

if __name__ == "__main__":
    with Workers(3) as workers:
        workers.start(5000)
        if sys.argv[1] == "few":
            print(len(set(workers.mapped(process_of, range(3))) - {os.getpid()}))
        else:
            print(*sorted(set(workers.mapped(process_of, range(200)))), flush=True)
            list(workers.mapped(slowly, range(3)))
"""


def alive(process: int) -> bool:
    """Whether a process is there, and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children_of(process: int) -> list[int]:
    """The processes that a process started."""
    try:
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


@contextmanager
def at_work(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A process with workers that are busy for an hour, and the numbers of all that it started."""
    (tmp_path / "work.py").write_text(SCRIPT)
    command = [sys.executable, str(tmp_path / "work.py"), "many"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603
        started: list[int] = []
        try:
            assert running.stdout is not None
            workers = [int(word) for word in running.stdout.readline().split()]
            started = sorted({*workers, *children_of(running.pid)})
            assert workers
            assert all(map(alive, workers))
            yield running, started
        finally:
            running.kill()
            for process in filter(alive, started):
                os.kill(process, signal.SIGKILL)


@pytest.mark.usefixtures("heeds_hangups")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_no_worker_outlives_a_parent_that_is_ended(number: signal.Signals, tmp_path: Path) -> None:
    """However one process of a run is ended, the others end with it, busy or not."""
    with at_work(tmp_path) as (running, started):
        running.send_signal(number)
        running.wait()
        while any(map(alive, started)):
            time.sleep(0.01)


def test_too_few_file_descriptors_leave_one_process(tmp_path: Path) -> None:
    """What cannot be shared is done alone."""
    (tmp_path / "work.py").write_text(SCRIPT)
    command = f"ulimit -n 10; exec {sys.executable} {tmp_path / 'work.py'} few"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.stderr == ""
    assert done.stdout == "0\n"


@pytest.mark.usefixtures("heeds_hangups")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_asked_to_end_clears_away_what_it_began(
    number: signal.Signals, tmp_path: Path
) -> None:
    """It says so in a line, ends in 128 and the signal's number, and leaves no report, whole or half."""
    command = [sys.executable, "-m", "syndetect", "scan", "-", "-o", str(tmp_path / "x.json")]
    record = json.dumps({"id": "x", "text": "The tide turned at six, and the boats came in. " * 40}) + "\n"
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603
        assert running.stdin is not None
        assert running.stderr is not None
        # A pipe holds 64 KiB: once more than that went through, somebody is reading.
        running.stdin.write(record.encode() * 200)
        running.stdin.flush()
        running.send_signal(number)
        assert running.wait() == 128 + number
        assert running.stderr.read() == b"syndetect: terminated\n"
    assert list(tmp_path.iterdir()) == []


def test_an_ignored_hangup_stays_ignored(tmp_path: Path) -> None:
    """What `nohup` asks for is respected."""
    code = (
        "import signal, os\n"
        "from syndetect.cli.interrupts import ended_in_order\n"
        "with ended_in_order(): os.kill(os.getpid(), signal.SIGHUP); print('on')\n"
    )
    command = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])  # noqa: S603
    assert done.stdout == "on\n"
