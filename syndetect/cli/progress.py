"""A bar on stderr during long work; the library calls ``progress(stage, done, total)``."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from syndetect.cli import console

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from syndetect.plugins import Progress

PATIENCE = 1.0
"""Seconds of work before a bar appears."""
REFRESH = 0.1


@contextmanager
def progress(*, wanted: bool, colour: str = "auto") -> Iterator[Progress | None]:
    """A context with a callable for the library, or None where stderr is no terminal.

    The bar is erased at the end.
    """
    if not wanted or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    stages = Stages(colour=console.wants_colour(colour, sys.stderr))
    try:
        yield stages
    finally:
        stages.stop()


class Stages:
    """Shows the current stage in one line, after `PATIENCE` seconds.

    It draws only when it is called and has no thread, so that worker processes can be forked at any time.
    """

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour
        self._bar: Bar | None = None
        self._stage = ""
        self._due = time.monotonic() + PATIENCE

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` items (0: unknown) of `stage` are done."""
        now = time.monotonic()
        if now < self._due and (self._bar is None or stage == self._stage):
            return
        bar = self._bar or self._start()
        if stage != self._stage:
            for task in bar.task_ids:
                bar.remove_task(task)
            bar.add_task(console.visible(stage), completed=done, total=total or None)
            self._stage = stage
        else:
            bar.update(bar.task_ids[-1], completed=done, total=total or None)
        bar.refresh()
        self._due = now + REFRESH

    def stop(self) -> None:
        """Erase the bar, if there is one."""
        if self._bar is not None:
            self._bar.stop()

    def _start(self) -> Bar:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        terminal = Console(stderr=True, no_color=not self._colour)
        bar = Progress(
            *columns,
            console=terminal,
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        bar.start()
        self._bar = bar
        return bar
