"""Families: their members, the source of each, its credit, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from syndetect.model.credit_kinds import CreditKind
from syndetect.model.documents import Span
from syndetect.model.pairs import Relation

ClueKind = Literal[
    "time",
    "credit",
    "coverage",
    "cut",
    "leftover",
    "dangling",
    "shared-change",
    "style",
    "foreign",
    "version",
    "handout",
    "quoted",
    "wording",
    "tree",
    "calibration",
]

Sign = Literal["for", "against", "neutral"]
AuditVerdict = Literal["full", "part", "wrong", "laundered", "vague", "uncredited", "unread", "open", "own"]
Scope = Literal["text", "paragraph"]
Position = Literal["opening", "body", "end"]
ChangeKind = Literal["number", "date", "name", "negation", "quotation", "hedge", "headline"]


@dataclass(frozen=True, slots=True)
class Credit:
    """A document's credit: the words that name whose report it is; offsets are None where there are none."""

    kind: CreditKind
    name: str | None = None
    begin: int | None = None
    end: int | None = None


NO_CREDIT = Credit("none")
UNREAD_CREDIT = Credit("unread")
"""No credit was found, in a language whose credits are not read."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence for or against a link: that a document was made from its source.

    `weight` is in log odds. `begin` and `end` are the offsets of the words it quotes, in the text of
    `document`; all three are None where it quotes nothing.
    """

    kind: ClueKind
    sign: Sign
    weight: float
    reason: str
    document: str | None = None
    begin: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class SecondSource:
    """A second source of a member; `coverage` is the share of the member's words that only it explains."""

    document: str
    coverage: float


@dataclass(frozen=True, slots=True)
class CreditAudit:
    """A member's credits, compared with what it took.

    `derived_words` is the number of its words inside passages with its sources; `uncredited_words` those of
    them that no credit to a true source covers. `scope` and `position` are those of the credit that decided.
    `credited` are the stretches of the member's text that its right credits cover.
    """

    verdict: AuditVerdict
    derived_words: int
    uncredited_words: int
    scope: Scope | None = None
    position: Position | None = None
    reason: str = ""
    credited: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that differs from the source; a span is None where the fact is not inside that text."""

    kind: ChangeKind
    before: str
    after: str
    source: Span | None = None
    target: Span | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """How a member differs from its source: altered facts, and whole sentences that were cut or added.

    `cut` are spans of the source's text, `added` of the member's own.
    """

    altered: tuple[Change, ...] = ()
    cut: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()
    cut_words: int = 0
    added_words: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a family; `source` is what it was made from, None for the source and where unknown.

    `coverage` is the share (0 to 1) of its words inside passages with the source. `confidence` is the
    probability of the relation, `certainty` that of the source. `also` are its second sources, `evidence` is
    the ledger of the link.
    """

    document: str
    relation: Relation
    source: str | None
    coverage: float
    confidence: float
    credit: Credit = NO_CREDIT
    certainty: float = 0.0
    also: tuple[SecondSource, ...] = ()
    evidence: tuple[Clue, ...] = ()
    audit: CreditAudit | None = None
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class SupportedSpan:
    """A stretch of a member's text that other members have too; `support` are their ids."""

    document: str
    begin: int
    end: int
    support: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a family's text comes from: a member, or only a name, or neither.

    `inferred` is the text of a source that is not a member, as far as at least two members have it, in the
    order in which they have it.
    """

    document: str | None
    name: str | None
    confidence: float
    reasons: tuple[str, ...] = ()
    inferred: tuple[SupportedSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """One outlet's versions of one article, the earliest first; `copied` is the version that others took."""

    documents: tuple[str, ...]
    copied: str | None = None


@dataclass(frozen=True, slots=True)
class Bridge:
    """A derived pair between two families that does not join them, and the reason."""

    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class Family:
    """Documents that verified derivations join.

    `same_story` are documents with the same story but a text of their own; they are not members. `copies` are
    groups of members with exactly the same words, `bridges` the derived pairs with other families.
    """

    id: str
    source: Source
    members: tuple[Member, ...]
    same_story: tuple[str, ...] = ()
    origins: int = 1
    versions: tuple[Versions, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    bridges: tuple[Bridge, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one outlet took from another, in all families; `low` and `high` are 95 % intervals.

    `articles` counts all articles of `outlet`, `taken` those of them with text of `source`, `credited` those
    of the taken ones that credit it. Delays are in hours, None where too few dates are known. `enough` is
    whether there are enough articles to compare these figures with those of other outlets.
    """

    outlet: str
    source: str
    articles: int
    taken: int
    taken_low: float
    taken_high: float
    credited: int
    credited_low: float
    credited_high: float
    derived_words: int
    uncredited_words: int
    delay: float | None = None
    delay_low: float | None = None
    delay_high: float | None = None
    enough: bool = False
