"""Why a verdict is as it is: sentences with their figures, in order of weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from syndetect.classify.measures import containment
from syndetect.counting import percent, plural
from syndetect.model import Evidence

_MOST = 5

_LEAST_SAID = 0.1
"""What adds less than this to the log odds, either way, is no reason."""

_LEAST_ROW = 2
"""Fewer sentences have no order."""


def explained(evidence: Evidence, ledger: Sequence[tuple[str, float]], *, derived: bool) -> tuple[str, ...]:
    """What was found, then what speaks for the verdict most, then what speaks against it and is marked so.

    `ledger` names measures and what each adds to the log odds of derivation.
    """
    signed = [(name, adds if derived else -adds) for name, adds in ledger if abs(adds) >= _LEAST_SAID]
    sentences: dict[str, str] = {}
    for name, adds in sorted(signed, key=lambda item: (-item[1], item[0])):
        sentence = _sentence(name, evidence)
        if sentence:
            # Measures may share a sentence: the one that speaks loudest for the verdict stays.
            sentences.setdefault(sentence, sentence if adds > 0 else f"against that, {sentence}")
    return (
        _covered(evidence) if derived else _weighed(evidence),
        *list(sentences.values())[:_MOST],
        _wording(evidence),
    )


def uncertain(derived: float, least: float) -> str:
    """The sentence that marks a verdict as doubtful."""
    return f"uncertain: the probability of derivation is {derived:.2f}, less than {least:.2f}"


def between(first: str, second: str, sure: float) -> str:
    """The sentence on a kind of derivation that is a close call, and how often such a call is right."""
    return f"of the kinds of derivation {first} is the likeliest by its wording ({sure:.2f}), then {second}"


def form(evidence: Evidence, agreed: float) -> str:
    """The sentence on texts worded alike whose figures and names are not the same."""
    return (
        f"{_agreeing(evidence)} and {evidence.clashes} inside passages clash: one form filled in "
        f"with other facts, such as another day's (probability of reuse {agreed:.2f})"
    )


def less_than_most(e: Evidence) -> str:
    """The sentence on what is printed word for word, but is not most of either text."""
    shares = percent(e.aligned_left), percent(e.aligned_right)
    return f"what is equal is not most of either text ({shares[0]} and {shares[1]}): an excerpt, not a copy"


def slots(e: Evidence) -> str:
    """The sentence on two fillings of one form."""
    counts = ((e.figures_changed, "figure"), (e.dates_changed, "date"), (e.names_changed, "name"))
    changed = [plural(count, what) for count, what in counts if count]
    return f"between equal wording stand other facts: {', '.join(changed)} changed; one form filled in twice"


def two_reporters(e: Evidence) -> str:
    """The sentence on two texts that tell one thing in words of their own."""
    told, run = percent(max(e.carried_left, e.carried_right)), plural(e.longest_told_run, "word")
    quoted = percent(e.own_quotes_left), percent(e.own_quotes_right)
    return (
        f"worded as by two who were there: at most {told} of what one tells stands in the other, {quoted[0]} "
        f"and {quoted[1]} of what they quote is in one alone, and at most {run} in a row are equal"
    )


def story(evidence: Evidence, *, together: bool) -> str:
    """The sentence on figures, names and subject of texts that are not derived."""
    kin = "enough for one event" if together else "too little for one event"
    return (
        f"{_agreeing(evidence)}, both use {evidence.shared_words} of the same rarer words, the likeness of "
        f"all figures and names is {evidence.named:.2f}, of the subject {evidence.topic:.2f}: {kin}"
    )


def aside(evidence: Evidence) -> tuple[str, ...]:
    """What was left out of every figure."""
    furniture = evidence.boilerplate_left + evidence.boilerplate_right
    what = "word of page furniture was" if furniture == 1 else "words of page furniture were"
    return (f"{furniture:,} {what} left out",) if furniture else ()


def without_passages(evidence: Evidence, *, together: bool) -> tuple[str, str]:
    """Why two texts without a common passage tell the same story, or why they do not."""
    shared = (
        f"both use {evidence.shared_words} of the same rarer words (likeness of subject "
        f"{evidence.topic:.2f}, of figures and names {evidence.named:.2f})"
    )
    nothing = "no passage of one answers a passage of the other"
    return (shared, nothing) if together else (nothing, shared)


def _covered(e: Evidence) -> str:
    cover = "aligned passage covers" if e.passages == 1 else "aligned passages cover"
    return (
        f"{e.passages} {cover} {percent(e.coverage_left)} of the left text "
        f"and {percent(e.coverage_right)} of the right"
    )


def _weighed(e: Evidence) -> str:
    return (
        f"passages that may answer each other cover {percent(e.aligned_left)} of the left text "
        f"and {percent(e.aligned_right)} of the right"
    )


def _wording(e: Evidence) -> str:
    return (
        f"{percent(e.equal)} of the aligned words stand in equal runs; "
        f"outside quotations the longest has {plural(e.longest_told_run, 'word')}"
    )


def _sentence(measure: str, e: Evidence) -> str | None:
    """A measure in words; None for one that another's sentence tells as well."""
    tell = _SENTENCES.get(measure)
    return tell(e) if tell else None


def _answered(e: Evidence) -> str:
    return (
        "quotations, figures and names aside, "
        f"{percent(e.answered_left)} of what the left passages say stands in the right ones, "
        f"and {percent(e.answered_right)} the other way round"
    )


def _steps(e: Evidence) -> str | None:
    if e.steps < _LEAST_ROW:
        return None
    return (
        f"{e.steps} sentences outside quotations are answered one after the other; of all pairs of answered "
        f"sentences {percent(e.order)} keep their order"
    )


def _trigrams(e: Evidence) -> str:
    share = percent(max(e.trigrams_left, e.trigrams_right))
    return f"{share} of one narrative's runs of three words stand in the other's"


def _clashing(e: Evidence) -> str:
    one = e.clashes == 1
    what = "figure or name inside passages clashes" if one else "figures and names inside passages clash"
    return f"{e.clashes} {what}"


def _quoted(e: Evidence) -> str:
    if not e.quoted:
        return "the passages tell and do not quote: 0 % of their words stand in quotations"
    return f"{percent(e.quoted)} of the aligned words are quotations, which anyone may have heard"


def _own_facts(e: Evidence) -> str:
    return (
        f"{e.shared_facts} figures and names stand in both texts, {e.own_facts_left} in the left one alone "
        f"and {e.own_facts_right} in the right one"
    )


def _facts_order(e: Evidence) -> str | None:
    if e.shared_facts < _LEAST_ROW:
        return None
    return f"of the figures and names that both have {percent(e.facts_order)} follow in one order"


def _agreeing(e: Evidence) -> str:
    return f"about {percent(e.facts)} of the figures and names agree"


_SENTENCES: Mapping[str, Callable[[Evidence], str | None]] = {
    "answered": _answered,
    "kept": _answered,
    "word_order": lambda e: (
        f"{percent(e.word_order)} of the words that the passages share follow in the same order"
    ),
    "steps": _steps,
    "order": _steps,
    "trigrams": _trigrams,
    "clashing": _clashing,
    "throughout": _clashing,
    "contained": lambda e: f"{percent(containment(e))} of one text's word shingles recur in the other",
    "quoted": _quoted,
    "own_least": _own_facts,
    "own_most": _own_facts,
    "facts_order": _facts_order,
    "shared_words": lambda e: f"both use {e.shared_words} of the same rarer words",
}
