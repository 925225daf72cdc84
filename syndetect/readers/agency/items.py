"""An agency's item, whatever it was written in: its fields by one set of names, its status told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.page.page_dates import iso
from syndetect.readers.parts import article
from syndetect.readers.record import host_of
from syndetect.settings import Settings

NOT_FOR_USE = ("withheld", "canceled", "embargoed")
_STATUSES = {"cancelled": "canceled", "killed": "canceled", "withdrawn": "canceled"}


@dataclass(slots=True)
class Item:
    """What an agency says of one version of one story; texts are as they were sent, dates ISO 8601.

    `relations` are ties to other items: what this one was derived from, evolved from, translates, cancels.
    """

    guid: str | None = None
    version: str | None = None
    title: str | None = None
    subtitle: str | None = None
    outlet: str | None = None
    provider: str | None = None
    first: str | None = None
    modified: str | None = None
    embargo: str | None = None
    expires: str | None = None
    byline: str | None = None
    credit: str | None = None
    dateline: str | None = None
    language: str | None = None
    status: str | None = None
    usage: str | None = None
    copyright: str | None = None
    correction: str | None = None
    machine: str | None = None
    source: str | None = None
    url: str | None = None
    relations: list[dict[str, str]] = field(default_factory=list)

    def record(self) -> dict[str, Any]:
        """The fields of a document; what has no field of its own goes to `meta` under these names."""
        provider = self.provider or authority(self.guid)
        return {
            "id": f"{self.guid}#{self.version}" if self.guid and self.version else self.guid,
            "guid": self.guid if self.version else None,
            "title": self.title,
            "outlet": self.outlet or provider,
            "published": self.first or self.modified,
            "url": self.url,
            "language": self.language,
            "subtitle": self.subtitle,
            "byline": self.byline,
            "credit": self.credit,
            "provider": provider,
            "taken_from": self.source,
            "dateline": self.dateline,
            "version": self.version,
            "status": status(self.status),
            "modified": self.modified,
            "embargo": self.embargo,
            "expires": self.expires,
            "usage": self.usage,
            "copyright": self.copyright,
            "correction": self.correction,
            "machine_made": self.machine,
            "relations": self.relations,
        }


def status(value: str | None) -> str:
    """A publishing status by its common name; an item that says nothing is usable."""
    name = (short(value) or "usable").lower()
    return _STATUSES.get(name, name) or "usable"


def authority(guid: str | None) -> str | None:
    """The party that an identifier was made by, as far as it says so."""
    if not guid:
        return None
    if guid.startswith(("http://", "https://")):
        return host_of(guid)
    parts = guid.split(":")
    if len(parts) > 2 and parts[0] in ("urn", "tag"):
        name = parts[2] if parts[0] == "urn" else parts[1].partition(",")[0]
        return name.removeprefix("www.") or None
    return None


def when(value: Any) -> str | None:
    """A date as agencies write it, in ISO 8601; None for what is none."""
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return iso(text)
    return (
        moment.date().isoformat()
        if len(text) <= len("2024-01-31") and "T" not in text
        else moment.isoformat()
    )


def is_later(first: str, second: str) -> bool:
    """Whether one date in ISO 8601 is later than another; a missing zone is taken to be the other's."""
    one, other = datetime.fromisoformat(first), datetime.fromisoformat(second)
    if (one.tzinfo is None) != (other.tzinfo is None):
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return one > other


def short(code: str | None) -> str | None:
    """What stands behind the colon of a code such as `nprov:TT`, or at the end of an address."""
    if not code:
        return None
    if "://" in code:
        return code.rstrip("/").rpartition("/")[2] or None
    return code.rpartition(":")[2].strip() or None


def delivered(
    items: Iterable[tuple[Item, str]], origin: Input, settings: Settings
) -> Iterator[Document | Skipped]:
    """The documents of a file's items, each numbered where there are several; then what is not for use."""
    listed = list(items)
    unusable: dict[str, int] = {}
    for number, (item, text) in enumerate(listed, 1):
        made = article(item.record(), text, origin, settings, number if len(listed) > 1 else None)
        if isinstance(made, Document) and (name := status(item.status)) in NOT_FOR_USE:
            unusable[name] = unusable.get(name, 0) + 1
        yield made
    if unusable:
        each = ", ".join(f"{count} {name}" for name, count in sorted(unusable.items()))
        reason = (
            f"has items that their agency has not released for use: {each}; they are read, with their status"
        )
        yield Skipped(origin.path, reason, note=True)
