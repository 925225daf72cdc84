"""`python -m benchmarks.quality`: exit 0 done, 1 below a floor, 2 what was asked for is not there."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality import floors, options, runs, tables
from benchmarks.quality.sets import SETS


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for and print it; the exit code."""
    asked = options.parse(arguments)
    try:
        jobs = _jobs(asked)
    except ValueError as error:
        print(f"benchmarks.quality: {error}", file=sys.stderr)
        return 2
    finished = []
    for done in runs.run(jobs):
        finished.append(done)
        _show(done)
    if asked.json:
        _write(finished, asked.json)
    missing = [done.name for done in finished if done.result is None]
    if missing and not asked.if_present:
        print(
            f"not run: {', '.join(missing)}; set SYNDETECT_DATA or --data to the labelled sets",
            file=sys.stderr,
        )
        return 2
    return _floors(asked, finished)


def _jobs(asked: argparse.Namespace) -> list[runs.Job]:
    jobs = runs.shaped(asked.pairs_set or [], fast=asked.fast, jobs=asked.jobs)
    names = asked.sets or ([] if asked.pairs_set else list(SETS))
    return jobs + runs.named(names, asked.data, fast=asked.fast, jobs=asked.jobs)


def _show(done: runs.Done) -> None:
    if done.result is None:
        print(f"== {done.name}: not run, {done.missing}\n", flush=True)
    else:
        print("\n".join(tables.lines(done.name, done.result, done.seconds)), flush=True)


def _floors(asked: argparse.Namespace, finished: Sequence[runs.Done]) -> int:
    mode = "fast" if asked.fast else "full"
    measured = runs.measured(finished)
    committed = floors.load()
    if asked.check:
        found = floors.problems(committed, mode, measured)
        held = f"all {mode} floors hold for: {', '.join(measured)}" if measured else "no floor was checked"
        print("\n".join(found) or held)
        return 1 if found else 0
    if asked.update:
        try:
            floors.save(floors.raised(committed, mode, measured, asked.allow_regression))
        except floors.RegressionError as error:
            print(f"floors stay as they are; --allow-regression could lower:\n{error}", file=sys.stderr)
            return 1
        print(f"{mode} floors updated for: {', '.join(measured)}")
    return 0


def _write(finished: Sequence[runs.Done], path: Path) -> None:
    content = {
        done.name: {
            "seconds": round(done.seconds, 3),
            "data": done.data,
            "figures": {figure.name: figure.value for figure in done.result.figures},
            "tables": [dataclasses.asdict(part) for part in done.result.tables],
            "notes": list(done.result.notes),
        }
        if done.result
        else {"missing": done.missing}
        for done in finished
    }
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
