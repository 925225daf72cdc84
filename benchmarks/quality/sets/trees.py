"""Derivation trees that the harness makes itself: sources and parents, with dates and without.

A source or a parent is right, wrong, or left open; a member that stands in no family is left open. The trees
are of several seeds, none of which weights were fitted or looked at on (`fit.trees.SEEDS`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.quality import detect
from benchmarks.quality.derivations import Derivation, derivations
from benchmarks.quality.measures import calibration
from benchmarks.quality.measures.calibration import Outcome
from benchmarks.quality.results import Figure, Result, Table, Task, share, table
from syndetect.model import Report

SEEDS = (6_101, 6_102, 6_103, 6_104, 6_105)
TREES, FAST_TREES = 100, 12
"""Trees of each seed."""

LISTED = 25


@dataclass(slots=True)
class Judged:
    """What is right and wrong in some trees.

    `tally` by what (sources, parents, also) and answer; `sources` and `parents` are the told answers with
    their confidence, `mistakes` the wrong sources: true, given, confidence.
    """

    tally: Counter[tuple[str, str]] = field(default_factory=Counter)
    sources: list[Outcome] = field(default_factory=list)
    parents: list[Outcome] = field(default_factory=list)
    mistakes: list[tuple[str, str, float]] = field(default_factory=list)

    def add(self, other: Judged) -> None:
        """Take in what was found of other trees."""
        self.tally += other.tally
        self.sources += other.sources
        self.parents += other.parents
        self.mistakes += other.mistakes

    def shares(self, what: str) -> tuple[int, float, float]:
        """How many there are, and which shares are right and wrong."""
        total = sum(self.tally[what, answer] for answer in ("right", "wrong", "open"))
        return total, share(self.tally[what, "right"], total), share(self.tally[what, "wrong"], total)


def run(task: Task) -> Result:
    """One scan of each seed's trees with their dates, and one without."""
    figures: list[Figure] = []
    links: list[Outcome] = []
    parts: list[Table] = []
    rows = []
    seeds = []
    wrong = []
    for name, timed in (("dated", True), ("undated", False)):
        everything = Judged()
        for seed in SEEDS:
            trees = list(derivations(FAST_TREES if task.fast else TREES, timed=timed, seed=seed))
            report = detect.scan([one for tree in trees for one in tree.documents], task.jobs)
            found = judge(report, trees)
            everything.add(found)
            seeds.append((name, seed, *found.shares("sources")[1:], *found.shares("parents")[1:]))
            wrong += [(name, seed, *mistake) for mistake in found.mistakes]
        figures += _figures(name, everything)
        links += everything.parents
        rows += _rows(name, everything)
        parts.append(_confidence(name, everything))
    columns = ("dates", "what", "number", "right", "wrong")
    by_seed = ("dates", "seed", "sources right", "wrong", "parents right", "wrong")
    tables = (
        table("All trees", columns, rows),
        table("By seed", by_seed, seeds),
        *parts,
        table("Wrong sources", ("dates", "seed", "tree", "given", "confidence"), wrong[:LISTED]),
    )
    return Result(tuple(figures), tuple(part for part in tables if part.rows), links=tuple(links))


def _figures(name: str, found: Judged) -> list[Figure]:
    figures = []
    for what in ("sources", "parents"):
        _, right, bad = found.shares(what)
        figures += [Figure(f"{name}.{what}", right), Figure(f"{name}.{what}.wrong", bad, "down")]
    error = calibration.expected_error(found.sources)
    return [
        *figures,
        Figure(f"{name}.sources.calibration", error, "down"),
        Figure(f"{name}.seconds-sources", share(found.tally["also", "right"], found.tally["also", "all"])),
    ]


def _rows(name: str, found: Judged) -> list[tuple[object, ...]]:
    tally = found.tally
    seconds = share(tally["also", "right"], tally["also", "all"])
    return [
        *((name, what, *found.shares(what)) for what in ("sources", "parents")),
        (name, "second sources", tally["also", "all"], seconds, tally["also", "extra"]),
    ]


def _confidence(name: str, found: Judged) -> Table:
    rows = [
        (what, f"{part.low:.1f} to {part.high:.1f}", part.count, part.confidence, part.accuracy)
        for what, outcomes in (("sources", found.sources), ("parents", found.parents))
        for part in calibration.bins(outcomes)
    ]
    return table(f"By stated confidence, {name}", ("what", "bin", "number", "confidence", "right"), rows)


def judge(report: Report, trees: Sequence[Derivation]) -> Judged:
    """How many sources, parents and second sources are right and wrong, with which confidence."""
    found = Judged()
    for tree in trees:
        family = report.family_of(tree.root)
        given = family.source.document if family is not None else None
        answer = _answer(given, tree.root)
        found.tally["sources", answer] += 1
        if family is not None and given is not None:
            found.sources.append(Outcome(family.source.confidence, answer == "right"))
            if answer == "wrong":
                found.mistakes.append((tree.root, given, family.source.confidence))
        for id in tree.parents:
            _judge_member(report, tree, id, found)
    return found


def _judge_member(report: Report, tree: Derivation, id: str, found: Judged) -> None:
    """Whether a member's source is one of its parents, and whether a patchwork has both."""
    home = report.family_of(id)
    member = next((one for one in home.members if one.document == id), None) if home is not None else None
    allowed = {tree.parents[id], tree.also.get(id, tree.parents[id])}
    source = member.source if member is not None else None
    answer = "open" if source is None else "right" if source in allowed else "wrong"
    found.tally["parents", answer] += 1
    if member is not None and source is not None:
        found.parents.append(Outcome(member.certainty, answer == "right"))
    seconds = {one.document for one in member.also} if member is not None else set()
    found.tally["also", "all"] += id in tree.also
    found.tally["also", "right"] += id in tree.also and {source, *seconds} == allowed
    found.tally["also", "extra"] += bool(seconds) and id not in tree.also


def _answer(given: str | None, true: str) -> str:
    return "open" if given is None else "right" if given == true else "wrong"
