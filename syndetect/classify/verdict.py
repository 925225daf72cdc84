"""Evidence to a verdict: three small logistic models whose coefficients are data, and sentences that say why.

The first model tells derived pairs from independent tellings, the second copies from the rest of the derived,
the third rewrites from paraphrases. `benchmarks/quality/fit` fits them; `data/verdict.json` holds them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from syndetect.model import Evidence, Relation

LEAST_DERIVED = 0.6
"""Probability of derivation from which a pair is called derived; a wrong "derived" costs more than a miss."""

DOUBTFUL = 0.4
"""From here up to LEAST_DERIVED the weaker relation is given, and said to be uncertain."""

WHOLE = 0.4
"""Coverage of the better covered side below which derived text is an excerpt."""

SAME_TOPIC = 0.17
SAME_WORDS = 8
"""Likeness of subject, and rarer words in common, that make two texts without passages the same story."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation, the probability that it is right, and the figures it rests on, weightiest first."""

    relation: Relation
    confidence: float
    derived: float
    reasons: tuple[str, ...]


def judge(evidence: Evidence, words_left: int, words_right: int) -> Verdict:
    """The verdict on a pair of articles of so many words, furniture left out."""
    if not evidence.passages:
        return _without_passages(evidence)
    derived = probability("derived", derivation_measures(evidence, words_left, words_right))
    reasons = _reasons(evidence, derived)
    if derived < LEAST_DERIVED:
        if derived >= DOUBTFUL:
            doubt = (
                f"uncertain: the probability of derivation is {derived:.2f}, less than {LEAST_DERIVED:.2f}"
            )
            reasons = (doubt, *reasons)
        return Verdict("same-story", 1 - derived, derived, reasons)
    if max(evidence.coverage_left, evidence.coverage_right) < WHOLE:
        return Verdict("excerpt", derived, derived, reasons)
    relation, share = _kind(evidence)
    return Verdict(relation, derived * share, derived, reasons)


def _without_passages(evidence: Evidence) -> Verdict:
    shared = (
        f"both use {evidence.shared_words} of the same rarer words (likeness of subject {evidence.topic:.2f})"
    )
    nothing = "no passage of one answers a passage of the other"
    if evidence.topic >= SAME_TOPIC and evidence.shared_words >= SAME_WORDS:
        share = min(
            0.95, 0.5 + 2 * (evidence.topic - SAME_TOPIC) + 0.01 * (evidence.shared_words - SAME_WORDS)
        )
        return Verdict("same-story", share, 0.0, (shared, nothing))
    return Verdict("unrelated", 1 - min(0.5, evidence.topic), 0.0, (nothing, shared))


def _kind(evidence: Evidence) -> tuple[Relation, float]:
    measures = wording_measures(evidence)
    copied = probability("copied", measures)
    rewritten = probability("rewritten", measures)
    shares: dict[Relation, float] = {
        "copy": copied,
        "paraphrase": (1 - copied) * (1 - rewritten),
        "rewrite": (1 - copied) * rewritten,
    }
    best = max(shares, key=lambda name: shares[name])
    return best, shares[best]


# --- models ---


def derivation_measures(evidence: Evidence, words_left: int, words_right: int) -> dict[str, float]:
    """What the first model looks at; roots and logarithms keep long articles from drowning short ones."""
    e = evidence
    words = max(1, min(words_left, words_right))
    return {
        "narrative": max(e.narrative_left, e.narrative_right),
        "narrative_min": min(e.narrative_left, e.narrative_right),
        "coverage": max(e.coverage_left, e.coverage_right),
        "coverage_min": min(e.coverage_left, e.coverage_right),
        "trigrams": math.sqrt(max(e.trigrams_left, e.trigrams_right)),
        "trigrams_min": math.sqrt(min(e.trigrams_left, e.trigrams_right)),
        "log_bits": math.log1p(e.bits),
        "quoted": e.quoted,
        "verbatim": e.verbatim,
        "order": e.order,
        "log_run": math.log1p(e.longest_told_run),
        "log_words": math.log1p(words),
        "log_matched": math.log1p(e.matched_words),
        "log_steps": math.log1p(e.steps),
        "step_rate": min(1.0, e.steps * 20 / words),
        "topic": e.topic,
        "facts": e.facts,
    }


def wording_measures(evidence: Evidence) -> dict[str, float]:
    """What the other two look at: how much of the covered text is worded alike."""
    e = evidence
    coverage = max(e.coverage_left, e.coverage_right, 0.05)
    return {
        "verbatim": e.verbatim,
        "containment": min(1.0, max(e.containment_left, e.containment_right) / coverage),
        "log_run": math.log1p(e.longest_told_run),
    }


@lru_cache(maxsize=1)
def _models() -> Mapping[str, Mapping[str, float]]:
    saved = json.loads(files("syndetect").joinpath("data/verdict.json").read_text("utf-8"))
    models: Mapping[str, Mapping[str, float]] = saved["models"]
    return models


def probability(model: str, measures: Mapping[str, float]) -> float:
    """The logistic model's probability for these measures."""
    coefficients = _models()[model]
    # Every coefficient wants its measure, so that a model and the code cannot drift apart unseen.
    odds = sum(
        coefficient * (1.0 if name == "intercept" else measures[name])
        for name, coefficient in coefficients.items()
    )
    return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0


# --- reasons ---


def _reasons(e: Evidence, derived: float) -> tuple[str, ...]:
    """For a derived pair what speaks for it first, for an independent one what speaks against it."""
    cover = "aligned passage covers" if e.passages == 1 else "aligned passages cover"
    steps = (
        "sentence outside quotations is answered"
        if e.steps == 1
        else ("sentences outside quotations answer each other")
    )
    speaking_for = [
        (
            f"{e.passages} {cover} {_percent(e.coverage_left)} of the left text "
            f"and {_percent(e.coverage_right)} of the right"
        ),
        (
            f"{_percent(e.verbatim)} of the aligned words stand in equal runs; "
            f"outside quotations the longest has {e.longest_told_run} words"
        ),
        f"{e.steps} {steps} in one order (concordance {e.order:.2f})",
        (
            f"{_percent(max(e.trigrams_left, e.trigrams_right))} of the narrative's three-word runs recur, "
            f"{e.bits:.0f} bits beyond chance"
        ),
    ]
    against = []
    if e.quoted >= 0.3:
        against.append(
            f"{_percent(e.quoted)} of the aligned words are quotations, which anyone may have heard"
        )
    if max(e.coverage_left, e.coverage_right) < WHOLE:
        against.append("most of both texts stands in no passage")
    if max(e.trigrams_left, e.trigrams_right) < 0.1:
        against.append("outside quotations the wording is hardly shared")
    furniture = e.boilerplate_left + e.boilerplate_right
    aside = [f"{furniture} words of page furniture were left out"] if furniture else []
    if derived >= LEAST_DERIVED:
        return (*speaking_for, *against, *aside)
    return (*against, *speaking_for, *aside)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
