"""Articles as they were read, stretches of them, and what was left out or could not be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PASSED_OVER = "passed over: "
"""Begins the names under which a run counts files that are never read, each with a suffix."""


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
    Of a `masked` article an index keeps no text, but where its words stand: `text` has those that an article
    at hand is known to share, and a mark for each letter of all others.
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
    masked: bool = False

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
