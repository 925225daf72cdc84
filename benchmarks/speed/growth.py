"""How seconds and memory grow with the corpus: a table, exponents, and a picture.

    python -m benchmarks.speed.growth [--sizes 1000 10000 100000] [--runs 1] [--corpora DIR]
        [--results FILE] [--svg FILE]

Of each size a corpus is generated, unless N.jsonl is in --corpora already, where it then stays (a million
articles are 3.5 GB, and take some ten minutes to make). The candidate stage is that of a scan: reading,
fingerprints, all views. Whole scans are run up to --scan-up-to articles. --results keeps the figures, so that
sizes may be measured in several calls; the picture shows all of them. The exponent is the slope of a straight
line through the logarithms, once over all sizes and once over the two largest, where start-up no longer
flatters it.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

from benchmarks.speed import corpus
from benchmarks.speed.chart import Panel, picture
from benchmarks.speed.turns import load, peak
from benchmarks.speed.usage import CommandError, run

STAGE = "candidate stage, all views"
SCAN = "whole scan"
MOST = 1.15


@dataclass(frozen=True, slots=True)
class Point:
    """What one command took for a corpus of so many articles."""

    command: str
    articles: int
    wall: float
    cpu: float
    megabytes: float


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the straight line through the points' logarithms; nan for fewer than two sizes."""
    if len({x for x, _ in points}) < 2:
        return math.nan
    return statistics.linear_regression(*zip(*((math.log(x), math.log(y)) for x, y in points), strict=True))[
        0
    ]


def corpus_of(articles: int, seed: int, place: Path) -> Path:
    """A generated corpus of that size in a folder, made unless it is there."""
    docs = place / f"{articles}.jsonl"
    if not docs.exists():
        print(f"generating {articles} articles", file=sys.stderr)
        begun = docs.with_suffix(".part")
        corpus.generate(articles, seed, begun)
        begun.replace(docs)
    return docs


def measured(docs: Path, articles: int, command: str, mebibytes: int | None) -> Point:
    """One run of the candidate stage or of a scan; CommandError when it fails."""
    with tempfile.TemporaryDirectory() as name:
        module, out = [sys.executable, "-m"], Path(name) / "out.json"
        if command == STAGE:
            argv = [*module, "benchmarks.speed.all_views", str(docs), "--pairs", str(out)]
        else:
            argv = [*module, "syndetect", "scan", str(docs), "-o", str(out), "--jobs", "2", "--quiet"]
        limit = ["--memory", str(mebibytes << 20)] if mebibytes else []
        used = run([*argv, *limit])
    return Point(command, articles, round(used.wall, 2), round(used.cpu, 2), round(peak(used) / 1e6))


def medians(points: Sequence[Point]) -> list[Point]:
    """One point for each command and size, the median of each figure."""
    keys = sorted({(point.command, point.articles) for point in points})
    found = []
    for command, articles in keys:
        same = [point for point in points if (point.command, point.articles) == (command, articles)]
        figures = [
            statistics.median(getattr(point, name) for point in same) for name in ("wall", "cpu", "megabytes")
        ]
        found.append(Point(command, articles, *figures))
    return found


def table(points: Sequence[Point]) -> list[str]:
    """Rows of Markdown: a line for each size, then the exponents of each command."""
    lines = [
        "| | articles | wall s | cpu s | cpu ms an article | peak MB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for point in points:
        each = 1000 * point.cpu / point.articles
        lines.append(
            f"| {point.command} | {point.articles:,} | {point.wall:.1f} | {point.cpu:.1f} | {each:.3f} "
            f"| {point.megabytes:.0f} |"
        )
    lines += ["", "| exponent | of cpu s | over the two largest | of memory |", "|---|---:|---:|---:|"]
    for command in sorted({point.command for point in points}):
        cpu = line_of(points, command, "cpu")
        memory = line_of(points, command, "megabytes")
        slopes = (exponent(cpu), exponent(cpu[-2:]), exponent(memory))
        lines.append(f"| {command} | {' | '.join(f'{slope:.2f}' for slope in slopes)} |")
    return lines


def line_of(points: Sequence[Point], command: str, figure: str) -> list[tuple[float, float]]:
    """One figure of one command by size."""
    return sorted((point.articles, getattr(point, figure)) for point in points if point.command == command)


def drawn(points: Sequence[Point]) -> str:
    """The picture: cpu seconds and megabytes."""
    commands = sorted({point.command for point in points})
    figures = {"cpu": "cpu seconds by articles", "megabytes": "peak memory in MB by articles"}
    return picture(
        [
            Panel(title, {command: line_of(points, command, figure) for command in commands})
            for figure, title in figures.items()
        ]
    )


def main() -> int:
    """Measure, print the table, draw; 1 when --check is given and an exponent is too large."""
    options = _options()
    points: list[Point] = []
    if options.results and options.results.exists():
        points = [Point(**item) for item in json.loads(options.results.read_text(encoding="utf-8"))]
    with tempfile.TemporaryDirectory() as name:
        place = options.corpora or Path(name)
        turns = chain.from_iterable([options.sizes] * options.runs)
        for articles in turns:
            docs = corpus_of(articles, options.seed, place)
            for command in (STAGE, SCAN) if articles <= options.scan_up_to else (STAGE,):
                try:
                    point = measured(docs, articles, command, options.memory)
                except CommandError as error:
                    print(error, file=sys.stderr)
                    return 2
                print(f"{command}, {articles}: {point}; {load()}", file=sys.stderr)
                points.append(point)
                if options.results:
                    text = json.dumps([asdict(point) for point in points], indent=1)
                    options.results.write_text(text + "\n", encoding="utf-8")
    found = medians(points)
    print(*table(found), sep="\n")
    if options.svg:
        options.svg.write_text(drawn(found), encoding="utf-8")
    steep = [name for name in (STAGE, SCAN) if exponent(line_of(found, name, "cpu")) > MOST]
    print("", *(f"not reached: {name} grows faster than articles to the power of {MOST}" for name in steep))
    return int(options.check and bool(steep))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 100_000], metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--scan-up-to", type=int, default=100_000, metavar="N")
    parser.add_argument("--corpora", type=Path, metavar="DIR", help="where corpora are looked for and kept")
    parser.add_argument("--results", type=Path, metavar="FILE", help="figures of earlier calls, added to")
    parser.add_argument("--memory", type=int, metavar="MIB", help="of texts and postings held, as for a scan")
    parser.add_argument("--svg", type=Path, metavar="FILE")
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
