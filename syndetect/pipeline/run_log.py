"""What a run notes about itself while it goes on; here alone is the clock looked at."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from syndetect._version import __version__
from syndetect.coefficients import digests
from syndetect.faults import ordered
from syndetect.model import Document, Fault, Pair, Report, Run, Skipped
from syndetect.plugins import Progress
from syndetect.settings import Settings

_STAGES = ("read", "normalise", "fingerprint", "candidates", "align", "classify", "families")

_begun: list[float] = []
"""When the command of this process began, until its run has taken it up."""


def command_began(at: float) -> None:
    """The process does nothing but one command, and began with it at that time of the performance counter."""
    _begun[:] = [at]


class Elsewhere(Protocol):
    """Whatever does work in other processes."""

    def spent(self) -> float:
        """Processor seconds of other processes so far."""
        ...


@dataclass(slots=True)
class RunLog:
    """Stages' wall and processor seconds, counts, progress and faults of one run."""

    progress: Progress | None
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    begun: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(default_factory=lambda: dict.fromkeys(_STAGES, 0.0))
    cpu: dict[str, float] = field(default_factory=lambda: dict.fromkeys(_STAGES, 0.0))
    counts: dict[str, int] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take up what the command has spent before."""
        if _begun:
            self.stages = {"start": self.begun - _begun.pop(), **self.stages}
            self.cpu = {"start": time.process_time(), **self.cpu}

    @contextmanager
    def stage(self, name: str, elsewhere: Elsewhere | None = None) -> Iterator[None]:
        """Add the time spent inside, by this thread and `elsewhere`, to the stage of that name."""
        begun, spent, before = time.perf_counter(), thread_seconds(), _spent(elsewhere)
        try:
            yield
        finally:
            self.stages[name] += time.perf_counter() - begun
            self.cpu[name] += thread_seconds() - spent + _spent(elsewhere) - before

    @contextmanager
    def shared(self, spent: dict[str, float], elsewhere: Elsewhere) -> Iterator[None]:
        """Share the time spent inside among the stages whose processor seconds `spent` is filled with there.

        What `elsewhere` took beside these is the workers' own.
        """
        begun, before = time.perf_counter(), _spent(elsewhere)
        try:
            yield
        finally:
            wall, total = time.perf_counter() - begun, sum(spent.values())
            for name, seconds in spent.items():
                self.cpu[name] += seconds
                self.stages[name] += wall * seconds / total if total else 0.0
            beside = _spent(elsewhere) - before
            if beside:
                self.cpu["workers"] = self.cpu.get("workers", 0.0) + max(0.0, beside - total)

    def tick(self, stage: str, done: int, total: int) -> None:
        """Tell whoever watches how far a stage is."""
        if self.progress is not None:
            self.progress(stage, done, total)

    def left_out(self) -> tuple[Skipped, ...]:
        """Everything that was skipped, in a report's order."""
        return self._said(note=False)

    def notes(self) -> tuple[Skipped, ...]:
        """What is to be told of how inputs were read, in a report's order."""
        return self._said(note=True)

    def _said(self, *, note: bool) -> tuple[Skipped, ...]:
        said = (item for item in self.skipped if item.note is note)
        return tuple(sorted(said, key=lambda item: (item.source, item.reason)))

    def report(
        self,
        settings: Settings,
        documents: Iterable[Document],
        pairs: Iterable[Pair],
        families: Iterable[Any],
        outlets: Iterable[Any] = (),
    ) -> Report:
        """The finished report: the results in their order, with what was noted on the way."""
        run = Run(
            version=__version__,
            started=self.started.isoformat(timespec="seconds"),
            seconds=time.perf_counter() - self.begun,
            stages=self.stages,
            cpu=self.cpu,
            counts=self.counts,
            coefficients=digests(),
        )
        return Report(
            run=run,
            settings=settings.as_dict(),
            documents=tuple(sorted(documents, key=lambda document: document.id)),
            skipped=self.left_out(),
            pairs=tuple(sorted(pairs, key=lambda pair: (pair.left, pair.right))),
            families=tuple(families),
            outlets=tuple(outlets),
            faults=ordered(self.faults),
            notes=self.notes(),
        )


def thread_seconds() -> float:
    """Processor seconds of this thread; of the process where the system does not tell."""
    return time.thread_time() if hasattr(time, "thread_time") else time.process_time()


def _spent(elsewhere: Elsewhere | None) -> float:
    return 0.0 if elsewhere is None else elsewhere.spent()
