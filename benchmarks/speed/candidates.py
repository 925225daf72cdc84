"""From one file to candidate pairs, ours beside every peer, run in turn: ratios, memory, recall, precision.

    python -m benchmarks.speed.candidates [--articles 20000 | --docs FILE [--truth FILE]] [--runs 3]
        [--python PYTHON] [--without NAME ...] [--once NAME ...] [--keep DIR] [--check]

Each contestant is a process of its own that reads the JSONL and writes its pairs. Ratios are of medians, to
the peer that took least of that figure. Peers run in this Python, or in the one that --python names; those
that are not installed are named and left out. `datasketch, as documented` takes a quarter of an hour for
100,000 articles: name it after --without, or after --once, which is for the first run only. With --check the
run ends with 1 when a target is missed; the one for memory is meant for 100,000 articles.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.speed import corpus, found, signature_error
from benchmarks.speed.contestants import ALL, OURS, PEERS, SCAN, WHOLE, commands, missing, pairs_file
from benchmarks.speed.turns import load, measure, median, peak
from benchmarks.speed.usage import CommandError, Usage

HASHES = 128
ROWS = (*(f"resemblance >= {least}" for least in found.BANDS), "precision")
TO_REACH = dict(zip(ROWS, (1.0, 0.999, 0.99, 1.0), strict=True))
MEMORY_LIMIT = 500_000_000


def fastest(medians: Mapping[str, Usage]) -> tuple[float, float] | None:
    """The least wall and the least cpu seconds among the peers that give pairs; None without any."""
    peers = [used for name, used in medians.items() if name in PEERS and PEERS[name].pairs]
    if not peers:
        return None
    return min(used.wall for used in peers), min(used.cpu for used in peers)


def usage_table(medians: Mapping[str, Usage]) -> list[str]:
    """Rows of Markdown: seconds, ratios to the fastest peer, megabytes."""
    base = fastest(medians)
    lines = ["| | wall s | ratio | cpu s | ratio | peak MB |", "|---|---:|---:|---:|---:|---:|"]
    for name, used in medians.items():
        wall, cpu = (f"{used.wall / base[0]:.2f}", f"{used.cpu / base[1]:.2f}") if base else ("-", "-")
        row = f"| {used.wall:.1f} | {wall} | {used.cpu:.1f} | {cpu} | {peak(used) / 1e6:.0f} |"
        lines.append(f"| {name} {row}")
    return lines


def shares(names: Sequence[str], place: Path, truth: Path) -> dict[str, dict[str, found.Share]]:
    """What each contestant found of what was planted; one that gives no pairs is left out."""
    planted = found.read_truth(truth)
    given = {}
    for name in names:
        if name == SCAN:
            given[name] = found.read_report(place / "report.json")
        elif name not in PEERS or PEERS[name].pairs:
            given[name] = found.read_pairs(pairs_file(place, name))
    return {name: found.recall(planted, pairs) for name, pairs in given.items()}


def found_table(recalls: Mapping[str, Mapping[str, found.Share]]) -> list[str]:
    """Rows of Markdown: a contestant's recall by resemblance, its precision, and how many pairs it gave."""
    lines = [
        f"| found | {' | '.join((*ROWS, 'pairs'))} |",
        f"|---|{'---:|' * (len(ROWS) + 1)}",
    ]
    for name, share in recalls.items():
        cells = [_decimals(share[row]) for row in ROWS]
        lines.append(f"| {name} | {' | '.join(cells)} | {share['precision'].whole} |")
    planted = next(iter(recalls.values()), None)
    if planted:
        counts = [str(planted[row].whole) for row in ROWS[:-1]]
        lines.append(f"| planted pairs | {' | '.join(counts)} |  |  |")
    return lines


def _decimals(share: found.Share) -> str:
    return f"{share.part / share.whole:.4f}" if share.whole else "-"


def missed(medians: Mapping[str, Usage], recalls: Mapping[str, Mapping[str, found.Share]]) -> list[str]:
    """The targets that were not reached."""
    problems = []
    base = fastest(medians)
    if base:
        limits = [(WHOLE, "wall", 1 / 3, base[0]), (WHOLE, "cpu", 1 / 4, base[1])]
        limits += [(name, "cpu", 1.0, base[1]) for name in (ALL, SCAN)]
        for name, figure, share, seconds in limits:
            if name in medians and getattr(medians[name], figure) > share * seconds:
                took = getattr(medians[name], figure)
                problems.append(
                    f"{name}: {took:.1f} {figure} s, {took / seconds:.2f} of the fastest peer's, "
                    f"to reach {share:.2f}"
                )
    if ALL in medians and peak(medians[ALL]) > MEMORY_LIMIT:
        problems.append(f"{ALL}: {peak(medians[ALL]) / 1e6:.0f} MB, at most {MEMORY_LIMIT / 1e6:.0f}")
    if WHOLE in recalls:
        for row, least in TO_REACH.items():
            share = recalls[WHOLE][row]
            if share.whole and share.part / share.whole < least:
                problems.append(f"{WHOLE}: {row} {_decimals(share)}, to reach {least}")
    return problems


def compete(docs: Path, truth: Path | None, place: Path, options: argparse.Namespace) -> list[str]:
    """Run all, print the tables, return the targets that were missed."""
    absent = missing(options.python)
    if absent:
        print(f"not installed and left out: {', '.join(absent)} (pip install 'syndetect[peers]')\n")
    before = load()
    usages = measure(commands(docs, place, options.python, options.without), options.runs, options.once)
    medians = {name: median(turns) for name, turns in usages.items()}
    size = docs.stat().st_size
    print(f"{size / 1e6:.1f} MB, {options.runs} runs each, medians; {before} before, {load()} after\n")
    print(*usage_table(medians), sep="\n")
    recalls = shares(list(medians), place, truth) if truth else {}
    if truth:
        print("", *found_table(recalls), "", sep="\n")
        errors = signature_error.errors(docs, truth, HASHES, 3)
        print(*signature_error.table(errors, HASHES), sep="\n")
    return missed(medians, recalls)


def main() -> int:
    """Print the tables; 1 when --check is given and a target was missed, 2 when a contestant failed."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        place = options.keep or Path(name)
        place.mkdir(parents=True, exist_ok=True)
        docs, truth = options.docs, options.truth
        if not docs:
            docs, truth = Path(name) / "docs.jsonl", Path(name) / "truth.jsonl"
            corpus.generate(options.articles, options.seed, docs, truth)
            print(f"{options.articles} generated articles, seed {options.seed}")
        try:
            problems = compete(docs, truth, place, options)
        except CommandError as error:
            print(error, file=sys.stderr)
            return 2
    print("", *(f"not reached: {problem}" for problem in problems), sep="\n")
    return int(options.check and bool(problems))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=20_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--docs", type=Path, metavar="FILE", help="JSONL with id and text")
    parser.add_argument("--truth", type=Path, metavar="FILE", help="what was planted in --docs")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--python", default=sys.executable, help="the Python that has the peers")
    parser.add_argument(
        "--once", nargs="*", default=[], choices=(*OURS, *PEERS), metavar="NAME", help="run these once"
    )
    parser.add_argument(
        "--without", nargs="*", default=[], choices=(*OURS, *PEERS), metavar="NAME", help="leave these out"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where pairs and report stay")
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
