"""Evidence to a verdict.

Two models tell derived pairs from independent tellings: one for texts that stand mostly inside passages, one
for passages in texts that are otherwise their own. What they call derived has to agree in its figures and
names, too, as far as a third tells reuse from reports filled into one form. Two more tell copies from
paraphrases from rewrites, and a last one reports of one event from others. `benchmarks/quality/fit` fits
them; `data/verdict.json` holds them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from syndetect.classify.measures import (
    RETOLD_WORDS,
    WHOLE,
    agreed_measures,
    contained,
    containment,
    coverage,
    excerpt_measures,
    filled_anew,
    quotes_one,
    retold_measures,
    story_measures,
    told_apart,
    whole_measures,
    wording_measures,
)
from syndetect.classify.models import calibrated, coefficients, probability, typical
from syndetect.classify.reasons import (
    aside,
    between,
    explained,
    form,
    less_than_most,
    slots,
    story,
    two_reporters,
    uncertain,
    without_passages,
)
from syndetect.model import DERIVED, Evidence, LedgerLine, Relation

LEAST_DERIVED = 0.6
"""Probability of derivation from which a pair is called derived. Where models are fitted, a wrong "derived"
costs more than a miss."""

SHORT_WORDS, LEAST_SHORT = 130, 0.7
"""The same where one text has fewer words: two short reports of one event are soon told in the same few."""

SHARED_FACTS, OWN_FACTS, LEAST_APART = 6, 2, 0.85
"""The same where such a short text and the other one share so many figures and names, and each of them has so
many of its own, though one stands mostly inside passages: two reporters, who soon tell what they share in the
same few words, but not in a run of ten."""

LEAST_RETOLD = 0.85
"""The same for a text that may retell another one, by its words and facts as a whole: of restylings that were
put aside 89 in 100 are found with it; an independent report more is called derived at 0.75."""

REWORDED, RETELLING = 0.5, 0.3
"""What is derived by its passages is an excerpt if a larger share of them stands in equal runs, or if it is
less likely that all of it is retold; else a rewrite."""

LEAST_CARRIED = 0.3
"""Share of what a text tells (no quotation, figure or name) that the other one has, where it is retold. Less
is a list or a form that both print: of a hundred restylings one has less."""

DOUBTFUL = 0.4
"""From here up to LEAST_DERIVED the weaker relation is given, and said to be uncertain."""

LEAST_STORY = 0.5
"""Probability of one event from which a pair that is not derived is the same story. Below it are mostly two
events of one affair: of such pairs that a scan of two sets of political news holds against each other, one in
eight and one in sixty are above it; at 0.4 a third more would be, and three in a hundred true ones."""

QUOTED_WORDS, QUOTED_SHARED, QUOTED_TOPIC = 40, 5, 0.25
"""Where both have so many words of one quotation, so many rarer words besides and this likeness of their
subjects, they tell one event, however little else they share."""

EXCERPT_WORDS = 26
EXCERPT_REWORDED = 12
"""Fewer told words make no excerpt: a line of a site's furniture, one sentence that two reporters put alike,
or a list of names such as a team sheet. Passages without an equal run outside quotations need
EXCERPT_REWORDED more, others in proportion."""

LEAST_TOLD_RUN = 4
"""Words of an equal run outside quotations that is more than two reporters' way of leading up to one."""

FEW_DERIVED = 0.37
"""The most probability that so few words can have, or two texts told apart; in the labelled sets more of the
first are derived."""

APART_WORDS = 60
"""Of shorter texts none is told apart by its wording: so much can be put in other words by anybody."""

NOTHING_CLASHES = 0.75
"""With no figure or name that clashes, and this share of them in agreement or none seen, there is no form."""

MUCH_CONTAINED = ((0.3, 0.6), (0.4, 0.9))
HEARD, LEAST_COPIED_RUN = 0.5, 10
"""Where one text has this share of its shingles in the other, the probability of derivation is at least so
much, also where it is a statement that both quote: reporters who heard it alike select less of it. In between
it rises evenly. Forms are held back all the same. Without an equal run of so many words outside quotations
this part of what is quoted, HEARD, does not count: reporters at one press conference write down the same."""

FILLED = 0.05
"""The most probability of derivation, and of one event, of two fillings of one form."""

WORDED, DISAGREED, CLASHING = 0.8, 0.25, 8
"""Texts so likely derived by their wording, so unlikely by their figures and names, of which so many clash,
are two fillings of one form as well, such as two match reports: reports of one event are worded apart. Of 250
pairs of such reports, and of 1,500 restylings, none is taken for that."""

CLASHING_FACTS, OTHER_WORDS = 5, 0.2
"""So many figures and names that clash, in wording of which at most this share is another one, make two
fillings of one form out of texts that are not derived: a lottery's draws on the same day of the week."""

PRINTED_ANEW = 0.75
"""Share of the aligned words in equal runs from which a text with the same quotation is a print of it."""

BOOK_WORDS, BOOK_SHARE = 4000, 0.05
"""Two texts of so many words each share words and names by their length alone: they tell one event only where
stretches that answer each other are this share of one of them."""

MOST = 0.6
"""Less than this of either text is not most of it: what two articles quote or reprint at length is an excerpt
of both, and no copy."""

CLOSE_CALL = 0.65
"""A kind of derivation less likely than this by its wording is told together with the next likely one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation, its probability, the probabilities it was taken from, and the figures it rests on.

    `derived`: that one text was made from the other, or both from one. `story`: that they tell one event,
    if they are not derived. `ledger`: what the measures added to the odds, the weightiest first.
    """

    relation: Relation
    confidence: float
    derived: float
    reasons: tuple[str, ...]
    story: float = 1.0
    ledger: tuple[LedgerLine, ...] = ()

    @property
    def derives(self) -> bool:
        """Whether the relation is one of derivation."""
        return self.relation in DERIVED


def judge(evidence: Evidence, words_left: int, words_right: int, *, brief: bool = False) -> Verdict:
    """The verdict on a pair of articles of so many words, furniture left out.

    A `brief` one gives no reasons where the two are unrelated.
    """
    together = calibrated("story", probability("story", story_measures(evidence)))
    if _speaks_of_one(evidence):
        together = max(together, LEAST_STORY)
    if min(words_left, words_right) >= BOOK_WORDS and coverage(evidence) < BOOK_SHARE:
        # Books of one period share a vocabulary, and no event.
        together = min(together, FILLED)
    if not _aligned(evidence):
        retold = probability("retold", retold_measures(evidence))
        derived = min(calibrated("apart", retold), FEW_DERIVED)
        told = without_passages(evidence, together=together >= LEAST_STORY)
        return _weaker(derived, together, LEAST_DERIVED, told)
    return _derivation(evidence, (words_left, words_right), together, brief=brief)


def _same_but_for_facts(evidence: Evidence) -> bool:
    """Whether between two texts hardly any word is another one but for figures and names, and these clash."""
    e = evidence
    return e.clashes >= CLASHING_FACTS and _worded_alike(e) and not quotes_one(e)


def _worded_alike(evidence: Evidence) -> bool:
    return evidence.words_changed <= OTHER_WORDS * evidence.words_kept


def _speaks_of_one(evidence: Evidence) -> bool:
    """Whether both quote the same at length and share a subject: a statement, and not a poem or a law."""
    quoted = evidence.quoted * evidence.matched_words
    return (
        quoted >= QUOTED_WORDS and evidence.shared_words >= QUOTED_SHARED and evidence.topic >= QUOTED_TOPIC
    )


def _derivation(evidence: Evidence, words: tuple[int, int], together: float, *, brief: bool) -> Verdict:
    """The verdict on texts that share passages."""
    asked, measures = _asked(evidence, *words)
    formed = agreed_measures(evidence, *words)
    agreed = _agreement(evidence, formed)
    # Both look at the same passages: the weaker of the two counts, not their product.
    worded = _likelihood(evidence, asked, measures)
    derived = min(worded, agreed)
    filled = filled_anew(evidence)
    if filled:
        derived, together = min(derived, FILLED), min(together, FILLED)
    apart = min(words) >= APART_WORDS and told_apart(evidence)
    if apart:
        derived = min(derived, FEW_DERIVED)
    if worded >= WORDED and agreed <= DISAGREED and evidence.clashes >= CLASHING:
        # Of the derivation their figures and names have said all: who words it more alike takes nothing off.
        together = min(together, FILLED)
    if worded >= WORDED and derived < DOUBTFUL and _same_but_for_facts(evidence):
        # Nobody words another report of one event like this: it is a form, whatever day and place agree.
        together = min(together, FILLED)
    least = least_derived(evidence, *words)
    if brief and derived < DOUBTFUL and together < LEAST_STORY:
        return _weaker(derived, together, least, ())
    entries = _weightiest(_entries(asked, measures))
    reasons = (
        *([two_reporters(evidence)] if apart else []),
        *_caps(evidence, agreed, filled=filled, few=asked == "excerpt" and has_few_words(evidence)),
        *explained(evidence, [(entry.measure, entry.adds) for entry in entries], derived=derived >= least),
        *aside(evidence),
    )
    ledger = tuple(_weightiest([*entries, *_entries("agreed", formed)]))
    return replace(_told(evidence, words, (derived, together, least), reasons), ledger=ledger)


def _told(
    evidence: Evidence, words: tuple[int, int], odds: tuple[float, float, float], reasons: tuple[str, ...]
) -> Verdict:
    """The relation by the probabilities of derivation and of one event, and by the wording."""
    derived, together, least = odds
    if derived < least:
        return _weaker(
            derived, together, least, (*reasons, story(evidence, together=together >= LEAST_STORY))
        )
    if not is_whole(evidence):
        relation: Relation = "rewrite" if _retells(evidence, *words) else "excerpt"
        return Verdict(relation, derived, derived, reasons, together)
    shares = kinds(evidence)
    first, second = sorted(shares, key=lambda name: -shares[name])[:2]
    if first == "copy" and coverage(evidence) < MOST:
        return Verdict("excerpt", derived, derived, (*reasons, less_than_most(evidence)), together)
    # What stands in equal runs altogether is a copy by what the word means.
    sure = 1.0 if first == "copy" and evidence.equal >= 1.0 else calibrated(first, shares[first])
    if shares[first] < CLOSE_CALL:
        reasons = (*reasons, between(first, second, sure))
    return Verdict(first, derived * sure, derived, reasons, together)


def least_derived(evidence: Evidence, words_left: int, words_right: int) -> float:
    """The probability of derivation from which two texts of so many words are called derived."""
    if min(words_left, words_right) >= SHORT_WORDS:
        return LEAST_DERIVED
    own = min(evidence.own_facts_left, evidence.own_facts_right)
    both = evidence.shared_facts >= SHARED_FACTS and own >= OWN_FACTS
    apart = both and is_whole(evidence) and evidence.longest_told_run < LEAST_COPIED_RUN
    return LEAST_APART if apart else LEAST_SHORT


def _weaker(derived: float, together: float, least: float, reasons: tuple[str, ...]) -> Verdict:
    """Same story or unrelated; what may be derived after all is the next weaker relation."""
    if derived >= DOUBTFUL:
        together = max(together, LEAST_STORY)
        reasons = (uncertain(derived, least), *reasons)
    relation: Relation = "same-story" if together >= LEAST_STORY else "unrelated"
    share = together if relation == "same-story" else 1 - together
    # Neither holds of a pair that is derived; of the others the share says how often it holds.
    return Verdict(relation, (1 - derived) * calibrated(relation, share), derived, reasons, together)


def likelihood(evidence: Evidence, words_left: int, words_right: int) -> float:
    """How likely two texts that share passages are derived by their wording, order and selection alone."""
    return _likelihood(evidence, *_asked(evidence, words_left, words_right))


def _likelihood(evidence: Evidence, model: str, measures: Mapping[str, float]) -> float:
    derived = _excerpted(evidence) if model == "excerpt" else calibrated(model, probability(model, measures))
    return max(derived, _least_likely(evidence))


def _excerpted(evidence: Evidence) -> float:
    """How likely passages in texts that are otherwise their own were taken."""
    stated = probability("excerpt", excerpt_measures(evidence))
    if has_few_words(evidence):
        return min(calibrated("few", stated), FEW_DERIVED)
    return calibrated("excerpt", stated)


def _least_likely(evidence: Evidence) -> float:
    (share, least), (full, most) = MUCH_CONTAINED
    contained = containment(evidence)
    if evidence.longest_told_run < LEAST_COPIED_RUN:
        contained *= 1 - HEARD * evidence.quoted
    if contained < share:
        return 0.0
    return least + (most - least) * min(1.0, (contained - share) / (full - share))


def agreement(evidence: Evidence, words_left: int, words_right: int) -> float:
    """How likely texts worded alike are more than one form filled in twice."""
    return _agreement(evidence, agreed_measures(evidence, words_left, words_right))


def _agreement(evidence: Evidence, measures: Mapping[str, float]) -> float:
    if not evidence.clashes and evidence.facts >= NOTHING_CLASHES:
        return 1.0
    if quotes_one(evidence) and _worded_alike(evidence) and evidence.equal >= PRINTED_ANEW:
        # Whoever altered its facts let the quotation and the names stand.
        return 1.0
    return calibrated("agreed", probability("agreed", measures))


def kinds(evidence: Evidence) -> Mapping[Relation, float]:
    """How likely a derived pair is a copy, a paraphrase, or a rewrite."""
    measures = wording_measures(evidence)
    copied, rewritten = probability("copied", measures), probability("rewritten", measures)
    return {"copy": copied, "paraphrase": (1 - copied) * (1 - rewritten), "rewrite": (1 - copied) * rewritten}


def kind(evidence: Evidence) -> Relation:
    """Copy, paraphrase or rewrite, whichever is likeliest of a derived pair."""
    shares = kinds(evidence)
    return max(shares, key=lambda name: shares[name])


def ledger(evidence: Evidence, words_left: int, words_right: int) -> tuple[LedgerLine, ...]:
    """Every measure of the models of derivation, weightiest first; none for a pair without passages."""
    if not _aligned(evidence):
        return ()
    asked = (
        _asked(evidence, words_left, words_right),
        ("agreed", agreed_measures(evidence, words_left, words_right)),
    )
    return tuple(_weightiest([entry for model, measures in asked for entry in _entries(model, measures)]))


def _weightiest(entries: Sequence[LedgerLine]) -> list[LedgerLine]:
    # To the places that a report has, so that one that was saved has the same order.
    return sorted(entries, key=lambda entry: (-abs(round(entry.adds, 4)), entry.model, entry.measure))


def _entries(model: str, measures: Mapping[str, float]) -> list[LedgerLine]:
    held, usual = coefficients(model), typical(model)
    return [
        LedgerLine(model, name, value, held[name], held[name] * (value - usual[name]))
        for name, value in measures.items()
    ]


def _aligned(evidence: Evidence) -> bool:
    """Whether anything was there to be weighed; what is shown of it may be nothing."""
    return evidence.passages > 0 or coverage(evidence) > 0


def is_whole(evidence: Evidence) -> bool:
    """Whether one of the texts stands mostly inside passages."""
    return coverage(evidence) >= WHOLE


def has_few_words(evidence: Evidence) -> bool:
    """Whether too few words stand in passages to be an excerpt, unless they are much of the text."""
    few = evidence.told_words < _least_words(evidence) and not is_whole(evidence)
    return few and contained(evidence) < 1.0


def _least_words(evidence: Evidence) -> float:
    equal = evidence.equal if evidence.longest_told_run >= LEAST_TOLD_RUN else 0.0
    return EXCERPT_WORDS + EXCERPT_REWORDED * (1 - equal)


def _asked(evidence: Evidence, words_left: int, words_right: int) -> tuple[str, dict[str, float]]:
    """The model that a pair with passages is left to, and what it looks at.

    What is retold from end to end may be told by few of its sentences: it is left to its own model, where
    that is surer than the one that looks at the passages, and sure enough or not alone.
    """
    model, measures = "excerpt", excerpt_measures(evidence)
    if is_whole(evidence):
        model, measures = "whole", whole_measures(evidence, words_left, words_right)
    if may_be_retold(evidence, words_left, words_right):
        retold = retold_measures(evidence)
        anew = calibrated("retold", probability("retold", retold))
        likely = _likelihood(evidence, model, measures)
        if anew > likely and (anew >= LEAST_RETOLD or likely >= LEAST_DERIVED):
            return "retold", retold
    return model, measures


def _retells(evidence: Evidence, words_left: int, words_right: int) -> bool:
    """Whether a derived text tells another one as a whole, in other words, beyond what its passages show."""
    if not may_be_retold(evidence, words_left, words_right) or evidence.equal >= REWORDED:
        return False
    return calibrated("retold", probability("retold", retold_measures(evidence))) >= RETELLING


def may_be_retold(evidence: Evidence, words_left: int, words_right: int) -> bool:
    """Whether both texts are long enough to tell retelling from reporting, and one carries the other."""
    carried = max(evidence.carried_left, evidence.carried_right)
    return min(words_left, words_right) >= RETOLD_WORDS and carried >= LEAST_CARRIED


def _caps(evidence: Evidence, agreed: float, *, filled: bool, few: bool) -> tuple[str, ...]:
    """What holds a verdict back, in words."""
    reasons = []
    if filled:
        reasons.append(slots(evidence))
    elif agreed < LEAST_DERIVED:
        reasons.append(form(evidence, agreed))
    if few:
        least = math.ceil(_least_words(evidence))
        reasons.append(
            f"only {evidence.told_words} words that are no quotation, figure or name stand in passages; "
            f"an excerpt has {least}"
        )
    return tuple(reasons)
