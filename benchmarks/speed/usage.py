"""What one command used, from its start to its end, in a process of its own."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.1
_UNIT = 1 if sys.platform == "darwin" else 1024


class CommandError(Exception):
    """A contestant that ended with an error, and what it said."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Wall and processor seconds, and bytes of memory at their peak.

    `largest` is the resident memory of the largest process. `together` is that of all processes together,
    shared pages counted once, by samples; None where the system does not tell.
    """

    wall: float
    cpu: float
    largest: int
    together: int | None


def run(command: Sequence[str], *, sampled: bool = True) -> Usage:
    """What a command and its children used up to their end; CommandError when it does not end with 0.

    Memory is looked at now and then where it is `sampled`: of large processes that takes a core's time.
    """
    _adopt()
    others = _children()
    begin = time.perf_counter()
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        sampler = Sampler(process.pid)
        if sampled:
            sampler.start()
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        cpu = used.ru_utime + used.ru_stime + sum(_orphans(others))
        process.returncode = os.waitstatus_to_exitcode(status)
        if sampled:
            sampler.stop()
    if process.returncode:
        told = said.decode(errors="replace").strip()
        raise CommandError(f"{' '.join(command)} ended with {process.returncode}: {told}")
    return Usage(wall, cpu, used.ru_maxrss * _UNIT, sampler.peak or None)


_CHILD_SUBREAPER = 36


def _adopt() -> None:
    """Become the parent of processes whose own parent ends before them, where the system is Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


def _children() -> frozenset[int]:
    """The children of this process, none where the system does not tell."""
    found = set[int]()
    for task in Path("/proc/self/task").glob("*"):
        with contextlib.suppress(OSError):
            found.update(int(child) for child in (task / "children").read_text().split())
    return frozenset(found)


def _orphans(others: frozenset[int]) -> Iterator[float]:
    """What each process used that outlived its parent: workers are copies of one that nobody waits for.

    `others`: children that were there before, which have ends of their own.
    """
    while left := _children() - others:
        others |= left
        for child in sorted(left):
            with contextlib.suppress(ChildProcessError):
                _, _, used = os.wait4(child, 0)
                yield used.ru_utime + used.ru_stime


class Sampler(threading.Thread):
    """Looks now and then at how much memory a process and its descendants hold together."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.peak = 0
        self._end = threading.Event()

    def run(self) -> None:
        """Sample until told to stop."""
        while not self._end.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, sum(proportional(process) for process in family_of(self.root)))

    def stop(self) -> None:
        """End the sampling."""
        self._end.set()
        self.join()


def family_of(root: int) -> list[int]:
    """A process and all its descendants, as far as the system tells."""
    found, queue = [], [root]
    while queue:
        process = queue.pop()
        found.append(process)
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{process}/task").iterdir():
                queue.extend(int(child) for child in (task / "children").read_text().split())
    return found


def proportional(process: int) -> int:
    """Bytes that a process holds, each shared page divided by its holders; 0 when it has ended."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return proportional_of(text)


def proportional_of(rollup: str) -> int:
    """The `Pss` line of an smaps rollup in bytes; 0 without one."""
    for line in rollup.splitlines():
        name, _, rest = line.partition(":")
        if name == "Pss":
            return int(rest.split()[0]) * 1024
    return 0
