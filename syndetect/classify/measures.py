"""What the models of the verdict look at: evidence as figures that do not depend on the texts' lengths."""

from __future__ import annotations

import math

from syndetect.model import Evidence

WHOLE = 0.4
"""Coverage of the better covered side below which derived text is an excerpt."""

_CONTAINED_FROM, _CONTAINED_FULL = 0.18, 0.28
"""Containment of word shingles between which it counts from not at all to fully.

Reports of one event share quotations and names, and up to a fifth of their shingles with them; no more.
"""

_STEP_WORDS = 20
"""Words of a common sentence."""

_BOTH_FROM = 0.4
"""What passages of independent reports of one event say alike, of the side with less of it."""

_THROUGHOUT_FROM = 0.7
"""Coverage of the lesser covered side from which both texts answer each other from end to end."""

_TRIGRAMS_FULL = 0.3
"""Share of a narrative's runs of three words that says all that such a share can say."""

_CLASH_WORDS, _LEAST_WORDS = 10, 20
"""One clash in so many words, in passages of no fewer than the least, says all that clashes can say."""


def containment(evidence: Evidence) -> float:
    """Share of word shingles that the other side has, of the better contained side."""
    return max(evidence.containment_left, evidence.containment_right)


def coverage(evidence: Evidence) -> float:
    """Share of words inside passages, of the better covered side."""
    return max(evidence.coverage_left, evidence.coverage_right)


def whole_measures(evidence: Evidence, words_left: int, words_right: int) -> dict[str, float]:
    """For two texts of which one stands mostly inside passages: what tells whether it was derived.

    Each is a share, so that short texts are not held to less than long ones: two reports of one event are
    soon told in the same few words.
    """
    e = evidence
    both = min(e.coverage_left, e.coverage_right)
    throughout = max(0.0, both - _THROUGHOUT_FROM) / (1 - _THROUGHOUT_FROM)
    return {
        "kept": max(e.answered_left, e.answered_right) * coverage(e),
        "answered_both": max(0.0, min(e.answered_left, e.answered_right) - _BOTH_FROM) / (1 - _BOTH_FROM),
        "throughout": 0.0 if e.clashes else throughout,
        "word_order": e.word_order,
        "steps": min(1.0, e.steps * _STEP_WORDS / max(1, min(words_left, words_right))),
        "order": e.order,
        "trigrams": min(1.0, max(e.trigrams_left, e.trigrams_right) / _TRIGRAMS_FULL),
        "clashing": min(1.0, e.clashes * _CLASH_WORDS / max(_LEAST_WORDS, e.told_words)),
    }


def excerpt_measures(evidence: Evidence) -> dict[str, float]:
    """For passages in texts that are otherwise their own: what tells reuse from reports of the same."""
    e = evidence
    return {
        "answered": max(e.answered_left, e.answered_right),
        "answered_min": min(e.answered_left, e.answered_right),
        "word_order": e.word_order,
        "contained": contained(e),
        "quoted": e.quoted,
    }


def wording_measures(evidence: Evidence) -> dict[str, float]:
    """For a derived text: what tells whether it is reproduced, told with words changed, or told anew.

    A copy is told by its equal runs alone; words kept in another order or beside others still are no rewrite.
    """
    e = evidence
    return {"equal": e.equal, "narrative": max(e.narrative_left, e.narrative_right)}


def agreed_measures(evidence: Evidence, words_left: int, words_right: int) -> dict[str, float]:
    """For texts worded alike: what tells reuse from two reports filled into one form."""
    e = evidence
    fewer = max(0.0, min(e.coverage_left * words_left, e.coverage_right * words_right))
    return {
        "facts": e.facts,
        "clashes": math.log1p(e.clashes),
        "aligned": math.log1p(fewer),
    }


def story_measures(evidence: Evidence) -> dict[str, float]:
    """For texts that are not derived: what tells reports of one event from others."""
    e = evidence
    return {
        "topic": math.sqrt(e.topic),
        "named": math.sqrt(e.named),
        "shared_words": math.log1p(e.shared_words),
        "facts": e.facts,
    }


def contained(evidence: Evidence) -> float:
    """How far the better contained side's shingles are more than reports of one event share: 0 to 1."""
    share = (containment(evidence) - _CONTAINED_FROM) / (_CONTAINED_FULL - _CONTAINED_FROM)
    return min(1.0, max(0.0, share))
