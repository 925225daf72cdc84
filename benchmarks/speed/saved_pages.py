"""A folder of saved web pages beside the plain texts they were made from: extraction, families, time.

    python -m benchmarks.speed.saved_pages [--articles 5000] [--corpus corpus] [--check]

The articles are those of the project's corpus and invented ones, each laid out in one of several layouts with
the furniture of real pages. Both are scanned; with --check the run ends with 1 when the families differ or
the mean F1 of the extracted words is under .95.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.speed.pages import LAYOUTS, layout_of, page
from benchmarks.speed.readers import documents
from syndetect import read, scan
from syndetect.model import Document, Report

LEAST_F1 = 0.95


def articles(corpus: Path, count: int) -> list[Document]:
    """The articles of the corpus and invented ones, `count` together, with the ids of their pages."""
    own = [item for item in read(corpus) if isinstance(item, Document)][:count]
    both = own + documents(count - len(own) or 1)[: count - len(own)]
    return [replace(one, id=f"{number:06}.html") for number, one in enumerate(both)]


def write(many: Sequence[Document], folder: Path) -> None:
    """A page for each article, neighbours in different layouts."""
    for number, one in enumerate(many):
        (folder / one.id).write_bytes(page(one, layout_of(number)))


def f1(found: str, expected: str) -> float:
    """F1 of the words of a text, each occurrence counted."""
    left, right = Counter(found.split()), Counter(expected.split())
    return 2 * (left & right).total() / max(1, left.total() + right.total())


def members(report: Report) -> set[frozenset[str]]:
    """The families as sets of ids."""
    return {frozenset(member.document for member in family.members) for family in report.families}


def main() -> int:
    """Print what was extracted and what was found; 1 when --check is given and either falls short."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=5000, metavar="N")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    many = articles(options.corpus, options.articles)
    with tempfile.TemporaryDirectory() as name:
        write(many, Path(name))
        begun = time.process_time()
        pages = [item for item in read(name) if isinstance(item, Document)]
        seconds = time.process_time() - begun
    texts = {one.id: one.text for one in many}
    scores: dict[str, list[float]] = {layout: [] for layout in LAYOUTS}
    for one in pages:
        scores[layout_of(int(one.id[:6]))].append(f1(one.text, texts[one.id]))
    every = [score for part in scores.values() for score in part]
    mean = sum(every) / len(every)
    print(f"{len(pages)} of {len(many)} pages read, {len(pages) / seconds:.0f} a second and core")
    for layout, part in scores.items():
        if part:
            print(f"{layout:10} mean F1 {sum(part) / len(part):.4f}, least {min(part):.4f}")
    print(f"{'all':10} mean F1 {mean:.4f}, least {min(every):.4f}")
    plain, found = members(scan(many)), members(scan(pages))
    same = len(plain & found)
    print(f"families of the texts {len(plain)}, of the pages {len(found)}, the same in both {same}")
    return int(options.check and (mean < LEAST_F1 or plain != found))


if __name__ == "__main__":
    sys.exit(main())
