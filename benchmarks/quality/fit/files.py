"""The package's model files: what is committed, how far a fit is from it, and how one is replaced."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from benchmarks.quality.results import Table, table
from syndetect.coefficients import Model, model_of

DATA = Path(str(files("syndetect"))) / "data"
Models = Mapping[str, Model]


def committed(directory: Path = DATA) -> dict[str, Model]:
    """Every model in the files, by name."""
    held = [_read(directory / name)["models"] for name in ("support.json", "verdict.json")]
    return {name: model_of(row) for rows in held for name, row in rows.items()}


def write(
    models: Models,
    directory: Path = DATA,
    *,
    typical: Mapping[str, Mapping[str, float]] = MappingProxyType({}),
    curves: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Put models, typical values and curves in place of those of their names.

    A file is replaced at once or not at all.
    """
    support, verdict = _read(directory / "support.json"), _read(directory / "verdict.json")
    for name, model in models.items():
        rows = support["models"] if name in support["models"] else verdict["models"]
        rows[name] = {"intercept": model.intercept, **model.coefficients}
    verdict["typical"] |= typical
    verdict["calibration"] |= curves
    _replace(directory / "support.json", support)
    _replace(directory / "verdict.json", verdict)


def write_weights(weights: Mapping[str, float], directory: Path = DATA) -> None:
    """Put fitted weights of family trees in place of those of their names; all else of the table stays."""
    table = _read(directory / "provenance.json")
    for row in table["weights"]:
        if row["name"] in weights:
            row |= {"value": round(weights[row["name"]], 4), "basis": "fitted"}
    _replace(directory / "provenance.json", table)


def differences(models: Models, before: Models) -> Table:
    """Every coefficient as committed and as fitted."""
    rows = [
        (name, measure, old if old is not None else "–", new, new - old if old is not None else "–")
        for name, model in models.items()
        for measure, new in {"intercept": model.intercept, **model.coefficients}.items()
        for old in [{"intercept": before[name].intercept, **before[name].coefficients}.get(measure)]
    ]
    return table("Coefficients", ("model", "measure", "committed", "fitted", "difference"), rows)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _replace(path: Path, content: object) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    if path.read_text(encoding="utf-8").rstrip() == text.rstrip():
        return
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=path.name, delete=False
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary = Path(file.name)
    temporary.chmod(path.stat().st_mode & 0o777)
    temporary.replace(path)
