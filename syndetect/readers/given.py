"""Articles that a caller hands over in Python: mappings, rows and tables, by the rule of every record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.markup import article_text
from syndetect.readers.record import document, kind_of, layout, resolve_fields, value_of
from syndetect.readers.values import plain

_PLAIN_TYPES = (str, int, bool, type(None))
_ROWS = 1000
"""Rows of an Arrow table that are turned into Python's values at a time."""


def is_table(value: Any) -> bool:
    """Whether a value is a table whose rows can be articles: of pandas, polars or Arrow."""
    return any(hasattr(value, name) for name in ("iter_rows", "itertuples", "to_batches"))


def record_of(value: Any) -> Mapping[str, Any] | None:
    """The record that a row is: a mapping, a named tuple or a row of a table; None for all else."""
    found: Mapping[str, Any] | None = None
    if isinstance(value, Mapping):
        found = value
    elif isinstance(value, tuple) and hasattr(value, "_asdict"):
        found = value._asdict()
    elif hasattr(value, "to_dict") and hasattr(value, "index") and not is_table(value):
        found = value.to_dict()
    return found


def rows_of(table: Any) -> Iterator[Mapping[str, Any]]:
    """The rows of a table, each as a record; an index that has a name is a column."""
    if hasattr(table, "iter_rows"):
        yield from table.iter_rows(named=True)
    elif hasattr(table, "itertuples"):
        whole = table.reset_index() if any(name is not None for name in table.index.names) else table
        names = [str(name) for name in whole.columns]
        for values in whole.itertuples(index=False, name=None):
            yield dict(zip(names, values, strict=True))
    else:
        for batch in table.to_batches(max_chunksize=_ROWS):
            yield from batch.to_pylist()


def read_record(record: Mapping[str, Any], number: int, fields: Mapping[str, str]) -> Document | Skipped:
    """The article that a record is, or why it is none; `number` names it where it has no id.

    Values that a table holds for nothing (NaN, NaT, NA) are nothing. Raises UnknownNameError for a name in
    `fields` that is no field.
    """
    place = f"row:{number}"
    fields_given = {str(name): _value(value) for name, value in record.items()}
    names: Mapping[str, str] = resolve_fields(fields)
    if value_of(fields_given, names["text"]) is None:
        names = layout(fields_given, names) or names
    given = value_of(fields_given, names["text"])
    text, markup = article_text(given)
    if not isinstance(text, str) or not text.strip():
        return Skipped(place, _unusable(text, names["text"]))
    made = document(fields_given, text, place, Input(place, place), names, told=given, markup=markup)
    if isinstance(made, str):
        return Skipped(place, made)
    # It came from no file.
    return replace(made, path=None)


def _unusable(text: Any, name: str) -> str:
    if text is None:
        return f"has no {name!r} field; name the one that holds the text, as in fields={{'text': 'body'}}"
    return f"its {name!r} field is {'empty' if isinstance(text, str) else f'{kind_of(text)}, not text'}"


def _value(value: Any) -> Any:
    if isinstance(value, _PLAIN_TYPES):
        return value
    if type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value):  # noqa: PLR0124 (NaN)
        return None
    if type(value).__module__ == "numpy":
        return _value(_of_numpy(value))
    return plain(value)


def _of_numpy(value: Any) -> Any:
    """A value of numpy's as Python's own; moments to the microsecond, since Python has no finer ones."""
    if value.dtype.kind == "M":
        value = value.astype("datetime64[us]")
    return value.tolist()
