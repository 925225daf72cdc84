"""Sets of independent reports, `group` = event: within an event the same story, across events nothing."""

from __future__ import annotations

from itertools import combinations

from benchmarks.quality import data, detect
from benchmarks.quality.data import Labelled
from benchmarks.quality.measures.calibration import Outcome
from benchmarks.quality.results import Figure, Result, Task, share, table
from syndetect.model import RELATIONS


def run(task: Task) -> Result:
    """All same-event pairs compared, then one scan of the whole set for pairs across events."""
    group = data.groups(task.directory)
    documents = data.documents(task.directory)
    pairs = [
        Labelled(one, other, "same-story")
        for one, other in combinations(sorted(group), 2)
        if group[one] == group[other]
    ]
    answers = detect.compare(pairs, documents, task.jobs)
    counts = detect.relation_counts(answers.values())
    rewritten = sum(detect.relation(answers, pair) == "rewrite" for pair in pairs)
    reused = [answers[pair.ids] for pair in pairs if detect.derived(answers, pair)]
    apart = [
        pair
        for pair in detect.scan(documents, task.jobs).pairs
        if group.get(pair.left) != group.get(pair.right)
    ]
    across = [pair for pair in apart if pair.derived]
    together = [pair for pair in apart if pair.relation == "same-story"]
    figures = (
        Figure("same-event.copy-or-paraphrase", counts["copy"] + counts["paraphrase"], "down"),
        Figure("same-event.rewrite", share(rewritten, len(pairs)), "down"),
        Figure("same-event.derived", share(len(reused), len(pairs)), "down"),
        Figure("cross-event.derived", len(across), "down"),
        Figure("cross-event.same-story", len(together), "down"),
    )
    listed = [
        (
            f"{pair.left} – {pair.right}",
            pair.relation,
            pair.confidence,
            len(pair.passages),
            pair.evidence.longest_run,
            max(pair.evidence.containment_left, pair.evidence.containment_right),
        )
        for pair in sorted([*reused, *across], key=lambda pair: (RELATIONS.index(pair.relation), pair.left))
    ]
    tables = (
        table(
            f"Relations of {len(pairs)} same-event pairs",
            ("relation", "pairs", "share"),
            [(name, counts[name], share(counts[name], len(pairs))) for name in RELATIONS],
        ),
        table(
            f"Called derived: {len(reused)} of the same event, {len(across)} across events",
            ("pair", "relation", "confidence", "passages", "longest run", "containment"),
            listed,
        ),
    )
    truth = {pair.ids: False for pair in pairs}
    stated = [answers[pair.ids] for pair in pairs if pair.ids in answers]
    told = tuple((pair.relation, Outcome(pair.confidence, pair.relation == "same-story")) for pair in stated)
    # A scan lists pairs of two events as well, which are no story: how sure it is counts there, too.
    told += tuple((pair.relation, Outcome(pair.confidence, right=False)) for pair in together)
    return Result(figures, tables, detect.outcomes(answers, truth), stated=told)
