"""Each model: its samples, its fit, and its cross-validated figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.quality.fit import logistic, training, validation
from benchmarks.quality.fit.evidence import Measured, wordings
from benchmarks.quality.fit.examples import WORDINGS
from benchmarks.quality.fit.samples import F64, Bools, Names, Samples, samples
from benchmarks.quality.measures import relations
from benchmarks.quality.results import Table, table
from benchmarks.quality.sets.relations import matrix
from syndetect.align import limits
from syndetect.align.support import Model
from syndetect.classify.verdict import LEAST_DERIVED, derivation_measures, wording_measures

_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Fit:
    """Models by name, and tables of how they do on rows that they have not seen."""

    models: dict[str, Model]
    tables: tuple[Table, ...]


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


def derivation(measured: Sequence[Measured]) -> Fit:
    """The model that tells derived pairs from others; every set is also judged by a fit without it."""
    rows = derivation_samples(measured)
    penalty = training.PENALTY["derived"]
    origins = np.array(
        [
            training.DERIVATION[name, label].origin
            for name, label in zip(rows.sets.tolist(), rows.labels.tolist(), strict=True)
        ]
    )
    columns = {"five folds": _five_folds(rows, penalty), "set left out": _crossed(origins, rows, penalty)}
    shown = validation.above("derived", LEAST_DERIVED, rows.sets, rows.labels, columns)
    return Fit({"derived": logistic.fit(rows, penalty)}, (shown,))


def derivation_samples(measured: Sequence[Measured]) -> Samples:
    """Rows for the model `derived`, weighted by the training table."""
    sizes = Counter((row.set, row.derived) for row in measured)
    return samples(
        [derivation_measures(row.evidence, *row.words) for row in measured],
        [row.derived for row in measured],
        [row.set for row in measured],
        [training.pair_weight(training.DERIVATION[key], sizes[key]) for key in _keys(measured)],
    )


def wording(measured: Sequence[Measured]) -> Fit:
    """The models that tell copies, paraphrases and rewrites apart."""
    used = wordings(measured)
    truth = np.array([row.wording for row in used], np.str_)
    rows = wording_samples(used)

    def predict(train: Bools, test: Bools) -> Names:
        return worded(fit_wording(rows.chosen(train), truth[train]), rows.chosen(test))

    given = validation.crossed(validation.folds(rows.sets), predict)
    tables = []
    for name in np.unique(rows.sets).tolist():
        judged = list(zip(truth[rows.sets == name].tolist(), given[rows.sets == name].tolist(), strict=True))
        title = f"{name}, five folds: {relations.accuracy(judged):.3f} right (label down, answer across)"
        tables.append(matrix(judged, title))
    return Fit(fit_wording(rows, truth), tuple(tables))


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
        "copied": logistic.fit(rows, training.PENALTY["copied"]),
        "rewritten": logistic.fit(reworded, training.PENALTY["rewritten"], rows.values),
    }


def worded(models: dict[str, Model], rows: Samples) -> Names:
    """The likeliest wording of each row."""
    copied = logistic.probabilities(models["copied"], rows)
    rewritten = logistic.probabilities(models["rewritten"], rows)
    shares = np.stack((copied, (1 - copied) * (1 - rewritten), (1 - copied) * rewritten))
    return np.array([WORDINGS[best] for best in shares.argmax(axis=0).tolist()], np.str_)


def table_of_training(measured: Sequence[Measured]) -> Table:
    """The training table of the model `derived`, with how many pairs each part came to."""
    sizes = Counter(_keys(measured))
    rows = [
        (f"{name}: {part.why}", "yes" if label else "no", sizes[name, label], float(part.weight))
        for (name, label), part in training.DERIVATION.items()
    ]
    return table("Training pairs with passages", ("set", "derived", "pairs", "weight"), rows)


def _keys(measured: Sequence[Measured]) -> list[tuple[str, bool]]:
    return [(row.set, row.derived) for row in measured]


def _five_folds(rows: Samples, penalty: float) -> F64:
    return _crossed(validation.folds(rows.sets), rows, penalty)


def _crossed(groups: np.ndarray, rows: Samples, penalty: float) -> F64:
    def predict(train: Bools, test: Bools) -> F64:
        return logistic.probabilities(logistic.fit(rows.chosen(train), penalty), rows.chosen(test))

    return validation.crossed(groups, predict)
