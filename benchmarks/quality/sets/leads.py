"""Short reports: the first sentences of independent articles on one event, against each other and a whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from benchmarks.quality import data, detect
from benchmarks.quality.data import Labelled
from benchmarks.quality.detect import Answers
from benchmarks.quality.fit import training
from benchmarks.quality.leads import lead
from benchmarks.quality.results import Figure, Result, Task, share, table
from syndetect.model import RELATIONS, Document


def run(task: Task) -> Result:
    """Every same-event pair of all directories, as two leads and as a lead against a whole article.

    Reports with a long equal run print one agency's text, and are not counted.
    """
    both: list[Labelled] = []
    one: list[Labelled] = []
    documents: dict[str, Document] = {}
    for directory in task.directories:
        _pairs(directory, both, one, documents)
    answers = detect.compare([*both, *one], documents.values(), task.jobs)
    kinds = (("two leads", both), ("a lead and a whole", one))
    counted = {name: [pair for pair in pairs if not _of_one_agency(answers, pair)] for name, pairs in kinds}
    figures = tuple(
        Figure(f"{name.replace(' ', '-')}.derived", _derived(answers, pairs), "down")
        for name, pairs in counted.items()
    )
    verbatim = [
        pair
        for pairs in counted.values()
        for pair in pairs
        if detect.relation(answers, pair) in {"copy", "paraphrase"}
    ]
    rows = [
        (relation, *(_share_of(answers, pairs, relation) for pairs in counted.values()))
        for relation in RELATIONS
    ]
    title = "Relations of same-event pairs, those with one agency's text left out: " + ", ".join(
        f"{len(pairs)} of {name}" for name, pairs in counted.items()
    )
    return Result(
        (*figures, Figure("copy-or-paraphrase", len(verbatim), "down")),
        (table(title, ("relation", *counted), rows),),
    )


def _pairs(
    directory: Path, both: list[Labelled], one: list[Labelled], documents: dict[str, Document]
) -> None:
    group = data.groups(directory)
    texts = {document.id: document for document in data.documents(directory)}
    same = [pair for pair in combinations(sorted(group), 2) if group[pair[0]] == group[pair[1]]]
    for place, (left, right) in enumerate(same):
        words = training.LEAD_WORDS[place % len(training.LEAD_WORDS)]
        # Texts that are no longer than their leads keep their ids: only cut ones are other documents.
        short, other = (lead(texts[id], words) for id in (left, right))
        documents |= {document.id: document for document in (short, other, texts[left], texts[right])}
        both.append(Labelled(short.id, other.id, "same-story"))
        one.append(Labelled(short.id, right, "same-story"))


def _of_one_agency(answers: Answers, pair: Labelled) -> bool:
    answer = answers.get(pair.ids)
    return answer is not None and answer.evidence.longest_told_run >= training.AGENCY_RUN


def _derived(answers: Answers, pairs: Sequence[Labelled]) -> float:
    return share(sum(detect.derived(answers, pair) for pair in pairs), len(pairs))


def _share_of(answers: Answers, pairs: Sequence[Labelled], relation: str) -> float:
    return share(sum(detect.relation(answers, pair) == relation for pair in pairs), len(pairs))
