"""Articles retold by machine in other tones, and beside other stories: which are derived, and from whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from benchmarks.quality import data, detect
from benchmarks.quality.data import Labelled
from benchmarks.quality.results import Figure, Result, Task, share, table
from benchmarks.quality.sets.relations import matrix
from syndetect.model import Document

FAST_PAIRS = 300

ALONE = 240
"""Pairs that are compared by themselves, in a fast run and in a full one."""


def run(task: Task) -> Result:
    """Every listed pair; in a fast run a fixed sample."""
    pairs = data.pairs(task.directory)
    if task.fast:
        pairs = data.sample(pairs, FAST_PAIRS, lambda pair: f"{pair.left} {pair.right}")
    documents = list(data.documents(task.directory, data.ids_of(pairs)))
    answers = detect.compare(pairs, documents, task.jobs)
    figures = []
    for label, name, goal in (("rewrite", "derived", "up"), ("unrelated", "other-story.derived", "down")):
        some = [pair for pair in pairs if pair.label == label]
        found = sum(detect.derived(answers, pair) for pair in some)
        figures.append(Figure(name, share(found, len(some)), "up" if goal == "up" else "down"))
    told = _directions(pairs, {one.id: one for one in documents})
    figures.append(Figure("alone.wrong", share(told["wrong"], told.total()), "down"))
    truth = {pair.ids: pair.label == "rewrite" for pair in pairs}
    judged = [(pair.label, detect.relation(answers, pair)) for pair in pairs]
    tables = (
        matrix(judged, "Relations: label down, answer across"),
        table("Called derived", ("pairs", "share"), [(one.name, one.value) for one in figures[:2]]),
        table(
            "Original and restyling alone, without dates: is the original said to be the source?",
            ("pairs", "right", "wrong", "open"),
            [(told.total(), told["right"], told["wrong"], told["open"])],
        ),
    )
    return Result(tuple(figures), tables, detect.outcomes(answers, truth))


def _directions(pairs: Sequence[Labelled], documents: Mapping[str, Document]) -> Counter[str]:
    """Whether the original of a pair, the left one, is said to be the source: right, wrong or open.

    Each pair is compared by itself, since the pairs of one original together show which text all others have.
    Ids say nothing, and neither side comes first in all.
    """
    told: Counter[str] = Counter()
    rewrites = [pair for pair in pairs if pair.label == "rewrite"]
    for number, pair in enumerate(data.sample(rewrites, ALONE, lambda pair: f"{pair.left} {pair.right}")):
        original, other = ("a", "b") if number % 2 else ("b", "a")
        texts = [
            Document(original, documents[pair.left].text),
            Document(other, documents[pair.right].text),
        ]
        listed = Labelled(original, other, pair.label)
        (answer,) = detect.compare([listed], texts, 1).values()
        known = {"right-from-left": "right", "left-from-right": "wrong"}
        told[known.get(answer.direction, "open")] += 1
    return told
