"""The command line of the harness."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from benchmarks.quality.sets import SETS

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options, checked."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality",
        description="Run labelled sets through syndetect and print one table a set.",
    )
    what = parser.add_argument_group("what to run")
    what.add_argument(
        "--set",
        dest="sets",
        nargs="+",
        action="extend",
        choices=list(SETS),
        metavar="NAME",
        help=f"sets to run (default all): {', '.join(SETS)}",
    )
    what.add_argument(
        "--pairs-set",
        nargs="+",
        action="extend",
        type=Path,
        metavar="DIR",
        help="directories of the same format; the shape of the labels says what is measured",
    )
    what.add_argument("--data", type=Path, metavar="DIR", help="the labelled sets (default $SYNDETECT_DATA)")
    what.add_argument("--fast", action="store_true", help="a fixed sample of the large sets")
    what.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    what.add_argument("--json", type=Path, metavar="FILE", help="also write the results there")
    floors = parser.add_argument_group("floors")
    floors.add_argument("--check", action="store_true", help="exit 1 if a figure is below its floor")
    floors.add_argument("--if-present", action="store_true", help="leave out sets whose data is not there")
    floors.add_argument("--update", action="store_true", help="raise the floors to these figures")
    floors.add_argument(
        "--allow-regression",
        nargs="+",
        action="extend",
        default=[],
        metavar="SET/FIGURE",
        help="floors that --update may lower; SET/data accepts changed files",
    )
    options = parser.parse_args(arguments)
    if options.check and options.update:
        parser.error("--check and --update exclude each other")
    if options.pairs_set and (options.check or options.update):
        parser.error("floors are kept for named sets only, not for --pairs-set")
    options.data = options.data or Path(os.environ.get("SYNDETECT_DATA") or BESIDE)
    return options
