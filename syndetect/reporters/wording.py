"""Words for people: relations, shares, certainty, dates. They name what was measured and blame nobody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from syndetect.counting import plural
from syndetect.model import (
    CREDIT_KINDS,
    AuditVerdict,
    Change,
    ChangeKind,
    ClueKind,
    CreditKind,
    PassageKind,
    Position,
    Relation,
    Scope,
)
from syndetect.reporters.escape import clip, visible

RELATION_WORDS: Mapping[Relation, str] = {
    "copy": "copied",
    "paraphrase": "paraphrased",
    "translation": "translated",
    "rewrite": "rewritten",
    "excerpt": "excerpted",
    "same-story": "same story, independently told",
    "unrelated": "unrelated",
}

KIND_WORDS: Mapping[PassageKind, str] = {
    "verbatim": "word for word",
    "edited": "edited",
    "reworded": "in other words",
    "quote": "the same quotation",
    "translated": "in another language",
}

CREDIT_WORDS: Mapping[CreditKind, str] = {kind: row.words for kind, row in CREDIT_KINDS.items()}

AUDIT_WORDS: Mapping[AuditVerdict, str] = {
    "full": "",
    "part": "in part",
    "wrong": "whose text it is not",
    "laundered": "which has it from elsewhere",
    "vague": "",
    "uncredited": "no credit",
    "unread": "whether it gives credit is not read",
    "open": "no date or trace tells who was first",
    "own": "an earlier article of its own outlet",
}

AUDIT_LABELS: Mapping[AuditVerdict, str] = {
    "full": "credited in full",
    "part": "credited in part",
    "wrong": "wrongly credited",
    "laundered": "laundered",
    "vague": "vaguely credited",
    "uncredited": "uncredited",
    "unread": "credit not read for certain",
    "open": "left open",
    "own": "its own outlet's",
}

AUDIT_MARKS: Mapping[AuditVerdict, str] = {
    "full": "✓", "own": "✓", "part": "~", "vague": "~", "wrong": "✗", "laundered": "✗", "uncredited": "✗",
    "unread": "?", "open": "?"
}  # fmt: skip

CLUE_WORDS: Mapping[ClueKind, str] = {
    "time": "time",
    "credit": "credit",
    "coverage": "coverage",
    "cut": "cut",
    "leftover": "leftover",
    "dangling": "dangling reference",
    "shared-change": "shared changes",
    "style": "style",
    "foreign": "foreign forms",
    "version": "version",
    "handout": "hand-out",
    "quoted": "quotation",
    "wording": "wording",
    "tree": "the other articles",
    "calibration": "calibration",
}

_REACHES: Mapping[Scope, str] = {"text": "the whole text", "paragraph": "its paragraph"}
_PLACES: Mapping[Position, str] = {"opening": "in the opening", "body": "in the body", "end": "at the end"}

CHANGE_WORDS: Mapping[ChangeKind, tuple[str, str]] = {
    "number": ("number", "numbers"),
    "date": ("date", "dates"),
    "name": ("name", "names"),
    "negation": ("negation", "negations"),
    "quotation": ("quotation", "quotations"),
    "hedge": ("word of doubt", "words of doubt"),
    "headline": ("headline", "headlines"),
}

CERTAINTY = ((0.95, "almost certain"), (0.85, "very likely"), (0.7, "likely"), (0.5, "more likely than not"))
SOLID = 0.85
"""Links at least this sure are drawn solid, those between this and `LEAST_CERTAIN` dashed."""

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


def change_words(change: Change, cells: int = 60) -> str:
    """A fact before and after: `1,240 → 1,420`, `“not” left out`; at most `cells` terminal cells each."""
    marks = ("", "") if change.kind in {"number", "date"} else ("“", "”")
    wordings = _from_the_change(visible(change.before), visible(change.after), cells)
    before, after = (clip(words, cells).join(marks) if words else "" for words in wordings)
    if not after:
        return f"{before} left out"
    return f"{before} → {after}" if before else f"{after} put in"


def _from_the_change(before: str, after: str, cells: int) -> tuple[str, str]:
    """Two wordings without most of their common beginning, so that both show the change within `cells`."""
    pairs = enumerate(zip(before, after, strict=False))
    alike = next(
        (number for number, (first, second) in pairs if first != second), min(len(before), len(after))
    )
    begin = before.rfind(" ", 0, max(0, alike - cells // 4)) + 1
    if alike < cells // 2 or begin == 0 or max(len(before), len(after)) <= cells:
        return before, after
    return f"…{before[begin:]}", f"…{after[begin:]}"


def certainty(confidence: float) -> str:
    """A probability in words and as a number: `very likely (0.93)`."""
    words = next((words for least, words in CERTAINTY if confidence >= least), "unsure")
    return f"{words} ({confidence:.2f})"


def reach_words(scope: Scope, position: Position | None) -> str:
    """Where a credit is in the text (None: in a page's head) and how much of the text it covers."""
    where = _PLACES[position] if position is not None else "outside the text"
    return f"It stands {where} and speaks for {_REACHES[scope]}"


def moment(published: str | None) -> datetime | None:
    """The point in time of an ISO 8601 date, or None for None and for any other text."""
    try:
        return datetime.fromisoformat(published) if published else None
    except ValueError:
        return None


def date_words(published: str) -> str:
    """`4 Mar 2026, 06:10 UTC`; a text that is not ISO 8601 is returned unchanged."""
    when = moment(published)
    if when is None:
        return published
    day = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    if is_day(published):
        return day
    zone = "" if when.tzinfo is None else f" {when.tzname() or ''}".rstrip()
    return f"{day}, {when:%H:%M}{zone}"


def delay_words(earlier: str | None, later: str | None) -> str | None:
    """How much later the second date is: `2 h 20 min later`, `3 days earlier`; None where one is unknown."""
    first, second = moment(earlier), moment(later)
    if first is None or second is None or earlier is None or later is None:
        return None
    if is_day(earlier) or is_day(later) or (first.tzinfo is None) != (second.tzinfo is None):
        days = (second.date() - first.date()).days
        return _way(plural(abs(days), "day"), days) if days else "the same day"
    gap = second - first
    return _way(_length(abs(gap)), gap // _MINUTE) if abs(gap) >= _MINUTE else "at the same time"


def hours_words(hours: float | None) -> str:
    """A number of hours as `3.5 h` or `2 days`; a dash when it is unknown."""
    if hours is None:
        return "–"
    return f"{hours / 24:.0f} days" if abs(hours) >= 48 else f"{hours:.1f} h"


def is_day(published: str) -> bool:
    """Whether a date has no time of day."""
    return len(published) <= len("2026-03-04")


def _way(length: str, sign: int) -> str:
    return f"{length} {'later' if sign > 0 else 'earlier'}"


def _length(gap: timedelta) -> str:
    if gap >= 2 * _DAY:
        return plural(gap.days, "day")
    hours, minutes = divmod(gap.seconds // 60, 60)
    units = (
        "1 day" * gap.days,
        f"{hours} h" * bool(hours),
        f"{minutes} min" * bool(minutes and not gap.days),
    )
    return " ".join(unit for unit in units if unit)
