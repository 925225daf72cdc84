"""Sentences of retold articles laid beside those they answer, against a reading by hand.

`sentences.jsonl` names, for sentences of some articles of the corpus, the source's sentences that each was
made from, as half-open code-point offsets. A sentence is answered by what the passage that holds most of it
lays beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.quality import data, detect
from benchmarks.quality.data import Labelled
from benchmarks.quality.results import Figure, Result, Task, share, table
from syndetect.model import Document, Passage

LABELS = Path(__file__).resolve().parents[1] / "sentences.jsonl"

_Stretch: TypeAlias = tuple[int, int]


def run(task: Task) -> Result:
    """How many sentences are answered, and how many of those by one that the reading names."""
    from syndetect import read

    rows = list(data.rows(LABELS))
    pairs = [Labelled(row["left"], row["right"], "rewrite") for row in rows]
    documents = [one for one in read(task.directory) if isinstance(one, Document)]
    answers = detect.compare(pairs, documents, task.jobs)
    lines = []
    for pair, row in zip(pairs, rows, strict=True):
        passages = answers[pair.ids].passages if pair.ids in answers else ()
        counts = [_counted(link, passages) for link in row["links"]]
        lines.append((row["left"], len(counts), sum(a for a, _ in counts), sum(b for _, b in counts)))
    total, answered, right = (sum(line[column] for line in lines) for column in (1, 2, 3))
    figures = (Figure("precision", share(right, answered)), Figure("recall", share(right, total)))
    columns = ("article", "sentences", "answered", "right")
    return Result(figures, (table("Sentences beside their source's, read by hand", columns, lines),))


def _counted(link: dict[str, Any], passages: Sequence[Passage]) -> tuple[bool, bool]:
    """Whether a sentence is answered, and whether rightly."""
    left = (link["left"][0], link["left"][1])
    holding = [one for one in passages if _mostly(left, (one.left.begin, one.left.end))]
    named = [(begin, end) for begin, end in link["right"]]
    right = any(_mostly(place, (one.right.begin, one.right.end)) for one in holding for place in named)
    return bool(holding), right


def _mostly(one: _Stretch, other: _Stretch) -> bool:
    """Whether two stretches share half of the shorter one."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both > 0 and 2 * both >= min(one[1] - one[0], other[1] - other[0])
