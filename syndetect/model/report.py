"""The report of a scan, a comparison or a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from importlib import import_module
from os import PathLike
from typing import Any

from syndetect.counting import plural
from syndetect.model.documents import Document, Fault, Skipped
from syndetect.model.judgement import Finding, Ruling
from syndetect.model.lineage import Exchange, Family
from syndetect.model.pairs import Evidence, Pair

SCHEMA = "syndetect/report/1"


@dataclass(frozen=True, slots=True)
class Run:
    """How the report came about: the one part of it that differs between two equal runs."""

    version: str
    started: str
    seconds: float
    stages: Mapping[str, float] = field(default_factory=dict, hash=False)
    """Wall seconds of each stage."""
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)
    coefficients: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Of each file of fitted or set numbers the digest: which ones decided."""
    cpu: Mapping[str, float] = field(default_factory=dict, hash=False)
    """Processor seconds of each stage, in all processes together; `start` is what a command needs before the
    run, and `workers` what other processes take beside the stages: their start, and handing things over."""


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
            plural(len(self.documents), "document"),
            plural(len(self.pairs), "pair"),
            plural(len(self.families), "family", "families"),
            f"{len(self.skipped)} skipped",
            *([plural(len(self.faults), "fault")] if self.faults else []),
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
        _maker("records.parquet_tables:write")(self, folder)

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


def _maker(name: str) -> Any:
    """The function that makes something else of a report.

    It is looked up by name, for the nouns know neither reporters nor other people's libraries.
    """
    module, _, function = name.partition(":")
    return getattr(import_module(f"syndetect.{module}"), function)
