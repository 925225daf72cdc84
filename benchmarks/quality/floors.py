"""Committed figures that refuse to get worse, bound to a digest of the data they were measured on.

`floors.json` holds, for the fast and the full run, each set's data digest and figures, rounded to four
places. A figure may not be worse than its floor by more than `NOISE`.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quality.results import Figure

PATH = Path(__file__).with_name("floors.json")
NOISE = 0.0
"""How much worse than its floor a figure may be: nothing, since equal inputs give equal figures."""

PLACES = 4

Floors = dict[str, dict[str, dict[str, Any]]]
"""Mode, then set, to ``{"data": digest, "figures": {name: value}}``."""


class RegressionError(Exception):
    """Floors would have to be lowered; the message names them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A set's figures and the digest of the data behind them."""

    data: str
    figures: Sequence[Figure]


def load(path: Path = PATH) -> Floors:
    """The committed floors; none when there is no such file."""
    if not path.exists():
        return {}
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def problems(floors: Floors, mode: str, measured: Mapping[str, Measured]) -> list[str]:
    """A sentence for each figure below its floor, each that is gone, and each set whose data changed."""
    found = []
    for name, part in measured.items():
        floor = floors.get(mode, {}).get(name)
        if floor is None:
            found.append(f"{name}: no {mode} floors are committed; add them with --update")
            continue
        if floor["data"] != part.data:
            found.append(f"{name}/data: the files are not those that the floors were measured on")
        found += [f"{name}/{line}" for line in _worse(floor["figures"], part.figures)]
    return found


def raised(
    floors: Floors, mode: str, measured: Mapping[str, Measured], allowed: Collection[str] = ()
) -> Floors:
    """The floors with the measured figures in place of the old ones.

    Raises RegressionError if a figure got worse, is gone, or was measured on other data, and its name
    (`set/figure` or `set/data`) is not among the `allowed` ones. Floors of sets that were not run stay.
    """
    refused = [
        line
        for line in problems(floors, mode, measured)
        if line.split(": ", 1)[0] not in allowed and line.split(": ", 1)[0] not in measured
    ]
    if refused:
        raise RegressionError("\n".join(refused))
    sets = dict(floors.get(mode, {}))
    for name, part in measured.items():
        figures = {figure.name: round(figure.value, PLACES) for figure in part.figures}
        sets[name] = {"data": part.data, "figures": dict(sorted(figures.items()))}
    return {**floors, mode: dict(sorted(sets.items()))}


def save(floors: Floors, path: Path = PATH) -> None:
    """Write the floors under a temporary name, then put them in place at once."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=path.name, delete=False
    ) as file:
        json.dump(floors, file, indent=2, sort_keys=True)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    temporary = Path(file.name)
    temporary.chmod(0o644)
    temporary.replace(path)


def _worse(floor: Mapping[str, float], figures: Sequence[Figure]) -> list[str]:
    now = {figure.name: figure for figure in figures}
    lines = [
        f"{name}: no longer measured (floor {value})" for name, value in floor.items() if name not in now
    ]
    for name, figure in now.items():
        if name not in floor:
            continue
        value = round(figure.value, PLACES)
        loss = floor[name] - value if figure.goal == "up" else value - floor[name]
        if loss > NOISE:
            bound = "floor" if figure.goal == "up" else "ceiling"
            lines.append(f"{name}: {value} is worse than the {bound} {floor[name]}")
    return lines
