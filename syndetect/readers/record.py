"""From an input's fields to a `Document`: one rule for JSON lines, front matter and every table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from syndetect.errors import UnknownNameError
from syndetect.model import Document
from syndetect.plugins import Input
from syndetect.readers.printable import shown, without_controls
from syndetect.text.dates import cited, is_iso8601, iso

__all__ = [
    "FIELDS",
    "document",
    "host_of",
    "is_iso8601",
    "kind_of",
    "layout",
    "our_names",
    "resolve_fields",
    "value_of",
    "without",
]

FIELDS = ("text", "id", "outlet", "title", "published", "url", "language")
"""The fields that mean something to us; every other one travels in `Document.meta`."""

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
    """The field of that name, or None; a dotted name that is none itself leads into what is nested."""
    value = record.get(name)
    if value is None and "." in name and name not in record:
        value = record
        for step in name.split("."):
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
                value = value[int(step)]
            else:
                return None
    return value


def our_names(names: Sequence[str], fields: Mapping[str, str]) -> list[str]:
    """Names of columns as `fields` write them, where they differ from it in capitals and blanks alone."""
    found = [name.strip().lstrip("\ufeff") for name in names]
    lacking = {name.casefold(): name for name in fields.values() if name not in found}
    for at, name in enumerate(found):
        if name.casefold() in lacking:
            found[at] = lacking.pop(name.casefold())
    return found


_LAYOUTS: tuple[Mapping[str, str], ...] = (
    {"text": "maintext", "published": "date_publish", "outlet": "source_domain"},
    {"text": "articleBody", "title": "headline", "published": "datePublished", "language": "inLanguage"},
)
"""What news-please and schema.org call the fields, each told by its name for the text."""


def layout(record: Mapping[str, Any], fields: Mapping[str, str]) -> Mapping[str, str] | None:
    """The names of the fields in a record without the text that `fields` name, None where none is known.

    Capitals may be other than expected; the names that the user mapped stay as they are.
    """
    if fields["text"] != "text":
        return None
    for known in _LAYOUTS:
        if record.get(known["text"]):
            return {
                ours: known.get(ours, theirs) if ours == theirs else theirs for ours, theirs in fields.items()
            }
    folded: dict[str, str] = {}
    for name in record:
        folded.setdefault(name.casefold(), name)
    if "text" not in folded:
        return None
    return {
        ours: theirs if theirs in record else folded.get(theirs, theirs) for ours, theirs in fields.items()
    }


def document(  # noqa: PLR0913 (one rule for every input)
    record: Mapping[str, Any],
    text: str,
    default_id: str,
    origin: Input,
    fields: Mapping[str, str],
    *,
    line: int | None = None,
    told: Any = None,
    markup: str | None = None,
    clean: bool = False,
) -> Document | str:
    """The document of a record whose `text` has been found, or the reason why it cannot be one.

    `line` is the one that the record begins in, for files of one record a line or row. `told` is the value
    that the text was made from where that is another, `markup` what it was freed from. Control signs become
    spaces; a text that is `clean` is known to have none.
    """
    if len(fields) > len(FIELDS):
        record, fields = _with_author(record, fields)
    rest = dict(record)
    names = tuple(fields.values())
    raw = text if told is None else told
    if not clean and (cleaned := without_controls(text)) is not text:
        text = cleaned
        if text.isspace():
            return "holds nothing but control signs"
    if _flat(names):
        own = rest.pop(fields["id"], None)
        outlet, title, published, url, language = _taken(rest, *_besides(names, tuple(fields)))
        if rest.get(fields["text"]) is raw:
            del rest[fields["text"]]
    else:
        own, outlet, title, published, url, language = [
            _mapped_value(record, fields, ours) for ours in _BESIDES
        ]
        _remove_used(rest, raw, fields)
    if own.__class__ is not str and own is not None:
        if (number := _whole_number(own)) is None:
            return f"its '{shown(fields['id'])}' field is {kind_of(own)}; an id is text or a whole number"
        own = number
    if markup is not None:
        rest["markup"] = markup
    if published is None or (outlet is not None and not outlet.isalpha()):
        outlet, published = _of_citations(rest, fields["published"], outlet, published)
    named = origin.named
    return Document(
        own or (named.get("id", default_id) if default_id == origin.id else default_id),
        text,
        outlet or (host_of(url) if url else None) or named.get("outlet") or origin.outlet,
        title or named.get("title"),
        published or named.get("published"),
        url,
        language or named.get("language"),
        origin.path,
        {**rest, "author": named["author"]} if "author" in named and not rest.get("author") else rest,
        line=line,
        record=line is not None,
    )


def _whole_number(value: Any) -> str | None:
    """A whole number as an id; None for every other value."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return None if isinstance(value, bool) or not isinstance(value, int) else str(value)


def _with_author(
    record: Mapping[str, Any], fields: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """A record whose author has our name, and the fields without it, as it is none of the document's."""
    rest = dict(record)
    if (author := rest.pop(fields["author"], None)) is not None:
        rest["author"] = author
    return rest, {name: fields[name] for name in FIELDS}


def _of_citations(
    rest: dict[str, Any], name: str, outlet: str | None, published: str | None
) -> tuple[str | None, str | None]:
    """Outlet and date where a field holds both, as in ``Tern of 4 May 2023, page 3``, which `rest` keeps."""
    for key, value in ((name, rest.get(name) if published is None else None), (None, outlet)):
        if not isinstance(value, str) or _FIGURES.search(value) is None:
            continue
        citation = cited(value)
        if citation is None or (published is not None and published[:10] != citation[1][:10]):
            continue
        if key is not None:
            del rest[key]
        rest.setdefault("citation", value)
        published = published or citation[1]
        outlet = citation[0] if key is None else outlet or citation[0]
    return outlet, published


_FIGURES = re.compile(r"\d\d")

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
        if value is not None and name == published:
            value = iso(value)
            if value is not None:
                del rest[name]
            found.append(value)
            continue
        if value.__class__ is str:
            del rest[name]
            found.append(value.strip() or None)
            continue
        if value is None:
            rest.pop(name, None)
        found.append(None)
    return found


def _mapped_value(record: Mapping[str, Any], fields: Mapping[str, str], ours: str) -> Any:
    value = value_of(record, fields[ours])
    if ours == "published":
        return iso(value)
    return value if ours == "id" else (value.strip() or None) if isinstance(value, str) else None


def _usable(value: Any, ours: str) -> bool:
    return iso(value) is not None if ours == "published" else isinstance(value, str)


def _remove_used(rest: dict[str, Any], text: Any, fields: Mapping[str, str]) -> None:
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


def without(record: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """A record without the fields of those names; a dotted name leads into nested objects."""
    rest = dict(record)
    for name in names:
        if name in rest:
            del rest[name]
        elif "." in name:
            _prune(rest, name.split("."))
    return rest


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
