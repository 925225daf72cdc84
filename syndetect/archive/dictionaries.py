"""Dictionaries, by which short texts pack better.

Each is made of articles of a segment and kept in it; a packed record says by a number which one it needs. It
has words of theirs: where one of them was removed, the next merge packs what is left of the segment anew.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.words import I64

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LARGEST = 112 << 10
"""Bytes of a dictionary: more of them save little."""

_LEAST = 4 << 10
_SHARE = 25
"""Times as many bytes as a dictionary must have what is packed with it."""

_SAMPLE = 1500
"""Articles that a dictionary is made of at most, spread over all."""

_LEAST_SAMPLE = 250
"""At least: of 1,000 articles so many make one that packs 1.5 in 100 worse, and in a third of the time."""

_SAMPLE_SHARE = 4


def made_of(count: int, size: int, plain: Callable[[int], bytes], taken: Iterable[int]) -> bytes:
    """A dictionary of some articles, empty where none is worth its room; its number is not `taken`.

    `count`: how many there are; `size`: bytes of all; `plain`: what is packed of each.
    """
    room = min(LARGEST, size // _SHARE)
    if room < _LEAST:
        return b""
    most = min(_SAMPLE, max(_LEAST_SAMPLE, count // _SAMPLE_SHARE))
    samples = [plain(place) for place in range(0, count, -(-count // most))]
    try:
        found = zstd.train_dict(samples, room)
    except (zstd.ZstdError, ValueError):
        # They have too little in common, or are too few.
        return b""
    return b"" if found.dict_id in set(taken) else bytes(found.dict_content)


def number_of(dictionary: bytes) -> int:
    """The number by which records name a dictionary. Raises ValueError when it is damaged."""
    return int(_opened(dictionary).dict_id)


def _opened(dictionary: bytes) -> zstd.ZstdDict:
    try:
        return zstd.ZstdDict(dictionary)
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from error


class Dictionaries:
    """Those of a segment, opened when a record asks for one."""

    def __init__(self, column: NDArray[np.uint8], offsets: I64) -> None:
        """`offsets`: where each begins, and where the last one ends."""
        self._column, self._offsets = column, offsets.tolist()
        self._known: Mapping[int, zstd.ZstdDict] | None = None

    def contents(self) -> list[bytes]:
        """All of them."""
        borders = zip(self._offsets[:-1], self._offsets[1:], strict=True)
        return [self._column[begin:end].tobytes() for begin, end in borders]

    def decompressor(self, record: bytes) -> zstd.ZstdDecompressor:
        """What unpacks a record. Raises ValueError when that is damaged, or its dictionary."""
        try:
            number = zstd.get_frame_info(record).dictionary_id
        except zstd.ZstdError as error:
            raise ValueError(str(error)) from error
        if not number:
            return zstd.ZstdDecompressor()
        if self._known is None:
            self._known = {one.dict_id: one for one in map(_opened, self.contents())}
        if number not in self._known:
            raise ValueError("its dictionary is missing")
        return zstd.ZstdDecompressor(self._known[number])


NO_DICTIONARIES = Dictionaries(np.empty(0, np.uint8), np.zeros(1, np.int64))


def packing(dictionary: bytes) -> tuple[zstd.ZstdDict, int] | None:
    """A dictionary as records are packed with it, None for none."""
    return _opened(dictionary).as_digested_dict if dictionary else None
