"""Any directory of the same format as a set: the shape of its labels says what can be measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.quality import data
from benchmarks.quality.results import Result, Task
from benchmarks.quality.sets import corpus, events, paraphrases, passages, planted, relations, wires

Runner = Callable[[Task], Result]

BY_LABEL: Mapping[Runner, frozenset[str]] = {
    relations.run: relations.LABELS,
    planted.run: planted.LABELS,
    paraphrases.run_passages: paraphrases.YES_NO,
    paraphrases.run_sentences: paraphrases.SENTENCES,
}


def runner_for(directory: Path) -> Runner:
    """What to run on a directory of labelled documents.

    Raises ValueError, with what was found, when its labels fit nothing.
    """
    if (directory / "labels.jsonl").is_file():
        return corpus.run
    if not (directory / "docs.jsonl").is_file():
        raise ValueError(f"{directory} holds no docs.jsonl")
    if (directory / "pairs.jsonl").is_file():
        return _by_pairs(directory)
    with_outlet = any("outlet" in row for row in data.rows(directory / "docs.jsonl"))
    if data.groups(directory):
        return events.run if with_outlet else wires.run
    raise ValueError(f"{directory} has neither pairs.jsonl nor a group on its documents")


def _by_pairs(directory: Path) -> Runner:
    if any("cases" in row for row in data.rows(directory / "pairs.jsonl")):
        return passages.run
    labels = {str(row["label"]) for row in data.rows(directory / "pairs.jsonl")}
    for runner, known in BY_LABEL.items():
        if labels <= known:
            return runner
    raise ValueError(f"the labels of {directory} fit no measure: {', '.join(sorted(labels))}")
