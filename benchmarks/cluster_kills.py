"""What goes wrong on a cluster, in each stage of a job: the report must be that of a scan here.

    python -m benchmarks.cluster_kills DOCS... [--only executors|files|memory] [--seed S]

A master and two workers are started on this machine, and a job for each kind of accident. `executors`: soon
after a stage has begun an executor is killed (SIGKILL). `files`: in each stage all
that tasks have left for each other so far is removed. `memory`: in each stage every Python that works for it
is killed, as a system without memory does, until the job gives up: it has to say so in one sentence, with
what to do, and `--resume` has to go on behind the stage before.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from benchmarks.speed.cluster import told
from benchmarks.standalone import Cluster, begun
from syndetect import load_report, scan
from syndetect.records import dumps, to_dict

DRIVEN = ("near", "candidates")
"""Stages whose tasks come before anything is written."""

STAGES = (
    "read",
    "articles",
    "prints",
    "again",
    "near",
    "lists",
    "candidates",
    "judged",
    "related",
    "families",
    "others",
)

KINDS = ("executors", "files", "memory")


def reported(folder: Path, expected: Path) -> bool:
    """Whether the tables of a folder are the report of a scan here."""
    tables = folder.with_suffix(".json")
    tables.write_text(dumps(to_dict(load_report(folder))), "utf-8")
    return told(tables) == told(expected)


def killed(processes: Sequence[int]) -> int:
    """Kill, and return how many there were."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    return len(processes)


def one_a_stage(
    cluster: Cluster, docs: Sequence[Path], out: Path, kind: str, generator: random.Random
) -> int:
    """A job with an accident in each stage; returns how many there were, -1 if it ended with an error."""
    count = 0
    with begun(cluster.master, docs, out) as job:
        for before, stage in pairwise(("run", *STAGES)):
            job.until(
                out, f"{before}.done/_SUCCESS" if stage in DRIVEN else f"{stage}/_temporary", f"{stage}.done"
            )
            time.sleep(generator.uniform(0, 0.5))
            accidents = killed(cluster.executors()[:1]) if kind == "executors" else cluster.lose_files()
            count += bool(accidents)
        if job.ended():
            print(job.said()[-1000:], file=sys.stderr)
            return -1
    return count


def without_memory(cluster: Cluster, docs: Sequence[Path], out: Path) -> int:
    """Jobs that give up in a stage each; returns how many said so as they should, -1 if one did not."""
    more: tuple[str, ...] = ()
    count = 0
    for stage in STAGES:
        if stage in DRIVEN:
            continue
        with begun(cluster.master, docs, out, *more) as job:
            job.until(out, f"{stage}/_temporary", f"{stage}.done")
            while job.goes_on():
                killed(cluster.workers())
                time.sleep(0.05)
            code, said = job.ended(), "".join(job.said().strip().splitlines()[-1:])
        more = ("--resume",)
        if not code:
            break
        if "may have had too little memory" not in said or "--resume" not in said:
            print(stage, code, said, file=sys.stderr)
            return -1
        count += 1
    with begun(cluster.master, docs, out, *more) as job:
        return -1 if job.ended() else count


def main() -> int:
    """1 when a report differs or a job did not end as it should."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("docs", nargs="+", type=Path, metavar="DOCS")
    parser.add_argument("--only", choices=KINDS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    docs, generator = [path.absolute() for path in arguments.docs], random.Random(arguments.seed)  # noqa: S311
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        expected = place / "expected.json"
        expected.write_text(dumps(to_dict(scan(*map(str, docs)))), "utf-8")
        cluster = Cluster(place)
        try:
            cluster.start()
            for kind in arguments.only or KINDS:
                out = place / kind
                if kind == "memory":
                    count = without_memory(cluster, docs, out)
                else:
                    count = one_a_stage(cluster, docs, out, kind, generator)
                right = count >= 0 and reported(out, expected)
                wrong += not right
                print(f"{kind}: {count} accidents, the report is {'right' if right else 'WRONG'}", flush=True)
        finally:
            cluster.stop()
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
