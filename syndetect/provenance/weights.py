"""What each piece of evidence weighs: one table, from ``data/provenance.json``.

Rows that are `fitted` are written by ``python -m benchmarks.quality.fit --only trees --write``; the others
are `set`, for the reason that the row gives. The table of docs/families.md is made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from syndetect.coefficients import saved


@dataclass(frozen=True, slots=True)
class Weight:
    """A row: what it is `of`, a kind of clue or the tree; its value in its unit, and why it has that value.

    `most`: how often it counts at most, or, of a weight that is multiplied, the most that comes of it.
    """

    name: str
    of: str
    value: float
    unit: str
    basis: Literal["fitted", "set"]
    because: str
    most: float | None = None


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Weight]:
    """Every row by its name, in the order of the file."""
    rows = saved("provenance")["weights"]
    return {row["name"]: Weight(**row) for row in rows}


@lru_cache(maxsize=256)
def weight(name: str) -> float:
    """The value of a row. KeyError where there is none of that name."""
    return weights()[name].value


@lru_cache(maxsize=256)
def most(name: str) -> float:
    """The limit of a row that has one."""
    found = weights()[name].most
    if found is None:
        raise KeyError(name)
    return found
