"""The verdict on two texts in two languages, from their sentences beside each other.

One small model tells a translation from another report of the same event, and another one does where a
language has no glosses. `data/translation.json` holds them, and `benchmarks/quality/fit/translations.py` fits
them.
"""

from __future__ import annotations

import math
from dataclasses import replace

from syndetect.classify.circumstances import manipulated
from syndetect.classify.one_event import LEAST_EVENT, event_likelihood, reasons_for
from syndetect.classify.reasons import uncertain
from syndetect.classify.verdict import DOUBTFUL, LEAST_STORY, Verdict
from syndetect.coefficients import calibrated, models, saved
from syndetect.counting import percent, plural
from syndetect.crosslingual.event_measures import EventMeasures
from syndetect.crosslingual.sentence_measures import Measures
from syndetect.model import Evidence, LedgerLine, Relation
from syndetect.text.language_words import language_words

LEAST_TRANSLATED = 0.7
"""Calibrated probability of translation from which a pair is called one: a wrong one joins two independent
reports."""

STORY_SENTENCES = 3
"""Sentences of a stretch that answer each other at least."""

LEAST_OF_STRETCH = 0.9
"""Probability of translation of a stretch by itself from which it casts a doubt: the stretch is chosen for
its likeness."""
OPEN = 0.5
"""Probability of a derivation that is neither likely nor unlikely."""

LITERAL = 0.5
"""Share of the aligned words in equal runs from which a text was taken over and not translated."""

_FURTHEST = 2.0


def translation_measures(measures: Measures) -> dict[str, float]:
    """What the model looks at."""
    return {
        "carried_most": max(measures.carried_left, measures.carried_right),
        "carried_least": min(measures.carried_left, measures.carried_right),
        "facts": measures.facts,
        "facts_most": measures.facts_most,
        "known_facts": measures.known_facts,
        "known_words": measures.known_words,
        "prose": measures.prose,
        "told_words": math.log1p(measures.told_words),
        "misfit": min(measures.misfit, _FURTHEST),
        "sentences": math.log1p(measures.sentences),
    }


def model_for(measures: Measures) -> str:
    """The name of the model that a pair is judged by."""
    return "translation" if measures.glossed else "unglossed"


def likelihood(measures: Measures) -> float:
    """How likely one of two texts was translated from the other, or both were from one."""
    if not measures.sentences:
        return 0.0
    name = model_for(measures)
    stated = models("translation")[name].probability(translation_measures(measures))
    return calibrated("translation", name, stated)


def stays(verdict: Verdict, evidence: Evidence) -> bool:
    """Whether two texts in two languages are derived by words that stand in both, sentences left aside.

    Addresses, commands, titles and names stand in both texts of a translation as well: they are few of the
    words that are laid beside each other.
    """
    return verdict.derives and evidence.verbatim >= LITERAL


def judged_across(
    verdict: Verdict,
    measures: Measures,
    evidence: Evidence,
    words: tuple[int, int],
    languages: tuple[str, str],
) -> Verdict:
    """The verdict on a pair in two languages, once its sentences are beside each other.

    What is derived by its very wording stays so, and so does what is derived and no translation; below the
    probability that a translation needs another verdict stays as it was, or becomes that of one event where
    it is in doubt.
    """
    if stays(verdict, evidence):
        return verdict
    chance = likelihood(measures)
    reasons = (*_reasons_for(measures, languages), *manipulated(evidence, *words))
    if chance >= LEAST_TRANSLATED:
        return Verdict("translation", chance, chance, reasons, 1.0, _ledger(measures))
    if verdict.derives:
        return verdict
    if chance < DOUBTFUL:
        return replace(verdict, derived=max(verdict.derived, chance))
    reasons = (uncertain(chance, LEAST_TRANSLATED), *reasons)
    if verdict.relation == "unrelated":
        return Verdict(
            "same-story", max(LEAST_STORY, 1 - chance), chance, reasons, max(LEAST_STORY, 1 - chance)
        )
    return replace(verdict, derived=max(verdict.derived, chance), reasons=(*reasons, *verdict.reasons))


def with_event(
    verdict: Verdict, shared: EventMeasures, days: float | None, languages: tuple[str, str]
) -> Verdict:
    """The verdict on two texts in two languages that are not derived: reports of one event, or of two.

    `days` between the two, None where one is not dated. What may be derived after all stays one story.
    """
    if verdict.derives or verdict.derived >= DOUBTFUL:
        return verdict
    chance = event_likelihood(shared, days)
    relation: Relation = "same-story" if chance >= LEAST_EVENT else "unrelated"
    share = chance if relation == "same-story" else 1 - chance
    left, right = map(language_words, languages)
    reasons = (f"the left text is written in {left}, the right one in {right}", *reasons_for(shared, days))
    return Verdict(relation, (1 - verdict.derived) * share, verdict.derived, reasons, chance)


def with_stretch(verdict: Verdict, stretch: Measures) -> Verdict:
    """The verdict on what is not derived, left open where a stretch of both texts reads like a translation.

    `stretch`: what is measured on it alone. It is no more than a doubt: what two reports have from one press
    release, or two notices of one decision, reads so as well.
    """
    chance = likelihood(stretch)
    if stretch.sentences < STORY_SENTENCES or chance < LEAST_OF_STRETCH or verdict.derived >= OPEN:
        return verdict
    run = plural(stretch.all_sentences, "sentence")
    reason = f"uncertain: {run} in a row answer each other as in a translation; a part may be one"
    return replace(
        verdict,
        relation="same-story",
        confidence=OPEN,
        derived=OPEN,
        story=max(LEAST_STORY, verdict.story),
        reasons=(reason, *verdict.reasons),
    )


def _ledger(measures: Measures) -> tuple[LedgerLine, ...]:
    """What each measure added to the odds of a translation, the weightiest first."""
    name = model_for(measures)
    held = models("translation")[name].coefficients
    usual = saved("translation")["typical"][name]
    lines = [
        LedgerLine(name, measure, value, held[measure], held[measure] * (value - usual[measure]))
        for measure, value in translation_measures(measures).items()
    ]
    return tuple(sorted(lines, key=lambda line: (-abs(round(line.adds, 4)), line.measure)))


def _reasons_for(measures: Measures, languages: tuple[str, str]) -> tuple[str, ...]:
    """What speaks for one text's being the other in another language."""
    left, right = map(language_words, languages)
    beads = plural(measures.all_sentences, "sentence")
    order = f", {measures.moved} of them in another order" if measures.moved else " in order"
    shares = percent(measures.carried_left), percent(measures.carried_right)
    facts = percent(measures.facts)
    return (
        f"the left text is written in {left}, the right one in {right}: {beads} answer each other{order}",
        f"in them stand {shares[0]} of the left words and {shares[1]} of the right ones, quotations aside",
        f"of the figures and names in these sentences {facts} stand in the one that answers",
        f"of one text's figures and names {percent(measures.known_facts)} stand anywhere in the other",
        f"{plural(measures.told_words, 'other word')} mean or sound the same",
        f"their lengths miss each other by {measures.misfit:.1f} standard deviations of a translation's",
    )
