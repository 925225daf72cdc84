"""Classification measures over (truth, answer) pairs of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Judged = Sequence[tuple[str, str]]
"""The true class and the class given, one entry a pair."""


def confusion(judged: Judged) -> Counter[tuple[str, str]]:
    """How often each true class was given each class."""
    return Counter(judged)


def accuracy(judged: Judged) -> float:
    """Share of right answers; 0 when there are none."""
    return sum(truth == given for truth, given in judged) / len(judged) if judged else 0.0


def macro_f1(judged: Judged) -> float:
    """Mean of the F1 of every class that occurs as a truth.

    An answer outside those classes counts as missed for the truth and as false for none.
    """
    classes = sorted({truth for truth, _ in judged})
    return sum(_f1(judged, name) for name in classes) / len(classes) if classes else 0.0


def _f1(judged: Judged, name: str) -> float:
    hits = sum(truth == given == name for truth, given in judged)
    of_class = sum(truth == name for truth, _ in judged)
    said = sum(given == name for _, given in judged)
    return 2 * hits / (of_class + said)
