"""Kills of who writes an index, at random moments, and full disks: what was acknowledged must be there.

    python -m benchmarks.kills [--kills N] [--full N] [--seed S] [--log FILE]

A forked child builds on an index by additions, removals or merges, and is killed (SIGKILL) after a random
time; or its files may not grow beyond a random size, as on a full disk. Meanwhile the index is opened over
and over: each time it must hold what it held before or after a change that the child began, and nothing
between. After each it must hold all of what the child said was done, be found whole by `verify`, and answer a
check as its articles would. The next child goes on with the index that the last one left.

What is written to `--log`, a line of JSON each, is not done again: a run that was ended can be taken up.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from syndetect import check
from syndetect.archive.kept import Kept
from syndetect.model import Document, Skipped
from syndetect.pipeline import indexing, read
from syndetect.pipeline.index_contents import verify
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.task import Task
from syndetect.records import dumps, to_dict
from syndetect.settings import Settings
from syndetect.spill import MEMORY, Budget

KINDS = ("add", "remove", "merge")
_SHARED = 10
"""Children that one index sees before another is made."""

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def task() -> Task:
    """How everything is read."""
    return Task(Settings(), RunLog(None), Budget(MEMORY))


def articles() -> list[Document]:
    """Those that come with the project, each several times over with words of its own."""
    found = [item for item in read(CORPUS) if not isinstance(item, Skipped)]
    return [
        replace(one, id=f"{copy}/{one.id}", text=f"{one.text}\n\nEdition {copy} of {one.id}.")
        for copy in range(2)
        for one in found
    ]


def work(index: Path, kind: str, seed: int) -> None:
    """In the child: change the index over and over, and say on stdout what begins and what is done."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    every = articles()
    while True:
        held = set(_ids(index))
        if kind == "add":
            outside = [one for one in every if one.id not in held]
            some = chance.sample(outside, min(len(outside), 4))
            if not some:
                return
            _say("begins", [one.id for one in some], [])
            indexing.add(index, [some], task())
            _say("done", [one.id for one in some], [])
        elif kind == "remove":
            gone = chance.sample(sorted(held), min(len(held) - 1, 3))
            if not gone:
                return
            _say("begins", [], gone)
            indexing.remove(index, lambda rows: [row.key for row in rows if row.id in set(gone)], task())  # noqa: B023
            _say("done", [], gone)
        else:
            _say("begins", [], [])
            outside = [one for one in every if one.id not in held][:1]
            indexing.merge(index, task())
            _say("done", [], [])
            _say("begins", [one.id for one in outside], [])
            indexing.add(index, [outside], task())
            _say("done", [one.id for one in outside], [])


def _say(what: str, added: list[str], gone: list[str]) -> None:
    sys.stdout.write(json.dumps([what, added, gone]) + "\n")
    sys.stdout.flush()


def _ids(index: Path) -> Iterator[str]:
    kept = Kept(index)
    return (kept.id(place) for place in range(len(kept)))


def states(start: set[str], lines: list[str]) -> list[set[str]]:
    """The ids that the index had or was to have, one after the other."""
    found = [start]
    for line in lines:
        what, added, gone = json.loads(line)
        if what == "begins":
            found.append((found[-1] | set(added)) - set(gone))
    return found


def broken(index: Path, lines: list[str], held_after: list[set[str]]) -> Iterator[str]:
    """What does not hold of an index after a kill; `held_after` are its `states`."""
    done = not lines or json.loads(lines[-1])[0] == "done"
    held = set(_ids(index))
    if held not in held_after[-1 if done else -2 :]:
        yield f"acknowledged changes are lost, or one is half seen: {sorted(held ^ held_after[-1])}"
    yield from verify(index)
    every = {one.id: one for one in articles()}
    asked = [replace(every[min(every)], id="asked")]
    one, two = (check(asked, against=against) for against in (index, [every[id] for id in sorted(held)]))
    if _bare(one) != _bare(two):
        yield "a check against it says something else than one against its articles"


def _bare(report: object) -> str:
    record = to_dict(report)  # type: ignore[arg-type]
    del record["run"]
    return dumps(record)


def killed(index: Path, kind: str, seed: int, *, room: int | None) -> Iterator[str]:
    """One kill, or one full disk of so much `room`, and what is wrong afterwards."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    start = set(_ids(index))
    near, far = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        os.close(near)
        os.dup2(far, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            if room is not None:
                limited(room)
            work(index, kind, seed)
        finally:
            os._exit(0)
    os.close(far)
    seen, lines = list[set[str]](), list[str]()
    with os.fdopen(near) as told:
        if room is None:
            lines.append(told.readline())
            seen = list(_looked(index, chance.uniform(0, 2.0)))
            os.kill(child, signal.SIGKILL)
        lines += told.readlines()
    os.waitpid(child, 0)
    lines = [line for line in lines if line.endswith("]\n")]
    held_after = states(start, lines)
    if any(ids not in held_after for ids in seen):
        yield "who opened it while it was written to saw half of a change"
    yield from broken(index, lines, held_after)


def _looked(index: Path, seconds: float) -> Iterator[set[str]]:
    """The ids in an index, again and again for so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield set(_ids(index))
        time.sleep(0.05)


def fresh(index: Path, seed: int) -> None:
    """An index of two segments."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    every = articles()
    indexing.build(index, [chance.sample(every, 25)], task())
    indexing.add(index, [chance.sample(every, 12)], task())


def limited(room: int) -> None:
    """In the child: no file may grow beyond so many bytes."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


def planned(kills: int, full: int, seed: int) -> list[tuple[str, int, int | None]]:
    """What is to be done: the kind of change, its number, and the room on the disk, None for a kill."""
    rooms = random.Random(seed)  # noqa: S311 (no secret)
    runs: list[tuple[str, int, int | None]] = [
        (kind, number, None) for kind in KINDS for number in range(kills)
    ]
    return runs + [(KINDS[number % 2], number, rooms.randrange(10_000, 1_000_000)) for number in range(full)]


def logged(log: Path | None, seed: int) -> dict[tuple[str, int, int | None], list[str]]:
    """What was wrong in each run of a seed that is in the log."""
    if log is None or not log.exists():
        return {}
    records = (json.loads(line) for line in log.read_text("utf-8").splitlines() if line.endswith("}"))
    return {(one["kind"], one["number"], one["room"]): one["wrong"] for one in records if one["seed"] == seed}


def main() -> int:
    """Kill, look, and say how often something was wrong; 1 when it ever was."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=60, help="kills of each kind of change")
    parser.add_argument("--full", type=int, default=20, help="full disks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", type=Path, help="where each run is noted, and what was done is read from")
    given = parser.parse_args()
    runs = planned(given.kills, given.full, given.seed)
    known = logged(given.log, given.seed)
    with tempfile.TemporaryDirectory() as folder:
        made = 0
        for at, run in enumerate(runs):
            if run in known:
                continue
            index = Path(folder) / str(made // _SHARED)
            if not made % _SHARED:
                fresh(index, given.seed * 1000 + at)
            made += 1
            kind, number, room = run
            known[run] = list(killed(index, kind, given.seed * 10_000 + at, room=room))
            note = {"seed": given.seed, "kind": kind, "number": number, "room": room, "wrong": known[run]}
            if given.log:
                with given.log.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(note) + "\n")
            for what in known[run]:
                print(f"{kind} {number}, {'a kill' if room is None else f'a disk of {room:,} bytes'}: {what}")
    wrong = sum(len(known[run]) for run in runs)
    print(f"{given.kills} killed of each kind, {given.full} full disks; {wrong} things wrong")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
