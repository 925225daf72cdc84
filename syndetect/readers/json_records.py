"""JSON objects of programs and papers' interfaces: their fields under our names, lists inside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any
from unicodedata import combining, normalize

from syndetect.readers.agency.items import when
from syndetect.readers.agency.ninjs import is_item
from syndetect.readers.markup import article_text
from syndetect.readers.page.body import fragment_text
from syndetect.readers.record import FIELDS, value_of
from syndetect.text.dates import cited, told

_WRAPPERS = (
    "_source", "item", "article", "doc", "story", "attributes", "data", "object", "tweet", "post", "record",
    "node", "fields", "result", "page",
)  # fmt: skip
_BESIDE_POSTS = ("author", "user", "account", "uri")
"""What stands in the envelope of a post and not in the post."""
_LEVELS = 4
_SECONDS_LONG = len("2024-03-07T10:30:00")
"""Signs of a date and time without a zone."""
_FIRST, _LAST = -11_676_096_000, 7_258_118_400
"""The seconds of the years 1600 and 2200."""


@lru_cache(maxsize=1)
def names() -> Mapping[str, tuple[str, ...]]:
    """The known names of each of our fields."""
    return {field: found for field, found in _table().items() if field != "columns"}


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[str, ...]]:
    table = json.loads(files("syndetect").joinpath("data/records.json").read_text("utf-8"))
    return {field: tuple(found) for field, found in table.items() if field != "about"}


def records(value: Any, levels: int = _LEVELS) -> Iterator[Any]:
    """The objects that are articles in a value: itself, or those of the lists inside it."""
    if isinstance(value, list):
        for item in value:
            yield from records(item, levels - 1) if isinstance(item, list) and levels else [unwrapped(item)]
        return
    if not isinstance(value, dict) or _whole(value):
        yield value
        return
    inner = list(_lists(value, levels))
    if not inner:
        yield unwrapped(value)
        return
    for listed in inner:
        yield from map(unwrapped, listed)


def _lists(value: Mapping[str, Any], levels: int) -> Iterator[list[Any]]:
    """The lists of objects inside an object, of the outermost level that has any with texts or titles."""
    level: list[Any] = [value]
    for _ in range(levels):
        below: list[Any] = []
        found = []
        for one in level:
            for item in one.values() if isinstance(one, dict) else ():
                if isinstance(item, list) and any(_reads(entry) for entry in item[:50]):
                    found.append(item)
                elif isinstance(item, dict):
                    below.append(item)
        if found:
            yield from found
            return
        level = below


def _reads(entry: Any) -> bool:
    entry = unwrapped(entry)
    return isinstance(entry, dict) and (_whole(entry) or field_value(entry, "title")[0] is not None)


def _whole(value: Mapping[str, Any]) -> bool:
    """Whether an object is an article itself, not something around articles."""
    return is_item(value) or text_of(value, "text")[0] is not None


def unwrapped(value: Any) -> Any:
    """An object without the envelope that a search engine or an interface puts it into."""
    for _ in range(2):
        if not isinstance(value, dict) or _whole(value):
            return value
        inner = next((value[name] for name in _WRAPPERS if isinstance(value.get(name), dict)), None)
        if inner is None:
            return value
        beside = {name: value[name] for name in _BESIDE_POSTS if name in value and name not in inner}
        value = {**inner, **beside} if beside else inner
    return value


def text_of(record: Mapping[str, Any], name: str) -> tuple[Any, str]:
    """What holds the text of a record, text or a list of it, and the field it stands in; None without one.

    `name` goes first, and alone if it is not ours.
    """
    for _, known in _present(tuple(record), "text") if name == "text" else ((name, name),):
        value = value_of(record, known)
        if isinstance(value, str):
            if value.strip():
                return value, known
        elif isinstance(value, list | dict) and isinstance(article_text(value)[0], str):
            return value, known
    return None, name


def text_names(columns: Iterable[str]) -> list[str]:
    """The names among these under which programs give a text; its markup's only where it stands alone."""
    known = _text_names()
    found = [name for name in columns if _folded(name) in known]
    bare = [name for name in found if "html" not in name.casefold()]
    return bare or found


@lru_cache(maxsize=1)
def _text_names() -> frozenset[str]:
    """The names of texts, folded, and those of the same texts with their markup, as ``body_html``."""
    plain = {_folded(name) for name in names()["text"] if "." not in name}
    plain.update(map(_folded, _table()["columns"]))
    return frozenset({*plain, *(name + "html" for name in plain), *("html" + name for name in plain)})


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """A name without what programs differ in: capitals, accents, blanks, hyphens and underscores."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(sign for sign in normalize("NFKD", plain) if not combining(sign))
    return _BETWEEN_WORDS.sub("", plain)


_BETWEEN_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=256)
def _otherwise_written(keys: tuple[str, ...]) -> Mapping[str, str]:
    """The known names that these keys mean in other capitals, or with other signs between the words.

    Texts that are called by a name with ``html`` stand for those without it, where these are missing.
    """
    folded = {_folded(key): key for key in reversed(keys) if isinstance(key, str)}
    held = set(keys)
    found: dict[str, str] = {}
    for field, known in names().items():
        for name in known:
            plain = _folded(name)
            forms = (plain, plain + "html", "html" + plain) if field == "text" else (plain,)
            key = next((folded[form] for form in forms if form in folded), None)
            if key is not None and name not in held and "." not in name and key not in known:
                found.setdefault(name, key)
    return found


@lru_cache(maxsize=1024)
def _present(keys: tuple[str, ...], field: str) -> tuple[tuple[str, str], ...]:
    """The known names of a field that records with these keys may have, each with what it is called there."""
    other = _otherwise_written(keys)
    held = set(keys)
    return tuple(
        (usual, known)
        for usual in names()[field]
        if (known := other.get(usual, usual)) in held or known.partition(".")[0] in held
    )


def under_our_names(columns: Sequence[str], fields: Mapping[str, str]) -> list[str]:
    """Names of columns with ours for those that programs call otherwise, in any language.

    That of the text only where one alone can hold it; where there are several, or none, all names stay. What
    the user mapped stays, and so does what has our name already.
    """
    found = list(columns)
    if fields["text"] == "text" and "text" not in found:
        found = _of_a_chat(found)
    if fields["text"] == "text" and "text" not in found:
        texts = text_names(columns)
        if len(texts) != 1:
            return found
        found[found.index(texts[0])] = "text"
        wanted = names()
    else:
        wanted = _beside_a_text()
    for ours in (*FIELDS[1:], "author"):
        if fields.get(ours, ours) != ours or ours in found:
            continue
        folded = ["" if name in fields.values() else _folded(name) for name in found]
        known = next((_folded(name) for name in wanted[ours] if _folded(name) in folded), None)
        if known is not None:
            found[folded.index(known)] = ours
    return found


def _of_a_chat(columns: list[str]) -> list[str]:
    """Columns with our names where a chat program calls them so; else as they are."""
    if "Timestamp" not in columns:
        # What only chats call so is a word of many other things.
        return columns
    from syndetect.readers.chats.chat_values import program_of

    program = program_of(dict.fromkeys(columns))
    named = {program[ours][0]: ours for ours in ("text", "published")} if program is not None else {}
    return [named.get(name, name) for name in columns]


@lru_cache(maxsize=256)
def named_beside(keys: tuple[str, ...], user: tuple[tuple[str, str], ...]) -> Mapping[str, str] | None:
    """The names of the fields in records with these keys and a text, None where ours are all that is known.

    `user` is what the user calls the fields, in pairs.
    """
    fields = dict(user)
    named = dict(zip(keys, under_our_names(keys, fields), strict=True))
    known = {ours: theirs for theirs, ours in named.items() if theirs != ours}
    return {**fields, **known} if known else None


@lru_cache(maxsize=1)
def _beside_a_text() -> Mapping[str, tuple[str, ...]]:
    """The known names without those of what often stands beside texts: numbers of rows, names of people."""
    return {**names(), "id": (), "title": tuple(name for name in names()["title"] if name != "name")}


def filled_texts(record: Mapping[str, Any]) -> list[str]:
    """The fields of a record without one called so that can hold its text, and do hold some."""
    if _text_names().isdisjoint(map(_folded, record)):
        # Lists of other things are asked line by line.
        return []
    return [
        name
        for name in text_names(name for name, value in record.items() if value not in (None, "", []))
        if isinstance(article_text(record[name])[0], str)
    ]


def field_value(record: Mapping[str, Any], field: str) -> tuple[str | None, str]:
    """What a record says under one of the known names of a field, and that name; None when nothing usable."""
    for usual, known in _present(tuple(record), field):
        value = value_of(record, known)
        if value is not None and usual in _OF_THE_RECORD and _left_open(record):
            continue
        if field == "published":
            value = moment(value) or (value if cited(value) is not None else None)
            if value is not None and known.endswith("_gmt") and len(value) == _SECONDS_LONG:
                value += "+00:00"
        elif field == "id" and isinstance(value, int) and not isinstance(value, bool):
            return str(value), known
        if isinstance(value, str) and value.strip():
            return (_plain(value) if field == "title" else value).strip(), known
    return None, ""


_OF_THE_RECORD = frozenset(("created_at", "createdAt", "created", "creation_date"))
"""Names of the day on which a record was made, which is that of a publication where nothing else is said."""
_OF_PUBLICATION = ("published", "published_at", "publishedAt", "date_published", "publication_date")


def _left_open(record: Mapping[str, Any]) -> bool:
    """Whether a record has a place for the day of publication and says none: it is not known, or not yet."""
    return any(name in record for name in _OF_PUBLICATION)


def fields_of(record: Mapping[str, Any], fields: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Our fields of a record, by the user's names, else by known ones; and the names that were used."""
    names_used: dict[str, str] = {}
    used: list[str] = []
    for ours in FIELDS[1:]:
        name = fields[ours]
        value = value_of(record, name)
        if name == ours:
            value, name = field_value(record, ours)
        elif ours == "published":
            value = moment(value)
        if value is not None:
            names_used[ours] = value if isinstance(value, str) else str(value)
            used.append(name)
    author, name = _author(record)
    if author is not None:
        names_used["author"] = author
        used.append(name)
    return names_used, used


def _author(record: Mapping[str, Any]) -> tuple[str | None, str]:
    """Who wrote the text of a record, by known names, and the field that says so; None where none does."""
    for _, known in _present(tuple(record), "author"):
        value = value_of(record, known)
        people = value if isinstance(value, list) else [value]
        said = [name for name in map(_person, people) if name]
        if said and len(said) == len(people):
            return ", ".join(said), known
    return None, ""


def _person(value: Any) -> str | None:
    """The name of a person, who may be an object with several."""
    if isinstance(value, dict):
        value = next((value[name] for name in _PERSON if isinstance(value.get(name), str)), None)
    return _plain(value).strip() or None if isinstance(value, str) else None


_PERSON = ("display_name", "displayName", "name", "full_name", "fullName", "nickname", "username")


def moment(value: Any) -> str | None:
    """A date of an interface in ISO 8601: as text, or as seconds or milliseconds since 1970."""
    value = told(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        seconds = value / 1000 if abs(value) > 10**11 else value
        usable = _FIRST < seconds < _LAST and seconds != 0
        return datetime.fromtimestamp(seconds, UTC).isoformat() if usable else None
    return when(value)


def _plain(value: str) -> str:
    return fragment_text(value).replace("\n\n", " ") if "<" in value or "&" in value else value
