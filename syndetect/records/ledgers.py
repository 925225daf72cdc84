"""The ledgers of pairs in JSON: coefficients are written once for all pairs, figures for each pair.

Written out in full, ledgers were a quarter of a report. `models` has the coefficient of each measure of every
model that was used; the `ledger` of a pair has, for each model, the value of each measure and what it adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from syndetect.model import LedgerLine
from syndetect.records.checks import BadValueError
from syndetect.records.json_figures import finite

_LINE = ("model", "measure", "value", "coefficient", "adds")

Models = dict[str, dict[str, float]]
"""Coefficients by model and measure, both sorted."""


def models_of(ledgers: Iterable[Sequence[LedgerLine]]) -> Models:
    """The coefficients of every measure in the ledgers; raises ValueError for one that is not finite."""
    asked: Models = {}
    for ledger in ledgers:
        for line in ledger:
            asked.setdefault(line.model, {})[line.measure] = line.coefficient
    return {
        model: {measure: finite(coefficient) for measure, coefficient in sorted(asked[model].items())}
        for model in sorted(asked)
    }


def ledger_record(lines: Sequence[LedgerLine], models: Models) -> dict[str, list[list[float] | None]]:
    """A pair's ledger: for each measure of the models that were used, its value and what it adds.

    None where the pair lacks the measure. Raises ValueError for a figure that is not finite.
    """
    # One check for all of them: the sum is finite when each is. Adding 0.0 turns -0.0 into 0.0.
    finite(sum([line.value + line.adds for line in lines]))
    figures: dict[tuple[str, str], list[float]] = {
        (line.model, line.measure): [round(line.value, 4) + 0.0, round(line.adds, 4) + 0.0] for line in lines
    }
    asked = sorted({line.model for line in lines})
    return {model: [figures.get((model, measure)) for measure in models[model]] for model in asked}


def with_lines(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """A report's data with each ledger as lines, the weightiest first, as in `Pair`.

    A ledger that is a list already has lines: older reports, without `models`, were written so.
    Raises BadValueError where a ledger does not fit the models.
    """
    pairs, models = data.get("pairs"), data.get("models")
    if not isinstance(pairs, list) or not isinstance(models, Mapping):
        return data
    return {**data, "pairs": [_with_lines(pair, models, number) for number, pair in enumerate(pairs)]}


def without_lines(data: Mapping[str, Any]) -> dict[str, Any]:
    """The published format of a report's data whose pairs have ledgers as lines: the inverse of `with_lines`.

    Raises ValueError where a ledger is not a list of lines.
    """
    try:
        ledgers = [[LedgerLine(**line) for line in pair["ledger"]] for pair in data["pairs"]]
    except TypeError:
        raise ValueError("a pair has a ledger that is no list of measures") from None
    models = models_of(ledgers)
    pairs = [
        {**pair, "ledger": ledger_record(ledger, models)}
        for pair, ledger in zip(data["pairs"], ledgers, strict=True)
    ]
    return {**data, "models": models, "pairs": pairs}


def _with_lines(pair: Any, models: Mapping[str, Any], number: int) -> Any:
    if not isinstance(pair, Mapping) or not isinstance(pair.get("ledger"), Mapping):
        return pair
    try:
        lines = [
            {
                "model": model,
                "measure": measure,
                "value": held[0],
                "coefficient": coefficient,
                "adds": held[1],
            }
            for model, figures in pair["ledger"].items()
            for (measure, coefficient), held in zip(models[model].items(), figures, strict=True)
            if held is not None
        ]
        lines.sort(key=lambda line: (-abs(line["adds"]), line["model"], line["measure"]))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise BadValueError("does not fit the report's models", f".pairs[{number}]", ".ledger") from None
    return {**pair, "ledger": lines}
