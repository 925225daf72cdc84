"""The published format as tables of flat rows, for Parquet, pandas and polars.

A table has a row for each record of its list. The values of an object inside a record are in columns that
begin with the name of that object; mappings with keys of the user are JSON texts. `joined` makes the
published format of the tables again.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from syndetect.errors import UnknownNameError, meant
from syndetect.model import (
    Document,
    Evidence,
    Exchange,
    Family,
    Fault,
    Finding,
    Member,
    Pair,
    Passage,
    Report,
    Skipped,
    Source,
)
from syndetect.records.checks import KEYS
from syndetect.records.json_text import dumps
from syndetect.records.ledgers import with_lines, without_lines
from syndetect.records.to_json import to_dict

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the keys to its value in a record, its type, and whether it can be None.

    `kind` is str, bool, int, float, Mapping (a JSON text), a tuple of one kind, or a dataclass.
    """

    name: str
    path: tuple[str, ...]
    kind: Any
    nullable: bool


def _columns_of(kind: Any, path: tuple[str, ...], prefix: str, *, nullable: bool = False) -> Iterator[Column]:
    hints = get_type_hints(kind)
    for item in fields(kind):
        key = KEYS.get((kind, item.name), item.name)
        inner, optional = without_none(hints[item.name])
        if is_dataclass(inner):
            deeper = "" if inner is Evidence else f"{prefix}{key}_"
            yield from _columns_of(inner, (*path, key), deeper, nullable=nullable or optional)
        elif (kind, key) not in _OWN_TABLES:
            yield Column(f"{prefix}{key}", (*path, key), inner, nullable or optional)


_OWN_TABLES = {(Pair, "passages")}
"""Lists that are a table by themselves."""


def without_none(kind: Any) -> tuple[Any, bool]:
    """The type of a column for a type of the model, without None, and whether None is one of its values."""
    if get_origin(kind) in (Union, types.UnionType):
        (inner,) = (kind for kind in get_args(kind) if kind is not type(None))
        return without_none(inner)[0], True
    origin = get_origin(kind)
    if origin is Literal:
        return str, False
    if origin is Mapping:
        return Mapping, False
    return kind, False


def item_of(kind: Any) -> Any:
    """The type of the items of a tuple type; None for any other type."""
    inner, _ = without_none(kind)
    return get_args(inner)[0] if get_origin(inner) is tuple else None


def parts_of(kind: Any) -> list[tuple[str, Any]] | None:
    """The keys of a dataclass with the type of each value; None for any other type."""
    inner, _ = without_none(kind)
    if not is_dataclass(inner):
        return None
    hints = get_type_hints(inner)
    return [(KEYS.get((inner, item.name), item.name), hints[item.name]) for item in fields(inner)]


_TEXT = Column("text", ("text",), str, nullable=True)
_PAIR = tuple(Column(name, ("pair", name), str, nullable=False) for name in ("left", "right"))
_FAMILY = Column("family", ("family",), str, nullable=False)
_RUN = (
    *(Column(name, (name,), str, nullable=False) for name in ("schema", "version", "started")),
    Column("seconds", ("seconds",), float, nullable=False),
    *(
        Column(name, (name,), Mapping, nullable=False)
        for name in ("stages", "cpu", "counts", "coefficients", "settings")
    ),
    Column("submissions", ("submissions",), tuple[str, ...], nullable=True),
    Column("gate", ("gate",), Mapping, nullable=True),
)


def _documents() -> Iterator[Column]:
    yield from (column for column in _columns_of(Document, (), "") if column.name != "text")
    yield _TEXT


def _families() -> Iterator[Column]:
    yield Column("id", ("id",), str, nullable=False)
    yield from _columns_of(Source, ("source",), "source_")
    yield from (
        column for column in _columns_of(Family, (), "") if column.path[0] not in ("id", "source", "members")
    )


_SAID = ("source", "reason")
_TABLES: Mapping[str, Callable[[], Iterator[Column]]] = {
    "run": lambda: iter(_RUN),
    "documents": _documents,
    "pairs": lambda: _columns_of(Pair, (), ""),
    "passages": lambda: iter((*_PAIR, *_columns_of(Passage, (), ""))),
    "families": _families,
    "members": lambda: iter((_FAMILY, *_columns_of(Member, (), ""))),
    "outlets": lambda: _columns_of(Exchange, (), ""),
    "findings": lambda: _columns_of(Finding, (), ""),
    "skipped": lambda: (column for column in _columns_of(Skipped, (), "") if column.name in _SAID),
    "notes": lambda: (column for column in _columns_of(Skipped, (), "") if column.name in _SAID),
    "faults": lambda: (column for column in _columns_of(Fault, (), "") if column.name != "trace"),
}


TABLES: tuple[str, ...] = tuple(_TABLES)
"""Names of the tables."""


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in order. Raises UnknownNameError, with the valid names, for another name."""
    make = _TABLES.get(table)
    if make is None:
        raise UnknownNameError(
            f"unknown table {table!r}{meant(table, TABLES)}; valid are: {', '.join(TABLES)}"
        )
    return tuple(make())


def tables(report: Report) -> dict[str, list[Row]]:
    """The rows of every table of a report, by the name of the table; each row has all columns in order."""
    data = with_lines(to_dict(report))
    return {name: [_flat(record, columns(name)) for record in _records(data, name)] for name in TABLES}


def _records(data: Mapping[str, Any], table: str) -> Iterator[Mapping[str, Any]]:
    """The records of the published format that become the rows of a table."""
    if table == "run":
        alone = {name: data[name] for name in ("schema", "settings", "submissions", "gate")}
        yield {**data["run"], **alone}
    elif table == "passages":
        for pair in data["pairs"]:
            sides = {"left": pair["left"], "right": pair["right"]}
            yield from ({"pair": sides, **passage} for passage in pair["passages"])
    elif table == "members":
        for family in data["families"]:
            yield from ({"family": family["id"], **member} for member in family["members"])
    else:
        yield from data[table]


def _flat(record: Mapping[str, Any], wanted: Sequence[Column]) -> Row:
    return {column.name: _cell(_at(record, column.path), column.kind) for column in wanted}


def _at(record: Any, path: Sequence[str]) -> Any:
    for key in path:
        if record is None:
            return None
        record = record.get(key)
    return record


def _cell(value: Any, kind: Any) -> Any:
    return dumps(value) if kind is Mapping and value is not None else value


def joined(rows_of: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """The published format again, from the rows of every table: the inverse of `tables`.

    Raises KeyError for a missing table, ValueError for a text that is not JSON.
    """
    made = {name: [_nested(row, columns(name)) for row in rows_of[name]] for name in TABLES}
    (run,) = made["run"]
    alone = {name: run.pop(name) for name in ("schema", "settings", "submissions", "gate")}
    passages = _grouped(made["passages"], lambda row: tuple(row.pop("pair").values()))
    members = _grouped(made["members"], lambda row: row.pop("family"))
    for note in made["notes"]:
        note["note"] = True
    for document in made["documents"]:
        if document["text"] is None:
            del document["text"]
    for pair in made["pairs"]:
        pair["passages"] = passages.get((pair["left"], pair["right"]), [])
    for family in made["families"]:
        family["members"] = members.get(family["id"], [])
    lists = {name: made[name] for name in TABLES if name not in ("run", "passages", "members")}
    return without_lines({**alone, "run": run, **lists})


def _grouped(rows: Sequence[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _nested(row: Row, wanted: Sequence[Column]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for column in wanted:
        value = row[column.name]
        inner = record
        for key in column.path[:-1]:
            inner = inner.setdefault(key, {})
        inner[column.path[-1]] = json.loads(value) if column.kind is Mapping and value is not None else value
    return _emptied(record, wanted)


def _emptied(record: dict[str, Any], wanted: Sequence[Column]) -> dict[str, Any]:
    """The record with None for each object that can be missing and has no value."""
    for key in {column.path[0] for column in wanted if len(column.path) > 1 and column.nullable}:
        inner = record[key]
        must = [column for column in wanted if column.path[0] == key]
        if all(value is None for value in inner.values()) and all(column.nullable for column in must):
            record[key] = None
    return record
