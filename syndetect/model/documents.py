"""Articles as they were read, stretches of them, and what was left out or could not be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PASSED_OVER = "passed over: "
"""The prefix of the names under which a run counts files that are never read; their suffix follows."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text: code points from ``begin``, ``end`` not included."""

    begin: int
    end: int

    def __reduce__(self) -> tuple[type[Span], tuple[int, int]]:
        # There are more spans than any other objects, and by default dataclasses with slots pickle slowly.
        return Span, (self.begin, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read. `published` is ISO 8601 or None; `path` names the file it was read from.

    In a report read back from JSON, `text` is empty for documents without a relation.
    `words` is 0 until the article has been analysed. `identified` is whether `language` was recognised from
    the text; else the input named it. `line` is the line of the file, from 1, on which the text begins, None
    where the lines of the file are not known; for a `record` it is the line that holds the whole record.
    `total_coverage` (0 to 1) and `total_derived_words` count its words inside passages with any of its
    sources, of all families; 0 where no source is known. The index keeps no text of a `masked` article, only
    the positions of its words: `text` has the words that it shares with the article at hand, and a mark for
    each letter of all others.
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
        """`withheld` or `canceled` where its agency does not allow its use any more, else None."""
        status = self.meta.get("status")
        from_agency = not self.meta.keys().isdisjoint(("version", "provider", "guid"))
        return status if status in ("withheld", "canceled") and from_agency else None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was left out, and the reason; every report lists it.

    For a `note` nothing was left out: its `reason` is how an input was read, such as how many articles a file
    held. With `passed_over` it counts the files of a folder that are never read, by their suffixes; these are
    only in the counts of a run.
    """

    source: str
    reason: str
    note: bool = False
    passed_over: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Unread(Skipped):
    """An input that was left out because of an `error` in syndetect; `trace` is Python's traceback of it."""

    error: str = ""
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be judged because of an error in syndetect, while the rest of the report is valid.

    `stage` is the step that failed, `what` is missing because of it, `documents` are the ids that it
    concerns, empty where it concerns no single documents. `trace` is Python's traceback; a saved report has
    none.
    """

    stage: str
    what: str
    documents: tuple[str, ...]
    error: str
    trace: str = field(default="", compare=False, repr=False)
