"""Which of two derived texts came first: signed pieces of evidence, added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from syndetect.model import Credit, Document, Pair

TIME_WEIGHT = 2.0
"""Log odds for the text that was certainly published first."""

CREDIT_WEIGHT = 2.5
"""Log odds when one text credits the other's outlet."""

COVERAGE_WEIGHT = 4.0
"""Log odds for a difference of 1 in coverage: what was taken is all in the source, not the reverse."""

_UNZONED = timedelta(hours=14)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of evidence; a positive weight says that the right text came from the left."""

    weight: float
    reason: str
    measured: bool = False
    """Whether it rests on the texts' overlap and not on what they say of themselves."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that speaks for a direction of one pair.

    `left_covered`, `right_covered`: shares of words inside passages. `left_explained`, `right_explained`:
    the same, drawn towards the share of shingles that recur, since a copy explains more than a paraphrase.
    """

    entries: tuple[Entry, ...]
    left_covered: float
    right_covered: float
    left_explained: float
    right_explained: float

    @property
    def odds(self) -> float:
        """Log odds that the right text came from the left one."""
        return sum(entry.weight for entry in self.entries)

    @property
    def told(self) -> float:
        """The part of the odds that clocks and credits give."""
        return sum(entry.weight for entry in self.entries if not entry.measured)


def ledger_of(
    pair: Pair,
    left: Document,
    right: Document,
    left_credits: Sequence[Credit],
    right_credits: Sequence[Credit],
) -> Ledger:
    """The evidence of a pair: clocks, credits, and which text is the more contained in the other."""
    covered_left, covered_right = pair.evidence.coverage_left, pair.evidence.coverage_right
    entries = [
        *_time(left, right),
        *_credit(left, right_credits, 1.0),
        *_credit(right, left_credits, -1.0),
        Entry(
            COVERAGE_WEIGHT * (covered_right - covered_left),
            f"{_percent(covered_left)} of {left.id} and {_percent(covered_right)} of {right.id} are shared",
            measured=True,
        ),
    ]
    return Ledger(
        tuple(entries),
        covered_left,
        covered_right,
        (covered_left + pair.evidence.containment_left) / 2,
        (covered_right + pair.evidence.containment_right) / 2,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _time(left: Document, right: Document) -> list[Entry]:
    first, second = published_between(left.published), published_between(right.published)
    if first is None or second is None:
        return []
    if first[1] < second[0]:
        return [Entry(TIME_WEIGHT, f"{left.id} was published before {right.id}")]
    if second[1] < first[0]:
        return [Entry(-TIME_WEIGHT, f"{right.id} was published before {left.id}")]
    return []


def _credit(source: Document, credits: Sequence[Credit], sign: float) -> list[Entry]:
    if source.outlet is not None and any(credit.name == source.outlet for credit in credits):
        return [Entry(sign * CREDIT_WEIGHT, f"the other text credits {source.outlet}")]
    return []


def published_between(published: str | None) -> tuple[datetime, datetime] | None:
    """The earliest and latest moment that a date may mean, in UTC; None when it says nothing.

    A date alone is that day, a time without a zone may be any zone's: both are widened by 14 hours.
    """
    if published is None:
        return None
    try:
        moment = datetime.fromisoformat(published)
        if moment.tzinfo is not None:
            moment = (moment - (moment.utcoffset() or timedelta())).replace(tzinfo=None)
            return moment, moment
        alone = len(published) <= len("2026-01-31")
        return moment - _UNZONED, moment + _UNZONED + (_DAY if alone else timedelta())
    except (ValueError, OverflowError):
        return None
