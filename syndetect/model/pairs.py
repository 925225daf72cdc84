"""Two articles, what they share and how they are related."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Literal

from syndetect.model.documents import Span

Relation = Literal["copy", "paraphrase", "translation", "rewrite", "excerpt", "same-story", "unrelated"]
Direction = Literal["left-from-right", "right-from-left", "common-source", "undetermined"]
PassageKind = Literal["verbatim", "edited", "reworded", "quote", "translated"]

RELATIONS: tuple[Relation, ...] = (
    "copy",
    "paraphrase",
    "translation",
    "rewrite",
    "excerpt",
    "same-story",
    "unrelated",
)
"""Strongest first: the order that ``--min-relation`` and ``--fail-on`` compare by."""

DERIVED: frozenset[Relation] = frozenset({"copy", "paraphrase", "translation", "rewrite", "excerpt"})


def at_least(relation: Relation, least: Relation) -> bool:
    """Whether `relation` is as strong as `least` or stronger."""
    return RELATIONS.index(relation) <= RELATIONS.index(least)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the left text that answers a stretch of the right one; `similarity` is 0 to 1."""

    left: Span
    right: Span
    kind: PassageKind
    similarity: float

    def __reduce__(self) -> tuple[type[Passage], tuple[Span, Span, PassageKind, float]]:
        return Passage, (self.left, self.right, self.kind, self.similarity)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured on a pair. Shares are 0 to 1 of each side's words, boilerplate left out."""

    resemblance: float = 0.0
    """Jaccard coefficient of the sets of word shingles."""
    containment_left: float = 0.0
    """Share of the left document's word shingles that the right one has."""
    containment_right: float = 0.0
    coverage_left: float = 0.0
    """Share of the left document's words that stand inside passages."""
    coverage_right: float = 0.0
    verbatim: float = 0.0
    """Of the words inside passages (on the better covered side), the share in equal runs."""
    edited: float = 0.0
    reworded: float = 0.0
    quoted: float = 0.0
    """Of the words inside passages, the share that stands between quotation marks."""
    order: float = 0.0
    """Concordance of the passages' order: 1 all in the source's order, 0 all reversed."""
    longest_run: int = 0
    """Words in the longest run that is equal on both sides."""
    longest_told_run: int = 0
    """The same, words between quotation marks not counted."""
    passages: int = 0
    steps: int = 0
    """Sentences outside quotations that answer each other in one order."""
    matched_words: int = 0
    """Words inside passages, on the side with the larger coverage."""
    narrative_left: float = 0.0
    """Share of the left narrative's content weight (quotations left out) that the right side has."""
    narrative_right: float = 0.0
    facts: float = 0.0
    """Of one side's figures and names, the share that the other text has; the better agreeing side counts.

    Of all that both texts have where one stands mostly inside passages, or there are none; else of what
    stands inside passages. Few are drawn towards the common share.
    """
    clashes: int = 0
    """Figures and names inside passages that the other text has nowhere, on whichever side has fewer."""
    trigrams_left: float = 0.0
    """Share of the left narrative's runs of three words that the right narrative has."""
    trigrams_right: float = 0.0
    answered_left: float = 0.0
    """Of the weight of the left passages' told words (no quotation, figure or name), the share that the
    passages' other sides have."""
    answered_right: float = 0.0
    told_words: int = 0
    """Words inside passages, no quotation, figure or name, on whichever side of each passage has fewer."""
    equal: float = 0.0
    """Of the words inside passages, on whichever side has fewer, the share in equal runs."""
    word_order: float = 0.0
    """Share of neighbouring shared words inside passages that come in the same order on both sides."""
    bits: float = 0.0
    """Surprise of the shared narrative wording against background frequencies, in bits."""
    topic: float = 0.0
    """Cosine of the two texts' rarer words: how far they speak of the same things, however worded."""
    named: float = 0.0
    """Cosine of the two texts' figures and names."""
    shared_words: int = 0
    """Distinct rarer words that both texts use."""
    boilerplate_left: int = 0
    """Words of page furniture left out of every share."""
    boilerplate_right: int = 0
    disguised_left: int = 0
    """Words with characters that nobody sees, or letters of another script that look like their own."""
    disguised_right: int = 0
    aligned_left: float = 0.0
    """Share of the left document's words in the stretches that the verdict weighed. Where it found nothing
    derived, passages are what both quote and count alike, and cover less."""
    aligned_right: float = 0.0
    shared_facts: int = 0
    """Distinct figures and names that both texts have."""
    own_facts_left: int = 0
    """Distinct figures and names of the left text that the right one has nowhere."""
    own_facts_right: int = 0
    facts_order: float = 0.0
    """Share of shared figures and names, next to each other by first mention, that come in the same order."""
    carried_left: float = 0.0
    """Of the weight of all of the left text's told words (no quotation, figure or name), the share that the
    right text has, passages or not."""
    carried_right: float = 0.0
    own_quotes_left: float = 0.0
    """Of the weight of its quoted words, the share that the right text has nowhere."""
    own_quotes_right: float = 0.0
    figures_kept: int = 0
    """Figures, in digits or in words, in the equal runs of words and on both sides of what stands between
    two of them: the slots of a form."""
    figures_changed: int = 0
    """Figures in slots whose other side has another figure."""
    dates_kept: int = 0
    """The same of names of days and months, then of other names, then of other content words."""
    dates_changed: int = 0
    names_kept: int = 0
    names_changed: int = 0
    words_kept: int = 0
    words_changed: int = 0
    translated: float = 0.0
    """Of the words inside passages, the share in sentences that answer each other in two languages."""

    def __reduce__(self) -> tuple[type[Evidence], tuple[Any, ...]]:
        return Evidence, _FIGURES(self)


_FIGURES = attrgetter(*(item.name for item in fields(Evidence)))


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What a measure's distance from its typical value adds to the log odds of a verdict.

    `model` is the one that was asked: `whole`, `retold` or `excerpt` for derivation, `agreed` for no mere
    form, `translation`. `value` is the measure, `coefficient` the model's for it.
    """

    model: str
    measure: str
    value: float
    coefficient: float
    adds: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, their relation and everything it rests on; ``left < right`` in a scan."""

    left: str
    right: str
    relation: Relation
    confidence: float
    direction: Direction
    evidence: Evidence
    passages: tuple[Passage, ...] = ()
    reasons: tuple[str, ...] = ()
    derivation: float = 0.0
    """Calibrated probability that the pair is derived; `confidence` is that of the relation."""
    certainty: float = 0.0
    """Probability of a direction that says which of the two was made from the other; 0 of any other one."""
    ledger: tuple[LedgerLine, ...] = ()
    """What the measures added to the odds when the verdict was found, the weightiest first."""

    def __reduce__(self) -> tuple[Callable[..., Pair], tuple[Any, ...]]:
        # A ledger has a dozen lines, which travel as plain values.
        *others, ledger = _VALUES(self)
        return _again, (*others, tuple(map(_LINE, ledger)))

    @property
    def derived(self) -> bool:
        """Whether one of the two was made from the other, or both from one text."""
        return self.relation in DERIVED


def _again(*values: Any) -> Pair:
    lines = tuple(LedgerLine(*line) for line in values[-1])
    make: Callable[..., Pair] = Pair
    return make(*values[:-1], lines)


_LINE = attrgetter(*(item.name for item in fields(LedgerLine)))
_VALUES = attrgetter(*(item.name for item in fields(Pair)))
