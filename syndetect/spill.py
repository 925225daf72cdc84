"""Columns and texts that may outgrow the memory: what does not fit goes to a temporary file, in order.

One `Budget` is shared by all that is held at once, so the bound is on their sum. Nothing is moved about
later: what came while there was room stays in memory, what came after is in the file.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

import numpy as np

from syndetect.errors import SyndetectError
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64, U64

MEMORY = 128 << 20
"""Bytes of texts, postings and pairs that are held before files are used, unless somebody says otherwise."""

_RUN = 1 << 20
"""Numbers sorted and put away together."""

_BORDERS = 1 << 12
"""Places at which every run is cut, so that any range of values is a few of them."""


class Budget:
    """Bytes that may be held in memory, all in all."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def take(self, size: int) -> bool:
        """Whether there is room for so many bytes; if so, they are reserved."""
        if size > self.left:
            return False
        self.left -= size
        return True

    def give_back(self, size: int) -> None:
        """Bytes that are held no more."""
        self.left += size


class _File:
    """A temporary file without a name that grows at its end."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0

    def append(self, data: bytes | memoryview) -> int:
        """Where the data begins. Raises SyndetectError when the disk is full or not to be written."""
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
        """So many bytes from a place that something was appended at."""
        if self._file is None:
            raise ValueError("nothing was written yet")
        self._file.seek(begin)
        return self._file.read(size)

    def close(self) -> None:
        """Give the disk space back."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __del__(self) -> None:
        # An error on the way may leave a file behind that nobody closes.
        self.close()


class SortedRuns:
    """Numbers below a bound, taken in any order and given back sorted, a slice at a time.

    They are kept as sorted runs; a slice holds all numbers of a range, so no group of equal keys is cut when
    keys are equal in all but their low bits and the ranges begin at multiples of those.
    """

    def __init__(self, span: int, low_bits: int, budget: Budget) -> None:
        """`span`: every number is below it. `low_bits`: how many low bits are no part of the key."""
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
        """Take in some numbers."""
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
        """Everything in order, in sorted slices of about `size` numbers or more."""
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
        """All numbers whose upper bits are among `keys`, sorted numbers without their low bits; sorted."""
        self._put_away()
        runs = (self._slice(run, 0, len(self._borders)) for run in self._runs)
        found = (with_keys(run, keys, low_bits) for run in runs)
        joined = np.concatenate([np.empty(0, np.uint64), *found])
        joined.sort()
        return joined

    def close(self) -> None:
        """Let everything go."""
        self._budget.give_back(sum(run.nbytes for run, _, _ in self._runs if run is not None))
        self._runs, self._pending, self._total = [], [], 0
        self._file.close()


def with_keys(ordered: U64, keys: U64, low_bits: int) -> U64:
    """The numbers of a sorted column whose upper bits are among `keys`, sorted numbers without low bits."""
    low = np.searchsorted(ordered, keys)
    high = np.searchsorted(ordered, keys | np.uint64((1 << low_bits) - 1), side="right")
    return ordered[ranges(low, high)[1]]


class Texts:
    """Texts by number, in the order they came."""

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
        """Take in some texts, which get the next numbers."""
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
        place = bisect_right(self._firsts, number) - 1
        block, offsets = self._blocks[place], self._offsets[place]
        begin, end = offsets[number - self._firsts[place] :][:2].tolist()
        raw = self._file.read(block + begin, end - begin) if isinstance(block, int) else block[begin:end]
        return raw.decode("utf-8", "surrogatepass")

    def sizes(self) -> I64:
        """Bytes of each text, int64 (texts,)."""
        parts: Iterable[I64] = (np.diff(offsets) for offsets in self._offsets)
        return np.concatenate([np.empty(0, np.int64), *parts])

    def close(self) -> None:
        """Let everything go."""
        self._budget.give_back(sum(len(block) for block in self._blocks if isinstance(block, bytes)))
        self._blocks, self._offsets, self._firsts, self._total = [], [], [], 0
        self._file.close()
