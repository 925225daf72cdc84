"""Inputs to articles on shared storage, each with the row that it has when all are sorted by id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial, reduce
from pathlib import PurePosixPath
from typing import Any

from syndetect import plugins
from syndetect.errors import InputError
from syndetect.model import Document, Fault, Skipped
from syndetect.pipeline.arguments import Item
from syndetect.pipeline.articles import claim_of
from syndetect.pipeline.reading import read_share, usable
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.unusable_dates import UnusableDates
from syndetect.readers.sidecar import met_no_article
from syndetect.settings import Settings
from syndetect.spark.cells import Columns, Row, mapped, released, squeezed

READ: Columns = {"id": "string", "path": "string", "claim": "binary", "data": "binary", "note": "binary"}
"""An article, or a note of what was none."""

ARTICLES: Columns = {"part": "int", "at": "int", "first": "int", "data": "binary", "note": "binary"}
"""An article by its part of the sorted ids and its number in there; it is the `first` of its id, or a note
tells why it is none."""

Note = tuple[list[Skipped], list[Fault], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is read: paths that all machines have, in `shares`, or the rows of a `frame`."""

    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    shares: int = 1
    frame: Any = None


def encoded(document: Document) -> bytes:
    """An article as bytes. A lone surrogate is kept in its text; elsewhere it raises UnicodeEncodeError."""
    import msgspec

    text = document.text.encode("utf-8", "surrogatepass")
    return msgspec.msgpack.encode((replace(document, text=""), squeezed(text)))


def decoded(data: bytes) -> Document:
    """The article again."""
    document, text = _decoder(tuple[Document, bytes]).decode(data)
    found: Document = replace(document, text=released(text).decode("utf-8", "surrogatepass"))
    return found


def heading(data: bytes) -> Document:
    """The same without its text."""
    found: Document = _decoder(tuple[Document, bytes]).decode(data)[0]
    return found


@lru_cache(maxsize=16)
def _decoder(kind: Any) -> Any:
    import msgspec

    return msgspec.msgpack.Decoder(kind)


def note_of(data: bytes) -> Note:
    """What a note holds."""
    found: Note = _decoder(Note).decode(data)
    return found


def of_all(notes: Iterable[Note], shares: int) -> Iterator[Note]:
    """The notes as one reading of all shares would have them.

    That a table of metadata has no row of an article is so only if every share says it, and is said once.
    """
    unmet: Counter[Skipped] = Counter()
    for skipped, faults, counts in notes:
        others = []
        for one in skipped:
            if not met_no_article(one):
                others.append(one)
                continue
            unmet[one] += 1
            if unmet[one] == shares:
                others.append(one)
        yield others, faults, counts


def _note(skipped: Sequence[Skipped], faults: Sequence[Fault], counts: Mapping[str, int]) -> bytes:
    import msgspec

    plain = [Skipped(_valid(one.source), _valid(one.reason), one.note) for one in skipped]
    return msgspec.msgpack.encode((plain, faults, counts))


def _valid(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def read(session: Any, inputs: Inputs, settings: Settings, fields: Mapping[str, str]) -> Any:
    """The frame READ of all inputs."""
    if inputs.frame is not None:
        work = partial(_of_rows, names=list(inputs.frame.columns), settings=settings, fields=dict(fields))
        return mapped(inputs.frame, work, READ)
    work = partial(_of_share, inputs=inputs, settings=settings, fields=dict(fields))
    return mapped(session.range(0, inputs.shares, 1, inputs.shares), work, READ)


def frame_of(session: Any, addresses: Sequence[str]) -> Any:
    """The rows of Parquet, JSON lines, CSV or text that Spark itself reads from its storage.

    Raises InputError for an address whose suffix is none of these.
    """
    frames = [_opened(session, address) for address in addresses]
    return reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), frames)


def _opened(session: Any, address: str) -> Any:
    suffix = PurePosixPath(address).suffix.lower()
    if suffix == ".parquet":
        return session.read.parquet(address)
    if suffix in (".jsonl", ".ndjson", ".json"):
        return session.read.json(address)
    if suffix == ".csv":
        return session.read.csv(address, header=True, multiLine=True, escape='"')
    if suffix == ".txt":
        texts = session.read.text(address, wholetext=True)
        return texts.selectExpr("_metadata.file_path as id", "value as text")
    raise InputError(
        f"a cluster reads .parquet, .jsonl, .csv and .txt from {address}; end it in one, as in s3a://bucket/*.jsonl"
    )


def _of_share(
    rows: Iterator[Row], inputs: Inputs, settings: Settings, fields: Mapping[str, str]
) -> Iterator[Row]:
    for (number,) in rows:
        share = number, inputs.shares
        items = read_share(share, inputs.paths, settings, fields, inputs.exclude)
        yield from _rows_of(items, settings, fields)


def _of_rows(
    rows: Iterator[Row], names: Sequence[str], settings: Settings, fields: Mapping[str, str]
) -> Iterator[Row]:
    yield from _rows_of(_records(rows, names, fields), settings, fields)


def _records(rows: Iterator[Row], names: Sequence[str], fields: Mapping[str, str]) -> Iterator[Item]:
    make: Callable[..., Item] = plugins.load_input("given")
    name = fields.get("id", "id")
    for row in rows:
        record = dict(zip(names, row, strict=True))
        if record.get(name) is None:
            yield Skipped("a row", f"has no {name!r}; every row of a frame needs an id of its own")
        else:
            yield make(record, 0, fields)


def _rows_of(items: Iterable[Item], settings: Settings, fields: Mapping[str, str]) -> Iterator[Row]:
    run, undated = RunLog(None), UnusableDates(fields.get("published", "published"))
    for document in usable(items, settings, run, undated):
        try:
            data = encoded(document)
        except UnicodeEncodeError:
            reason = "has signs that no text can hold in its fields; mend them"
            run.skipped.append(Skipped(document.path or document.id, reason))
            continue
        yield document.id, document.path or "", claim_of(document, document.text), data, None
    run.skipped.extend(undated.notes())
    yield None, "", b"", None, _note(run.skipped, run.faults, run.counts)


def ordered(frame: Any, parts: int) -> Any:
    """The frame ARTICLES of a frame READ; which of two claims an id depends on what they are alone."""
    articles = frame.where("id is not null").repartitionByRange(parts, "id")
    return mapped(articles.sortWithinPartitions("id", "path", "claim"), _numbered, ARTICLES)


def _numbered(rows: Iterator[Row]) -> Iterator[Row]:
    from pyspark import TaskContext

    context = TaskContext.get()
    part = context.partitionId() if context is not None else 0
    holder: Row = (None, "")
    for at, (id, path, _, data, _) in enumerate(rows):
        if id != holder[0]:
            holder = id, path
            yield part, at, 1, data, None
        else:
            reason = f"has the id {id!r}, as {holder[1] or 'another article'} has; give it one of its own"
            yield part, at, 0, data, _note([Skipped(path or id, reason)], [], {})
