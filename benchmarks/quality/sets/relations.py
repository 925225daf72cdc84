"""Sets whose labels are relations: ours by name, or the four grades of Clough and Stevenson.

`cut`, `light`, `heavy` and `non` answer to copy, paraphrase, rewrite, and same-story or unrelated. An
`excerpt` answers to none of the four: it stands in its own column, is wrong among the four classes, and
right as derived.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.quality import data, detect
from benchmarks.quality.data import Labelled
from benchmarks.quality.measures import relations
from benchmarks.quality.measures.calibration import Outcome
from benchmarks.quality.results import Figure, Result, Table, Task, table
from syndetect.model import DERIVED, RELATIONS, Pair

GRADES = {
    "copy": "cut",
    "paraphrase": "light",
    "rewrite": "heavy",
    "excerpt": "excerpt",
    "same-story": "non",
    "unrelated": "non",
}
"""Our relation as a grade of Clough and Stevenson."""

LABELS = frozenset({*GRADES.values(), *RELATIONS})
_ORDER = (*RELATIONS, "cut", "light", "heavy", "non")
_DERIVED = DERIVED | {"cut", "light", "heavy"}


def run(task: Task) -> Result:
    """Relations of the listed pairs."""
    return judge(data.pairs(task.directory), task)


def judge(pairs: Sequence[Labelled], task: Task) -> Result:
    """Relations of labelled pairs over the documents of the task's directory."""
    answers = detect.compare(pairs, data.documents(task.directory, data.ids_of(pairs)), task.jobs)
    return measure(pairs, answers)


def measure(pairs: Sequence[Labelled], answers: detect.Answers) -> Result:
    """Confusion matrix, accuracy and macro-F1 of answered pairs, in the classes of their labels."""
    graded = any(pair.label in {"cut", "light", "heavy", "non"} for pair in pairs)
    judged = [
        (pair.label, GRADES[given] if graded else given)
        for pair in pairs
        for given in [detect.relation(answers, pair)]
    ]
    as_derived = [(str(truth in _DERIVED), str(given in _DERIVED)) for truth, given in judged]
    figures = (
        Figure("accuracy", relations.accuracy(judged)),
        Figure("macro-f1", relations.macro_f1(judged)),
        Figure("derived-or-not", relations.accuracy(as_derived)),
    )
    summary = table(
        f"Relations of {len(pairs)} pairs",
        ("measure", "value"),
        [(figure.name, figure.value) for figure in figures],
    )
    truth = {pair.ids: pair.label in _DERIVED for pair in pairs}
    stated = tuple(
        _stated(pair.label, answers[pair.ids], graded=graded) for pair in pairs if pair.ids in answers
    )
    return Result(figures, (matrix(judged), summary), detect.outcomes(answers, truth), stated=stated)


def _stated(label: str, answer: Pair, *, graded: bool) -> tuple[str, Outcome]:
    """A relation as stated, how sure it was, and whether it was right.

    A grade of no reuse may be the same story or unrelated: it is as sure as that nothing is derived.
    """
    if graded and not answer.derived:
        return answer.relation, Outcome(1 - answer.derivation, label == "non")
    given = GRADES[answer.relation] if graded else answer.relation
    return answer.relation, Outcome(answer.confidence, given == label)


def matrix(judged: relations.Judged, title: str = "Confusion: label down, answer across") -> Table:
    """The confusion matrix, strongest relation first."""
    counts = relations.confusion(judged)
    truths, given = ({pair[side] for pair in judged} for side in (0, 1))
    across = [name for name in _ORDER if name in given | truths]
    down = [*(name for name in _ORDER if name in truths), *sorted(truths - set(_ORDER))]
    return table(title, ("", *across), [(row, *(counts[row, column] for column in across)) for row in down])
