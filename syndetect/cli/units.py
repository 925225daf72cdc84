"""Amounts with a unit, such as 7d, 36h, 512MB."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    # Generic since click 8.4 only.
    _ParamType = click.ParamType[float]
else:
    _ParamType = click.ParamType

_HOURS: Mapping[str, float] = {"m": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0}
_BYTES: Mapping[str, float] = {
    "": 1,
    "b": 1,
    **{name: 1000**power for power, name in enumerate(("kb", "mb", "gb", "tb"), 1)},
    **{name: 1024**power for power, name in enumerate(("k", "m", "g", "t"), 1)},
    **{name: 1024**power for power, name in enumerate(("kib", "mib", "gib", "tib"), 1)},
}
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]*)", re.IGNORECASE)


class Amount(_ParamType):
    """A number with a unit; its value is in the unit with factor 1."""

    def __init__(self, name: str, factors: Mapping[str, float], example: str) -> None:
        self.name = name
        self.factors = factors
        self.example = example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The amount as a number; the usage error for any other text shows an example."""
        match = _AMOUNT.fullmatch(str(value).strip())
        factor = self.factors.get(match[2].lower()) if match else None
        if match is None or factor is None:
            units = ", ".join(unit for unit in self.factors if unit)
            self.fail(f"{value!r} is no {self.name}; write it like {self.example} ({units})", param, ctx)
        return float(match[1]) * factor


DURATION = Amount("duration", _HOURS, "7d")
"""Hours."""

SIZE = Amount("size", _BYTES, "512MB")
"""Bytes; KB is a thousand, K and KiB are 1024."""
