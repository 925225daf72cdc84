"""A picture of the largest families for a notebook: how much of each member is its source's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from syndetect.extras import library
from syndetect.model import RELATIONS, Family, Report
from syndetect.reporters.escape import spelled

# Blue to yellow: also different for eyes that confuse red and green, and in grey.
_COLOURS: Mapping[str, str] = {
    "copy": "#1b3a6b",
    "paraphrase": "#3f6fae",
    "translation": "#5a8fbf",
    "rewrite": "#6fa8c9",
    "excerpt": "#e0b84c",
    "same-story": "#bbbbbb",
    "unrelated": "#dddddd",
}
_INCHES = 0.28
"""Height of a bar, in inches."""
_LONGEST = 40
"""Characters of a label, at most."""

Bar = tuple[str, float, str]
"""A member's label, the share of its words that come from its source (0 to 1), and its relation."""


def plot(report: Report, families: int, ax: Any) -> Any:
    """Draw the bars of so many families, the largest first, and return the matplotlib axes.

    Draws on `ax`, or on new axes where it is None. Raises MissingExtraError without matplotlib.
    """
    pyplot = library("matplotlib.pyplot", "plot", "plot()")
    bars = list(_bars(report, families))
    if ax is None:
        _, ax = pyplot.subplots(figsize=(8, 1.2 + _INCHES * max(1, len(bars))), layout="constrained")
    rows = range(len(bars))
    ax.barh(rows, [share for _, share, _ in bars], color=[_COLOURS[relation] for *_, relation in bars])
    ax.set_yticks(rows, [label for label, *_ in bars], parse_math=False)
    ax.invert_yaxis()
    ax.set_xlim(0, 1)
    ax.set_xlabel("share of the article's words that stand in its source")
    used = {relation for *_, relation in bars}
    _legend(ax, [relation for relation in RELATIONS if relation in used])
    if not bars:
        ax.set_title("no derived articles")
    return ax


def _legend(ax: Any, relations: list[str]) -> None:
    if relations:
        patches = library("matplotlib.patches", "plot", "plot()")
        ax.legend(handles=[patches.Patch(color=_COLOURS[name], label=name) for name in relations])


def _bars(report: Report, families: int) -> Iterator[Bar]:
    largest = sorted(report.families, key=lambda family: -len(family.members))[: max(0, families)]
    for number, family in enumerate(largest, 1):
        yield from _of_family(report, family, number)


def _of_family(report: Report, family: Family, number: int) -> Iterator[Bar]:
    for member in family.members:
        if member.document != family.source.document:
            document = report.document(member.document)
            name = spelled(document.outlet or document.id)
            short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
            yield f"{number} · {short}", member.coverage, member.relation
