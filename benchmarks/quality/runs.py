"""Running sets one after the other, and the calibration of all of them together."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality import data
from benchmarks.quality.detect import UnavailableError
from benchmarks.quality.floors import Measured
from benchmarks.quality.measures import calibration
from benchmarks.quality.measures.calibration import Outcome
from benchmarks.quality.results import Figure, Result, Task, table
from benchmarks.quality.sets import OPTIONAL, OUTSIDE, SETS, provenance
from benchmarks.quality.sets.shapes import Runner, runner_for
from syndetect.model import RELATIONS

CALIBRATION, LINKS = "calibration", "links"


@dataclass(frozen=True, slots=True)
class Job:
    """One set to run."""

    name: str
    runner: Runner
    task: Task


@dataclass(frozen=True, slots=True)
class Done:
    """One set that was run, or the reason why it was not."""

    name: str
    result: Result | None
    seconds: float = 0.0
    data: str = ""
    missing: str = ""


def named(names: Sequence[str], root: Path, *, fast: bool, jobs: int) -> list[Job]:
    """The sets of the table by name."""
    return [
        Job(name, SETS[name].run, Task(SETS[name].directories(root), fast=fast, jobs=jobs)) for name in names
    ]


def shaped(directories: Sequence[Path], *, fast: bool, jobs: int) -> list[Job]:
    """Directories as sets, by the shape of their labels."""
    return [
        Job(directory.name, runner_for(directory), Task((directory,), fast=fast, jobs=jobs))
        for directory in directories
    ]


def run(jobs: Sequence[Job]) -> Iterator[Done]:
    """Each set's outcome as it is there, then the calibration over all of them."""
    finished = []
    for job in jobs:
        done = _run_one(job)
        finished.append(done)
        yield done
    results = {done.name: done for done in finished if done.result}
    if any(done.result and done.result.links for done in finished):
        yield _links(results)
    if any(done.result and done.result.outcomes for done in finished):
        yield _calibration(results)


def measured(finished: Sequence[Done]) -> Mapping[str, Measured]:
    """Figures and digests of the sets that were run.

    A calibration is left out unless every set of it was there: over other sets it is another figure.
    """
    there = {done.name: done for done in finished if done.result}
    complete = set(SETS) - OPTIONAL <= set(there)
    linked = {"trees", *provenance.RUNNERS}
    return {
        name: Measured(done.data, done.result.figures)
        for name, done in there.items()
        if done.result and (complete or name != CALIBRATION) and (linked <= set(there) or name != LINKS)
    }


def _run_one(job: Job) -> Done:
    absent = [str(path) for path in job.task.directories if not _holds_files(path)]
    if absent:
        return Done(job.name, None, missing=f"nothing at {', '.join(absent)}")
    started = time.perf_counter()
    try:
        result = job.runner(job.task)
    except UnavailableError as error:
        return Done(job.name, None, missing=str(error))
    return Done(job.name, result, time.perf_counter() - started, data.digest(job.task.directories))


def _holds_files(directory: Path) -> bool:
    return directory.is_dir() and any(directory.iterdir())


def _links(finished: Mapping[str, Done]) -> Done:
    """How far the certainty of links comes true, over all sets in which it is known who has it from whom."""
    by_set = {name: done.result.links for name, done in finished.items() if done.result and done.result.links}
    everything = [outcome for outcomes in by_set.values() for outcome in outcomes]
    tables = (
        table("Certainty of links, by set", ("set", "links", "certainty", "right", "error"), _summed(by_set)),
        provenance.curve(everything),
    )
    digests = "".join(finished[name].data for name in sorted(by_set))
    return Done(
        LINKS, Result(tuple(provenance.link_figures(everything)), tables), data=data.text_digest(digests)
    )


def _calibration(finished: Mapping[str, Done]) -> Done:
    by_set = {name: done.result.outcomes for name, done in finished.items() if done.result}
    everything = [outcome for outcomes in by_set.values() for outcome in outcomes]
    error = calibration.expected_error(everything)
    stated = [item for done in finished.values() if done.result for item in done.result.stated]
    by_relation = {
        relation: [outcome for name, outcome in stated if name == relation] for relation in RELATIONS
    }
    relation_error = calibration.expected_error([outcome for _, outcome in stated])
    columns = ("pairs", "confidence", "right", "error")
    steps = [
        (f"{part.low:.1f} to {part.high:.1f}", part.count, part.confidence, part.accuracy)
        for part in calibration.bins(everything)
    ]
    tables = (
        table("Confidence in derived or not, by set", ("set", *columns), _summed(by_set)),
        table(
            f"By stated confidence, {len(everything)} pairs", ("bin", "pairs", "confidence", "right"), steps
        ),
        table("Confidence in the relation, as stated", ("relation", *columns), _summed(by_relation)),
        table(
            "Expected calibration error, 10 bins",
            ("measure", "value"),
            [("derived or not", error), ("relation", relation_error)],
        ),
    )
    digests = "".join(done.data for name, done in sorted(finished.items()) if name not in OUTSIDE)
    figures = (Figure("error", error, "down"), Figure("relation-error", relation_error, "down"))
    return Done(CALIBRATION, Result(figures, tables), data=data.text_digest(digests))


def _summed(parts: Mapping[str, Sequence[Outcome]]) -> list[tuple[object, ...]]:
    """For each part that has outcomes, how many, how sure, how often right, and the error."""
    return [
        (
            name,
            len(outcomes),
            sum(outcome.confidence for outcome in outcomes) / len(outcomes),
            sum(outcome.right for outcome in outcomes) / len(outcomes),
            calibration.expected_error(outcomes),
        )
        for name, outcomes in parts.items()
        if outcomes
    ]
