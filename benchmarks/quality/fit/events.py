"""`python -m benchmarks.quality.fit.events`: fit the model that tells one event in two languages."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from benchmarks.quality import translated
from benchmarks.quality.fit import curves, logistic, validation
from benchmarks.quality.fit.files import DATA
from benchmarks.quality.fit.samples import Samples, samples
from benchmarks.quality.translated import Pairing
from syndetect.align import prepare
from syndetect.classify.one_event import LEAST_EVENT, measures_of
from syndetect.crosslingual import EventMeasures, KeyedText, beside, event_of, keyed_text
from syndetect.model import Document
from syndetect.normalise import tokenise
from syndetect.text.publication_dates import days_between

WEIGHTS: Mapping[str, float] = {
    "independent": 1.0,
    "apart": 1.0,
    "same-story": 1.0,
    "beside": 6.0,
    "same day": 1.5,
    "form": 3.0,
    "unrelated": 0.3,
}
"""By kind: ``beside`` are other doings of the same people, ``same day`` the same as if they had been
published on one day, which they seldom are."""

TOGETHER = frozenset({"independent", "apart", "same-story"})
SIGNS = {"figures": 1, "opening_names": 1, "opening_words": 1, "soon": 1, "late": -1}
PENALTY = 0.0003
KNOTS = 40
"""Most rows are of one kind that is never in doubt: fewer knots leave none for the others."""


def measured(pairings: Iterable[Pairing]) -> Iterator[tuple[Pairing, EventMeasures]]:
    """What each pair in two languages that are known shares."""
    known: dict[str, KeyedText] = {}

    def side(one: Document) -> KeyedText:
        if one.id not in known:
            known[one.id] = keyed_text(prepare([tokenise([one])]).tokens[0], one.text)
        return known[one.id]

    for pair in pairings:
        left, right = side(pair.left), side(pair.right)
        if left.language != right.language and "und" not in (left.language, right.language):
            yield pair, event_of(beside(left, right))


def rows(pairings: Iterable[Pairing]) -> tuple[Samples, list[str]]:
    """What the model is fitted on, and the kind of each row."""
    found: list[dict[str, float]] = []
    kinds: list[str] = []
    stories: list[str] = []
    for pair, shared in measured(pairings):
        if pair.kind not in WEIGHTS:
            continue
        dates = [(pair.kind, days_between(pair.left.published, pair.right.published))]
        if pair.kind in {"independent", "beside"}:
            # Not every article has a date.
            dates.append((pair.kind, None))
        if pair.kind == "beside":
            dates.append(("same day", 0.0))
        for kind, days in dates:
            found.append(measures_of(shared, days))
            kinds.append(kind)
            stories.append(min(_story(pair.left), _story(pair.right)))
    labels = [kind in TOGETHER for kind in kinds]
    return samples(found, labels, stories, [WEIGHTS[kind] for kind in kinds]), kinds


def _story(one: Document) -> str:
    """What is held out together."""
    name = one.id.rsplit("/", maxsplit=1)[-1].split(".", maxsplit=1)[0]
    return str(one.meta.get("beside", name))


def main() -> int:
    """Fit, tell how it does on stories that it has not seen, and write the file; the exit code."""
    pairings = [
        *translated.own_pairings(),
        *translated.retold_pairings(translated.FREE),
        *translated.form_pairings(),
        *translated.event_pairings(translated.EVENTS),
    ]
    used, kinds = rows(pairings)
    model, stated = logistic.fit(used, PENALTY, signs=SIGNS), validation.held_out(used, PENALTY, SIGNS)
    told = curves.curve(stated, used.labels, used.weights, KNOTS)
    chances = curves.applied(told, stated)
    for kind in sorted(set(kinds)):
        here = np.array([one == kind for one in kinds])
        called = int((chances[here] >= LEAST_EVENT).sum())
        print(f"  {kind:12} {called:5} of {int(here.sum()):5} called one event, unseen")
    saved: dict[str, Any] = {
        "about": "The logistic model that tells reports of one event in two languages from reports of other "
        "doings of the same people, and how often what it says is true, written by "
        "benchmarks/quality/fit/events.py.",
        "models": {"event": {"intercept": model.intercept, **model.coefficients}},
        "calibration": {"event": told},
    }
    (DATA / "event.json").write_text(json.dumps(saved, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
