"""Families: their members, where each has its text from, what it credits, and what changed on the way."""

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
    """Where a document says whose report it is; offsets are None when nothing was found."""

    kind: CreditKind
    name: str | None = None
    begin: int | None = None
    end: int | None = None


NO_CREDIT = Credit("none")
UNREAD_CREDIT = Credit("unread")
"""No credit was found, in a language whose credits are not read."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence for, or against, a document's having been made from the one named as its source.

    `weight` is in log odds. `begin` and `end` are the words it quotes, in the text of `document`; all three
    are None where it quotes nothing.
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
    """A further source of a member, and the share of the member's words that only this one explains."""

    document: str
    coverage: float


@dataclass(frozen=True, slots=True)
class CreditAudit:
    """What a member's credits say, held against what it took.

    `derived_words` stand inside passages with its sources; `uncredited_words` are those of them that no
    credit to a true source reaches. `scope` and `position` are those of the credit that decided. `credited`
    are the stretches of the member's text that its right credits speak for, whatever stands in them.
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
    """A fact told otherwise than in the source; the spans are None where it stands outside the texts."""

    kind: ChangeKind
    before: str
    after: str
    source: Span | None = None
    target: Span | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of a text on its way: altered facts, and whole sentences cut from it or added to it.

    `cut` are spans of the source's text, `added` of the member's own.
    """

    altered: tuple[Change, ...] = ()
    cut: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()
    cut_words: int = 0
    added_words: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a family: made from `source` (None for the source itself, or where it is unknown).

    `confidence` is the relation's; `certainty` is the probability that `source` is the one it was made from.
    `also` are further sources of a patchwork, `evidence` is the ledger of the link.
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
    """A stretch of a member's text that `support`, the other members named, have as well."""

    document: str
    begin: int
    end: int
    support: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a family's text comes from: a member, or only a name, or neither.

    `inferred` is the text of a source that is no member, as far as at least two members support it, in the
    order they agree on.
    """

    document: str | None
    name: str | None
    confidence: float
    reasons: tuple[str, ...] = ()
    inferred: tuple[SupportedSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """One outlet's versions of one article, the earliest first; `copied` is the one that others took."""

    documents: tuple[str, ...]
    copied: str | None = None


@dataclass(frozen=True, slots=True)
class Bridge:
    """A derived pair between two families that was not let to join them."""

    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class Family:
    """Documents joined by verified derivations.

    `same_story` holds documents that tell the event independently; they are no members. `copies` are groups
    of members with the very same words, `bridges` the pairs to other families that were cut.
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
    """What one outlet took from another, over all families; intervals hold with 95 % probability.

    `articles` are all of the taking outlet, `taken` those of them with text of `source`, `credited` those of
    the taken ones that credit it. Delays are hours, None where too few dates are known. `enough` says whether
    the figures bear a comparison with others.
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
