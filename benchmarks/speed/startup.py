"""How long start-up takes, as a ratio to importing click alone.

    python -m benchmarks.speed.startup [--rounds N] [--check]

The commands are run in turn, so that whatever else the machine does hits all of them alike. Each has to stay
under twice click's time plus 50 ms; with --check a command above that ends the run with 1.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

COMMANDS = {
    "import click": ("-c", "import click"),
    "import syndetect": ("-c", "import syndetect"),
    "syndetect --help": ("-m", "syndetect", "--help"),
    "syndetect scan --help": ("-m", "syndetect", "scan", "--help"),
}
BASE = "import click"


def measure(rounds: int) -> dict[str, float]:
    """Median seconds of each command over `rounds` turns, the first one not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds + 1):
        for name, arguments in COMMANDS.items():
            begin = time.perf_counter()
            subprocess.run(  # noqa: S603
                [sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True
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
        verdict = "ok" if median <= limit else "TOO SLOW"
        print(f"{name:24} {1000 * median:6.1f} ms {median / medians[BASE]:6.2f}  {verdict}")
    return int(options.check and any(median > limit for median in medians.values()))


if __name__ == "__main__":
    sys.exit(main())
