"""Sets with planted near-exact pairs: a scan finds all of them or it is broken."""

from __future__ import annotations

from benchmarks.quality import data, detect
from benchmarks.quality.results import Figure, Result, Task, share, table

LABELS = frozenset({"duplicate"})


def run(task: Task) -> Result:
    """One scan; which planted pairs are called derived."""
    pairs, documents = data.pairs(task.directory), data.documents(task.directory)
    report = detect.scan(documents, task.jobs)
    answers = [report.between(*pair.ids) for pair in pairs]
    found = sum(answer is not None and answer.derived for answer in answers)
    figure = Figure("found", share(found, len(pairs)))
    derived = sum(pair.derived for pair in report.pairs)
    columns = ("documents", "planted", "found", "derived pairs in all")
    missed = [
        (f"{pair.left} – {pair.right}", answer.relation if answer else "not listed")
        for pair, answer in zip(pairs, answers, strict=True)
        if answer is None or not answer.derived
    ]
    tables = [table("Planted pairs", columns, [(len(documents), len(pairs), found, derived)])]
    if missed:
        tables.append(table("Missed", ("pair", "answer"), missed))
    outcomes = tuple(detect.outcome(answer, is_derived=True) for answer in answers if answer)
    return Result((figure,), tuple(tables), outcomes)
