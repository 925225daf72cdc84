"""The nouns: what goes into syndetect and what comes out of it, as frozen values.

Offsets are Unicode code points into ``Document.text``, end excluded. ``left`` and ``right`` are used where
no direction is known; ``source`` only once one has been decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from importlib import import_module
from os import PathLike
from typing import Any, Literal

Relation = Literal["copy", "paraphrase", "translation", "rewrite", "excerpt", "same-story", "unrelated"]
Direction = Literal["left-from-right", "right-from-left", "common-source", "undetermined"]
PassageKind = Literal["verbatim", "edited", "reworded", "quote", "translated"]
CreditKind = Literal["named", "wire", "source-line", "link", "vague", "none"]
Status = Literal["new", "known", "suppressed", "licensed"]
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
AuditVerdict = Literal["full", "part", "wrong", "laundered", "vague", "uncredited", "own"]
Scope = Literal["text", "paragraph"]
Position = Literal["opening", "body", "end"]
ChangeKind = Literal["number", "date", "name", "negation", "quotation", "hedge", "headline"]

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

PASSED_OVER = "passed over: "
"""Begins the names under which a run counts files that are never read, each with a suffix."""

SCHEMA = "syndetect/report/1"


def at_least(relation: Relation, least: Relation) -> bool:
    """Whether `relation` is as strong as `least` or stronger."""
    return RELATIONS.index(relation) <= RELATIONS.index(least)


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``begin`` up to, not including, ``end`` of a document's text."""

    begin: int
    end: int

    def __reduce__(self) -> tuple[type[Span], tuple[int, int]]:
        # There are more of these than of all else, and dataclasses with slots travel slowly by themselves.
        return Span, (self.begin, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read. `published` is ISO 8601 or None; `path` names the file it came from.

    In a report read back from JSON, `text` is empty for documents without a relation.
    `words` is 0 until the article has been analysed. A `language` that was `identified` is what the text
    speaks for, any other is as the input named it. `line` is the line of the file, from 1, that the text
    begins on, None where lines of the file are not known; of a `record` it is the line that holds all of it.
    `total_coverage` and `total_derived_words`: the share of its words, and how many, that stand in passages
    with any of its sources, whatever family these are of; 0 where it has none, or none is told.
    """

    id: str
    text: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    path: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict, hash=False)
    words: int = 0
    line: int | None = None
    record: bool = False
    identified: bool = False
    total_coverage: float = 0.0
    total_derived_words: int = 0

    @property
    def recalled(self) -> str | None:
        """`withheld` or `canceled` when its agency says that it may not be used; None for all else."""
        status = self.meta.get("status")
        told_by_agency = not self.meta.keys().isdisjoint(("version", "provider", "guid"))
        return status if status in ("withheld", "canceled") and told_by_agency else None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was left out, and why; it travels to every report.

    Of a `note` nothing was left out: it tells how an input was read, such as how many articles a file held.
    With `passed_over` it is none either: a folder's files that are never read, counted by their suffixes,
    which stand in the counts of a run alone.
    """

    source: str
    reason: str
    note: bool = False
    passed_over: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Unread(Skipped):
    """An input that was left out because of an `error` of ours; `trace` tells all that is known of it."""

    error: str = ""
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be judged because of an error of ours, while the rest of the report stands.

    `stage` is the step that failed, `what` is missing for it, `documents` are the ids that this concerns, if
    single ones. `trace` is how Python tells the error; it is no part of a saved report.
    """

    stage: str
    what: str
    documents: tuple[str, ...]
    error: str
    trace: str = field(default="", compare=False, repr=False)


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

    @property
    def derived(self) -> bool:
        """Whether one of the two was made from the other, or both from one text."""
        return self.relation in DERIVED


@dataclass(frozen=True, slots=True)
class Credit:
    """Where a document says whose report it is; offsets are None when nothing was found."""

    kind: CreditKind
    name: str | None = None
    begin: int | None = None
    end: int | None = None


NO_CREDIT = Credit("none")


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
class Second:
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
    also: tuple[Second, ...] = ()
    evidence: tuple[Clue, ...] = ()
    audit: CreditAudit | None = None
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class Supported:
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
    inferred: tuple[Supported, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Gate:
    """One step that a pair has to pass on its way to a verdict; the text holds the figures."""

    name: str
    passed: bool
    text: str
    figures: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Trace:
    """The way of one pair through a search; `pair` is the verdict that it has or would have had.

    `pair` is None where `faults` say that it could not be judged.
    """

    left: str
    right: str
    gates: tuple[Gate, ...]
    pair: Pair | None
    skipped: tuple[Skipped, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of so many, with the 95 % interval of the share (Wilson 1927)."""

    name: str
    part: int
    whole: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """0 to 1; 1 of nothing."""
        return self.part / self.whole if self.whole else 1.0


@dataclass(frozen=True, slots=True)
class Missed:
    """A pair that exact search found and the index did not."""

    left: str
    right: str
    resemblance: float
    shared: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What an index finds of what is there, measured on the corpus itself.

    `curve`: for each resemblance the probability of sharing a band. `exact`: of the pairs that exact search
    found for `sampled` articles, those that the index found. `excerpts`: of excerpts of so many words, taken
    from the corpus and thought into other articles of it, those that rare wording would find.
    """

    documents: int
    sampled: int
    candidates: int
    bands: int
    rows: int
    curve: tuple[tuple[float, float], ...]
    exact: tuple[Rate, ...]
    excerpts: tuple[Rate, ...]
    missed: tuple[Missed, ...]
    skipped: tuple[Skipped, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a gate made of one pair: the document it judged, and the one that it was held against.

    Only what is `new` can fail. `reason` says why it is not, or what a licence lacks.
    """

    submission: str
    source: str
    relation: Relation
    status: Status = "new"
    fails: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the findings were judged by: the policy as typed, or None where every new derivation counts.

    `notes` tell what else the gate has to say, such as suppressions that have expired.
    """

    policy: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """How the report came about: the one part of it that differs between two equal runs."""

    version: str
    started: str
    seconds: float
    stages: Mapping[str, float] = field(default_factory=dict, hash=False)
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, repr=False)
class Report:
    """What a scan, a comparison or a check found. Everything is sorted, so equal inputs give equal reports.

    `submissions` are the documents that a check judged, None in any other report; `gate` and `findings`
    are there once a gate has judged the report. `faults` tell what is missing because of errors of ours.

    >>> from syndetect import scan
    >>> wire = "The night ferry turned back because water had reached the engines, the company said."
    >>> scan([{"id": "a", "text": wire}, {"id": "b", "text": wire}])
    <Report: 2 documents, 1 pair, 1 family, 0 skipped>
    """

    run: Run
    settings: Mapping[str, Any]
    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    pairs: tuple[Pair, ...]
    families: tuple[Family, ...]
    outlets: tuple[Exchange, ...] = ()
    submissions: tuple[str, ...] | None = None
    gate: Ruling | None = None
    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Skipped, ...] = ()
    """How inputs were read: each is a `Skipped` that is a `note`, and nothing was left out of its input."""

    def __repr__(self) -> str:
        counts = [
            _count(len(self.documents), "document", "documents"),
            _count(len(self.pairs), "pair", "pairs"),
            _count(len(self.families), "family", "families"),
            f"{len(self.skipped)} skipped",
            *([_count(len(self.faults), "fault", "faults")] if self.faults else []),
        ]
        return f"<Report: {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: a small table of the families, nothing of it markup of an article's."""
        return str(_maker("reporters.notebook:table")(self))

    @cached_property
    def _document_of(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def _pair_of(self) -> dict[tuple[str, str], Pair]:
        return {(pair.left, pair.right): pair for pair in self.pairs}

    @cached_property
    def _family_of(self) -> dict[str, Family]:
        return {member.document: family for family in self.families for member in family.members}

    def document(self, id: str) -> Document:
        """The document of that id; KeyError when there is none."""
        return self._document_of[id]

    def between(self, first: str, second: str) -> Pair | None:
        """The pair of two documents in either order, or None when nothing relates them."""
        return self._pair_of.get((first, second)) or self._pair_of.get((second, first))

    def family_of(self, id: str) -> Family | None:
        """The family that a document is a member of, or None."""
        return self._family_of.get(id)

    def doubtful(self, limit: int = 10) -> tuple[Pair, ...]:
        """The `limit` pairs whose verdict is the least certain, most doubtful first."""
        ranked = sorted(self.pairs, key=lambda pair: (pair.confidence, pair.left, pair.right))
        return tuple(ranked[:limit])

    def to_pandas(self, table: str = "pairs") -> Any:
        """One table of the report as a pandas.DataFrame; needs the extra ``pandas``.

        `table` is a name such as "documents", "pairs", "passages", "families" or "members"; columns are those
        of `to_parquet`. Raises UnknownNameError for another name, and MissingExtraError.

        >>> from syndetect import scan
        >>> scan("corpus/").to_pandas("members").columns[:3].tolist()
        ['family', 'document', 'relation']
        """
        return _maker("reporters.frames:to_pandas")(self, table)

    def to_polars(self, table: str = "pairs") -> Any:
        """The same as a polars.DataFrame; needs the extra ``polars``.

        >>> from syndetect import scan
        >>> scan("corpus/").to_polars().columns[:3]
        ['left', 'right', 'relation']
        """
        return _maker("reporters.frames:to_polars")(self, table)

    def to_parquet(self, folder: str | PathLike[str]) -> None:
        """Write every table to `folder`, a Parquet file each, for `load_report`; needs the extra ``tables``.

        The folder appears whole or not at all, and replaces one that an earlier call made. Raises InputError
        where it cannot be written or holds something else, and MissingExtraError.

        >>> import tempfile
        >>> from syndetect import load_report, scan
        >>> report = scan("corpus/")
        >>> with tempfile.TemporaryDirectory() as place:
        ...     report.to_parquet(f"{place}/report.parquet")
        ...     repr(load_report(f"{place}/report.parquet")) == repr(report)
        True
        """
        _maker("records.parquet:write")(self, folder)

    def to_networkx(self) -> Any:
        """The related articles as a networkx.DiGraph; needs the extra ``networkx``.

        An edge leads from the source to what was made from it, and from left to right where its `direction`
        says that this is not known. Attributes are those of GraphML. Raises MissingExtraError.

        >>> from syndetect import scan
        >>> graph = scan("corpus/").to_networkx()
        >>> graph.nodes["newsbrook/2024-0371"]["outlet"]
        'Newsbrook'
        """
        return _maker("reporters.frames:to_networkx")(self)

    def plot(self, families: int = 10, ax: Any = None) -> Any:
        """The largest `families`, a bar for each member: the share of it that is its source's.

        Drawn with matplotlib, the extra ``plot``, on the given axes or new ones, which are returned. Colours
        are relations. Raises MissingExtraError.
        """
        return _maker("reporters.chart:plot")(self, families, ax)

    def rows(self) -> Iterator[dict[str, Any]]:
        """One flat dict a pair, for ``pandas.DataFrame(report.rows())`` or ``polars.DataFrame(...)``."""
        for pair in self.pairs:
            family = self.family_of(pair.left)
            together = family is not None and family is self.family_of(pair.right)
            yield {
                "left": pair.left,
                "right": pair.right,
                "relation": pair.relation,
                "confidence": pair.confidence,
                "direction": pair.direction,
                **{item.name: getattr(pair.evidence, item.name) for item in fields(Evidence)},
                "family": family.id if family is not None and together else None,
                "reasons": "; ".join(pair.reasons),
            }


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _maker(name: str) -> Any:
    """The function that makes something else of a report.

    It is looked up by name, for the nouns know neither reporters nor other people's libraries.
    """
    module, _, function = name.partition(":")
    return getattr(import_module(f"syndetect.{module}"), function)
