"""Other processes that share the work of one run, started once there is enough of it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from syndetect.errors import SyndetectError
from syndetect.kernels.allocation import collect_seldom, keep_freed_memory

if TYPE_CHECKING:
    import multiprocessing.context
    from concurrent.futures import Future, ProcessPoolExecutor

_FEW = 1000
"""Pairs that one process is done with before others have started."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Workers:
    """The executor of this machine: up to `jobs` processes for the length of a ``with``.

    With one job all work is done right here, and nothing has to be closed.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._spent = self._warming = 0.0

    def spent(self) -> float:
        """Processor seconds of other processes so far, with the start of those that gave a result."""
        return self._spent + self._warming

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        if error is not None:
            import multiprocessing

            # Whoever interrupts does not want to wait for the work that is still queued.
            for process in multiprocessing.active_children():
                process.terminate()
        # That all of them have ended is waited for at the end of the program only.
        pool.shutdown(wait=False, cancel_futures=error is not None)

    def start(self, pairs: int) -> None:
        """From now on work goes to other processes, if there may be any and so many pairs are worth it."""
        if self._jobs <= 1 or self._pool is not None or pairs <= _FEW:
            return
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        context = _context()
        before = set(multiprocessing.active_children())
        try:
            pool = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin_work)
            # Only the first work makes them begin, and they need a moment to get ready.
            pool.submit(_nothing)
        except OSError:
            # Too few file descriptors, processes or memory: the work is done here, and takes longer.
            for process in set(multiprocessing.active_children()) - before:
                process.terminate()
            self._jobs = 1
            return
        self._pool = pool

    def mapped(self, function: Callable[[_Item], _Result], items: Iterable[_Item], /) -> Iterator[_Result]:
        """What the function makes of each item, in order; here until others have started."""
        pool = self._pool
        if pool is None:
            yield from map(function, items)
            return
        from concurrent.futures.process import BrokenProcessPool

        waiting: deque[Future[tuple[_Result, float, float]]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(_timed, function, item))
                # A few items ahead keep everybody busy; more would only hold texts.
                if len(waiting) > 2 * self._jobs:
                    yield self._noted(waiting.popleft())
            while waiting:
                yield self._noted(waiting.popleft())
        except BrokenProcessPool as error:
            raise SyndetectError(
                "a worker process ended unexpectedly; run with one job, or, in a script of your own, call "
                "scan under if __name__ == '__main__'"
            ) from error

    def _noted(self, future: Future[tuple[_Result, float, float]]) -> _Result:
        result, spent, warming = future.result()
        self._spent += spent
        # All are copies of one process, whose work was done once.
        self._warming = max(self._warming, warming)
        return result


def _timed(function: Callable[[_Item], _Result], item: _Item) -> tuple[_Result, float, float]:
    """In a worker: a result, the processor seconds since the last one, and those of what it is a copy of."""
    import sys

    result = function(item)
    spent, _told[0] = time.process_time() - _told[0], time.process_time()
    warm = sys.modules.get("syndetect.pipeline.warm")
    return result, spent, 0.0 if warm is None else warm.SPENT


_told = [0.0]
"""In a worker: its processor seconds at the last result."""

HERE = Workers(1)
"""All work done right here."""


def _context() -> multiprocessing.context.BaseContext:
    """How processes start: as copies of one that has read what they need, or else each from nothing.

    A copy of this process would be quicker still, but it has threads, whose locks nobody would ever open.
    """
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    # A program that has a server of its own already keeps it, and its processes read the tables themselves.
    context.set_forkserver_preload(["syndetect.pipeline.warm"])
    return context


def _begin_work() -> None:
    """In a worker: an interrupt is the parent's to handle, and memory is kept for the next batch."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    keep_freed_memory()
    collect_seldom()


def _end_with_parent() -> None:
    """In a worker: end once the parent has, however it ended; waiting for more work would last for ever."""
    import multiprocessing
    import os
    import threading
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is None:
        return
    # The far end of this pipe is held by the parent alone, and closed by the system when it is no more.
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _nothing() -> None:
    """The work of getting ready."""
