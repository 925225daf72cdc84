"""Facts altered on the way: how many of those planted are told, and how much of what is told was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from benchmarks.quality import data, detect
from benchmarks.quality.changes import Planted, taken
from benchmarks.quality.data import Labelled
from benchmarks.quality.results import Figure, Result, Task, share, table
from syndetect.changes import changes_between
from syndetect.model import Change, Document, Pair

PAIRS = 200
_SHORTEST, _LONGEST = 1_000, 4_000
"""Characters of the articles that are taken."""


def run(task: Task) -> Result:
    """So many articles with a fact altered, and so many with none."""
    planted = dict(_planted(task))
    documents = {}
    for name, plan in planted.items():
        documents |= {
            side.id: side for side in (Document(name, plan.source), Document(f"{name}, taken", plan.target))
        }
    pairs = [Labelled(name, f"{name}, taken", plan.kind or "none") for name, plan in planted.items()]
    answers = detect.compare(pairs, documents.values(), task.jobs)
    right, wrong, found = 0, Counter[str](), Counter[str]()
    for pair in pairs:
        plan = planted[pair.left]
        told = list(_told(answers.get(pair.ids), documents[pair.left], documents[pair.right]))
        hits = [change for change in told if _meant(change, plan)]
        right += len(hits)
        wrong.update(change.kind for change in told if change not in hits)
        found[pair.label] += bool(hits)
    counts = Counter(pair.label for pair in pairs)
    altered = sum(count for kind, count in counts.items() if kind != "none")
    rows = [
        (kind, count, share(found[kind], count) if kind != "none" else "–", wrong[kind])
        for kind, count in sorted(counts.items())
    ]
    return Result(
        (
            Figure("precision", share(right, right + sum(wrong.values()))),
            Figure("recall", share(sum(found.values()), altered)),
        ),
        (table("Altered facts by kind", ("kind", "pairs", "told", "told of this kind, not planted"), rows),),
    )


def _planted(task: Task) -> Iterator[tuple[str, Planted]]:
    wanted = PAIRS // 4 if task.fast else PAIRS
    articles = [one for one in data.documents(task.directory) if _SHORTEST <= len(one.text) <= _LONGEST]
    chosen = data.sample(articles, 2 * PAIRS, lambda one: one.id)
    for altered in (True, False):
        made = 0
        for number, article in enumerate(chosen):
            name = f"{article.id}, {'altered' if altered else 'kept'}"
            plan = taken(article.text, number, Random(name), altered=altered)  # noqa: S311 - no secret
            if plan is not None and made < wanted:
                made += 1
                yield name, plan


def _told(pair: Pair | None, source: Document, target: Document) -> Iterator[Change]:
    if pair is not None:
        sides = [(passage.left, passage.right, passage) for passage in pair.passages]
        yield from changes_between(source, target, sides).altered


def _meant(change: Change, plan: Planted) -> bool:
    """Whether a change is the one that was planted: its words overlap with the altered ones on a side."""
    if plan.kind is None:
        return False
    places = ((plan.source, plan.before, change.source), (plan.target, plan.after, change.target))
    for text, words, span in places:
        at = text.find(words)
        if span is not None and at >= 0 and _words_meet(text, words, span.begin, span.end):
            return True
    return False


def _words_meet(text: str, words: str, begin: int, end: int) -> bool:
    at = text.find(words)
    while at >= 0:
        if at < end and begin < at + len(words):
            return True
        at = text.find(words, at + 1)
    return False
