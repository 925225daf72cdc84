"""What the candidate search finds: labelled pairs in a pool, and near-duplicates against an oracle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.quality import data, detect
from benchmarks.quality.results import Figure, Result, Table, Task, share, table
from benchmarks.quality.sets.passages import chosen
from benchmarks.quality.shingles import overlaps

FAST_DOCUMENTS = 6000
"""Documents of the oracle's set in a fast run: the first ones, as near-duplicates stand close together."""

LEVELS = (0.9, 0.8, 0.5)


def run_labelled(task: Task) -> Result:
    """Recall of the pairs with a case, by label, with all their documents in one pool."""
    pairs = [pair for pair in chosen(task) if pair.cases]
    documents = data.documents(task.directory, data.ids_of(pairs))
    found = detect.candidates(documents)
    by_label: dict[str, list[bool]] = {}
    for pair in pairs:
        hit = (min(pair.ids), max(pair.ids)) in found
        by_label.setdefault(pair.label, []).append(hit)
        by_label.setdefault("entire", []).append(hit)
    labels = sorted(by_label, key=lambda label: (label == "entire", label))
    figures = [Figure(f"recall.{label}", _recall(by_label[label])) for label in labels]
    figures.append(Figure("candidates-a-document", share(len(found), len(documents)), "down"))
    rows = [(label, len(by_label[label]), sum(by_label[label]), _recall(by_label[label])) for label in labels]
    title = f"Labelled pairs among {len(documents)} pooled documents, {len(found)} candidates"
    return Result(tuple(figures), (table(title, ("label", "pairs", "found", "recall"), rows), _cost(figures)))


def run_oracle(task: Task) -> Result:
    """Recall of the pairs of exact word 5-gram resemblance at three levels."""
    documents = data.documents(task.directory)[: FAST_DOCUMENTS if task.fast else None]
    exact = overlaps([document.text for document in documents])
    found = detect.candidates(documents)
    ids = [document.id for document in documents]
    figures, rows = [], []
    for level in LEVELS:
        true = exact.jaccard >= level
        sides = zip(exact.left[true].tolist(), exact.right[true].tolist(), strict=True)
        hits = _hits(((ids[left], ids[right]) for left, right in sides), found)
        figures.append(Figure(f"recall.{level}", _recall(hits)))
        rows.append((f"{level}", len(hits), sum(hits), _recall(hits)))
    figures.append(Figure("candidates-a-document", share(len(found), len(documents)), "down"))
    title = f"Pairs of exact 5-gram resemblance in {len(documents)} documents, {len(found)} candidates"
    columns = ("resemblance at least", "pairs", "found", "recall")
    return Result(tuple(figures), (table(title, columns, rows), _cost(figures)))


def _hits(pairs: Iterable[tuple[str, str]], found: set[tuple[str, str]]) -> list[bool]:
    return [(min(pair), max(pair)) in found for pair in pairs]


def _recall(hits: Sequence[bool]) -> float:
    return share(sum(hits), len(hits))


def _cost(figures: Sequence[Figure]) -> Table:
    return table("Cost", ("measure", "value"), [(figures[-1].name, figures[-1].value)])
