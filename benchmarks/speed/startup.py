"""How long start-up takes, as a ratio to importing click alone.

    python -m benchmarks.speed.startup [--rounds N] [--check]

The commands are run in turn, so that whatever else the machine does hits all of them alike. Each that only
tells of itself has to stay under twice click's time plus 50 ms; with --check one above that ends the run
with 1. The small jobs, on the sample corpus, are told beside them, and beside what numpy takes.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

COMMANDS = {
    "import click": ("-c", "import click"),
    "import syndetect": ("-c", "import syndetect"),
    "syndetect --help": ("-m", "syndetect", "--help"),
    "syndetect scan --help": ("-m", "syndetect", "scan", "--help"),
}
BASE = "import click"
_CORPUS = Path(__file__).resolve().parents[2] / "corpus"
JOBS = {
    "import numpy": ("-c", "import numpy"),
    "compare two articles": (
        "-m", "syndetect", "compare", str(_CORPUS / "kelsby-ledger/skerro-ferry-rammed.md"),
        str(_CORPUS / "meridian-wire/ferry-collision-sound-of-arrel.txt"), "--format", "json",
    ),
    "scan a few articles": ("-m", "syndetect", "scan", str(_CORPUS / "meridian-wire"), "--format", "json"),
}  # fmt: skip
"""What a gate or a hook asks for: nearly all of it is start-up."""


def measure(rounds: int) -> dict[str, float]:
    """Median seconds of each command over `rounds` turns, the first one not counted."""
    commands = {**COMMANDS, **JOBS}
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, arguments in commands.items():
            begin = time.perf_counter()
            subprocess.run(  # noqa: S603
                [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
            )
            seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(taken[1:]) for name, taken in seconds.items()}


def main() -> int:
    """Print the table; 1 when --check is given and a command is too slow."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    medians = measure(options.rounds)
    limit = 2 * medians[BASE] + 0.050
    print(f"{'command':24} {'median':>9} {'ratio':>6}  limit {1000 * limit:.0f} ms")
    for name, median in medians.items():
        verdict = "" if name in JOBS else "ok" if median <= limit else "TOO SLOW"
        print(f"{name:24} {1000 * median:6.1f} ms {median / medians[BASE]:6.2f}  {verdict}")
    return int(options.check and any(medians[name] > limit for name in COMMANDS))


if __name__ == "__main__":
    sys.exit(main())
