"""Derivation trees that the harness makes itself: sources and parents, with dates and without.

A source or a parent is right, wrong, or left open; a member that stands in no family is left open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.quality import detect
from benchmarks.quality.derivations import Derivation, derivations
from benchmarks.quality.results import Figure, Result, Task, share, table
from syndetect.model import Report

TREES, FAST_TREES = 500, 60
LISTED = 25


def run(task: Task) -> Result:
    """One scan of all trees with their dates, and one without."""
    count = FAST_TREES if task.fast else TREES
    figures: list[Figure] = []
    rows = []
    wrong = []
    for name, timed in (("dated", True), ("undated", False)):
        trees = list(derivations(count, timed=timed))
        report = detect.scan([one for tree in trees for one in tree.documents], task.jobs)
        tally, mistakes = judge(report, trees)
        members = sum(len(tree.parents) for tree in trees)
        wrong += [(name, *mistake) for mistake in mistakes]
        for what, total in (("sources", count), ("parents", members)):
            right, bad = tally[what, "right"], tally[what, "wrong"]
            figures += [
                Figure(f"{name}.{what}", share(right, total)),
                Figure(f"{name}.{what}.wrong", share(bad, total), "down"),
            ]
            rows.append((name, what, total, share(right, total), share(bad, total)))
        figures.append(Figure(f"{name}.seconds-sources", share(tally["also", "right"], tally["also", "all"])))
        rows.append((name, "second sources", tally["also", "all"], figures[-1].value, tally["also", "extra"]))
    columns = ("dates", "what", "number", "right", "wrong")
    tables = (
        table(f"{count} trees", columns, rows),
        table("Wrong sources", ("dates", "tree", "given", "confidence"), wrong[:LISTED]),
    )
    return Result(tuple(figures), tuple(part for part in tables if part.rows))


def judge(
    report: Report, trees: Sequence[Derivation]
) -> tuple[Counter[tuple[str, str]], list[tuple[str, str, float]]]:
    """How many sources, parents and second sources are right and wrong; and the wrong sources."""
    tally: Counter[tuple[str, str]] = Counter()
    mistakes = []
    for tree in trees:
        family = report.family_of(tree.root)
        given = family.source.document if family is not None else None
        tally["sources", _answer(given, tree.root)] += 1
        if family is not None and given not in {None, tree.root}:
            mistakes.append((tree.root, str(given), family.source.confidence))
        for document in tree.documents:
            home = report.family_of(document.id)
            members = {one.document: one for one in home.members} if home is not None else {}
            member = members.get(document.id)
            parent = tree.parents.get(document.id)
            if parent is None:
                continue
            allowed = {parent, tree.also.get(document.id, parent)}
            source = member.source if member is not None else None
            tally["parents", _answer(parent if source in allowed else source, parent)] += 1
            seconds = {one.document for one in member.also} if member is not None else set()
            tally["also", "all"] += document.id in tree.also
            tally["also", "right"] += document.id in tree.also and {source, *seconds} == allowed
            tally["also", "extra"] += bool(seconds) and document.id not in tree.also
    return tally, mistakes


def _answer(given: str | None, true: str) -> str:
    return "open" if given is None else "right" if given == true else "wrong"
