"""`python -m benchmarks.quality.fit`: exit 0 done, 2 what is needed is not there."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.quality import options, tables
from benchmarks.quality.fit import alignment, evidence, examples, files, models, trees
from benchmarks.quality.fit.curves import Knots
from benchmarks.quality.fit.models import Fit
from benchmarks.quality.fit.samples import NothingToFitError
from benchmarks.quality.results import Result, Table
from benchmarks.quality.sets import OWN_CORPUS
from syndetect.coefficients import Model

PAN = "pan13-train"


def main(arguments: list[str] | None = None) -> int:
    """Fit what was asked for, print how it does and what it would change; the exit code."""
    asked = _parse(arguments)
    missing = _missing(asked.data, asked.only)
    if missing:
        hint = "set SYNDETECT_DATA or --data to the labelled sets"
        print(f"not there: {', '.join(missing)}; {hint}", file=sys.stderr)
        return 2
    fitted: dict[str, Model] = {}
    typical: dict[str, dict[str, float]] = {}
    curves: dict[str, Knots] = {}
    weights: dict[str, float] = {}
    begun = time.perf_counter()
    try:
        for title, fit in _fits(asked.data, asked.only, asked.jobs):
            _show(title, fit.tables, begun)
            fitted |= fit.models
            typical |= fit.typical
            curves |= fit.curves
            weights |= fit.weights
    except NothingToFitError as error:
        print(f"benchmarks.quality.fit: {error}", file=sys.stderr)
        return 2
    _show("coefficients", (files.differences(fitted, files.committed()),), begun)
    if asked.write:
        files.write(fitted, typical=typical, curves=curves)
        files.write_weights(weights)
        print(f"written: {', '.join((*fitted, *curves, *weights))}")
    return 0


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality.fit",
        description="Fit the package's logistic models and print their cross-validated figures.",
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="the labelled sets (default $SYNDETECT_DATA)"
    )
    parser.add_argument(
        "--only",
        choices=("support", "verdict", "trees"),
        help="the models of one file, or the weights of trees",
    )
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    parser.add_argument("--write", action="store_true", help="replace the committed coefficients")
    asked = parser.parse_args(arguments)
    asked.data = asked.data or Path(os.environ.get("SYNDETECT_DATA") or options.BESIDE)
    return asked


def _missing(root: Path, only: str | None) -> list[str]:
    if only == "trees":
        return []
    needed = (PAN,) if only == "support" else (*examples.DIRECTORIES, *evidence.STREAM_SETS)
    return [str(root / name) for name in needed if not (root / name).is_dir()]


def _fits(root: Path, only: str | None, jobs: int) -> Iterator[tuple[str, Fit]]:
    if only in {None, "trees"}:
        shown, weights = trees.fit(jobs)
        yield "provenance.json", Fit({}, (shown,), weights=weights)
    if only in {None, "support"}:
        yield "support.json", models.alignment(*alignment.collect(root / PAN, jobs))
    if only in {None, "verdict"}:
        measured = evidence.of_examples(examples.examples(root, OWN_CORPUS), jobs)
        everything = [*measured, *evidence.of_stream(root, jobs), *evidence.of_events(root, jobs)]
        yield "verdict.json: trained on", Fit({}, (models.table_of_training(everything),))
        for name in models.LEAST:
            yield f"verdict.json: {name}", models.derivation(name, everything)
        yield "verdict.json: calibration", models.calibration(everything)
        yield "verdict.json: copied, rewritten", models.wording(measured)


def _show(title: str, parts: Sequence[Table], begun: float) -> None:
    print("\n".join(tables.lines(title, Result((), tuple(parts)), time.perf_counter() - begun)), flush=True)


if __name__ == "__main__":
    sys.exit(main())
