"""What the models of the verdict look at: evidence as figures that do not depend on the texts' lengths."""

from __future__ import annotations

import math

from syndetect.classify.agreement import PRIOR_FACTS, PRIOR_SHARE
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

_FEW_SLOTS = 2
"""Fewer figures are altered in a copy, too; more than so many names are no slip."""

_QUOTED_WORDS = 5
"""Words of quotations that both have, from which the two report one speaker."""

_CONSTANT = 0.3
"""Figures of the form itself: so many times as many as those that are filled in say nothing, no more."""

_PRINTED = 0.9
"""Share of the aligned words in equal runs from which on they are one print."""

_LIFTED = 0.5
"""Coverage of the lesser covered side from which all of both texts counts."""

_LEAST_ROW = 4
_NO_FACTS_ORDER = 0.6
_NO_ORDER = 0.5
"""Fewer facts in common have no order: then it is what unrelated mentions have. The same of sentences."""

_MANY_OWN = 32
"""Figures and names of its own that say all that they can: whoever condenses a long text leaves out many."""

RETOLD_WORDS = 100
"""Of shorter texts nobody can tell whether they retell another one or report the same event."""

_OWN_WORDS, _OWN_TRIGRAMS, _OWN_RUN = 0.3, 0.05, 4
"""A text of which the other one tells less than this, figures, names and quotations aside, with fewer of its
runs of three words, and without an equal run of so many, is worded by somebody else about the same thing."""

_OTHER_VOICES, _VOICED_RUN = 0.7, 5
"""Share of what each of two texts quotes that the other one lacks, from which each has spoken to somebody
itself, whatever it tells besides, unless so many words in a row are equal or as many runs of three words as
above. Of 440 machine restylings none is like that; with longer runs allowed, retellings that leave the
quotations out were."""

_CLASH_WORDS, _LEAST_WORDS = 10, 20
"""One clash in so many words, in passages of no fewer than the least, says all that clashes can say."""


def containment(evidence: Evidence) -> float:
    """Share of word shingles that the other side has, of the better contained side."""
    return max(evidence.containment_left, evidence.containment_right)


def coverage(evidence: Evidence) -> float:
    """Share of words in the stretches that were weighed, of the better covered side."""
    return max(*aligned(evidence))


def aligned(evidence: Evidence) -> tuple[float, float]:
    """Share of words of the left and the right side in what was weighed; passages are that, or part of it."""
    e = evidence
    return max(e.aligned_left, e.coverage_left), max(e.aligned_right, e.coverage_right)


def whole_measures(evidence: Evidence, words_left: int, words_right: int) -> dict[str, float]:
    """For two texts of which one stands mostly inside passages: what tells whether it was derived.

    Each is a share, so that short texts are not held to less than long ones: two reports of one event are
    soon told in the same few words.
    """
    e = evidence
    both = min(*aligned(e))
    # Of a stretch that was lifted out of a text on something else the rest of that text says nothing.
    counts = min(1.0, both / _LIFTED)
    throughout = max(0.0, both - _THROUGHOUT_FROM) / (1 - _THROUGHOUT_FROM)
    return {
        "kept": max(e.answered_left, e.answered_right) * coverage(e),
        "answered_both": max(0.0, min(e.answered_left, e.answered_right) - _BOTH_FROM) / (1 - _BOTH_FROM),
        "throughout": 0.0 if e.clashes else throughout,
        "word_order": e.word_order,
        "steps": min(1.0, e.steps * _STEP_WORDS / max(1, min(words_left, words_right))),
        "order": e.order,
        "trigrams": min(1.0, max(e.trigrams_left, e.trigrams_right) / _TRIGRAMS_FULL),
        "clashing": _clashing(e),
        "own_facts": counts * math.log1p(_carried_side(e)[1]),
        "facts_order": counts * (_facts_order(e) - _NO_FACTS_ORDER),
        "topic": counts * math.sqrt(e.topic),
    }


def retold_measures(evidence: Evidence) -> dict[str, float]:
    """For a text that may tell another one anew from end to end, though few of its sentences say so.

    Who retells a text has its rarer words and its facts in its order, few facts besides, and quotes nobody
    else. Of two reports of one event each has facts that the other lacks.
    """
    e = evidence
    own = sorted((e.own_facts_left, e.own_facts_right))
    return {
        "shared_words": math.log1p(e.shared_words),
        "own_least": math.log1p(own[0]),
        "own_most": math.log1p(min(own[1], _MANY_OWN)),
        "heard": _carried_side(e)[2],
        "facts_order": _facts_order(e),
        "trigrams": min(1.0, max(e.trigrams_left, e.trigrams_right) / _TRIGRAMS_FULL),
        "order": e.order if e.steps > 1 else _NO_ORDER,
        "clashing": _clashing(e),
        "quoted": e.quoted,
    }


def _carried_side(e: Evidence) -> tuple[float, int, float]:
    """Of the side that is carried more: the share of its telling, facts of its own, and quotations shared.

    Which one that is does not depend on the order of the two.
    """
    sides = (
        (e.carried_left, e.own_facts_left, 1 - e.own_quotes_left),
        (e.carried_right, e.own_facts_right, 1 - e.own_quotes_right),
    )
    return max(sides, key=lambda side: (2 * side[0] - side[1] / (e.shared_facts + side[1] + 2), side))


def _clashing(e: Evidence) -> float:
    return min(1.0, e.clashes * _CLASH_WORDS / max(_LEAST_WORDS, e.told_words))


def _facts_order(e: Evidence) -> float:
    return e.facts_order if e.shared_facts >= _LEAST_ROW else _NO_FACTS_ORDER


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
    left, right = aligned(e)
    fewer = max(0.0, min(left * words_left, right * words_right))
    return {
        "facts": e.facts,
        "clashes": math.log1p(e.clashes),
        "aligned": math.log1p(fewer),
    }


def filled_anew(evidence: Evidence) -> bool:
    """Whether the slots between equal wording hold other figures, and nothing that names the event stays.

    In an edited copy figures may be altered, but day and names stay; in two fillings of a form they change
    together. What stands in the form itself agrees always, and says nothing.
    """
    e = evidence
    if quotes_one(e):
        return False
    figures = e.figures_changed >= _FEW_SLOTS and e.figures_changed > _CONSTANT * e.figures_kept
    day = e.dates_changed > e.dates_kept
    names = e.names_changed > max(_FEW_SLOTS, e.names_kept)
    nameless = not e.names_kept and not e.dates_kept
    if names:
        return e.figures_changed + e.dates_changed > 0
    return figures and (day or (nameless and e.figures_changed > max(_FEW_SLOTS, e.figures_kept)))


def quotes_one(evidence: Evidence) -> bool:
    """Whether two texts have words of one quotation and the names of one event: no form has that twice."""
    e = evidence
    return e.quoted * e.matched_words >= _QUOTED_WORDS and e.names_kept > max(_FEW_SLOTS, e.names_changed)


def told_apart(evidence: Evidence) -> bool:
    """Whether both tell one thing in words of their own, as two who were there: critics, reporters."""
    e = evidence
    if max(e.trigrams_left, e.trigrams_right) >= _OWN_TRIGRAMS:
        return False
    own = max(e.carried_left, e.carried_right) < _OWN_WORDS and e.longest_told_run < _OWN_RUN
    voices = min(e.own_quotes_left, e.own_quotes_right) >= _OTHER_VOICES
    return own or (voices and e.longest_told_run < _VOICED_RUN)


def story_measures(evidence: Evidence) -> dict[str, float]:
    """For texts that are not derived: what tells reports of one event from others."""
    e = evidence
    return {
        "topic": math.sqrt(e.topic),
        "named": math.sqrt(e.named),
        "shared_words": math.log1p(e.shared_words),
        "facts": min(e.facts, _all_facts(e)) if _is_note(e) else e.facts,
        "opening": math.sqrt(e.opening),
    }


def _is_note(e: Evidence) -> bool:
    """Whether what two texts share is a note that both print word for word, and not a quotation.

    Its own figures and names agree whatever the rest of the two texts tells.
    """
    return max(aligned(e)) < WHOLE and e.equal >= _PRINTED and e.quoted < _PRINTED / 2 and e.told_words > 0


def _all_facts(e: Evidence) -> float:
    """The share of figures and names that agree, of all that the better agreeing text has."""
    own = min(e.own_facts_left, e.own_facts_right)
    prior = PRIOR_FACTS * PRIOR_SHARE
    return (e.shared_facts + prior) / (e.shared_facts + own + PRIOR_FACTS)


def contained(evidence: Evidence) -> float:
    """How far the better contained side's shingles are more than reports of one event share: 0 to 1."""
    share = (containment(evidence) - _CONTAINED_FROM) / (_CONTAINED_FULL - _CONTAINED_FROM)
    return min(1.0, max(0.0, share))
