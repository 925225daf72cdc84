"""Pairs of passages or sentences, labelled as paraphrases or not.

A `Yes` must be recognised as derived; the `No` pairs of such a set are often near-copies, so they are counted
and not scored. Sentence pairs labelled 1 and 0 are scored by how well passages rank them.
"""

from __future__ import annotations

from benchmarks.quality import data, detect
from benchmarks.quality.measures import ranking
from benchmarks.quality.results import Figure, Result, Task, share, table
from benchmarks.quality.sets.relations import matrix

YES_NO = frozenset({"Yes", "No"})
SENTENCES = frozenset({"1", "0"})
FAST_PAIRS = 400


def run_passages(task: Task) -> Result:
    """Share of the Yes pairs that are called derived, each compared on its own."""
    pairs = data.pairs(task.directory)
    answers = detect.compare(pairs, data.documents(task.directory), task.jobs)
    yes = [pair for pair in pairs if pair.label == "Yes"]
    recognised = sum(detect.derived(answers, pair) for pair in yes)
    figure = Figure("recognised", share(recognised, len(yes)))
    judged = [(pair.label, detect.relation(answers, pair)) for pair in pairs]
    tables = (
        matrix(judged, "Relations: label down, answer across"),
        table(
            "Paraphrases called derived",
            ("pairs", "derived", "share"),
            [(len(yes), recognised, figure.value)],
        ),
    )
    return Result((figure,), tables, detect.outcomes(answers, {pair.ids: True for pair in yes}))


def run_sentences(task: Task) -> Result:
    """How the best passage's similarity ranks paraphrases above other sentence pairs."""
    pairs = data.pairs(task.directory)
    if task.fast:
        pairs = data.sample(pairs, FAST_PAIRS, lambda pair: f"{pair.left} {pair.right}")
    answers = detect.compare(pairs, data.documents(task.directory, data.ids_of(pairs)), task.jobs)
    scores: dict[str, list[float]] = {"1": [], "0": []}
    for pair in pairs:
        answer = answers.get(pair.ids)
        found = answer.passages if answer else ()
        scores[pair.label].append(max((passage.similarity for passage in found), default=0.0))
    right = sum(detect.derived(answers, pair) == (pair.label == "1") for pair in pairs)
    figures = (
        Figure("area", ranking.area(scores["1"], scores["0"])),
        Figure("accuracy", share(right, len(pairs))),
    )
    title = f"{len(pairs)} sentence pairs: passage similarity as a ranking, derived as an answer"
    rows = [(figure.name, figure.value) for figure in figures]
    return Result(figures, (table(title, ("measure", "value"), rows),))
