"""Evidence to a verdict.

Two models tell derived pairs from independent tellings: one for texts that stand mostly inside passages, one
for passages in texts that are otherwise their own. Two more tell copies from paraphrases from rewrites.
`benchmarks/quality/fit` fits them; `data/verdict.json` holds them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from syndetect.classify.measures import (
    contained,
    containment,
    coverage,
    excerpt_measures,
    whole_measures,
    wording_measures,
)
from syndetect.classify.models import calibrated, contributions, probability, typical
from syndetect.classify.reasons import aside, explained, uncertain, without_passages
from syndetect.model import Evidence, Relation

LEAST_DERIVED = 0.6
"""Probability of derivation from which a pair is called derived; a wrong "derived" costs more than a miss."""

DOUBTFUL = 0.4
"""From here up to LEAST_DERIVED the weaker relation is given, and said to be uncertain."""

WHOLE = 0.4
"""Coverage of the better covered side below which derived text is an excerpt."""

EXCERPT_WORDS = 30
EXCERPT_REWORDED = 15
"""Fewer words outside quotations make no excerpt: a line of a site's furniture, or one sentence that two
reporters put alike. Passages without any equal run need EXCERPT_REWORDED more, others in proportion."""

FEW_DERIVED = 0.3
"""The most probability that so few words can have."""

FORM_FACTS = 0.5
FORM_CONTAINED = 0.1
FORM_DERIVED = 0.2
"""Passages that agree in fewer of their figures and names than this, and in hardly any wording, are two texts
filled into one form: market reports, results, forecasts. Their probability is at most FORM_DERIVED."""

MUCH_CONTAINED = 0.35
MUCH_DERIVED = 0.9
"""Where one text has this share of its shingles in the other, the probability of derivation is at least
MUCH_DERIVED, also where it is a statement that both quote: reporters who heard it alike select less of it."""

SAME_TOPIC = 0.17
SAME_WORDS = 8
"""Likeness of subject, and rarer words in common, that make two texts without passages the same story."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation, the probability that derived-or-not is right, and the figures it rests on."""

    relation: Relation
    confidence: float
    derived: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a pair's ledger: what a measure's distance from its typical value adds to the log odds."""

    measure: str
    value: float
    weight: float
    adds: float


def judge(evidence: Evidence, words_left: int, words_right: int) -> Verdict:
    """The verdict on a pair of articles of so many words, furniture left out."""
    if not evidence.passages:
        return _apart(evidence)
    model, measures = _asked(evidence, words_left, words_right)
    derived = min(calibrated(model, probability(model, measures)), most_likely(evidence))
    if containment(evidence) >= MUCH_CONTAINED:
        derived = max(derived, MUCH_DERIVED)
    entries = [(entry.measure, entry.adds) for entry in ledger(evidence, words_left, words_right)]
    reasons = (*_caps(evidence), *explained(evidence, entries, derived=derived >= LEAST_DERIVED))
    if derived < LEAST_DERIVED:
        if derived >= DOUBTFUL:
            reasons = (uncertain(derived, LEAST_DERIVED), *reasons)
        return Verdict("same-story", 1 - derived, derived, (*reasons, *aside(evidence)))
    relation = "excerpt" if model == "excerpt" else kind(evidence)
    return Verdict(relation, derived, derived, (*reasons, *aside(evidence)))


def kind(evidence: Evidence) -> Relation:
    """Copy, paraphrase or rewrite, whichever is likeliest of a derived pair."""
    measures = wording_measures(evidence)
    copied, rewritten = probability("copied", measures), probability("rewritten", measures)
    shares: dict[Relation, float] = {
        "copy": copied,
        "paraphrase": (1 - copied) * (1 - rewritten),
        "rewrite": (1 - copied) * rewritten,
    }
    return max(shares, key=lambda name: shares[name])


def ledger(evidence: Evidence, words_left: int, words_right: int) -> tuple[Entry, ...]:
    """Every measure of the model that was asked, weightiest first; none for a pair without passages."""
    if not evidence.passages:
        return ()
    model, measures = _asked(evidence, words_left, words_right)
    weights, usual = contributions(model, dict.fromkeys(measures, 1.0)), typical(model)
    entries = [
        Entry(name, value, weights[name], weights[name] * (value - usual[name]))
        for name, value in measures.items()
    ]
    return tuple(sorted(entries, key=lambda entry: (-abs(entry.adds), entry.measure)))


def is_form(evidence: Evidence) -> bool:
    """Whether the passages agree in the form of words, but neither in figures and names nor word for word."""
    return evidence.facts < FORM_FACTS and containment(evidence) < FORM_CONTAINED


def is_whole(evidence: Evidence) -> bool:
    """Whether one of the texts stands mostly inside passages."""
    return coverage(evidence) >= WHOLE


def has_few_words(evidence: Evidence) -> bool:
    """Whether too few words stand in passages to be an excerpt, unless they are much of the text."""
    few = evidence.told_words < _least_words(evidence) and not is_whole(evidence)
    return few and contained(evidence) < 1.0


def _least_words(evidence: Evidence) -> float:
    return EXCERPT_WORDS + EXCERPT_REWORDED * (1 - evidence.equal)


def _asked(evidence: Evidence, words_left: int, words_right: int) -> tuple[str, dict[str, float]]:
    """The model that a pair with passages is left to, and what it looks at."""
    if is_whole(evidence):
        return "whole", whole_measures(evidence, words_left, words_right)
    return "excerpt", excerpt_measures(evidence)


def most_likely(evidence: Evidence) -> float:
    """The most probability of derivation that the two rules leave."""
    if is_form(evidence):
        return FORM_DERIVED
    return FEW_DERIVED if has_few_words(evidence) else 1.0


def _caps(evidence: Evidence) -> tuple[str, ...]:
    """The rules that hold a verdict back, in words."""
    if is_form(evidence):
        shared = f"{100 * evidence.facts:.0f} % of the figures and names in it"
        return (f"worded in one form, the passages agree in only {shared}",)
    if has_few_words(evidence):
        least = math.ceil(_least_words(evidence))
        return (f"only {evidence.told_words} words outside quotations stand in passages, fewer than {least}",)
    return ()


def _apart(evidence: Evidence) -> Verdict:
    together = evidence.topic >= SAME_TOPIC and evidence.shared_words >= SAME_WORDS
    derived = calibrated("apart", evidence.topic)
    relation: Relation = "same-story" if together else "unrelated"
    return Verdict(relation, 1 - derived, derived, without_passages(evidence, together=together))
