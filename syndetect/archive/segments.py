"""Segments: what a number of articles are found by and what they say, in one file that never changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.archive.container import Container, ContainerWriter, narrowed, widened
from syndetect.archive.dictionaries import NO_DICTIONARIES, Dictionaries
from syndetect.archive.packed_postings import PackedPostings, Packer
from syndetect.archive.positions import Positions
from syndetect.archive.stored_articles import StoredArticle, stored
from syndetect.errors import ArchiveError
from syndetect.kernels.join import ROW_BITS, band_key
from syndetect.kernels.minhash import NOTHING, U16
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64, U64
from syndetect.model import Document
from syndetect.spill import MEMORY, Budget, SortedRuns
from syndetect.views import RARE_VIEWS

KIND = "segment"
_LINES = "lines"
_BANDS = "bands"
_SLICE = 1 << 20

POSTED = (*(view.column for view in RARE_VIEWS), _LINES)
"""Columns of postings, by the number of their view."""

_ROWS = np.uint64((1 << ROW_BITS) - 1)
_BAND = ~np.uint64((1 << 32) - 1)
"""The bits of a band's key that are kept. In a million articles a text meets one by chance, more or less,
and whoever asks compares the signatures."""

_BUFFER = 1 << 22


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What is known of the rows of a segment.

    `words`: furniture left out; `lengths`: counted in; `digests`, `raw_digests`: uint64, the same of both;
    `languages`: int8; `published`: float64, hours since 1970 or nan; `sizes`: bytes of the text;
    `signatures`: uint16 (rows, num_perm). Those in NARROW are of any width.
    """

    words: NDArray[Any]
    lengths: NDArray[Any]
    digests: U64
    raw_digests: U64
    languages: NDArray[np.int8]
    published: NDArray[np.float64]
    sizes: NDArray[Any]
    signatures: U16

    def of(self, name: str) -> NDArray[Any]:
        """A column by its name, made int64 if it is of any width."""
        values: NDArray[Any] = getattr(self, name)
        return widened(values) if name in NARROW else values


COLUMNS = ("words", "lengths", "digests", "raw_digests", "languages", "published", "sizes", "signatures")
NARROW = frozenset({"words", "lengths", "sizes"})


def write_segment(
    folder: Path,
    columns: Columns,
    views: Sequence[Iterable[U64]],
    records: Iterable[bytes],
    banded: tuple[int, int],
    dictionaries: Sequence[bytes],
) -> str:
    """Write a segment, and return the name of its file.

    `views`: the postings of each view in POSTED, in sorted parts, with rows. `banded`: bands and rows of a
    band. `dictionaries`: those that the records were packed with.
    """
    counts: dict[str, int] = {}
    with ContainerWriter(folder, KIND) as writer:
        for name in COLUMNS:
            values = getattr(columns, name)
            values = narrowed(values) if name in NARROW else values
            writer.column(name, values, values.shape[1] if values.ndim > 1 else 0)
        for name, parts in zip(POSTED, views, strict=True):
            counts[name] = _post(writer, name, parts, once=name != _LINES)
        counts[_BANDS] = _post(writer, _BANDS, _bands(columns.signatures, *banded), once=True)
        borders = np.cumsum([0, *map(len, dictionaries)])
        writer.column("dictionaries", np.frombuffer(b"".join(dictionaries), np.uint8))
        writer.column("dictionary_offsets", borders)
        offsets = [0]
        writer.column("records", _buffered(records, offsets))
        writer.column("record_offsets", narrowed(np.array(offsets, np.int64)))
        return writer.finish({"rows": len(columns.words), "postings": counts})


def _buffered(records: Iterable[bytes], offsets: list[int]) -> Iterator[NDArray[np.uint8]]:
    waiting, size = list[bytes](), 0
    for record in records:
        waiting.append(record)
        offsets.append(offsets[-1] + len(record))
        size += len(record)
        if size >= _BUFFER:
            yield np.frombuffer(b"".join(waiting), np.uint8)
            waiting, size = [], 0
    yield np.frombuffer(b"".join(waiting), np.uint8)


def _post(writer: ContainerWriter, name: str, parts: Iterable[U64], *, once: bool) -> int:
    """Write a column of postings, and return how many these are."""
    packer = Packer(once=once)
    writer.column(name, packer.packed(parts))
    writer.column(f"{name}_firsts", packer.firsts)
    writer.column(f"{name}_offsets", packer.offsets)
    return packer.count


def _bands(signatures: U16, bands: int, rows: int) -> Iterator[U64]:
    """The key of each text in each band, with its row in the low bits, in sorted parts.

    Those of two bands are equal by chance only.
    """
    empty = np.flatnonzero((signatures == NOTHING).all(axis=1))
    own = np.arange(len(signatures), dtype=np.uint64)
    keys = SortedRuns(1 << 64, ROW_BITS, Budget(MEMORY))
    for band in range(bands):
        part = band_key(signatures[:, band * rows : (band + 1) * rows], band, empty)
        keys.append((part & _BAND) | own)
    yield from keys.slices(_SLICE)
    keys.close()


class Records:
    """The articles of a finished segment: all that is the same in every layout."""

    def __init__(self, path: Path, number: int, rows: int) -> None:
        """Raise ArchiveError when the file is damaged, and OSError when it is not there."""
        self._file = Container(path, KIND)
        self.number, self.rows = number, rows
        self._offsets = self._file["record_offsets"]
        self._records = self._file["records"]
        if len(self._offsets) != rows + 1:
            raise ArchiveError(f"{path} is damaged: it lacks articles")
        self.dictionaries = NO_DICTIONARIES
        if "dictionaries" in self._file:
            # Older layouts have none.
            self.dictionaries = Dictionaries(self._file["dictionaries"], self._file["dictionary_offsets"])

    @property
    def path(self) -> Path:
        """Its file."""
        return self._file.path

    def record(self, row: int) -> bytes:
        """The packed article of a row. Raises ArchiveError when the file is damaged there."""
        begin, end = self._offsets[row : row + 2].tolist()
        if not 0 <= begin <= end <= len(self._records):
            raise self._damaged(row)
        return self._records[begin:end].tobytes()

    def stored(self, row: int) -> StoredArticle:
        """What is kept of the article of a row. Raises ArchiveError when the file is damaged there."""
        try:
            return stored(self.record(row), self.dictionaries)
        except ValueError as error:
            raise self._damaged(row) from error

    def document(self, row: int) -> Document:
        """The article of a row, with the text that is kept. Raises ArchiveError when it is damaged there."""
        return self.stored(row).document

    def positions(self, row: int) -> Positions:
        """Where the words of a masked article stand. Raises ArchiveError when the file is damaged there."""
        try:
            return self.stored(row).read_positions()
        except ValueError as error:
            raise self._damaged(row) from error

    def _damaged(self, row: int) -> ArchiveError:
        return ArchiveError(
            f"{self.path} is damaged: article {row} cannot be read; syndetect index verify names all that is"
        )


class Segment(Records):
    """A finished segment."""

    def __init__(self, path: Path, number: int, rows: int) -> None:
        """Raise ArchiveError when the file is damaged, and OSError when it is not there."""
        super().__init__(path, number, rows)
        self.columns = Columns(**{name: self._file[name] for name in COLUMNS})
        if any(len(getattr(self.columns, name)) != rows for name in COLUMNS):
            raise ArchiveError(f"{path} does not have the {rows} rows that the manifest knows of")

    def view(self, number: int) -> PackedPostings:
        """All postings of a view, sorted, with rows. Raises ArchiveError when they are damaged."""
        return self._posted(POSTED[number])

    def _posted(self, name: str) -> PackedPostings:
        counts = self._file.facts.get("postings")
        count = counts.get(name) if isinstance(counts, dict) else None
        return PackedPostings(
            self._file[f"{name}_firsts"],
            self._file[f"{name}_offsets"],
            self._file[name],
            count if isinstance(count, int) else -1,
            self.path,
            partial(self._file.let_go, name),
        )

    def postings(self, view: int, features: U64) -> U64:
        """The postings of some features, uint64, sorted. Raises ArchiveError when they are damaged."""
        return self.view(view).holding(features, ROW_BITS)

    def mates(self, keys: U64) -> tuple[I64, I64]:
        """Who shares a band: numbers of keys' texts, and rows, from the texts' keys, (texts, bands).

        Raises ArchiveError when the bands are damaged.
        """
        sought = (keys & _BAND).reshape(-1)
        met = self._posted(_BANDS).holding(np.unique(sought), ROW_BITS)
        low = np.searchsorted(met, sought)
        cells, rows = ranges(low, np.searchsorted(met, sought | _ROWS, side="right"))
        return cells // max(keys.shape[1], 1), (met[rows] & _ROWS).astype(np.int64)

    def faults(self) -> Iterator[str]:
        """What is no longer as it was written."""
        return self._file.faults()
