"""Corpora in which everything could meet everything: seconds, memory, what was found, and how they grow.

    python -m benchmarks.speed.corners [--share 1.0] [--only NAME ...] [--check]

`identical`: 20,000 prints of one text. `near-identical`: as many, each with up to 2 % of its words replaced.
`footer`: 100,000 texts of their own that all end with the same 60 words. `large`: one document of 50 MB, with
`max_bytes` raised, beside 1,000 articles, ten of which stand in it. Each is run at a quarter of the size and
at the whole, through the candidate stage and through a scan; the exponent is of cpu seconds over those two.
With --check the run ends with 1 when an exponent is above 1.15.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.speed import corpus
from benchmarks.speed.articles import generator_of, write
from benchmarks.speed.turns import load, peak
from benchmarks.speed.usage import CommandError, Usage, run
from benchmarks.speed.words import Vocabulary

SEED = 1
QUARTER = 0.25
MOST = 1.15
MAX_BYTES = 200_000_000
FOOTER_WORDS = 60
SMALL = 1000


def identical(count: int) -> Iterator[str]:
    """One text as often as wanted."""
    text = write(Vocabulary(SMALL), generator_of(SEED), SEED).text
    for _ in range(count):
        yield text


def near_identical(count: int) -> Iterator[str]:
    """One text, each time with up to 2 % of its words replaced."""
    vocabulary = Vocabulary(SMALL)
    words = write(vocabulary, generator_of(SEED), SEED).words
    for place in range(count):
        generator = generator_of(SEED, 3, place)
        print_of = list(words)
        for at in np.flatnonzero(generator.random(len(words)) < generator.uniform(0, 0.02)).tolist():
            print_of[at] = vocabulary.words[int(vocabulary.content(generator, 1)[0])]
        yield " ".join(print_of)


def footer(count: int) -> Iterator[str]:
    """Articles of a generated corpus, families included, each with the same last paragraph."""
    words = write(Vocabulary(SMALL), generator_of(SEED, 4), SEED).words[:FOOTER_WORDS]
    last = " ".join(words)
    for article in corpus.articles(count, SEED):
        yield f"{article.text}\n\n{last}"


def large(size: int) -> Iterator[str]:
    """A document of about so many bytes, then articles; each hundredth of those is a part of it."""
    # Articles have 3,300 characters on average, so these are enough; how many they are sets the vocabulary.
    articles = corpus.articles(SMALL + size // 2500, SEED)
    small = [article.text for article in islice(articles, SMALL)]
    whole, held = small[::100], sum(map(len, small[::100]))
    for article in articles:
        if held >= size:
            break
        whole.append(article.text)
        held += len(article.text)
    yield "\n\n".join(whole)
    yield from small


@dataclass(frozen=True, slots=True)
class Corner:
    """How to make it, how large it is as a whole, and what that counts."""

    texts: Callable[[int], Iterator[str]]
    size: int
    unit: str


CORNERS = {
    "identical": Corner(identical, 20_000, "texts"),
    "near-identical": Corner(near_identical, 20_000, "texts"),
    "footer": Corner(footer, 100_000, "texts"),
    "large": Corner(large, 50_000_000, "bytes"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the candidate stage and a scan used, and what they found."""

    size: int
    stage: Usage
    scan: Usage
    candidates: int
    pairs: int
    families: int


def measured(corner: Corner, size: int) -> Outcome:
    """Both commands on a corner of that size; CommandError when one fails."""
    with tempfile.TemporaryDirectory() as name:
        docs, report = Path(name) / "docs.jsonl", Path(name) / "report.json"
        with docs.open("w", encoding="utf-8") as file:
            for place, text in enumerate(corner.texts(size)):
                file.write(json.dumps({"id": corpus.name_of(place), "text": text}) + "\n")
        module, pairs = [sys.executable, "-m"], str(Path(name) / "pairs.jsonl")
        options = ["--pairs", pairs, "--max-bytes", str(MAX_BYTES)]
        stage = run([*module, "benchmarks.speed.all_views", str(docs), *options])
        options = ["-o", str(report), "--jobs", "2", "--quiet", "--set", f"max_bytes={MAX_BYTES}"]
        scan = run([*module, "syndetect", "scan", str(docs), *options])
        with report.open(encoding="utf-8") as file:
            counts = json.load(file)["run"]["counts"]
    return Outcome(size, stage, scan, counts["candidates"], counts["pairs"], counts["families"])


def exponent(small: Outcome, whole: Outcome, command: str) -> float:
    """How cpu seconds grew from one size to the other."""
    seconds = getattr(whole, command).cpu / getattr(small, command).cpu
    return math.log(seconds) / math.log(whole.size / small.size)


def row(name: str, corner: Corner, outcome: Outcome) -> str:
    """A row of Markdown."""
    cells = [f"{outcome.size:,} {corner.unit}"]
    for used in (outcome.stage, outcome.scan):
        cells += [f"{used.cpu:.1f}", f"{peak(used) / 1e6:.0f}"]
    cells += [f"{outcome.candidates:,}", f"{outcome.pairs:,}", f"{outcome.families:,}"]
    return f"| {name} | {' | '.join(cells)} |"


def main() -> int:
    """Print the table; 1 when --check is given and something grows too fast, 2 when a run failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--share", type=float, default=1.0, help="of each corner's whole size")
    parser.add_argument("--only", nargs="*", default=list(CORNERS), choices=list(CORNERS), metavar="NAME")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    print("| corner | size | candidates cpu s | MB | scan cpu s | MB | candidates | pairs | families |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    slopes = {}
    for name in options.only:
        corner = CORNERS[name]
        outcomes = []
        for share in (QUARTER, 1.0):
            try:
                outcomes.append(measured(corner, round(corner.size * options.share * share)))
            except CommandError as error:
                print(error, file=sys.stderr)
                return 2
            print(row(name, corner, outcomes[-1]), flush=True)
        slopes[name] = [exponent(*outcomes, command) for command in ("stage", "scan")]
    print("", "| exponent of cpu s | candidate stage | scan |", "|---|---:|---:|", sep="\n")
    print(*(f"| {name} | {both[0]:.2f} | {both[1]:.2f} |" for name, both in slopes.items()), sep="\n")
    print("", load(), sep="\n")
    return int(options.check and any(max(both) > MOST for both in slopes.values()))


if __name__ == "__main__":
    sys.exit(main())
