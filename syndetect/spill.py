"""Columns and texts that can be larger than the memory: what does not fit goes to a temporary file, in order.

One `Budget` is shared by all of them, so that it limits their sum. Nothing is moved later: what was added
while there was room stays in memory, what was added after that is in the file.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from syndetect.errors import SyndetectError
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64, U64

MEMORY = 128 << 20
"""Bytes of texts, postings and pairs that are held in memory before files are used, by default."""

_RUN = 1 << 20
"""Numbers that are sorted and stored together."""

_BORDERS = 1 << 12
"""Borders at which every run is divided, so that any range of values consists of a few pieces."""


class Budget:
    """The number of bytes that may still be held in memory."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def take(self, size: int) -> bool:
        """Reserve so many bytes, and return True; return False where there is not enough room."""
        if size > self.left:
            return False
        self.left -= size
        return True

    def give_back(self, size: int) -> None:
        """Free so many bytes."""
        self.left += size


class _File:
    """A temporary file without a name that grows at its end."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0

    def append(self, data: bytes | memoryview) -> int:
        """Write the data, and return the offset of its begin in bytes.

        Raises SyndetectError when the disk is full or cannot be written.
        """
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this does
            self._file.seek(self._end)
            self._file.write(data)
        except OSError as error:
            raise SyndetectError(
                f"temporary files in {tempfile.gettempdir()} cannot be written ({error.strerror or error}); "
                "set TMPDIR to a folder with more room, or allow more memory"
            ) from error
        begin = self._end
        self._end += len(data)
        return begin

    def read(self, begin: int, size: int) -> bytes:
        """`size` bytes from an offset that `append` returned; raises ValueError before the first `append`."""
        if self._file is None:
            raise ValueError("nothing was written yet")
        self._file.seek(begin)
        return self._file.read(size)

    def close(self) -> None:
        """Free the disk space."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __del__(self) -> None:
        # After an error there can be a file that nobody closes.
        self.close()


class SortedRuns:
    """Numbers below a bound, which are added in any order and returned sorted, in slices.

    They are kept as sorted runs. A slice has all numbers of a range, whose begin has no low bits, so that
    numbers that differ only in their low bits are in the same slice.
    """

    def __init__(self, span: int, low_bits: int, budget: Budget) -> None:
        """`span`: the bound of the numbers. `low_bits`: how many low bits are no part of the key."""
        step = -(-span // _BORDERS)
        step = -(-step >> low_bits) << low_bits
        self._borders = np.arange(0, span, max(step, 1 << low_bits), dtype=np.uint64)
        self._budget = budget
        self._pending: list[U64] = []
        self._waiting = 0
        self._runs: list[tuple[U64 | None, int, I64]] = []
        self._file = _File()
        self._total = 0

    def __len__(self) -> int:
        return self._total

    def append(self, values: U64) -> None:
        """Add some numbers."""
        self._total += len(values)
        self._pending.append(values)
        self._waiting += len(values)
        if self._waiting >= _RUN:
            self._put_away()

    def _put_away(self) -> None:
        if not self._waiting:
            return
        run = np.concatenate(self._pending)
        self._pending, self._waiting = [], 0
        run.sort()
        cuts = np.append(np.searchsorted(run, self._borders), len(run))
        if self._budget.take(run.nbytes):
            self._runs.append((run, 0, cuts))
        else:
            self._runs.append((None, self._file.append(run.data.cast("B")), cuts))

    def slices(self, size: int) -> Iterator[U64]:
        """All numbers in order, in sorted slices of about `size` numbers or more."""
        self._put_away()
        if not self._runs:
            return
        ends = np.sum([cuts for _, _, cuts in self._runs], axis=0)
        wanted = np.arange(size, int(ends[-1]) + size, size)
        stops = np.unique(np.minimum(np.searchsorted(ends, wanted), len(ends) - 1))
        low = 0
        for high in stops.tolist():
            if ends[high] > ends[low]:
                slice_of = np.concatenate([self._slice(run, low, high) for run in self._runs])
                slice_of.sort()
                yield slice_of
            low = high

    def _slice(self, run: tuple[U64 | None, int, I64], low: int, high: int) -> U64:
        values, begin, cuts = run
        first, last = int(cuts[low]), int(cuts[high])
        if values is not None:
            return values[first:last]
        return np.frombuffer(self._file.read(begin + 8 * first, 8 * (last - first)), np.uint64)

    def holding(self, keys: U64, low_bits: int) -> U64:
        """All numbers, sorted, whose upper bits are among `keys`, which are sorted and have no low bits."""
        self._put_away()
        runs = (self._slice(run, 0, len(self._borders)) for run in self._runs)
        chosen = (with_keys(run, keys, low_bits) for run in runs)
        joined = np.concatenate([np.empty(0, np.uint64), *chosen])
        joined.sort()
        return joined

    def close(self) -> None:
        """Free all memory and the file."""
        self._budget.give_back(sum(run.nbytes for run, _, _ in self._runs if run is not None))
        self._runs, self._pending, self._total = [], [], 0
        self._file.close()


def with_keys(ordered: U64, keys: U64, low_bits: int) -> U64:
    """The numbers of a sorted column whose upper bits are among `keys`, sorted and without low bits."""
    low = np.searchsorted(ordered, keys)
    high = np.searchsorted(ordered, keys | np.uint64((1 << low_bits) - 1), side="right")
    return ordered[ranges(low, high)[1]]


class SpilledColumns:
    """Columns in sets, which come back in the order in which they were added."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._held: list[tuple[NDArray[Any] | int, ...]] = []
        self._kinds: list[tuple[tuple[np.dtype[Any], int], ...]] = []
        self._taken = 0
        self._file = _File()

    def append(self, *columns: NDArray[Any]) -> None:
        """Add a set of columns of one dimension."""
        size = sum(column.nbytes for column in columns)
        self._kinds.append(tuple((column.dtype, len(column)) for column in columns))
        if self._budget.take(size):
            self._taken += size
            self._held.append(columns)
        else:
            raw = (np.ascontiguousarray(column).view(np.uint8).data for column in columns)
            self._held.append(tuple(self._file.append(data) for data in raw))

    def __iter__(self) -> Iterator[tuple[NDArray[Any], ...]]:
        for held, kinds in zip(self._held, self._kinds, strict=True):
            yield tuple(
                np.frombuffer(self._file.read(column, size * kind.itemsize), kind)
                if isinstance(column, int)
                else column
                for column, (kind, size) in zip(held, kinds, strict=True)
            )

    def close(self) -> None:
        """Free all memory and the file."""
        self._budget.give_back(self._taken)
        self._held, self._kinds, self._taken = [], [], 0
        self._file.close()


class Texts:
    """Texts by their number, in the order in which they were added."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._blocks: list[bytes | int] = []
        self._firsts: list[int] = []
        self._offsets: list[I64] = []
        self._file = _File()
        self._total = 0

    def __len__(self) -> int:
        return self._total

    def append(self, texts: Sequence[str]) -> None:
        """Add some texts, which get the next numbers."""
        if not texts:
            return
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        offsets = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(text) for text in encoded], out=offsets[1:])
        block = b"".join(encoded)
        self._blocks.append(block if self._budget.take(len(block)) else self._file.append(block))
        self._offsets.append(offsets)
        self._firsts.append(self._total)
        self._total += len(encoded)

    def __getitem__(self, number: int) -> str:
        block_number = bisect_right(self._firsts, number) - 1
        block, offsets = self._blocks[block_number], self._offsets[block_number]
        begin, end = offsets[number - self._firsts[block_number] :][:2].tolist()
        raw = self._file.read(block + begin, end - begin) if isinstance(block, int) else block[begin:end]
        return raw.decode("utf-8", "surrogatepass")

    def sizes(self) -> I64:
        """Bytes of each text, int64 (texts,)."""
        sizes: Iterable[I64] = (np.diff(offsets) for offsets in self._offsets)
        return np.concatenate([np.empty(0, np.int64), *sizes])

    def close(self) -> None:
        """Free all memory and the file."""
        self._budget.give_back(sum(len(block) for block in self._blocks if isinstance(block, bytes)))
        self._blocks, self._offsets, self._firsts, self._total = [], [], [], 0
        self._file.close()
