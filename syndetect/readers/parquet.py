"""Parquet: one article a row, read in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

import numpy as np

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.markup import article_text
from syndetect.readers.optional_library import require
from syndetect.readers.printable import shown
from syndetect.readers.record import FIELDS, document, kind_of, our_names, value_of
from syndetect.readers.table import no_column
from syndetect.readers.unpacked import seekable
from syndetect.readers.values import plain
from syndetect.settings import Settings

_ROWS = 1000
"""Rows a batch: few enough that a thousand long articles fit into the memory."""

_MARK = b"PAR1"
_PLAIN_TYPES = (str, int, bool, type(None))


@errors_as_skipped
def read_parquet(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """One article a row, a batch of rows in memory at a time."""
    arrow: Any = require("pyarrow", "tables", "a Parquet file")
    parquet: Any = require("pyarrow.parquet", "tables", "a Parquet file")
    with seekable(file) as whole:
        if not whole.read(1):
            yield Skipped(origin.path, "is empty")
            return
        whole.seek(0)
        try:
            table = parquet.ParquetFile(whole, pre_buffer=False)
            columns = columns_of(table.schema_arrow.names, fields)
            if isinstance(columns, str):
                yield Skipped(origin.path, columns)
                return
            batches = table.iter_batches(batch_size=_ROWS, use_threads=False)
            yield from rows_of(batches, columns, origin, fields, settings)
        except (arrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise InputError(_damage(whole)) from None


def _damage(file: IO[bytes]) -> str:
    """What keeps a file from being read: its end, which says where everything is, or something else."""
    file.seek(0)
    begins = file.read(len(_MARK)) == _MARK
    size = file.seek(0, 2)
    file.seek(max(size - len(_MARK), 0))
    if begins and file.read() != _MARK:
        return "is cut off: the end of a Parquet file says where its rows are; get the whole file"
    return "is damaged, or no Parquet file; what came before the damage was read"


def rows_of(
    batches: Iterable[Any], columns: list[str], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """One article a row of batches whose columns are called so, few rows as objects at a time."""
    number = 0
    for batch in batches:
        readable = _readable(batch).rename_columns(columns)
        clean = fields["text"] in columns and _is_clean(readable.column(columns.index(fields["text"])))
        for begin in range(0, readable.num_rows, _ROWS):
            for row in readable.slice(begin, _ROWS).to_pylist():
                number += 1
                made = _article(row, number, origin, fields, settings, clean=clean)
                yield made if isinstance(made, Document) else Skipped(f"{origin.path}:{number}", made)
    if not number:
        yield Skipped(origin.path, "holds no rows")


def columns_of(names: list[str], fields: Mapping[str, str]) -> list[str] | str:
    """The names of columns as fields are called here, or why none of them holds the texts."""
    from syndetect.readers.json_records import under_our_names

    columns = under_our_names(our_names(names, fields), fields)
    if fields["text"].partition(".")[0] not in columns and fields["text"] not in columns:
        return no_column(columns, fields["text"])
    return columns


def _readable(batch: Any) -> Any:
    """A batch whose times Python can hold: those in nanoseconds are cut to microseconds."""
    import pyarrow as pa

    kept = [_of_micros(kind, pa) for kind in batch.schema.types]
    if kept == batch.schema.types:
        return batch
    columns = [
        column if column.type == kind else _cut(column, kind, pa)
        for column, kind in zip(batch.columns, kept, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _is_clean(column: Any) -> bool:
    """Whether a column of texts holds no control signs but line feeds; they are looked for all at once."""
    import pyarrow as pa

    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return False
    letters = column.buffers()[2]
    if letters is None:
        return False
    signs = np.frombuffer(letters, np.uint8)
    return bool(np.count_nonzero(signs < 32) == np.count_nonzero(signs == 10))


def _cut(column: Any, kind: Any, pa: Any) -> Any:
    try:
        return column.cast(kind, safe=False)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        # Not every nesting can be cast; what cannot be told is no reason to lose the article.
        return pa.nulls(len(column))


def _of_micros(kind: Any, pa: Any) -> Any:
    """The type with microseconds for nanoseconds, at every depth; the same one where it has none."""
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        inner = _of_micros(kind.value_type, pa)
        return kind if inner == kind.value_type else pa.list_(inner)
    if pa.types.is_struct(kind):
        parts = [kind.field(at) for at in range(kind.num_fields)]
        made = pa.struct([(part.name, _of_micros(part.type, pa)) for part in parts])
        return made if any(part.type != made.field(part.name).type for part in parts) else kind
    if getattr(kind, "unit", None) != "ns":
        return kind
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us", kind.tz)
    return pa.time64("us") if pa.types.is_time64(kind) else pa.duration("us")


def _inside(value: dict[str, Any], row: Mapping[str, Any]) -> tuple[dict[str, Any], Any] | None:
    """The record of an article that a column holds whole, and its text; None where the column holds none."""
    from syndetect.readers.json_records import fields_of, text_of

    raw, name = text_of(value, "text")
    if raw is None:
        return None
    ours, used = fields_of(value, {field: field for field in FIELDS})
    rest = {key: held for key, held in value.items() if key not in (name, *used)}
    beside = {key: held for key, held in row.items() if held is not value}
    return {**rest, **ours, **beside}, raw


def _article(
    row: dict[str, Any],
    number: int,
    origin: Input,
    fields: Mapping[str, str],
    settings: Settings,
    *,
    clean: bool,
) -> Document | str:
    record = {
        name: value if isinstance(value, _PLAIN_TYPES) else plain(value)
        for name, value in row.items()
        if value is not None
    }
    raw = value_of(record, fields["text"])
    name = shown(fields["text"])
    if raw is None:
        return f"has no '{name}' value"
    text, markup = article_text(raw)
    if isinstance(text, dict) and fields["text"] == "text" and (inner := _inside(text, record)) is not None:
        record, raw = inner
        text, markup = article_text(raw)
    if not isinstance(text, str):
        return f"its '{name}' column is {kind_of(text)}, not text"
    if not text.strip():
        return f"its '{name}' column is empty"
    if len(text) > settings.max_bytes or (
        4 * len(text) > settings.max_bytes and len(text.encode()) > settings.max_bytes
    ):
        return over_limit(len(text.encode()), settings)
    return document(
        record,
        text,
        f"{origin.id}:{number}",
        origin,
        fields,
        told=raw,
        markup=markup,
        clean=clean and markup is None,
    )
