"""Figures in sentences: counts with their nouns, and shares."""

from __future__ import annotations


def plural(count: int, noun: str, many: str = "") -> str:
    """The count with its noun: `1 family`, `2,310 families`."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def percent(share: float) -> str:
    """A share as `71 %`; only a whole share is 100 %, and only nothing is 0 %."""
    if 0 < share < 0.01:
        return "<1 %"
    return f"{min(round(share * 100), 99) if share < 1 else 100} %"
