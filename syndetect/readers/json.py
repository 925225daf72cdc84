"""JSON files: one article, a list of them, a feed, an agency's items, or what a paper's interface answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, Any

from syndetect.errors import InputError, SyndetectError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers import ghost, json_records
from syndetect.readers.agency import ninjs
from syndetect.readers.agency.items import NOT_FOR_USE, Item, status
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.chats import chat_values
from syndetect.readers.chats.messages import Talk
from syndetect.readers.encodings import given
from syndetect.readers.json_feed import entries, is_feed
from syndetect.readers.json_values import values
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.markup import article_text
from syndetect.readers.parts import article
from syndetect.readers.printable import shown
from syndetect.readers.record import FIELDS, document, kind_of, without
from syndetect.settings import Settings

_SHOWN_NAMES = 8

Items = Iterator[Document | Skipped]


@errors_as_skipped
def read_json(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The articles of a file, in its order, in bounded memory where it is a list or many values."""
    counted = _Counted()
    try:
        for value in values(file, settings, given(origin.id, settings)):
            yield from _of_value(value, origin, fields, settings, counted)
    except SyndetectError as error:
        yield Skipped(origin.path, str(error))
        return
    yield from counted.notes(origin)


def articles_of(found: Iterable[Any], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The articles of values that another format than JSON was read into."""
    counted = _Counted()
    for value in found:
        yield from _of_value(value, origin, fields, settings, counted)
    yield from counted.notes(origin)


def holds_articles(value: Any, fields: Mapping[str, str]) -> bool:
    """Whether a value is an article, or a list or table of which one of the first is."""
    some = islice(_transposed(value, fields["text"]) or json_records.records(value), _LOOKED_AT)
    return any(
        isinstance(one, dict) and json_records.text_of(one, fields["text"])[0] is not None for one in some
    )


_LOOKED_AT = 100


class _Counted:
    """How many records have come, how many of them without a text, and which are not for use."""

    def __init__(self) -> None:
        self.records = 0
        self.unusable: dict[str, int] = {}
        self.holders: dict[str, str] = {}
        self.talk = Talk()

    def name(self, item: Item, record: Mapping[str, Any]) -> None:
        """Give an item that names its agency by a code alone the name that others of the file give it."""
        keys = [key for key in (item.guid, record.get("source")) if isinstance(key, str)]
        holder = record.get("copyrightholder")
        if isinstance(holder, str) and holder.strip():
            self.holders.update(dict.fromkeys(keys, holder.strip()))
        elif named := next((self.holders[key] for key in keys if key in self.holders), None):
            item.provider = named

    def notes(self, origin: Input) -> Items:
        if not self.records:
            raise InputError("is JSON without an article in it")
        yield from self.talk.notes(origin)
        if self.unusable:
            counts = ", ".join(f"{count} {name}" for name, count in sorted(self.unusable.items()))
            reason = (
                f"has items that their agency has not released for use: {counts}; they are read, with "
                f"their status"
            )
            yield Skipped(origin.path, reason, note=True)


def _of_value(
    value: Any, origin: Input, fields: Mapping[str, str], settings: Settings, counted: _Counted
) -> Items:
    if isinstance(value, dict) and is_feed(value):
        for record, text in entries(value):
            counted.records += 1
            yield article(record, text, origin, settings, counted.records)
        return
    talk = chat_values.messages(value) if fields["text"] == "text" else None
    if talk is not None:
        for message in talk:
            counted.records += 1
            yield from counted.talk.article(message, origin, settings, counted.records)
        return
    for record in ghost.posts(value) or _transposed(value, fields["text"]) or json_records.records(value):
        counted.records += 1
        if not isinstance(record, dict):
            yield Skipped(f"{origin.path}:{counted.records}", f"is {kind_of(record)}, not an object")
        elif ninjs.is_item(record):
            yield from _item(record, origin, settings, counted)
        else:
            yield _record(record, origin, fields, settings, counted.records)


def _transposed(value: Any, text: str) -> list[dict[str, Any]]:
    """The records of a table as pandas writes one: by columns, by rows, or in parts."""
    if not isinstance(value, dict):
        return []
    columns, rows = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(rows, list) and _holding(map(str, columns), text):
        names = [str(name) for name in columns]
        return [dict(zip(names, row, strict=False)) for row in rows if isinstance(row, list)]
    if not value or not all(isinstance(one, dict) for one in value.values()):
        return []
    if json_records.text_of(value, text)[0] is None and all(
        _holding((name for name, said in one.items() if isinstance(said, str)), text)
        for one in value.values()
    ):
        return list(value.values())
    held = _holding(value, text)
    keys = value[held[0]].keys() if held else ()
    if not keys or any(column.keys() != keys for column in value.values()):
        return []
    return [{name: column[key] for name, column in value.items()} for key in keys]


def _holding(names: Iterable[str], text: str) -> list[str]:
    """The names among these of what may hold the texts of a table."""
    known = list(names)
    return [text] if text in known else json_records.text_names(known) if text == "text" else []


def _item(record: dict[str, Any], origin: Input, settings: Settings, counted: _Counted) -> Items:
    number = counted.records
    read = ninjs.read_item(record)
    if isinstance(read, str):
        yield Skipped(f"{origin.path}:{number}", read)
        return
    item, text = read
    counted.name(item, record)
    made = article(item.record(), text, origin, settings, number)
    if isinstance(made, Document) and (name := status(item.status)) in NOT_FOR_USE:
        counted.unusable[name] = counted.unusable.get(name, 0) + 1
    yield made
    for box in ninjs.boxes(record):
        yield Skipped(f"{origin.path}:{number}", _box(box), note=True)


def _box(box: Mapping[str, Any]) -> str:
    inner = ninjs.read_item(box)
    title = inner[0].title if not isinstance(inner, str) else None
    named = f" '{shown(title, 60)}'" if title else ""
    return f"carries a box{named} with a text of its own, which is no part of the article"


def _record(
    record: dict[str, Any], origin: Input, fields: Mapping[str, str], settings: Settings, number: int
) -> Document | Skipped:
    place = f"{origin.path}:{number}"
    text, name = json_records.text_of(record, fields["text"])
    if text is None:
        return Skipped(place, _textless(record, fields["text"]))
    plain, markup = article_text(text)
    if len(plain) > settings.max_bytes or len(plain.encode("utf-8", "replace")) > settings.max_bytes:
        return Skipped(place, over_limit(0, settings))
    if not plain.strip():
        return Skipped(place, f"its '{shown(name)}' field holds no text")
    ours, used = json_records.fields_of(record, fields)
    rest = without(record, [name, *used])
    made = document({**rest, **ours}, plain, f"{origin.id}:{number}", origin, _OWN, markup=markup)
    return made if isinstance(made, Document) else Skipped(place, made)


_OWN = {name: name for name in FIELDS}


def _textless(record: Mapping[str, Any], name: str) -> str:
    keys = [key for key in record if isinstance(key, str)]
    known = ", ".join(f"'{shown(key, 30)}'" for key in keys[:_SHOWN_NAMES])
    more = ", ..." if len(keys) > _SHOWN_NAMES else ""
    empty = [key for key in json_records.names()["text"] if key in record]
    if name == "text" and empty:
        return f"has no text: its '{empty[0]}' field is {_emptiness(record[empty[0]])}"
    return (
        f"has no '{shown(name)}' field but {known or 'none at all'}{more}; map another with --field text=NAME"
    )


def _emptiness(value: Any) -> str:
    return "empty" if value in ("", [], {}) or isinstance(value, str) else kind_of(value)
