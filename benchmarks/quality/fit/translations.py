"""`python -m benchmarks.quality.fit.translations`: fit the models that tell translations, and write them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.quality import translated
from benchmarks.quality.fit import curves, logistic, validation
from benchmarks.quality.fit.files import DATA
from benchmarks.quality.fit.samples import Samples, samples
from benchmarks.quality.translated import Pairing
from syndetect.align import prepare
from syndetect.classify.translation import LEAST_TRANSLATED, translation_measures
from syndetect.crosslingual import KeyedText, Measures, beside, keyed_text
from syndetect.crosslingual.glosses import Glosses
from syndetect.model import Document
from syndetect.normalise import tokenise

WEIGHTS: Mapping[str, float] = {
    "translation": 4.0,
    "copy": 2.0,
    "paraphrase": 2.0,
    "machine": 0.5,
    "free": 6.0,
    "apart": 18.0,
    "independent": 9.0,
    "same-story": 9.0,
    "form": 9.0,
    "event": 1.5,
    "unrelated": 0.1,
}
"""By kind; kinds that are missing teach nothing: whether a rewritten text's translation is one is a matter of
degree. A wrong "translation" costs most."""

TRANSLATED = frozenset({"translation", "copy", "paraphrase", "free", "machine"})
SIGNS = {
    "carried_most": 1,
    "carried_least": 1,
    "facts": 1,
    "facts_most": 1,
    "known_facts": 1,
    "known_words": 1,
    "prose": 1,
    "told_words": 1,
    "misfit": -1,
    "sentences": 1,
}
PENALTY = 0.0003
KNOTS = 8
NO_GLOSSES = Glosses({}, {})


def measured(
    pairings: Iterable[Pairing], glosses: Glosses | None = None
) -> Iterator[tuple[Pairing, Measures]]:
    """The measures of each pair in two languages that are known."""
    known: dict[str, KeyedText] = {}

    def side(one: Document) -> KeyedText:
        if one.id not in known:
            known[one.id] = keyed_text(prepare([tokenise([one])]).tokens[0], one.text, glosses)
        return known[one.id]

    for pair in pairings:
        left, right = side(pair.left), side(pair.right)
        if left.language != right.language and "und" not in (left.language, right.language):
            yield pair, beside(left, right).measures


def rows(
    pairings: Iterable[Pairing], glosses: Glosses | None = None
) -> tuple[Samples, list[tuple[str, str, str]]]:
    """What a model is fitted on, and the kind and the ids of each row."""
    found: list[dict[str, float]] = []
    labels: list[bool] = []
    weights: list[float] = []
    told: list[tuple[str, str, str]] = []
    for pair, measures in measured(pairings, glosses):
        if pair.kind in WEIGHTS:
            found.append(translation_measures(measures))
            labels.append(pair.kind in TRANSLATED)
            weights.append(WEIGHTS[pair.kind])
            told.append((pair.kind, pair.left.id, pair.right.id))
    groups = [_story(left, right) for _, left, right in told]
    return samples(found, labels, groups, weights), told


def _story(left: str, right: str) -> str:
    """What is held out together."""
    return min(left.split(".", maxsplit=1)[0], right.split(".", maxsplit=1)[0])


def main() -> int:
    """Fit, tell how it does on stories that it has not seen, and write the file; the exit code."""
    data = Path(os.environ.get("SYNDETECT_DATA", "../shared/data"))
    pairings = [
        *translated.own_pairings(),
        *translated.retold_pairings(translated.FREE),
        *translated.form_pairings(),
    ]
    if translated.can_translate():
        pairings += translated.machine_pairings([data / "basil", data / "newswcl50"])
    saved: dict[str, Any] = {
        "about": "The logistic models that tell translations, what their measures usually are, and how often "
        "what they say is true, written by benchmarks/quality/fit/translations.py. `unglossed`: where there "
        "are no glosses of a language.",
        "models": {},
        "typical": {},
        "calibration": {},
    }
    for name, glosses in (("translation", None), ("unglossed", NO_GLOSSES)):
        used, told = rows(pairings, glosses)
        model, stated = logistic.fit(used, PENALTY, signs=SIGNS), validation.held_out(used, PENALTY, SIGNS)
        print(name)
        for kind in sorted({kind for kind, _, _ in told}):
            here = np.array([row == kind for row, _, _ in told])
            called = int((stated[here] >= LEAST_TRANSLATED).sum())
            print(f"  {kind:12} {called:5} of {int(here.sum()):5} called translations, unseen")
        saved["models"][name] = {"intercept": model.intercept, **model.coefficients}
        usual = np.round(used.values.mean(axis=0), 4).tolist()
        saved["typical"][name] = dict(zip(used.names, usual, strict=True))
        saved["calibration"][name] = curves.curve(stated, used.labels, used.weights, KNOTS)
    (DATA / "translation.json").write_text(json.dumps(saved, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
