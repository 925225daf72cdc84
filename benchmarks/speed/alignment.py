"""How fast and how well near-copies are aligned, beside difflib and rapidfuzz.

    python -m benchmarks.speed.alignment [--pairs N] [--runs N] [--seed S] [--check]

Invented articles of 500 words, each with a copy in which a tenth of the words was swapped, once in place and
once with a third moved to the end and 80 words inserted. All contestants get what they work on ready made:
difflib and rapidfuzz lists of words, syndetect articles that were prepared; they take turns, and time is the
processor's. Recall is the share of the words taken over unchanged that a passage joins to their origin,
precision the share of a passage's words of the copy, swapped ones not counted, that it joins to theirs.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

import numpy as np

from benchmarks.speed.near_copies import NearCopy, near_copies
from syndetect.align import align, prepare, shown
from syndetect.columns import Prepared
from syndetect.model import Document
from syndetect.normalise import batches, tokenise

Spans = Sequence[Sequence[int]]
"""Passages by words: source begin and end, copy begin and end."""

TIMES_DIFFLIB = 20


def by_difflib(pairs: Sequence[NearCopy]) -> list[Spans]:
    """Matching blocks, without the heuristic that passes over frequent words."""
    found = []
    for pair in pairs:
        blocks = SequenceMatcher(None, pair.source, pair.copy, autojunk=False).get_matching_blocks()
        found.append([(block.a, block.a + block.size, block.b, block.b + block.size) for block in blocks])
    return found


def by_rapidfuzz(pairs: Sequence[NearCopy]) -> list[Spans]:
    """Equal stretches of the longest common subsequence."""
    from rapidfuzz.distance import LCSseq

    return [
        [
            (part.src_start, part.src_end, part.dest_start, part.dest_end)
            for part in LCSseq.opcodes(pair.source, pair.copy)
            if part.tag == "equal"
        ]
        for pair in pairs
    ]


def prepared(pairs: Sequence[NearCopy]) -> Prepared:
    """The articles of some pairs, ready to be aligned."""
    texts = [text for pair in pairs for text in pair.texts]
    documents = [Document(str(place), text, language="en") for place, text in enumerate(texts)]
    return prepare([tokenise(batch) for batch in batches(documents)])


def by_syndetect(lots: Sequence[Prepared]) -> list[Spans]:
    """Passages of the pairs that stand one after the other."""
    answers: list[Spans] = []
    for articles in lots:
        pairs = np.arange(len(articles)).reshape(-1, 2)
        found = align(articles, pairs)
        shown(articles, found)
        firsts = articles.firsts[pairs]
        left, right = firsts[found.box_owners].T
        boxes = np.where(found.swapped[found.box_owners, None], found.boxes[:, [2, 3, 0, 1]], found.boxes)
        boxes = boxes - np.stack((left, left, right, right), axis=1)
        cuts = np.searchsorted(found.box_owners, np.arange(1, len(pairs)))
        answers += [part.tolist() for part in np.split(boxes, cuts)]
    return answers


def scores(pairs: Sequence[NearCopy], answers: Sequence[Spans]) -> tuple[float, float]:
    """Precision and recall over the words of all pairs."""
    right = shown = wanted = 0
    for pair, spans in zip(pairs, answers, strict=True):
        joined = np.zeros(len(pair.copy), np.bool_)
        inside = np.zeros(len(pair.copy), np.bool_)
        for begin, end, low, high in spans:
            origin = pair.origin[low:high]
            joined[low:high] |= (origin >= begin) & (origin < end)
            inside[low:high] = True
        swapped = (pair.origin >= 0) & ~pair.kept
        right += int((joined & pair.kept).sum())
        shown += int((inside & ~swapped).sum())
        wanted += int(pair.kept.sum())
    return right / max(shown, 1), right / max(wanted, 1)


def measure(pairs: Sequence[NearCopy], runs: int, chunk: int) -> dict[str, tuple[float, float, float]]:
    """Pairs a second of processor time (the median of the runs), precision and recall of each contestant."""
    ready = [prepared(pairs[begin : begin + chunk]) for begin in range(0, len(pairs), chunk)]
    contestants: dict[str, Callable[[], list[Spans]]] = {
        "syndetect": lambda: by_syndetect(ready),
        "difflib": lambda: by_difflib(pairs),
        "rapidfuzz": lambda: by_rapidfuzz(pairs),
    }
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    answers: dict[str, list[Spans]] = {}
    for _ in range(runs):
        for name, contestant in contestants.items():
            begun = time.process_time()
            answers[name] = contestant()
            seconds[name].append(time.process_time() - begun)
    return {
        name: (len(pairs) / statistics.median(seconds[name]), *scores(pairs, answers[name]))
        for name in contestants
    }


def table(name: str, found: dict[str, tuple[float, float, float]]) -> list[str]:
    """Rows of Markdown."""
    base = found["difflib"][0]
    lines = [f"| {name} | pairs/s | times difflib | precision | recall |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {who} | {rate:,.0f} | {rate / base:.1f} | {precision:.3f} | {recall:.3f} |"
        for who, (rate, precision, recall) in found.items()
    ]
    return lines


def main() -> int:
    """Print a table for each kind of copy; 1 when --check is given and difflib is not beaten well enough."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=2000, metavar="N")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chunk", type=int, default=500, metavar="N", help="pairs prepared together")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    missed = False
    for name, moved in (("swapped", False), ("moved, inserted", True)):
        pairs = near_copies(options.pairs, options.seed, moved=moved)
        found = measure(pairs, options.runs, options.chunk)
        print(*table(name, found), "", sep="\n")
        ours, base = found["syndetect"], found["difflib"]
        missed |= ours[0] < TIMES_DIFFLIB * base[0] or ours[2] < base[2]
    return int(options.check and missed)


if __name__ == "__main__":
    sys.exit(main())
