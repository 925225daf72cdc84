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
    """When and how the report was made: the only part of it that differs between two equal runs."""

    version: str
    started: str
    seconds: float
    stages: Mapping[str, float] = field(default_factory=dict, hash=False)
    """Wall seconds of each stage."""
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)
    coefficients: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The digest of each file of fitted or set numbers that was used."""
    cpu: Mapping[str, float] = field(default_factory=dict, hash=False)
    """Processor seconds of each stage, in all processes together; `start` is the time of a command before the
    run, and `workers` what other processes need outside the stages: to start, and to exchange data."""


@dataclass(frozen=True, repr=False)
class Report:
    """The result of a scan, a comparison or a check. All is sorted, so equal inputs give equal reports.

    `submissions` are the documents that a check judged, None in any other report; `gate` and `findings` are
    there after a gate has judged the report. `faults` list what is missing because of errors in syndetect.

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
    """How inputs were read: each is a `Skipped` that is a `note`, for which nothing was left out."""

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
        """The HTML that a notebook shows: a small table of the families; text from articles is escaped."""
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
        """The document of that id; raises KeyError when there is none."""
        return self._document_of[id]

    def between(self, first: str, second: str) -> Pair | None:
        """The pair of two documents, given in any order, or None when they are not related."""
        return self._pair_of.get((first, second)) or self._pair_of.get((second, first))

    def family_of(self, id: str) -> Family | None:
        """The family that a document is a member of, or None."""
        return self._family_of.get(id)

    def doubtful(self, limit: int = 10) -> tuple[Pair, ...]:
        """The `limit` pairs with the least certain verdicts, most doubtful first."""
        ranked = sorted(self.pairs, key=lambda pair: (pair.confidence, pair.left, pair.right))
        return tuple(ranked[:limit])

    def to_pandas(self, table: str = "pairs") -> Any:
        """One table of the report as a pandas.DataFrame; needs the extra ``pandas``.

        `table` is a name such as "documents", "pairs", "passages", "families" or "members"; the columns are
        those of `to_parquet`. Raises UnknownNameError for another name, MissingExtraError without pandas.

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
        """Write one Parquet file for each table to `folder`, for `load_report`; needs the extra ``tables``.

        The folder is written completely or not at all, and replaces one of an earlier call. Raises InputError
        where it cannot be written or holds other files, MissingExtraError without pyarrow.

        >>> import tempfile
        >>> from syndetect import load_report, scan
        >>> report = scan("corpus/")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     report.to_parquet(f"{folder}/report.parquet")
        ...     repr(load_report(f"{folder}/report.parquet")) == repr(report)
        True
        """
        _maker("records.parquet_tables:write")(self, folder)

    def to_networkx(self) -> Any:
        """The related articles as a networkx.DiGraph; needs the extra ``networkx``.

        An edge leads from the source to the derived article, and from left to right where the `direction` is
        not known. Attributes are those of GraphML. Raises MissingExtraError without networkx.

        >>> from syndetect import scan
        >>> graph = scan("corpus/").to_networkx()
        >>> graph.nodes["newsbrook/2024-0371"]["outlet"]
        'Newsbrook'
        """
        return _maker("reporters.frames:to_networkx")(self)

    def plot(self, families: int = 10, ax: Any = None) -> Any:
        """The largest families, with a bar for each member: the share of its words that come from its source.

        `families` is how many are drawn. Draws with matplotlib (the extra ``plot``) on `ax` or on new axes,
        and returns the axes. Each relation has a colour. Raises MissingExtraError without matplotlib.
        """
        return _maker("reporters.chart:plot")(self, families, ax)

    def rows(self) -> Iterator[dict[str, Any]]:
        """A flat dict for each pair, for ``pandas.DataFrame(report.rows())`` or ``polars.DataFrame(...)``."""
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
    """The function of that name, "module:function" inside syndetect.

    It is imported only when needed, because the model imports neither reporters nor other libraries.
    """
    module, _, function = name.partition(":")
    return getattr(import_module(f"syndetect.{module}"), function)
