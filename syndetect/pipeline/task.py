"""What a command opens once: settings, memory, jobs and progress, and what it notes about itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from syndetect.boilerplate.base_texts import NO_BASE
from syndetect.kernels.words import U64
from syndetect.pipeline.arguments import require_counts, require_lists, require_progress
from syndetect.pipeline.reading import NOT_MAPPED, base_texts
from syndetect.pipeline.run_log import RunLog
from syndetect.plugins import Progress
from syndetect.settings import Settings
from syndetect.spill import MEMORY, Budget


@dataclass(frozen=True, slots=True)
class Task:
    """How articles are read and searched, in how much memory and by how many; `run`: what is noted of it.

    `fields`: which field of records holds what; `base`: base texts, as hashes, whose words are left out.
    """

    settings: Settings
    run: RunLog
    budget: Budget
    fields: Mapping[str, str] = field(default_factory=lambda: NOT_MAPPED)
    jobs: int = 1
    base: U64 = field(default_factory=lambda: NO_BASE)


def opened(
    settings: Settings,
    fields: Mapping[str, str] = NOT_MAPPED,
    jobs: int = 1,
    memory: int = MEMORY,
    progress: Progress | None = None,
    ignore: Sequence[str | Path] = (),
) -> Task:
    """The task of one call, its clock running; parameters are those of `scan`.

    Raises InputError when a file of `ignore` cannot be read, and ArgumentError for what is of a wrong kind.
    """
    require_counts(jobs=jobs)
    require_counts(0, memory=memory)
    require_progress(progress)
    require_lists(ignore=ignore)
    return Task(settings, RunLog(progress), Budget(memory), fields, jobs, base_texts(ignore, settings))
