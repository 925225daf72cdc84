"""From an input's fields to a `Document`: one rule for JSON lines, front matter and every table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from syndetect.errors import UnknownNameError
from syndetect.model import Document
from syndetect.plugins import Input
from syndetect.readers.escape import shown

FIELDS = ("text", "id", "outlet", "title", "published", "url", "language")
"""The fields that mean something to us; every other one travels in `Document.meta`."""

_DATE_SIGNS = re.compile(r"[0-9][0-9T :.,W+-]*Z?")
_KINDS = (
    (bool, "true or false"),
    (int, "a number"),
    (float, "a number"),
    (list, "a list"),
    (dict, "an object"),
)


def resolve_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """The input's name for each of our fields; those that `fields` leaves out keep our name.

    Raises UnknownNameError for a name that is not one of ours.
    """
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        listed = ", ".join(f"'{shown(name)}'" for name in unknown)
        raise UnknownNameError(f"unknown field {listed}; valid are: {', '.join(FIELDS)}")
    return {name: fields.get(name, name) for name in FIELDS}


def kind_of(value: Any) -> str:
    """What a JSON value is, in a word or two for a message."""
    if value is None:
        return "null"
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "text")


def value_of(record: Mapping[str, Any], name: str) -> Any:
    """The field of that name, or None; a dotted name that is no field itself leads into nested objects."""
    value = record.get(name)
    if value is None and "." in name and name not in record:
        value = record
        for step in name.split("."):
            value = value.get(step) if isinstance(value, dict) else None
    return value


def document(
    record: Mapping[str, Any], text: str, default_id: str, origin: Input, fields: Mapping[str, str]
) -> Document | str:
    """The document of a record whose `text` has been found, or the reason why it cannot be one."""
    used = []
    if value_of(record, fields["text"]) is text:
        used.append(fields["text"])
    own = value_of(record, fields["id"])
    if own is not None and (isinstance(own, bool) or not isinstance(own, (str, int))):
        return f"its '{shown(fields['id'])}' field is {kind_of(own)}; an id is text or a whole number"
    used.append(fields["id"])
    known: dict[str, str] = {}
    for ours in ("outlet", "title", "published", "url", "language"):
        theirs = fields[ours]
        value = value_of(record, theirs)
        if value is None:
            used.append(theirs)
        elif isinstance(value, str) and (ours != "published" or is_iso8601(value.strip())):
            used.append(theirs)
            known[ours] = value.strip()
    url = known.get("url") or None
    return Document(
        id=default_id if own is None or own == "" else str(own),
        text=text,
        outlet=known.get("outlet") or (host_of(url) if url else None) or origin.outlet,
        title=known.get("title") or None,
        published=known.get("published") or None,
        url=url,
        language=known.get("language") or None,
        path=origin.path,
        meta=_rest(record, used),
    )


def _rest(record: Mapping[str, Any], used: list[str]) -> dict[str, Any]:
    rest = dict(record)
    for name in used:
        if name in rest:
            del rest[name]
        elif "." in name:
            _prune(rest, name.split("."))
    return rest


def _prune(tree: dict[str, Any], steps: list[str]) -> None:
    # The parents are copied on the way down, because a record belongs to whoever parsed it.
    for step in steps[:-1]:
        branch = tree.get(step)
        if not isinstance(branch, dict):
            return
        tree[step] = tree = dict(branch)
    tree.pop(steps[-1], None)


def is_iso8601(value: str) -> bool:
    """Whether `value` is a calendar or week date, or a date and time, that really exists."""
    if len(value) < 8 or not _DATE_SIGNS.fullmatch(value) or "T24" in value or " 24" in value:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def host_of(url: str) -> str | None:
    """The host of `url` without ``www.``, or None; the scheme may be missing."""
    bare = "//" not in url
    try:
        host = urlsplit(f"//{url}" if bare else url).hostname
    except ValueError:
        return None
    if not host or not host.isprintable() or " " in host or (bare and ("." not in host or "@" in url)):
        return None
    return host.rstrip(".").removeprefix("www.") or None
