"""Licensed syndication: whose texts may be used, by whom, until when and on which terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from syndetect.gates.stable_names import fits
from syndetect.gates.toml_tables import day, entries, flag, relations, text, texts
from syndetect.model import DERIVED, Relation


@dataclass(frozen=True, slots=True)
class Partner:
    """A licensor, known by any of its `outlets`; without `users` the licence is for every outlet."""

    name: str
    outlets: frozenset[str]
    sources: tuple[str, ...]
    users: frozenset[str]
    relations: tuple[str, ...]
    credit: bool
    until: date | None
    spellings: tuple[str, ...] = ()
    """Its name and the other names of its outlet, as the file writes them."""

    def licenses(self, outlet: str | None, source: str, user: str | None, relation: Relation) -> bool:
        """Whether `user` may use texts of `outlet`, or the text named `source`, in this relation."""
        of_theirs = _plain(outlet) in self.outlets or any(fits(pattern, source) for pattern in self.sources)
        to_us = not self.users or _plain(user) in self.users
        allowed = relation in self.relations if self.relations else relation in DERIVED
        return of_theirs and to_us and allowed


def read_partners(path: Path) -> tuple[Partner, ...]:
    """The partners in a TOML file, tables ``[[partner]]``; raises GateError when it cannot be used."""
    checks = {
        "name": text,
        "outlets": texts,
        "sources": texts,
        "users": texts,
        "relations": relations,
        "credit": flag,
        "until": day,
    }
    return tuple(
        Partner(
            name=entry["name"],
            outlets=frozenset(map(_plain, (entry["name"], *entry.get("outlets", ())))),
            sources=entry.get("sources", ()),
            users=frozenset(map(_plain, entry.get("users", ()))),
            relations=entry.get("relations", ()),
            credit=entry.get("credit", False),
            until=entry.get("until"),
            spellings=(entry["name"], *entry.get("outlets", ())),
        )
        for entry in entries(path, "partner", checks, ("name",))
    )


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()
