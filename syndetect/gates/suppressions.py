"""Findings that somebody has looked at and excused, each with a reason and a last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from syndetect.gates.stable_names import fits
from syndetect.gates.toml_tables import day, entries, relations, text
from syndetect.model import Relation


@dataclass(frozen=True, slots=True)
class Suppression:
    """Excuses the findings whose names match both patterns, up to and including the day `expires`."""

    submission: str
    source: str
    relations: tuple[str, ...]
    reason: str
    expires: date

    def covers(self, submission: str, source: str, relation: Relation) -> bool:
        """Whether it excuses a finding with these names and this relation."""
        wanted = not self.relations or relation in self.relations
        return wanted and fits(self.submission, submission) and fits(self.source, source)


def read_suppressions(path: Path) -> tuple[Suppression, ...]:
    """The suppressions in a TOML file, tables ``[[suppress]]``.

    Raises GateError when it cannot be read, or one of them lacks a reason or an expiry.
    """
    checks = {"submission": text, "source": text, "relation": relations, "reason": text, "expires": day}
    return tuple(
        Suppression(
            entry["submission"],
            entry.get("source", "*"),
            entry.get("relation", ()),
            entry["reason"],
            entry["expires"],
        )
        for entry in entries(path, "suppress", checks, ("submission", "reason", "expires"))
    )
