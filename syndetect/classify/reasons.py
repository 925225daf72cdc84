"""Why a verdict is as it is: sentences with their figures, in order of weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from syndetect.classify.measures import containment
from syndetect.model import Evidence

_MOST = 5


def explained(evidence: Evidence, ledger: Sequence[tuple[str, float]], *, derived: bool) -> tuple[str, ...]:
    """What was found, then what speaks for the verdict most, then what speaks against it.

    `ledger` names measures and what each adds to the log odds of derivation.
    """
    signed = [(name, adds if derived else -adds) for name, adds in ledger]
    ranked = sorted(signed, key=lambda item: (-item[1], item[0]))
    told = [sentence for name, _ in ranked if (sentence := _sentence(name, evidence))]
    return (_found(evidence), *dict.fromkeys(told[:_MOST]), _wording(evidence))


def uncertain(derived: float, least: float) -> str:
    """The sentence that marks a verdict as doubtful."""
    return f"uncertain: the probability of derivation is {derived:.2f}, less than {least:.2f}"


def between(first: str, second: str, share: float, other: float) -> str:
    """The sentence on a kind of derivation that is a close call."""
    return (
        f"of the kinds of derivation {first} is the likeliest by its wording ({share:.2f}), "
        f"then {second} ({other:.2f})"
    )


def form(evidence: Evidence, agreed: float) -> str:
    """The sentence on texts worded alike whose figures and names are not the same."""
    return (
        f"{_agreeing(evidence)} and {evidence.clashes} inside passages clash: worded in one form, or on "
        f"another day's news (probability of reuse {agreed:.2f})"
    )


def story(evidence: Evidence, *, together: bool) -> str:
    """The sentence on figures, names and subject of texts that are not derived."""
    kin = "enough for one event" if together else "too little for one event"
    return (
        f"the likeness of their figures and names is {evidence.named:.2f}, of their subject "
        f"{evidence.topic:.2f}: {kin}"
    )


def aside(evidence: Evidence) -> tuple[str, ...]:
    """What was left out of every figure."""
    furniture = evidence.boilerplate_left + evidence.boilerplate_right
    return (f"{furniture} words of page furniture were left out",) if furniture else ()


def without_passages(evidence: Evidence, *, together: bool) -> tuple[str, str]:
    """Why two texts without a common passage tell the same story, or why they do not."""
    shared = (
        f"both use {evidence.shared_words} of the same rarer words (likeness of subject "
        f"{evidence.topic:.2f}, of figures and names {evidence.named:.2f})"
    )
    nothing = "no passage of one answers a passage of the other"
    return (shared, nothing) if together else (nothing, shared)


def _found(e: Evidence) -> str:
    cover = "aligned passage covers" if e.passages == 1 else "aligned passages cover"
    return (
        f"{e.passages} {cover} {_percent(e.coverage_left)} of the left text "
        f"and {_percent(e.coverage_right)} of the right"
    )


def _wording(e: Evidence) -> str:
    return (
        f"{_percent(e.equal)} of the aligned words stand in equal runs; "
        f"outside quotations the longest has {_words(e.longest_told_run)}"
    )


def _sentence(measure: str, e: Evidence) -> str | None:
    """A measure in words; None for one that another's sentence tells as well."""
    tell = _SENTENCES.get(measure)
    return tell(e) if tell else None


def _answered(e: Evidence) -> str:
    return (
        "quotations, figures and names aside, "
        f"{_percent(e.answered_left)} of what the left passages say stands in the right ones, "
        f"and {_percent(e.answered_right)} the other way round"
    )


def _steps(e: Evidence) -> str:
    what = "sentence outside quotations is" if e.steps == 1 else "sentences outside quotations are"
    return f"{e.steps} {what} answered in one order (concordance {e.order:.2f})"


def _throughout(e: Evidence) -> str:
    least = _percent(min(e.coverage_left, e.coverage_right))
    if e.clashes or e.coverage_left + e.coverage_right < 1:
        return _clashing(e)
    return f"at least {least} of either text stands in passages, where no figure or name clashes"


def _trigrams(e: Evidence) -> str:
    share = _percent(max(e.trigrams_left, e.trigrams_right))
    return f"{share} of one narrative's runs of three words stand in the other's"


def _clashing(e: Evidence) -> str:
    one = e.clashes == 1
    what = "figure or name inside passages clashes" if one else "figures and names inside passages clash"
    return f"{e.clashes} {what}"


def _agreeing(e: Evidence) -> str:
    return f"about {_percent(e.facts)} of the figures and names agree"


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


_SENTENCES: Mapping[str, Callable[[Evidence], str]] = {
    "answered": _answered,
    "kept": _answered,
    "word_order": lambda e: (
        f"{_percent(e.word_order)} of the words that the passages share follow in the same order"
    ),
    "steps": _steps,
    "order": _steps,
    "trigrams": _trigrams,
    "clashing": _clashing,
    "throughout": _throughout,
    "contained": lambda e: f"{_percent(containment(e))} of one text's word shingles recur in the other",
    "quoted": lambda e: (
        f"{_percent(e.quoted)} of the aligned words are quotations, which anyone may have heard"
    ),
}
