"""Dates that tell nothing: kept as they are, never guessed at, and named once for every file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from syndetect.families.clock import unusable
from syndetect.model import Document, Skipped

_LONGEST = 40


@dataclass(slots=True)
class Undated:
    """What stands where a date should, by file: in how many articles, and the first value by its letters."""

    key: str
    """The input's name for the date."""
    found: dict[str, tuple[int, str]] = field(default_factory=dict)

    def look(self, document: Document) -> None:
        """Remember an article whose date says nothing; one that names no date is none."""
        value = document.meta.get(self.key) if document.published is None else document.published
        if value is None or value == "" or (document.published is not None and not unusable(value)):
            return
        # As Python writes it, so that no control character gets any further.
        source, told = document.path or document.id, repr(str(value)[:_LONGEST])
        count, least = self.found.get(source, (0, told))
        self.found[source] = count + 1, min(least, told)

    def notes(self) -> Iterator[Skipped]:
        """A line for every file; what they are about was read all the same."""
        for source, (count, told) in self.found.items():
            whose = f"{count:,} articles have dates such as {told}" if count > 1 else told
            verb = ", which are none" if count > 1 else " is no date"
            yield Skipped(
                f"{source} (published)", f"{whose}{verb}; write ISO 8601, of the years 1600 to 2200"
            )
