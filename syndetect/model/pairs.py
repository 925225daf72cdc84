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
"""Strongest first: the order by which ``--min-relation`` and ``--fail-on`` compare."""

DERIVED: frozenset[Relation] = frozenset({"copy", "paraphrase", "translation", "rewrite", "excerpt"})


def at_least(relation: Relation, least: Relation) -> bool:
    """Whether `relation` is as strong as `least` or stronger."""
    return RELATIONS.index(relation) <= RELATIONS.index(least)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the left text that corresponds to a stretch of the right text; `similarity` is 0 to 1."""

    left: Span
    right: Span
    kind: PassageKind
    similarity: float

    def __reduce__(self) -> tuple[type[Passage], tuple[Span, Span, PassageKind, float]]:
        return Passage, (self.left, self.right, self.kind, self.similarity)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The measures of a pair. Shares are from 0 to 1, of each side's words without boilerplate."""

    resemblance: float = 0.0
    """Jaccard coefficient of the sets of word shingles."""
    containment_left: float = 0.0
    """Share of the left document's word shingles that the right one has."""
    containment_right: float = 0.0
    coverage_left: float = 0.0
    """Share of the left document's words inside passages."""
    coverage_right: float = 0.0
    verbatim: float = 0.0
    """Of the words inside passages (on the better covered side), the share in equal runs."""
    edited: float = 0.0
    reworded: float = 0.0
    quoted: float = 0.0
    """Of the words inside passages, the share between quotation marks."""
    order: float = 0.0
    """Concordance of the passages' order: 1 all in the source's order, 0 all reversed."""
    longest_run: int = 0
    """Words in the longest run that is equal on both sides."""
    longest_told_run: int = 0
    """The same, without words between quotation marks."""
    passages: int = 0
    steps: int = 0
    """Number of sentences outside quotations that correspond to each other in the same order."""
    matched_words: int = 0
    """Words inside passages, on the side with the larger coverage."""
    narrative_left: float = 0.0
    """Share of the weight of the left text's content words (without quotations) that the right text has."""
    narrative_right: float = 0.0
    facts: float = 0.0
    """Share of one side's figures and names that the other text has, of the side where it is larger.

    All figures and names count where one text is mostly inside passages or there are no passages; else only
    those inside passages. The share of a few figures is drawn towards the usual share.
    """
    clashes: int = 0
    """Figures and names inside passages that the other text has nowhere, on the side that has fewer."""
    trigrams_left: float = 0.0
    """Share of the left narrative's runs of three words that the right narrative has."""
    trigrams_right: float = 0.0
    answered_left: float = 0.0
    """Share of the weight of the left passages' own wording (words that are no quotation, figure or name)
    that the right sides of the passages have."""
    answered_right: float = 0.0
    told_words: int = 0
    """Words inside passages that are no quotation, figure or name, on the side of each passage with fewer."""
    equal: float = 0.0
    """Of the words inside passages, on the side that has fewer, the share in equal runs."""
    word_order: float = 0.0
    """Share of neighbouring shared words inside passages that come in the same order on both sides."""
    bits: float = 0.0
    """Surprise of the shared wording outside quotations, by background frequencies, in bits."""
    topic: float = 0.0
    """Cosine of the two texts' rarer words: how far their subject is the same, in any wording."""
    opening: float = 0.0
    """The same of the words that both texts begin with: how far what is new is the same."""
    named: float = 0.0
    """Cosine of the two texts' figures and names."""
    shared_words: int = 0
    """Distinct rarer words that both texts use."""
    boilerplate_left: int = 0
    """Words of page furniture, which no share counts."""
    boilerplate_right: int = 0
    disguised_left: int = 0
    """Words with invisible characters, or with letters of another script that look the same."""
    disguised_right: int = 0
    aligned_left: float = 0.0
    """Share of the left document's words in the stretches that the verdict used. Where nothing is derived,
    passages hold only equal quotations and figures, and cover less."""
    aligned_right: float = 0.0
    shared_facts: int = 0
    """Distinct figures and names that both texts have."""
    own_facts_left: int = 0
    """Distinct figures and names of the left text that the right one has nowhere."""
    own_facts_right: int = 0
    facts_order: float = 0.0
    """Share of the shared figures and names, neighbours by first mention, that are in the same order."""
    carried_left: float = 0.0
    """Share of the weight of the left text's own wording (as for `answered_left`), inside passages or not,
    that the right text has."""
    carried_right: float = 0.0
    own_quotes_left: float = 0.0
    """Share of the weight of the left text's quoted words that the right text has nowhere."""
    own_quotes_right: float = 0.0
    figures_kept: int = 0
    """Number of figures, in digits or in words, that are the same in equal runs of words and in the slots
    between two such runs."""
    figures_changed: int = 0
    """Number of figures in slots that have another figure on the other side."""
    dates_kept: int = 0
    """The same for names of days and months, then for other names, then for other content words."""
    dates_changed: int = 0
    names_kept: int = 0
    names_changed: int = 0
    words_kept: int = 0
    words_changed: int = 0
    translated: float = 0.0
    """Of the words inside passages, the share in sentences that correspond in two languages."""

    def __reduce__(self) -> tuple[type[Evidence], tuple[Any, ...]]:
        return Evidence, _FIGURES(self)


_FIGURES = attrgetter(*(item.name for item in fields(Evidence)))


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What a measure's distance from its typical value adds to the log odds of a verdict.

    `model` is the name of the model: `whole`, `retold` or `excerpt` for derivation, `agreed` for more than a
    common form, or `translation`. `value` is the value of the measure, `coefficient` that of the model for
    it, and `adds` is in log odds.
    """

    model: str
    measure: str
    value: float
    coefficient: float
    adds: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, their relation and all evidence for it; ``left < right`` in a scan."""

    left: str
    right: str
    relation: Relation
    confidence: float
    direction: Direction
    evidence: Evidence
    passages: tuple[Passage, ...] = ()
    reasons: tuple[str, ...] = ()
    derivation: float = 0.0
    """Calibrated probability that the pair is derived; `confidence` is the probability of the relation."""
    certainty: float = 0.0
    """Probability of the direction, where one of the two was made from the other; 0 for any other."""
    ledger: tuple[LedgerLine, ...] = ()
    """What each measure added to the log odds of the verdict, the weightiest first."""

    def __reduce__(self) -> tuple[Callable[..., Pair], tuple[Any, ...]]:
        # A ledger has a dozen lines, which are pickled as plain values.
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
