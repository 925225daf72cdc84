"""Arrow, Feather and ORC: one article a row, a batch in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.optional_library import require
from syndetect.readers.parquet import columns_of, rows_of
from syndetect.readers.unpacked import seekable
from syndetect.settings import Settings

_FILE = b"ARROW1"
_FIRST_FEATHER = b"FEA1"


@contextmanager
def _damage_told(kind: str) -> Iterator[None]:
    """What the library raises over a file of a `kind`, as our error; faults of the disk stay."""
    arrow: Any = require("pyarrow", "tables", f"an {kind} file")
    try:
        yield
    except (arrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise InputError(
            f"is damaged, cut off, or no {kind} file; what came before the damage was read"
        ) from None


@errors_as_skipped
def read_arrow(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """One article a row of a file, or of a stream, that was written with or without compression."""
    arrow: Any = require("pyarrow", "tables", "an Arrow file")
    with seekable(file) as whole:
        head = whole.read(len(_FILE))
        if not head:
            raise InputError("is empty")
        if head.startswith(_FIRST_FEATHER):
            raise InputError("is Feather of the first version; write it anew as Feather 2 or Parquet")
        whole.seek(0)
        with _damage_told("Arrow"):
            # Its own threads would go on behind an error.
            options = arrow.ipc.IpcReadOptions(use_threads=False)
            opening = arrow.ipc.open_file if head == _FILE else arrow.ipc.open_stream
            table = opening(whole, options=options)
            columns = columns_of(table.schema.names, fields)
            if isinstance(columns, str):
                raise InputError(columns)
            yield from rows_of(_batches(table, streamed=head != _FILE), columns, origin, fields, settings)


@errors_as_skipped
def read_orc(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """One article a row of an ORC file, a stripe in memory at a time."""
    orc: Any = require("pyarrow.orc", "tables", "an ORC file")
    with seekable(file) as whole:
        if not whole.read(1):
            raise InputError("is empty")
        whole.seek(0)
        with _damage_told("ORC"):
            table = orc.ORCFile(whole)
            columns = columns_of(table.schema.names, fields)
            if isinstance(columns, str):
                raise InputError(columns)
            stripes = map(table.read_stripe, range(table.nstripes))
            yield from rows_of(stripes, columns, origin, fields, settings)


def _batches(table: Any, *, streamed: bool) -> Iterator[Any]:
    """The batches, each looked through first: the library believes what a file says of its own columns."""
    numbered = () if streamed else range(table.num_record_batches)
    for batch in table if streamed else map(table.get_batch, numbered):
        batch.validate(full=True)
        yield batch
