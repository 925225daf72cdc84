"""Articles retold by machine in other tones, and beside other stories: how many are called derived."""

from __future__ import annotations

from benchmarks.quality import data, detect
from benchmarks.quality.results import Figure, Result, Task, share, table
from benchmarks.quality.sets.relations import matrix

FAST_PAIRS = 300


def run(task: Task) -> Result:
    """Every listed pair; in a fast run a fixed sample."""
    pairs = data.pairs(task.directory)
    if task.fast:
        pairs = data.sample(pairs, FAST_PAIRS, lambda pair: f"{pair.left} {pair.right}")
    answers = detect.compare(pairs, data.documents(task.directory, data.ids_of(pairs)), task.jobs)
    figures = []
    for label, name, goal in (("rewrite", "derived", "up"), ("unrelated", "other-story.derived", "down")):
        some = [pair for pair in pairs if pair.label == label]
        found = sum(detect.derived(answers, pair) for pair in some)
        figures.append(Figure(name, share(found, len(some)), "up" if goal == "up" else "down"))
    truth = {pair.ids: pair.label == "rewrite" for pair in pairs}
    judged = [(pair.label, detect.relation(answers, pair)) for pair in pairs]
    tables = (
        matrix(judged, "Relations: label down, answer across"),
        table("Called derived", ("pairs", "share"), [(one.name, one.value) for one in figures]),
    )
    return Result(tuple(figures), tables, detect.outcomes(answers, truth))
