"""Sets with known passages: plagdet by subset, and what pairs without reuse get.

Each subset is scored over all its pairs together, those without a case included: a passage found there costs
precision. `entire` is all subsets together. Every passage of the report counts as one detection, whatever the
pair's relation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from benchmarks.quality import baseline, data, detect
from benchmarks.quality.data import Labelled
from benchmarks.quality.measures import plagdet
from benchmarks.quality.measures.plagdet import Match
from benchmarks.quality.results import Figure, Result, Table, Task, share, table
from benchmarks.quality.sets.relations import matrix

FAST_PAIRS = 150
"""Pairs of each subset in a fast run, those with and without cases by halves."""

PUBLISHED = {
    "no-obfuscation": (0.900, 0.934),
    "random-obfuscation": (0.884, 0.071),
    "translation-obfuscation": (0.887, 0.106),
    "summary-obfuscation": (0.561, 0.045),
    "entire": (0.878, 0.422),
}
"""Plagdet on the test half of PAN 2013: Sanchez-Perez et al. 2014, and the organisers' baseline."""

Found = Callable[[Labelled], Sequence[Match]]


def run(task: Task) -> Result:
    """The passages of the listed pairs, and the relations that go with them."""
    pairs = chosen(task)
    answers = detect.compare(pairs, data.documents(task.directory, data.ids_of(pairs)), task.jobs)
    scored = measure(pairs, lambda pair: detect.passages(answers, pair), column=0)
    truth = {pair.ids: bool(pair.cases) for pair in pairs}
    with_cases = [pair for pair in pairs if pair.cases]
    without = [pair for pair in pairs if not pair.cases]
    figures = (
        Figure("derived.found", _called_derived(answers, with_cases)),
        Figure("derived.false", _called_derived(answers, without), "down"),
    )
    rows = [(_kind(pair), detect.relation(answers, pair)) for pair in pairs]
    return Result(
        figures=(*scored.figures, *figures),
        tables=(
            *scored.tables,
            matrix(rows, "Relations: subset down, answer across"),
            table("Called derived", ("pairs", "share"), _named(figures)),
        ),
        outcomes=detect.outcomes(answers, truth),
    )


def run_baseline(task: Task) -> Result:
    """The same measures of a plain 5-gram detector: the check that the measure is the published one."""
    pairs = chosen(task)
    texts = {document.id: document.text for document in data.documents(task.directory, data.ids_of(pairs))}
    found = {pair.ids: baseline.detect(texts[pair.left], texts[pair.right]) for pair in pairs}
    return measure(pairs, lambda pair: found[pair.ids], column=1)


def chosen(task: Task) -> list[Labelled]:
    """The pairs of the set; in a fast run a fixed sample of every subset."""
    pairs = data.pairs(task.directory)
    if not task.fast:
        return pairs
    strata: dict[str, list[Labelled]] = {}
    for pair in pairs:
        strata.setdefault(_kind(pair), []).append(pair)
    halves = {
        label for label in {pair.label for pair in pairs} if {label, f"{label}, no case"} <= set(strata)
    }
    picked = [
        data.sample(
            members,
            FAST_PAIRS // 2 if members[0].label in halves else FAST_PAIRS,
            lambda pair: f"{pair.left} {pair.right}",
        )
        for members in strata.values()
    ]
    return [pair for members in picked for pair in members]


def measure(pairs: Sequence[Labelled], found: Found, *, column: int) -> Result:
    """Plagdet by subset of the matches that `found` gives; `column` picks the published figures to show."""
    by_label: dict[str, list[plagdet.Tally]] = {}
    for pair in pairs:
        by_label.setdefault(pair.label, []).append(plagdet.tally(pair.cases, found(pair)))
    sums = {label: plagdet.total(tallies) for label, tallies in by_label.items()}
    sums["entire"] = plagdet.total(sums.values())
    cased = {label: plagdet.scores(tally) for label, tally in sums.items() if tally.cases}
    without = [pair for pair in pairs if not pair.cases]
    given = [pair for pair in without if found(pair)]
    figures = [Figure(f"plagdet.{label}", scores.plagdet) for label, scores in cased.items()]
    if "entire" in cased:
        whole = cased["entire"]
        figures += [
            Figure("recall.entire", whole.recall),
            Figure("precision.entire", whole.precision),
            Figure("granularity.entire", whole.granularity, "down"),
        ]
    figures.append(Figure("passages-without-reuse", share(len(given), len(without)), "down"))
    return Result(tuple(figures), (_score_table(sums, by_label, column), _false_table(without, given)))


def _score_table(
    sums: Mapping[str, plagdet.Tally], by_label: Mapping[str, Sequence[object]], column: int
) -> Table:
    rows = []
    for label, tally in sums.items():
        scores = plagdet.scores(tally)
        pairs = len(by_label[label]) if label in by_label else sum(map(len, by_label.values()))
        measures: tuple[object, ...] = ("–",) * 4
        if tally.cases:
            measures = (scores.plagdet, scores.recall, scores.precision, scores.granularity)
        published = PUBLISHED[label][column] if label in PUBLISHED else "–"
        rows.append((label, pairs, tally.cases, tally.detections, *measures, published))
    columns = ("subset", "pairs", "cases", "found", "plagdet", "recall", "precision", "granul.", "published")
    who = ("Sanchez-Perez et al. 2014", "the organisers' baseline")[column]
    return table(f"Passages (published: plagdet of {who} on PAN 2013's test half)", columns, rows)


def _false_table(without: Sequence[Labelled], given: Sequence[Labelled]) -> Table:
    labels = list(dict.fromkeys(pair.label for pair in without))
    rows = [
        (label, total, hits, share(hits, total))
        for label in labels
        for total in [sum(pair.label == label for pair in without)]
        for hits in [sum(pair.label == label for pair in given)]
    ]
    return table("Pairs without reuse that get a passage", ("subset", "pairs", "with passage", "share"), rows)


def _called_derived(answers: detect.Answers, pairs: Sequence[Labelled]) -> float:
    return share(sum(detect.derived(answers, pair) for pair in pairs), len(pairs))


def _named(figures: Sequence[Figure]) -> list[tuple[object, ...]]:
    names = {"derived.found": "with a case", "derived.false": "without"}
    return [(names[figure.name], figure.value) for figure in figures]


def _kind(pair: Labelled) -> str:
    return pair.label if pair.cases or pair.label == "no-plagiarism" else f"{pair.label}, no case"
