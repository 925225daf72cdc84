"""Dates that tell nothing: kept as they are, never guessed at, and named once for every file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from syndetect.model import Document, Skipped
from syndetect.text.dates import single_date
from syndetect.text.publication_dates import unusable

_LONGEST = 40


@dataclass(slots=True)
class UnusableDates:
    """What stands where a date should, by file: in how many articles, and the first value by its letters."""

    key: str
    """The input's name for the date."""
    found: dict[tuple[str, bool], tuple[int, str]] = field(default_factory=dict)
    """By file, and by whether it is unclear which date is meant."""

    def look(self, document: Document) -> None:
        """Remember an article whose date says nothing; one that names no date is none."""
        value = document.meta.get(self.key) if document.published is None else document.published
        if value is None or value == "" or (document.published is not None and not unusable(value)):
            return
        # As Python writes it, so that no control character gets any further.
        source, shown = document.path or document.id, repr(str(value)[:_LONGEST])
        place = source, _unclear(value)
        count, least = self.found.get(place, (0, shown))
        self.found[place] = count + 1, min(least, shown)

    def notes(self) -> Iterator[Skipped]:
        """A line for every file; what they are about was read all the same."""
        for (source, unclear), (count, shown) in sorted(self.found.items()):
            whose = f"{count:,} articles have dates such as {shown}" if count > 1 else shown
            verb = ", which are none" if count > 1 else " is no date"
            what = ", which" if count > 1 else ""
            reason = f"{what} may be read in two ways" if unclear else verb
            yield Skipped(
                f"{source} (published)", f"{whose}{reason}; write ISO 8601, of the years 1600 to 2200"
            )


def _unclear(value: object) -> bool:
    """Whether a value holds a date of which nobody knows the day from the month."""
    date = single_date(value) if isinstance(value, str) else None
    return date is not None and date[0].unclear
