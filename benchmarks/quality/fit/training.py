"""The training sets, with their labels and weights: the one place where they are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from syndetect.model import Relation


@dataclass(frozen=True, slots=True)
class Part:
    """Pairs of one set with one label. Parts of one `origin` are left out together."""

    weight: float
    origin: str
    why: str


STREAM = "reuters21578, bbc"
FORMS = "reuters21578, forms"
CASES = "pan13-cases"
RESTYLED = "ai-rewrites-train"
_PAN = "pan13-train"

DERIVATION: Mapping[tuple[str, bool], Part] = {
    (_PAN, True): Part(1, _PAN, "reuse inside articles that are otherwise their own"),
    (_PAN, False): Part(1, _PAN, "two long texts on one subject"),
    (CASES, True): Part(1, _PAN, "reuse of every kind, as a text of its own"),
    ("clough-stevenson", True): Part(1.5, "clough-stevenson", "revised by people, and few of them"),
    ("clough-stevenson", False): Part(1.5, "clough-stevenson", "answers to one question"),
    ("basil", False): Part(3, "basil", "one event, independently told: a wrong `derived` costs most here"),
    ("newswcl50", False): Part(3, "newswcl50", "the same, from more outlets"),
    ("fnc1", True): Part(1, "fnc1", "copies as the web makes them"),
    ("webis-cpc-sample", True): Part(1, "webis-cpc-sample", "paraphrases with hardly a run of words left"),
    ("basil, leads", False): Part(
        1.5, "basil", "short reports of one event, the case that is hardest to leave alone"
    ),
    ("newswcl50, leads", False): Part(1.5, "newswcl50", "the same"),
    ("clough-stevenson, leads", True): Part(0.3, "clough-stevenson", "the beginning of a revised text"),
    ("clough-stevenson, leads", False): Part(0.3, "clough-stevenson", "the beginning of an answer"),
    ("corpus, leads", True): Part(0.2, "corpus", "the beginning of an article, and what was made of it"),
    ("corpus, leads", False): Part(0.6, "corpus", "short reports of one event"),
    ("seeds, leads", True): Part(0.4, "seeds", "the beginning of a rewritten article"),
    ("seeds, leads", False): Part(0.2, "seeds", "the beginning of another agency's"),
    ("seeds", True): Part(2, "seeds", "rewritten news, the case that is hardest to find"),
    ("seeds", False): Part(1, "seeds", "the same event from another agency"),
    ("corpus", True): Part(1, "corpus", "every relation, as the project understands it"),
    ("corpus", False): Part(3, "corpus", "the same event with the same quotations"),
    (RESTYLED, True): Part(2, RESTYLED, "retold by machine, shorter and in another tone"),
    (RESTYLED, False): Part(0.3, RESTYLED, "a retelling beside another story"),
    (STREAM, True): Part(0.3, STREAM, "updates and reprints, easily told; labelled weakly"),
}
"""What `whole` and `excerpt` are fitted on, by set and label; both leave out what a rule decides.

`agreed` is fitted on those that are derived and that the two call so, against the forms.
"""

FORM = Part(1, FORMS, "one agency's reports on different companies, in the same words")

EVENTS: Mapping[str, float] = {
    "basil": 1,
    "newswcl50": 1,
    "corpus": 1,
    "seeds": 1,
    "basil, leads": 0.5,
    "newswcl50, leads": 0.5,
    _PAN: 0.5,
    "basil, search": 1,
    "newswcl50, search": 1,
    "fnc1, search": 0.5,
    "bbc, search": 0.5,
    FORMS: 1,
}
"""What `story` is fitted on: pairs that are not derived, of one event or of two; the weight of each label.

Searched pairs are those that a scan holds against each other: the hard ones. In `fnc1` the labels are weak,
and of `bbc` only pairs from different sections are known to be of two events.
"""

LIFTED = frozenset({_PAN, CASES, STREAM})
"""Sets that teach `retold` nothing: a stretch that was lifted, or an update, is no retelling."""

EXCERPTS = frozenset({_PAN, "basil", "newswcl50", "corpus", "fnc1"})
"""Sets whose excerpts teach the model `excerpt`: in the others a low coverage is an accident of alignment."""

SIGNS: Mapping[str, int] = {
    "answered": 1,
    "answered_min": 1,
    "word_order": 1,
    "steps": 1,
    "contained": 1,
    "kept": 1,
    "answered_both": 1,
    "throughout": 1,
    "order": 1,
    "own_facts": -1,
    "own_least": -1,
    "own_most": -1,
    "heard": 1,
    "facts_order": 1,
    "trigrams": 1,
    "clashing": -1,
    "facts": 1,
    "clashes": -1,
    "aligned": 1,
    "topic": 1,
    "opening": 1,
    "named": 1,
    "shared_words": 1,
    "quoted": -1,
    "equal": 0,
}
"""Which way a measure may speak: more shared text never against derivation, quotation never for it."""

ENOUGH = 60


def pair_weight(part: Part, pairs: int) -> float:
    """The weight of one pair of a part that has so many: all parts count alike, small ones less."""
    return part.weight * 100 / max(ENOUGH, pairs)


WORDING: Mapping[str, float] = {"clough-stevenson": 1, "corpus": 1, CASES: 1, "seeds": 0.5}
"""What `copied` and `rewritten` are fitted on: the weight of each of a set's relations, shared by its pairs.

Random cases are paraphrases for want of a better word; translated ones may be either, and teach nothing.
"""

WORDING_OF: Mapping[str, Relation] = {
    "cut": "copy",
    "light": "paraphrase",
    "heavy": "rewrite",
    "no-obfuscation": "copy",
    "random-obfuscation": "paraphrase",
    "summary-obfuscation": "rewrite",
}
"""The relation that a label of `clough-stevenson` or `pan13-cases` stands for."""

ALIGNMENT_STEP = 2
"""`block` and `condensed` are fitted on every second pair of `pan13-train`, all rows alike, so that passages
can be judged on the other half."""

PAIRS_STEP = 3
CASES_STEP = 6
"""Of `pan13-train`, every third pair; of every sixth, if it has one, the first case."""

PENALTY: Mapping[str, float] = {
    "block": 0.002,
    "condensed": 0.006,
    "whole": 0.002,
    "excerpt": 0.002,
    "retold": 0.004,
    "agreed": 0.002,
    "story": 0.001,
    "copied": 0.01,
    "rewritten": 0.01,
}
"""Half the factor of the squared coefficients, of standardised measures, beside the mean log loss."""

CALIBRATION = frozenset(
    {
        *(_PAN, "clough-stevenson", "basil", "newswcl50", "fnc1", "webis-cpc-sample", "corpus", RESTYLED),
        *("basil, leads", "newswcl50, leads", "corpus, leads", "clough-stevenson, leads"),
    }
)
"""Sets whose pairs, with passages or without, the calibration curves are fitted on."""

LISTED = CALIBRATION - {_PAN} | {"basil, search", "newswcl50, search"}
"""The same for how often two texts that are not derived are one story: a scan meets the hard ones."""

KNOTS: Mapping[str, int] = {
    "whole": 6,
    "excerpt": 10,
    "few": 4,
    "retold": 6,
    "apart": 6,
    "agreed": 6,
    "story": 6,
    "copy": 3,
    "paraphrase": 3,
    "rewrite": 3,
    "same-story": 4,
    "unrelated": 4,
}

BALANCE = 0.75
FEW = 20
"""A set counts for its pairs to the power of 1 - BALANCE: 1 would make all sets count alike, 0 all pairs.
One of fewer pairs than FEW counts for less."""

# --- pairs across events, so that not all that is not derived is of one event -------------------------------

CROSS_DRAWS = 150
CROSS_FROM = 400
CROSS_SEED = 2

# --- short texts: the first sentences of longer ones --------------------------------------------------------

LEADS = ("basil", "newswcl50", "clough-stevenson", "corpus", "seeds")
LEAD_WORDS = (60, 100, 160)
"""The lengths that the pairs of a set are cut to by turns."""

# --- weak labels --------------------------------------------------------------------------------------------

REPRINT_CONTAINMENT = 0.5
REPRINT_RUN = 15
REPRINT_FACTS = 0.85
MOST_REPRINTS = 800
"""Derived, weakly: more than this of one side's wording, a run of so many words outside quotations, and more
than this of the figures and names in agreement."""

TICKER = r"<([A-Z][A-Z.&]{0,6})>"
"""How the agency marks a company: reports that name companies, and none in common, are of two events."""

AGENCY_RUN = 20
AGENCY_TRIGRAMS = 0.15
"""Reports with a run this long, or more than this of their runs of three words, share an agency's text."""

FNC_CONTAINMENT = 0.3
"""Of 5-grams: pairs of `fnc1` at this or above are copies."""
