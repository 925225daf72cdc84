"""A whole scan beside datasketch's signatures and LSH alone, run in turn, as medians and ratios.

    python -m benchmarks.speed.scan [--articles 20000] [--docs FILE ...] [--truth FILE] [--runs 3] [--jobs 2]

Each run is a process of its own, from reading the JSONL to the last byte written. `signatures and LSH` is
datasketch without a single query; `to candidate pairs` asks its index for every article as well; `shingles as
documented` is the first with the shingling of its documentation in place of a quicker one. Ours does it all:
alignment, verdicts, families, the report. Without --docs a corpus is generated, and what was planted in it is
looked for in what was found. Ratios are of the medians, to datasketch's signatures and LSH. With --check the
run ends with 1 when ours takes longer than that, or more than 1 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.speed import corpus, found
from benchmarks.speed.turns import measure, median
from benchmarks.speed.usage import CommandError, Usage

OURS = "syndetect scan"
BASE = "datasketch, signatures and LSH"
PAIRS = "datasketch, to candidate pairs"
DOCUMENTED = "datasketch, shingles as documented"
MEMORY_LIMIT = 1_000_000_000


def commands(docs: Sequence[Path], place: Path, jobs: int) -> dict[str, list[str]]:
    """What is run under which name; reports and pairs go into `place`."""
    files = [str(path) for path in docs]
    module = [sys.executable, "-m"]
    peer = [*module, "benchmarks.speed.peers.datasketch_lsh", *files]
    options = ["--format", "json", "-o", str(place / "report.json"), "--jobs", str(jobs), "--quiet"]
    return {
        OURS: [*module, "syndetect", "scan", *files, *options],
        BASE: peer,
        PAIRS: [*peer, "--pairs", str(place / "pairs.jsonl")],
        DOCUMENTED: [*peer, "--shingles", "documented"],
    }


def usage_table(medians: Mapping[str, Usage]) -> list[str]:
    """Rows of Markdown: seconds, ratios to the base, megabytes."""
    base = medians[BASE]
    lines = [
        "| | wall s | ratio | cpu s | ratio | largest process MB | all processes MB |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, used in medians.items():
        together = "-" if used.together is None else f"{used.together / 1e6:.0f}"
        lines.append(
            f"| {name} | {used.wall:.1f} | {used.wall / base.wall:.2f} | {used.cpu:.1f} "
            f"| {used.cpu / base.cpu:.2f} | {used.largest / 1e6:.0f} | {together} |"
        )
    return lines


def found_table(
    ours: Mapping[str, found.Share], named: Mapping[str, found.Share], peer: Mapping[str, found.Share]
) -> list[str]:
    """Rows of Markdown: what was found of each kind, and the relation it was given."""
    lines = ["| planted | syndetect | relation as expected | datasketch |", "|---|---:|---:|---:|"]
    lines += [f"| {name} | {share} | {named.get(name, '')} | {peer[name]} |" for name, share in ours.items()]
    return lines


def stages_line(report: Path) -> str:
    """Where a scan's time went, from its report: wall seconds of each stage, and what was counted."""
    with report.open(encoding="utf-8") as file:
        run = json.load(file)["run"]
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in run["stages"].items())
    counts = ", ".join(f"{count} {name}" for name, count in run["counts"].items())
    return f"Stages of the last scan in seconds: {stages}; {counts}."


def compete(docs: Sequence[Path], truth: Path | None, runs: int, jobs: int) -> dict[str, Usage]:
    """Run all, print the tables, return the medians."""
    size = sum(path.stat().st_size for path in docs)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        usages = measure(commands(docs, place, jobs), runs)
        medians = {contestant: median(turns) for contestant, turns in usages.items()}
        print(f"{size / 1e6:.1f} MB, {runs} runs each, --jobs {jobs}, {os.cpu_count()} cores, medians\n")
        print(*usage_table(medians), "", stages_line(place / "report.json"), sep="\n")
        if truth:
            planted = found.read_truth(truth)
            ours = found.read_report(place / "report.json")
            peer = found.read_pairs(place / "pairs.jsonl")
            named = found.named_as_expected(planted, ours)
            rows = found_table(found.recall(planted, ours), named, found.recall(planted, peer))
            print("", *rows, sep="\n")
    return medians


def missed(medians: Mapping[str, Usage]) -> list[str]:
    """The limits that ours did not keep."""
    ours, base = medians[OURS], medians[BASE]
    problems = []
    if ours.wall > base.wall:
        problems.append(f"a scan took {ours.wall:.1f} s, {BASE} {base.wall:.1f} s")
    peak = ours.together or ours.largest
    if peak > MEMORY_LIMIT:
        problems.append(f"a scan held {peak / 1e6:.0f} MB, the limit is {MEMORY_LIMIT / 1e6:.0f} MB")
    return problems


def main() -> int:
    """Print the tables; 1 when --check is given and a limit was not kept, 2 when a contestant failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=20_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--docs", type=Path, nargs="+", metavar="FILE", help="JSONL with id and text")
    parser.add_argument("--truth", type=Path, metavar="FILE", help="what was planted in --docs")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        docs, truth = options.docs, options.truth
        if not docs:
            docs, truth = [Path(name) / "docs.jsonl"], Path(name) / "truth.jsonl"
            corpus.generate(options.articles, options.seed, docs[0], truth)
            print(f"{options.articles} generated articles, seed {options.seed}")
        try:
            problems = missed(compete(docs, truth, options.runs, options.jobs))
        except CommandError as error:
            print(error, file=sys.stderr)
            return 2
    if options.check:
        print("", *problems, sep="\n")
    return int(options.check and bool(problems))


if __name__ == "__main__":
    sys.exit(main())
