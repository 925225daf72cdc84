"""Each model: its samples, its fit, and its cross-validated figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.quality.fit import curves, logistic, training, validation
from benchmarks.quality.fit.curves import Knots
from benchmarks.quality.fit.evidence import Measured, wordings
from benchmarks.quality.fit.examples import WORDINGS
from benchmarks.quality.fit.samples import F64, Bools, Names, Samples, samples
from benchmarks.quality.measures import relations
from benchmarks.quality.measures.calibration import Outcome, expected_error
from benchmarks.quality.results import Table, table
from benchmarks.quality.sets.relations import matrix
from syndetect.align import limits
from syndetect.classify.measures import (
    agreed_measures,
    excerpt_measures,
    retold_measures,
    story_measures,
    whole_measures,
    wording_measures,
)
from syndetect.classify.verdict import (
    LEAST_DERIVED,
    LEAST_STORY,
    NOTHING_CLASHES,
    has_few_words,
    is_whole,
    judge,
    likelihood,
    may_be_retold,
)
from syndetect.coefficients import Model
from syndetect.model import RELATIONS

_EVEN = 0.5

LEAST: Mapping[str, float] = {
    "whole": LEAST_DERIVED,
    "excerpt": LEAST_DERIVED,
    "retold": LEAST_DERIVED,
    "agreed": LEAST_DERIVED,
    "story": LEAST_STORY,
}
"""The models of `derivation`, and the probability from which a pair is what each asks."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Models by name, and tables of how they do on rows that they have not seen.

    `typical`: by model, the mean of each measure. `curves`: by name, the knots of a calibration curve.
    `weights`: those of family trees, by the names that their table has.
    """

    models: dict[str, Model]
    tables: tuple[Table, ...]
    typical: dict[str, dict[str, float]] = field(default_factory=dict)
    curves: dict[str, Knots] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)


def alignment(blocks: Samples, condensed: Samples) -> Fit:
    """The models that alignment asks."""
    parts = (("block", blocks, limits.LEAST_SUPPORT), ("condensed", condensed, _EVEN))
    fitted = {name: logistic.fit(rows, training.PENALTY[name]) for name, rows, _ in parts}
    tables = (
        validation.above(
            name, least, rows.sets, rows.labels, {"five folds": _five_folds(rows, training.PENALTY[name])}
        )
        for name, rows, least in parts
    )
    return Fit(fitted, tuple(tables))


def derivation(name: str, measured: Sequence[Measured]) -> Fit:
    """The model `whole`, `excerpt`, `agreed` or `story`; every set is also judged by a fit without it."""
    used = [row for row in measured if teaches(name, row)]
    rows = derivation_samples(name, used)
    columns = {
        "five folds": crossed(name, rows, validation.folds(rows.sets)),
        "set left out": crossed(name, rows, _origins(name, used)),
    }
    shown = validation.above(name, LEAST[name], rows.sets, rows.labels, columns)
    model = fit_derivation(name, rows)
    return Fit({name: model}, (shown,), {name: typical(rows)})


def teaches(name: str, row: Measured) -> bool:
    """Whether a model is fitted on a pair: one with passages, of its kind, and left to it by the rules.

    `agreed` is fitted on what the models before it call derived, `story` on what is not derived.
    """
    e = row.evidence
    if name == "story":
        return row.event is not None and row.set in training.EVENTS
    form = row.set == training.FORMS
    if name == "retold":
        known = (row.set, row.derived) in training.DERIVATION and (
            not row.derived or row.set not in training.LIFTED
        )
        return (known or form) and bool(e.passages) and may_be_retold(e, *row.words)
    if not e.passages or has_few_words(e) or ((row.set, row.derived) not in training.DERIVATION and not form):
        return False
    if name == "agreed":
        settled = not e.clashes and e.facts >= NOTHING_CLASHES
        return (row.derived or form) and not settled and likelihood(e, *row.words) >= LEAST_DERIVED
    if form:
        return False
    return is_whole(e) if name == "whole" else not is_whole(e) and row.set in training.EXCERPTS


def derivation_samples(name: str, used: Sequence[Measured]) -> Samples:
    """Rows for one of the models of `derivation`, weighted by the training table."""
    keys = _keys(name, used)
    sizes = Counter(keys)
    return samples(
        [measures_of(name, row) for row in used],
        [label for _, label in keys],
        [row.set for row in used],
        [training.pair_weight(_part(name, key), sizes[key]) for key in keys],
    )


def measures_of(name: str, row: Measured) -> dict[str, float]:
    """What one of the models of `derivation` looks at."""
    if name == "whole":
        return whole_measures(row.evidence, *row.words)
    if name == "retold":
        return retold_measures(row.evidence)
    if name == "agreed":
        return agreed_measures(row.evidence, *row.words)
    return excerpt_measures(row.evidence) if name == "excerpt" else story_measures(row.evidence)


def fit_derivation(name: str, rows: Samples) -> Model:
    """The model of these rows."""
    return logistic.fit(rows, training.PENALTY[name], signs=training.SIGNS)


def crossed(name: str, rows: Samples, groups: np.ndarray) -> F64:
    """For every row the probability by a fit without the rows of its group."""

    def predict(train: Bools, test: Bools) -> F64:
        return logistic.probabilities(fit_derivation(name, rows.chosen(train)), rows.chosen(test))

    return validation.crossed(groups, predict)


def typical(rows: Samples) -> dict[str, float]:
    """The mean of each measure, sets and labels counted as they weigh."""
    means = rows.weights @ rows.values / rows.weights.sum()
    return {name: round(float(mean), 4) for name, mean in zip(rows.names, means, strict=True)}


def _origins(name: str, used: Sequence[Measured]) -> Names:
    return np.array([_part(name, key).origin for key in _keys(name, used)], np.str_)


def _part(name: str, key: tuple[str, bool]) -> training.Part:
    if name == "story":
        return training.Part(training.EVENTS[key[0]], key[0].split(",")[0], "")
    return training.FORM if key[0] == training.FORMS else training.DERIVATION[key]


def _keys(name: str, used: Sequence[Measured]) -> list[tuple[str, bool]]:
    return [(row.set, bool(row.event) if name == "story" else row.derived) for row in used]


def calibration(measured: Sequence[Measured]) -> Fit:
    """Curves from stated to true probabilities, and how far off they leave rows that they have not seen."""
    used = [row for row in measured if row.set in training.CALIBRATION]
    curves_of, tables = {}, []
    for name, stated, chosen in _stated(measured, used):
        labels = np.array([label for _, label in _keys(name, chosen)], np.bool_)
        sets = np.array([row.set for row in chosen], np.str_)
        weights = _calibration_weights(chosen)
        knots = training.KNOTS[name]
        curves_of[name] = curves.curve(stated, labels, weights, knots)
        folds, given = validation.folds(sets), np.zeros(len(stated))
        for fold in np.unique(folds):
            train, test = folds != fold, folds == fold
            given[test] = curves.applied(
                curves.curve(stated[train], labels[train], weights[train], knots), stated[test]
            )
        tables.append(_calibration_table(name, given, labels, sets))
    tables.append(_relations_table(measured))
    return Fit({}, tuple(tables), curves=curves_of | _weaker_curves(measured))


def _weaker_curves(measured: Sequence[Measured]) -> dict[str, Knots]:
    """How often `same-story` and `unrelated` are right by how likely one event is, of pairs not derived.

    With the committed models: what users see.
    """
    told: dict[str, list[tuple[float, bool, Measured]]] = {"same-story": [], "unrelated": []}
    for row in measured:
        known = row.set in training.LISTED
        verdict = judge(row.evidence, *row.words)
        if verdict.relation in told and known and not row.derived and row.event is not None:
            same = verdict.relation == "same-story"
            share = verdict.story if same else 1 - verdict.story
            told[verdict.relation].append((share, row.event == same, row))
    made = {}
    for name, rows in told.items():
        stated, right = np.array([one[0] for one in rows]), np.array([one[1] for one in rows])
        weights = _calibration_weights([row for _, _, row in rows])
        made[name] = curves.curve(stated, right, weights, training.KNOTS[name])
    return made


def _stated(
    measured: Sequence[Measured], used: Sequence[Measured]
) -> Iterator[tuple[str, F64, list[Measured]]]:
    """Each curve's rows with what fits without them state of them; what a rule decides is left out."""
    for name in ("whole", "excerpt"):
        taught = [row for row in measured if teaches(name, row)]
        rows = derivation_samples(name, taught)
        unseen = dict(zip(map(id, taught), crossed(name, rows, validation.folds(rows.sets)), strict=True))
        model = fit_derivation(name, rows)
        whole = name == "whole"
        passed = [row for row in used if row.evidence.passages and is_whole(row.evidence) == whole]
        for curve, few in ((name, False), ("few", True)):
            chosen = [row for row in passed if has_few_words(row.evidence) == few]
            if chosen:
                seen = _probabilities(name, model, chosen)
                stated = [unseen.get(id(row), chance) for row, chance in zip(chosen, seen, strict=True)]
                yield curve, np.array(stated), chosen
    for name in ("retold", "agreed", "story"):
        taught = [row for row in measured if teaches(name, row)]
        rows = derivation_samples(name, taught)
        yield name, crossed(name, rows, validation.folds(rows.sets)), taught
    taught = [row for row in measured if teaches("retold", row)]
    model = fit_derivation("retold", derivation_samples("retold", taught))
    apart = [row for row in used if not row.evidence.passages]
    yield "apart", np.array(_probabilities("retold", model, apart)), apart


def _probabilities(name: str, model: Model, rows: Sequence[Measured]) -> list[float]:
    values = [measures_of(name, row) for row in rows]
    found: list[float] = logistic.probabilities(model, samples(values, *_columns(rows))).tolist()
    return found


def _relations_table(measured: Sequence[Measured]) -> Table:
    """By what is stated, how sure it is and how often it is so, of all pairs whose relation has a label.

    With the committed models: what users see. An excerpt is right when the pair is derived.
    """
    told: dict[str, list[Outcome]] = {}
    for row in measured:
        verdict = judge(row.evidence, *row.words)
        truth = row.wording or {True: "same-story", False: "unrelated", None: None}[row.event]
        # Of pairs that were searched the labels are weak.
        if truth is None or "," in row.set:
            continue
        right = row.derived if verdict.relation == "excerpt" else verdict.relation == truth
        told.setdefault(verdict.relation, []).append(Outcome(verdict.confidence, right))
    rows = [
        (
            name,
            len(told[name]),
            sum(one.confidence for one in told[name]) / len(told[name]),
            sum(one.right for one in told[name]) / len(told[name]),
            expected_error(told[name]),
        )
        for name in RELATIONS
        if name in told
    ]
    return table(
        "Relations as stated, committed models", ("stated", "pairs", "stated at", "true", "error"), rows
    )


def _columns(rows: Sequence[Measured]) -> tuple[list[bool], list[str]]:
    return [row.derived for row in rows], [row.set for row in rows]


def _calibration_weights(rows: Sequence[Measured]) -> F64:
    """Between every pair alike and every set alike, nearer to the latter."""
    sizes = Counter(row.set for row in rows)
    return np.array([max(training.FEW, sizes[row.set]) ** -training.BALANCE for row in rows])


def _calibration_table(name: str, given: F64, labels: Bools, sets: Names) -> Table:
    rows = []
    for part in [*np.unique(sets).tolist(), "all"]:
        of = (sets == part) | (part == "all")
        outcomes = [
            Outcome(chance, label) if chance >= LEAST_DERIVED else Outcome(1 - chance, not label)
            for chance, label in zip(given[of].tolist(), labels[of].tolist(), strict=True)
        ]
        rows.append(
            (part, len(outcomes), float(given[of].mean()), float(labels[of].mean()), expected_error(outcomes))
        )
    return table(f"{name}, five folds", ("set", "pairs", "stated", "true", "error"), rows)


def wording(measured: Sequence[Measured]) -> Fit:
    """The models that tell copies, paraphrases and rewrites apart."""
    used = wordings(measured)
    truth = np.array([row.wording for row in used], np.str_)
    rows = wording_samples(used)

    def predict(train: Bools, test: Bools) -> Names:
        return worded(fit_wording(rows.chosen(train), truth[train]), rows.chosen(test))

    def best(train: Bools, test: Bools) -> F64:
        return shares(fit_wording(rows.chosen(train), truth[train]), rows.chosen(test)).max(axis=0)

    folds = validation.folds(rows.sets)
    given, stated = validation.crossed(folds, predict), validation.crossed(folds, best)
    right = given == truth
    weights = _calibration_weights(used)
    knots, sure = {}, np.zeros(len(stated))
    for name in WORDINGS:
        of = given == name
        knots[name] = curves.curve(stated[of], right[of], weights[of], training.KNOTS[name])
        sure[of] = curves.applied(knots[name], stated[of])
    tables = [_kinds_table(given, sure, right)]
    for name in np.unique(rows.sets).tolist():
        judged = list(zip(truth[rows.sets == name].tolist(), given[rows.sets == name].tolist(), strict=True))
        title = f"{name}, five folds: {relations.accuracy(judged):.3f} right (label down, answer across)"
        tables.append(matrix(judged, title))
    return Fit(fit_wording(rows, truth), tuple(tables), curves=knots)


def _kinds_table(given: Names, stated: F64, right: Bools) -> Table:
    """By the kind that is stated, how sure it is once calibrated and how often it is so."""
    rows = []
    for name in WORDINGS:
        of = given == name
        outcomes = [
            Outcome(sure, yes) for sure, yes in zip(stated[of].tolist(), right[of].tolist(), strict=True)
        ]
        rows.append(
            (name, len(outcomes), float(stated[of].mean()), float(right[of].mean()), expected_error(outcomes))
        )
    return table("Kinds as stated, five folds", ("stated", "pairs", "stated at", "true", "error"), rows)


def wording_samples(used: Sequence[Measured]) -> Samples:
    """Rows for the wording models; the labels say whether a pair is a copy."""
    sizes = Counter((row.set, row.wording) for row in used)
    return samples(
        [wording_measures(row.evidence) for row in used],
        [row.wording == "copy" for row in used],
        [row.set for row in used],
        [training.WORDING[row.set] / sizes[row.set, row.wording] for row in used],
    )


def fit_wording(rows: Samples, truth: Names) -> dict[str, Model]:
    """`copied` on all rows; `rewritten` on those that are no copies, standardised as all are."""
    rest = rows.chosen(truth != "copy")
    reworded = Samples(rest.names, rest.values, truth[truth != "copy"] == "rewrite", rest.weights, rest.sets)
    return {
        "copied": logistic.fit(rows.columns("equal"), training.PENALTY["copied"]),
        "rewritten": logistic.fit(reworded, training.PENALTY["rewritten"], rows.values),
    }


def worded(models: dict[str, Model], rows: Samples) -> Names:
    """The likeliest wording of each row."""
    return np.array([WORDINGS[best] for best in shares(models, rows).argmax(axis=0).tolist()], np.str_)


def shares(models: dict[str, Model], rows: Samples) -> F64:
    """How likely each row is each of WORDINGS: float64 (3, rows)."""
    copied = logistic.probabilities(models["copied"], rows.columns("equal"))
    rewritten = logistic.probabilities(models["rewritten"], rows)
    return np.stack((copied, (1 - copied) * (1 - rewritten), (1 - copied) * rewritten))


def table_of_training(measured: Sequence[Measured]) -> Table:
    """The training table of the model `derived`, with how many pairs each part came to."""
    used = [row for row in measured if any(teaches(name, row) for name in ("whole", "excerpt", "agreed"))]
    sizes = Counter(_keys("whole", used))
    parts = {**training.DERIVATION, (training.FORMS, False): training.FORM}
    rows = [
        (f"{name}: {part.why}", "yes" if label else "no", sizes[name, label], float(part.weight))
        for (name, label), part in parts.items()
    ]
    return table("Training pairs that a model is fitted on", ("set", "derived", "pairs", "weight"), rows)


def _five_folds(rows: Samples, penalty: float) -> F64:
    def predict(train: Bools, test: Bools) -> F64:
        return logistic.probabilities(logistic.fit(rows.chosen(train), penalty), rows.chosen(test))

    return validation.crossed(validation.folds(rows.sets), predict)
