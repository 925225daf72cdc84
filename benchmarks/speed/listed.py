"""A list of pairs compared, the whole command: pairs a second.

    python -m benchmarks.speed.listed --data DATA [--jobs 2] [--runs 5] [--beside CHECKOUT] [--check]

`DATA` is a folder with docs.jsonl and pairs.jsonl. `--beside` names another checkout of the package, which is
run in turn with this one and whose report, `run` left out, has to be the same. With --check the run ends with
1 below 300 pairs a second of wall time, or when the reports differ.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.speed.turns import load, measure, median, peak

LEAST = 300
ROOT = Path(__file__).parents[2]


def command(checkout: Path, data: Path, jobs: int, report: Path) -> list[str]:
    """The command that compares the listed pairs with the package of a checkout."""
    environment = f"PYTHONPATH={checkout}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    listed = ["--pairs", str(data / "pairs.jsonl"), "--docs", str(data / "docs.jsonl"), "--jobs", str(jobs)]
    shown = ["--format", "json", "-o", str(report), "--quiet"]
    # -P: the folder that this is run in may hold another package of the name.
    return ["env", environment, sys.executable, "-P", "-m", "syndetect", "compare", *listed, *shown]


def told(report: Path) -> Mapping[str, Any]:
    """A report without what differs between equal runs."""
    found: dict[str, Any] = json.loads(report.read_bytes())
    del found["run"]
    return found


def main() -> int:
    """Print the medians; 1 when --check is given and they fall short, or the reports differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--beside", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    checkouts = {"this version": ROOT} | ({"beside": options.beside.resolve()} if options.beside else {})
    before = load()
    with tempfile.TemporaryDirectory() as folder:
        reports = {name: Path(folder) / f"{place}.json" for place, name in enumerate(checkouts)}
        commands = {
            name: command(checkout, options.data, options.jobs, reports[name])
            for name, checkout in checkouts.items()
        }
        usages = measure(commands, options.runs)
        first, *others = map(told, reports.values())
    pairs = len(first["pairs"])
    print(
        f"{pairs} pairs, --jobs {options.jobs}, {options.runs} runs each; {before} before, {load()} after\n"
    )
    print("| | pairs/s | wall s | quickest | cpu s | peak MB |\n|---|---:|---:|---:|---:|---:|")
    for name, found in usages.items():
        used, quickest = median(found), min(one.wall for one in found)
        figures = f"{pairs / used.wall:.0f} | {used.wall:.1f} | {quickest:.1f} | {used.cpu:.1f}"
        print(f"| {name} | {figures} | {peak(used) / 1e6:.0f} |")
    same = all(other == first for other in others)
    if others:
        print(f"\nreports {'the same' if same else 'DIFFER'}")
    return int(options.check and not (same and pairs / median(usages["this version"]).wall >= LEAST))


if __name__ == "__main__":
    sys.exit(main())
