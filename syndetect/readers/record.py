"""From an input's fields to a `Document`: one rule for JSON lines, front matter and every table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
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
    record: Mapping[str, Any],
    text: str,
    default_id: str,
    origin: Input,
    fields: Mapping[str, str],
    *,
    line: int | None = None,
) -> Document | str:
    """The document of a record whose `text` has been found, or the reason why it cannot be one.

    `line` is the one that the record begins in, for files of one record a line or row.
    """
    rest = dict(record)
    names = tuple(fields.values())
    if _flat(names):
        own = rest.pop(fields["id"], None)
        outlet, title, published, url, language = _taken(rest, *_besides(names, tuple(fields)))
        if rest.get(fields["text"]) is text:
            del rest[fields["text"]]
    else:
        own, outlet, title, published, url, language = [_found(record, fields, ours) for ours in _BESIDES]
        _remove_used(rest, text, fields)
    if own.__class__ is not str and own is not None:
        if isinstance(own, bool) or not isinstance(own, int):
            return f"its '{shown(fields['id'])}' field is {kind_of(own)}; an id is text or a whole number"
        own = str(own)
    return Document(
        own or default_id,
        text,
        outlet or (host_of(url) if url else None) or origin.outlet,
        title,
        published,
        url,
        language,
        origin.path,
        rest,
        line=line,
        record=line is not None,
    )


_BESIDES = ("id", "outlet", "title", "published", "url", "language")


@lru_cache(maxsize=64)
def _flat(names: tuple[str, ...]) -> bool:
    """Whether each field has a name of its own that leads into no object, so that it can be taken away."""
    return len(set(names)) == len(names) and not any("." in name for name in names)


@lru_cache(maxsize=64)
def _besides(names: tuple[str, ...], ours: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The input's names for what is text beside the text, in order, and that of the date."""
    fields = dict(zip(ours, names, strict=True))
    return tuple(fields[name] for name in _BESIDES[1:]), fields["published"]


def _taken(rest: dict[str, Any], names: tuple[str, ...], published: str) -> list[str | None]:
    """The fields' values, None without one; they leave `rest` unless they cannot be used."""
    # In one loop, as every article of a corpus comes through here.
    found: list[str | None] = []
    for name in names:
        value = rest.get(name)
        if value.__class__ is str:
            value = value.strip()
            if name != published or is_iso8601(value):
                del rest[name]
                found.append(value or None)
                continue
        elif value is None:
            rest.pop(name, None)
        found.append(None)
    return found


def _found(record: Mapping[str, Any], fields: Mapping[str, str], ours: str) -> Any:
    value = value_of(record, fields[ours])
    return value if ours == "id" else (value.strip() or None) if _usable(value, ours) else None


def _usable(value: Any, ours: str) -> bool:
    return isinstance(value, str) and (ours != "published" or is_iso8601(value.strip()))


def _remove_used(rest: dict[str, Any], text: str, fields: Mapping[str, str]) -> None:
    """Take from `rest` what stands elsewhere in the document; all is looked up first."""
    values = [(ours, theirs, value_of(rest, theirs)) for ours, theirs in fields.items()]
    for ours, theirs, value in values:
        if value is text if ours == "text" else value is None or ours == "id" or _usable(value, ours):
            if theirs in rest:
                del rest[theirs]
            elif "." in theirs:
                _prune(rest, theirs.split("."))


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
