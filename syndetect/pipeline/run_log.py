"""What a run notes about itself while it goes on; here alone is the clock looked at."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from syndetect._version import __version__
from syndetect.coefficients import digests
from syndetect.faults import ordered
from syndetect.model import Document, Fault, Pair, Report, Run, Skipped
from syndetect.plugins import Progress
from syndetect.settings import Settings


@dataclass(slots=True)
class RunLog:
    """Stages' seconds, counts, progress and faults of one run."""

    progress: Progress | None
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    begun: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(
        default_factory=lambda: dict.fromkeys(
            ("read", "normalise", "fingerprint", "candidates", "align", "classify", "families"), 0.0
        )
    )
    counts: dict[str, int] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time spent inside to the stage of that name."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] += time.perf_counter() - begun

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
