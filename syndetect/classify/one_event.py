"""Whether two texts in two languages, neither of which is the other's translation, tell one event.

A small model looks at what both open with, at their figures, and at the days on which they were published.
`data/event.json` holds it, and `benchmarks/quality/fit/events.py` fits it.
"""

from __future__ import annotations

import math

from syndetect.coefficients import calibrated, models
from syndetect.counting import plural
from syndetect.crosslingual.event_measures import EventMeasures

LEAST_EVENT = 0.5
"""Probability from which two texts in two languages tell one event: other doings of the same people a few
days later, which share their names, are none."""

SOON = 1.5
"""Days between two reports of an event at most, as a rule: a later one mostly tells what came of it."""

_UNIT = 10.0
"""Weight of a rare name."""


def measures_of(shared: EventMeasures, days: float | None) -> dict[str, float]:
    """What the model looks at; `days` between the two, None where one is not dated."""
    return {
        "figures": shared.figures,
        "opening_names": math.log1p(shared.opening_names / _UNIT),
        "opening_words": math.log1p(shared.opening_words / _UNIT),
        "soon": float(days is not None and days <= SOON),
        "late": float(days is not None and days > SOON),
    }


def event_likelihood(shared: EventMeasures, days: float | None) -> float:
    """How likely two texts that are no translations tell one event."""
    return calibrated("event", "event", models("event")["event"].probability(measures_of(shared, days)))


def reasons_for(shared: EventMeasures, days: float | None) -> tuple[str, ...]:
    """What both have in common, in words."""
    names, figures = plural(shared.names, "name"), plural(shared.shared_figures, "rarer figure")
    told = f"{names} and {figures} stand in both texts"
    if days is None:
        return (told,)
    apart = f"{plural(round(days), 'day')} apart" if days >= 1 else "less than a day apart"
    return (told, f"they were published {apart if days else 'on one day'}")
