"""A seeded corpus of invented articles as JSONL, with families of known making beside it.

    python -m benchmarks.speed.corpus N -o DOCS.jsonl [--truth TRUTH.jsonl] [--seed S]

About 3.3 kB an article. One article in twenty stands in a family: a source and what one to four outlets made
of it. Every article follows from the seed, the corpus's size and its own place, so few are held in memory.
A line of truth is `left` (the source), `right`, `kind` and `resemblance`, the exact Jaccard coefficient of
word 5-grams; between two articles made from one source the kind is `siblings`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.speed.articles import Article, generator_of, write
from benchmarks.speed.edits import KINDS, Press, derive
from benchmarks.speed.words import Vocabulary

IN_FAMILIES = 0.05
MOST_DERIVED = 4
SHINGLE = 5
SIBLINGS = "siblings"


@dataclass(frozen=True, slots=True)
class Family:
    """Places of a source and of what was made from it, each with its kind."""

    source: int
    derived: tuple[tuple[int, str], ...]


def plan(articles: int, seed: int) -> list[Family]:
    """Who is made from whom in a corpus of that size: families of two to five at random places."""
    generator = generator_of(seed, 2)
    places = generator.permutation(articles)[: round(articles * IN_FAMILIES)].tolist()
    kinds = itertools.cycle(KINDS)
    families = []
    while len(places) >= 2:
        size = min(len(places), 2 + int(generator.integers(MOST_DERIVED)))
        source, *derived = places[:size]
        places = places[size:]
        families.append(Family(source, tuple(zip(derived, kinds, strict=False))))
    return families


def articles(count: int, seed: int) -> Iterator[Article]:
    """Every article in the order of the file."""
    vocabulary = Vocabulary(count)
    made_from = {
        place: (family.source, kind) for family in plan(count, seed) for place, kind in family.derived
    }
    for place in range(count):
        generator = generator_of(seed, 0, place)
        own = write(vocabulary, generator, seed)
        if place in made_from:
            source, kind = made_from[place]
            original = write(vocabulary, generator_of(seed, 0, source), seed)
            yield derive(kind, original, Press(own, vocabulary, generator))
        else:
            yield own


def name_of(place: int) -> str:
    """The id of the article at a place of the file."""
    return f"a{place:07}"


def record(place: int, article: Article) -> dict[str, str]:
    """An article as a line of the corpus."""
    return {
        "id": name_of(place),
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published.isoformat(),
        "text": article.text,
    }


def truth(families: list[Family], words: dict[int, list[str]]) -> Iterator[dict[str, Any]]:
    """Every planted pair with its kind and resemblance; `words` holds those of each family's articles."""

    @lru_cache(maxsize=MOST_DERIVED + 1)
    def shingles(place: int) -> frozenset[tuple[str, ...]]:
        lower = [word.lower() for word in words[place]]
        return frozenset(zip(*(lower[begin:] for begin in range(SHINGLE)), strict=False))

    for family in families:
        pairs = [(family.source, place, kind) for place, kind in family.derived]
        derived = [place for place, _ in family.derived]
        pairs += [(left, right, SIBLINGS) for left, right in itertools.combinations(derived, 2)]
        for left, right, kind in pairs:
            one, two = shingles(left), shingles(right)
            value = round(len(one & two) / len(one | two), 4)
            yield {"left": name_of(left), "right": name_of(right), "kind": kind, "resemblance": value}


def generate(count: int, seed: int, docs: Path, truths: Path | None = None) -> int:
    """Write a corpus, and its truth where that is asked for; the bytes written to `docs`."""
    families = plan(count, seed)
    wanted = {place for family in families for place in (family.source, *(at for at, _ in family.derived))}
    words: dict[int, list[str]] = {}
    with docs.open("w", encoding="utf-8", newline="\n") as file:
        for place, article in enumerate(articles(count, seed)):
            file.write(json.dumps(record(place, article), ensure_ascii=False) + "\n")
            if truths and place in wanted:
                words[place] = article.words
    if truths:
        lines = [json.dumps(line) + "\n" for line in truth(families, words)]
        truths.write_text("".join(lines), encoding="utf-8", newline="\n")
    return docs.stat().st_size


def main() -> int:
    """Write the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=int, metavar="N")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DOCS.jsonl")
    parser.add_argument("--truth", type=Path, metavar="TRUTH.jsonl")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    size = generate(options.articles, options.seed, options.output, options.truth)
    print(f"{options.articles} articles, {size / 1e6:.1f} MB, {size / options.articles:.0f} bytes each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
