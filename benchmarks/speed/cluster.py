"""A scan by Spark beside one of this machine: processor time, and what each stage moves between tasks.

    python -m benchmarks.speed.cluster DOCS... [--master local[2]] [--parts 8] [--conf NAME=VALUE] [--alone]

Both are run once, as processes of their own, and the reports are compared: pairs, families, all of it. With
--alone the local engine is not run. Bytes are those that Spark counts as written for a shuffle, from its own
log of events; seconds of Python are wall seconds of the tasks' Python, as Spark counts them. Processor time
is that of everything that the command started; with a cluster of other processes (--master spark://...) it
is that of the submitting side alone. --price is what an hour of one core costs, in any money: what follows
for a million articles is that assumption times a measurement.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.speed.usage import CommandError, Usage, run

_MILLION = 1_000_000
_HOUR = 3600
_PYTHON = "time to run Python workers"
_SETTINGS = (
    "spark.ui.enabled=false",
    "spark.eventLog.enabled=true",
    "spark.eventLog.compress=false",
    "spark.driver.host=127.0.0.1",
    "spark.driver.bindAddress=127.0.0.1",
)


@dataclass(slots=True)
class Moved:
    """By the name of each stage: bytes written for a shuffle, seconds of tasks, seconds of their Python."""

    bytes: Counter[str] = field(default_factory=Counter)
    tasks: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    python: Counter[str] = field(default_factory=Counter)


def events(folder: Path) -> Iterator[dict[str, Any]]:
    """Every event of the logs in a folder."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".crc"):
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("{"):
                    yield json.loads(line)


def moved(folder: Path) -> Moved:
    """What the logs of a folder tell."""
    found, names = Moved(), dict[int, str]()
    for event in events(folder):
        if event["Event"] == "SparkListenerJobStart":
            name = event["Properties"].get("spark.job.description") or "other"
            names |= {stage["Stage ID"]: name for stage in event["Stage Infos"]}
        elif event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
            name, metrics = names.get(event["Stage ID"], "other"), event["Task Metrics"]
            found.bytes[name] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
            found.tasks[name] += 1
            found.seconds[name] += metrics["Executor Run Time"] / 1000
            for one in event["Task Info"].get("Accumulables", ()):
                if one.get("Name") == _PYTHON:
                    found.python[name] += float(one["Update"]) / 1000
    return found


def stage_rows(found: Moved, articles: int) -> list[str]:
    """Rows of Markdown, a stage each."""
    lines = [
        "| stage | moved, KB an article | tasks | seconds of tasks | of them Python |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {found.bytes[name] / articles / 1000:.2f} | {found.tasks[name]} "
        f"| {found.seconds[name]:.1f} | {found.python[name]:.1f} |"
        for name in found.tasks
    ]
    total = sum(found.bytes.values()) / articles / 1000
    lines.append(
        f"| all | {total:.2f} | {found.tasks.total()} | {sum(found.seconds.values()):.1f} "
        f"| {sum(found.python.values()):.1f} |"
    )
    return lines


def told(report: Path) -> dict[str, Any]:
    """A report without what differs between two runs."""
    found: dict[str, Any] = json.loads(report.read_bytes())
    return found | {"run": found["run"]["counts"]}


def by_cluster(docs: Sequence[str], place: Path, master: str, parts: int, conf: Sequence[str]) -> Usage:
    """What a scan by Spark used; its report and Spark's log are in `place`."""
    logs = place / "events"
    logs.mkdir()
    settings = [*_SETTINGS, f"spark.eventLog.dir={logs.as_uri()}", *conf]
    if parts:
        settings.append(f"spark.default.parallelism={parts // 2}")
    options = [part for one in settings for part in ("--spark-conf", one)]
    where = ["--engine", "spark", "--master", master, *options, "-o", str(place / "tables"), "--quiet"]
    return run([sys.executable, "-m", "syndetect", "scan", *docs, *where], sampled=False)


def compete(arguments: argparse.Namespace, place: Path) -> bool:
    """Run, print, and tell whether the reports are equal."""
    docs = [str(Path(one).absolute()) for one in arguments.docs]
    used = by_cluster(docs, place, arguments.master, arguments.parts, arguments.conf)
    module = [sys.executable, "-m", "syndetect"]
    run([*module, "render", str(place / "tables"), "-o", str(place / "cluster.json"), "--quiet"])
    theirs = told(place / "cluster.json")
    count = len(theirs["documents"])
    print(*stage_rows(moved(place / "events"), count), "", sep="\n")
    core = used.cpu / _HOUR * _MILLION / count
    print(
        f"{count} articles by Spark: {used.wall:.1f} s, {used.cpu:.1f} cpu s, {core:.2f} core hours a million"
    )
    if arguments.price:
        print(f"at {arguments.price} an hour of a core: {core * arguments.price:.2f} a million articles")
    if arguments.alone:
        return True
    ours = run([*module, "scan", *docs, "-j", "1", "-o", str(place / "local.json"), "--quiet"], sampled=False)
    equal = told(place / "local.json") == theirs
    print(
        f"here: {ours.wall:.1f} s, {ours.cpu:.1f} cpu s; the reports are {'equal' if equal else 'NOT equal'}"
    )
    return equal


def main() -> int:
    """1 when the reports differ, 2 when a command failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("docs", nargs="+", metavar="DOCS")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--parts", type=int, default=0, help="tasks of a stage")
    parser.add_argument("--conf", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--price", type=float, default=0.0)
    parser.add_argument("--alone", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        try:
            return int(not compete(arguments, Path(name)))
        except CommandError as error:
            print(error, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
