"""How many functions of ours a scan calls, stage by stage: a measure of work that no busy machine changes.

    python -m benchmarks.speed.calls [--check] [--write]

The sample corpus is scanned in a process of its own, and every call of a function of the package is counted,
whatever thread makes it; what libraries do inside is not. With --check a stage that calls more than its
share of ``calls.json`` allows ends the run with 1; --write writes that file anew.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = Path(__file__).with_name("calls.json")
SLACK = 1.2
"""How far a stage may be above its figure: small changes of the corpus are none of its business."""

PATHS = {
    "read": ("readers/",),
    "words": ("kernels/words.py", "kernels/letters.py", "kernels/code_points.py", "text/surface.py"),
    "normalise": (
        "normalise/",
        "boilerplate/",
        "text/sentences.py",
        "text/line_starts.py",
        "text/identify.py",
    ),
    "look up words": ("text/lexicon.py", "text/stems.py"),
    "fingerprint": ("fingerprint.py", "kernels/shingles.py", "kernels/minhash.py"),
    "candidates": ("candidates/", "kernels/join.py"),
    "align": ("align/", "kernels/feature_index.py", "kernels/seeds.py"),
    "classify": ("classify/",),
    "families": ("families/", "provenance/", "attribution/", "text/publication_dates.py", "spans.py"),
    "changes": ("changes/",),
    "write": ("records/", "reporters/json.py"),
}
"""The paths on which a scan spends its time, by the modules that are on them."""

# A comprehension is a call up to Python 3.11 and none from 3.12 on.
_INSIDE = frozenset({"<listcomp>", "<dictcomp>", "<setcomp>"})


def counted() -> dict[str, int]:
    """Calls of each path in a scan of the sample corpus, in a fresh process: nothing is remembered there."""
    code = "from benchmarks.speed.calls import _scan; _scan()"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: dict[str, int] = json.loads(done.stdout)
    return found


def _scan() -> None:
    import syndetect
    from syndetect.reporters.json import render

    package = str(Path(syndetect.__file__).parent)
    counters: list[Counter[str]] = []
    mine = threading.local()

    def count(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event != "call" or code.co_name in _INSIDE or not code.co_filename.startswith(package):
            return
        # Threads that add to one number at a time would lose some.
        if not hasattr(mine, "counter"):
            mine.counter = Counter()
            counters.append(mine.counter)
        mine.counter[code.co_filename] += 1

    threading.setprofile(count)
    sys.setprofile(count)
    report = syndetect.scan(ROOT / "corpus")
    for _ in render(report, width=80, colour=False, explain=False):
        pass
    sys.setprofile(None)
    calls = sum(counters, Counter[str]())
    inside = {Path(file).relative_to(package).as_posix(): times for file, times in calls.items()}
    found = {
        name: sum(times for file, times in inside.items() if file.startswith(parts))
        for name, parts in PATHS.items()
    }
    print(json.dumps(found))


def exceeded(found: dict[str, int], allowed: dict[str, int]) -> list[str]:
    """What there is to say of each path that calls more than it may."""
    return [
        f"{name}: {found[name]:,} calls, and {allowed[name]:,} were enough"
        for name in PATHS
        if found[name] > SLACK * allowed[name]
    ]


def main() -> int:
    """Print the table; 1 when --check is given and a path calls more than it may."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = counted()
    if options.write:
        ALLOWED.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    allowed = json.loads(ALLOWED.read_text(encoding="utf-8"))
    for name in PATHS:
        print(f"{name:14} {found[name]:8,} {found[name] / allowed[name]:6.2f}")
    problems = exceeded(found, allowed)
    for problem in problems:
        print(problem)
    return int(options.check and bool(problems))


if __name__ == "__main__":
    sys.exit(main())
