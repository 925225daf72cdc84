"""Contestants in turn, so that whatever else the machine does hits all alike; medians of the turns."""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Collection, Mapping, Sequence

from benchmarks.speed.usage import Usage, run


def measure(
    contestants: Mapping[str, Sequence[str]], runs: int, once: Collection[str] = ()
) -> dict[str, list[Usage]]:
    """What each command used in each of `runs` turns, all once a turn, some in the first turn only."""
    usages: dict[str, list[Usage]] = {name: [] for name in contestants}
    for turn in range(runs):
        for name, command in contestants.items():
            if turn and name in once:
                continue
            used = run(command)
            usages[name].append(used)
            print(
                f"turn {turn + 1} of {runs}: {name}: {used.wall:.1f} s, {used.cpu:.1f} cpu s", file=sys.stderr
            )
    return usages


def median(usages: Sequence[Usage]) -> Usage:
    """The median of each figure for itself."""
    together = [used.together for used in usages if used.together is not None]
    return Usage(
        statistics.median(used.wall for used in usages),
        statistics.median(used.cpu for used in usages),
        round(statistics.median(used.largest for used in usages)),
        round(statistics.median(together)) if together else None,
    )


def peak(used: Usage) -> int:
    """Bytes that were held at most: samples of all processes together may miss what the largest one tells."""
    return max(used.largest, used.together or 0)


def load() -> str:
    """How busy the machine is, as far as it tells."""
    cores = os.cpu_count()
    if not hasattr(os, "getloadavg"):
        return f"{cores} cores"
    return f"{cores} cores, load average {os.getloadavg()[0]:.1f}"
