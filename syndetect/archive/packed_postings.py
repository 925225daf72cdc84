"""Sorted postings in blocks: each packed, found by its first posting, and read only when it is looked into.

In a block one bit a posting says whether it has another hash than the one before it. Of each that has, what
the hash adds is kept, and its row; of the others, what the row adds to the one before. Of both kinds of
numbers all low bytes come first, then all next ones: of these the high ones are nearly all zero.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from syndetect.errors import ArchiveError
from syndetect.kernels.join import ROW_BITS
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64, U64, Bools

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BLOCK = 512
"""Postings of a block: many enough to pack well, few enough to read little that nobody asked for."""

_AT_ONCE = 128
"""Blocks that are unpacked together."""

_OPTIONS: dict[int, int] = {
    int(zstd.CompressionParameter.compression_level): 1,
    int(zstd.CompressionParameter.checksum_flag): 1,
}
_HASH_BYTES = (64 - ROW_BITS) // 8
_ROW_BYTES = ROW_BITS // 8
_BITS = BLOCK // 8
_FIXED = _BITS + _ROW_BYTES * BLOCK
"""Bytes of a block but for those of its hashes: bits, and rows."""

_LARGEST = _FIXED + _HASH_BYTES * BLOCK
_SHIFT = np.uint64(ROW_BITS)
_ROWS = np.uint64((1 << ROW_BITS) - 1)
_IN_CACHE = 64
"""Blocks whose bytes are put together in one go."""


class Packer:
    """Packs sorted postings; afterwards `firsts` and `offsets` tell where each block begins.

    `once`: whether a posting that comes again is left out.
    """

    def __init__(self, *, once: bool) -> None:
        self.count = 0
        self._once = once
        self._firsts: list[U64] = []
        self._offsets = [0]

    def packed(self, parts: Iterable[U64]) -> Iterator[NDArray[np.uint8]]:
        """The postings of sorted parts as bytes."""
        waiting: U64 = np.empty(0, np.uint64)
        last = np.empty(0, np.uint64)
        for part in parts:
            before, last = last, part[-1:] if len(part) else last
            if self._once and len(part):
                changed = np.append(not len(before) or part[0] != before[0], part[1:] != part[:-1])
                part = part[changed]  # noqa: PLW2901 (an article may have a feature twice)
            waiting = np.append(waiting, part)
            whole = len(waiting) // BLOCK * BLOCK
            if whole:
                yield self._blocks(waiting[:whole])
                waiting = waiting[whole:]
        if len(waiting):
            self.count += len(waiting) - BLOCK
            yield self._blocks(np.append(waiting, np.full(BLOCK - len(waiting), waiting[-1])))

    @property
    def firsts(self) -> U64:
        """The first posting of each block."""
        return np.concatenate([np.empty(0, np.uint64), *self._firsts])

    @property
    def offsets(self) -> I64:
        """Where each block begins, and where the last one ends."""
        return np.array(self._offsets, np.int64)

    def _blocks(self, postings: U64) -> NDArray[np.uint8]:
        table = postings.reshape(-1, BLOCK)
        self._firsts.append(table[:, 0].copy())
        self.count += len(postings)
        hashes, rows = table >> _SHIFT, table & _ROWS
        added = np.diff(hashes, axis=1, prepend=hashes[:, :1])
        new = added != 0
        rows = np.where(new, rows, np.diff(rows, axis=1, prepend=rows[:, :1]))
        fixed = np.concatenate(
            (np.packbits(new, axis=1), _planes(rows, _ROW_BYTES).reshape(len(table), -1)), axis=1
        )
        found = []
        for block, bits, own in zip(added, new, fixed, strict=True):
            raw = own.tobytes() + _planes(block[bits][None], _HASH_BYTES).tobytes()
            found.append(bytes(zstd.compress(raw, options=_OPTIONS)))
            self._offsets.append(self._offsets[-1] + len(found[-1]))
        return np.frombuffer(b"".join(found), np.uint8)


def _planes(values: U64, count: int) -> NDArray[np.uint8]:
    """The low bytes of numbers in rows, by byte: uint8 (rows, count, numbers of a row)."""
    raw = np.ascontiguousarray(values, "<u8").view(np.uint8).reshape(*values.shape, 8)
    return raw[..., :count].transpose(0, 2, 1)


def _unpacked(raw: Sequence[bytes], firsts: U64) -> U64 | None:
    """The postings of blocks, one block a row, from their bytes and firsts; None where these are wrong."""
    fixed = np.frombuffer(b"".join(block[:_FIXED] for block in raw), np.uint8).reshape(len(raw), _FIXED)
    new = np.unpackbits(fixed[:, :_BITS], axis=1).view(np.bool_)
    sizes = new.sum(axis=1)
    if any(
        len(block) != _FIXED + _HASH_BYTES * size for block, size in zip(raw, sizes.tolist(), strict=True)
    ):
        return None
    # A block's low bytes begin where its hashes do, and its next ones so many further on.
    ends = np.cumsum(sizes)
    at = np.arange(int(ends[-1])) + np.repeat((_HASH_BYTES - 1) * (ends - sizes), sizes)
    step = np.repeat(sizes, sizes)
    tails = np.frombuffer(b"".join(block[_FIXED:] for block in raw), np.uint8)
    added = tails[at].astype(np.uint64)
    for byte in range(1, _HASH_BYTES):
        added |= tails[at + byte * step].astype(np.uint64) << np.uint64(8 * byte)
    hashes = np.zeros(new.shape, np.uint64)
    hashes[new] = added
    hashes[:, 0] = firsts >> _SHIFT
    np.cumsum(hashes, axis=1, out=hashes)
    rows = _rows(fixed[:, _BITS:].reshape(len(raw), _ROW_BYTES, BLOCK), new, firsts)
    found: U64 = (hashes << _SHIFT) | (rows & _ROWS)
    return found


def _rows(planes: NDArray[np.uint8], new: Bools, firsts: U64) -> U64:
    """The rows of blocks: where a hash is `new` as they are, and otherwise added to the one before."""
    values = planes[:, 0].astype(np.uint64)
    for byte in range(1, _ROW_BYTES):
        values |= planes[:, byte].astype(np.uint64) << np.uint64(8 * byte)
    values[:, 0] = firsts & _ROWS
    sums = np.cumsum(values, axis=1)
    before = np.where(new, sums - values, np.uint64(0))
    rows: U64 = sums - np.maximum.accumulate(before, axis=1)
    return rows


class PackedPostings:
    """Packed postings as they lie in a file."""

    def __init__(
        self,
        firsts: U64,
        offsets: I64,
        packed: NDArray[np.uint8],
        count: int,
        path: object,
        let_go: Callable[[], None] = lambda: None,
    ) -> None:
        """Raise ArchiveError, which names the `path`, when they do not belong together.

        `let_go`: frees the memory of what was looked at of `packed`.
        """
        self._let_go = let_go
        self._firsts, self._offsets, self._packed, self._count = firsts, offsets, packed, count
        self._path = path
        if count < 0 or len(firsts) != -(-count // BLOCK) or len(offsets) != len(firsts) + 1:
            raise self._damaged()

    def _damaged(self) -> ArchiveError:
        return ArchiveError(
            f"{self._path} is damaged in its postings; run syndetect index verify, and build the index anew "
            "from the articles"
        )

    def __len__(self) -> int:
        return self._count

    def blocks(self, numbers: I64 | Sequence[int]) -> U64:
        """The postings of some blocks, one block a row. Raises ArchiveError when they are damaged."""
        numbers = np.asarray(numbers, np.int64)
        spans = np.stack((self._offsets[numbers], self._offsets[numbers + 1]), axis=1).tolist()
        raw = [self._raw(begin, end) for begin, end in spans]
        self._let_go()
        found: U64 = np.empty((len(numbers), BLOCK), np.uint64)
        for begin in range(0, len(numbers), _IN_CACHE):
            some = slice(begin, begin + _IN_CACHE)
            postings = _unpacked(raw[some], self._firsts[numbers[some]])
            if postings is None:
                raise self._damaged()
            found[some] = postings
        return found

    def _raw(self, begin: int, end: int) -> bytes:
        if not 0 <= begin < end <= len(self._packed):
            raise self._damaged()
        try:
            raw = zstd.ZstdDecompressor().decompress(
                self._packed[begin:end].tobytes(), max_length=_LARGEST + 1
            )
        except (zstd.ZstdError, EOFError) as error:
            raise self._damaged() from error
        if not _FIXED <= len(raw) <= _LARGEST:
            raise self._damaged()
        return bytes(raw)

    def part(self, begin: int, end: int) -> U64:
        """The postings from one place to another."""
        begin, end = max(begin, 0), min(end, self._count)
        if begin >= end:
            return np.empty(0, np.uint64)
        first = begin // BLOCK
        found = self.blocks(np.arange(first, -(-end // BLOCK))).reshape(-1)
        return found[begin - first * BLOCK : end - first * BLOCK]

    def at(self, place: int) -> np.uint64:
        """The posting at a place."""
        posting: np.uint64 = self.part(place, place + 1)[0]
        return posting

    def behind(self, limit: np.uint64) -> int:
        """The place behind all postings that are no larger than `limit`."""
        block = int(np.searchsorted(self._firsts, limit, side="right")) - 1
        if block < 0:
            return 0
        inside = int(np.searchsorted(self.blocks([block])[0], limit, side="right"))
        return min(block * BLOCK + inside, self._count)

    def holding(self, keys: U64, low_bits: int) -> U64:
        """Those whose upper bits are among `keys`, sorted."""
        if not len(keys) or not self._count:
            return np.empty(0, np.uint64)
        lower = np.unique(keys)
        upper = lower | np.uint64((1 << low_bits) - 1)
        first = np.maximum(np.searchsorted(self._firsts, lower) - 1, 0)
        last = np.maximum(np.searchsorted(self._firsts, upper, side="right"), first)
        blocks = len(self._firsts) + 1
        marks = np.bincount(first, minlength=blocks) - np.bincount(last, minlength=blocks)
        wanted = np.flatnonzero(np.cumsum(marks)[:-1] > 0)
        parts = [np.empty(0, np.uint64)]
        for at in range(0, len(wanted), _AT_ONCE):
            found = self.blocks(wanted[at : at + _AT_ONCE])
            found = self._without_padding(found, wanted[at : at + _AT_ONCE])
            # Of many keys few can be in some of the blocks.
            low = int(np.searchsorted(upper, found[0]))
            high = int(np.searchsorted(lower, found[-1], side="right"))
            begins = np.searchsorted(found, lower[low:high])
            ends = np.searchsorted(found, upper[low:high], side="right")
            parts.append(found[ranges(begins, ends)[1]])
        return np.concatenate(parts)

    def _without_padding(self, found: U64, numbers: I64) -> U64:
        flat = found.reshape(-1)
        short = -self._count % BLOCK
        return flat[: len(flat) - short] if short and numbers[-1] == len(self._firsts) - 1 else flat
