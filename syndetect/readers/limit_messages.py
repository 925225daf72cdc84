"""The sentences that say a limit was met, and what they are measured on."""

from __future__ import annotations

from typing import IO

from syndetect.errors import LimitError
from syndetect.plugins import Unpacking
from syndetect.settings import Settings

FREE = 64_000_000
"""Unpacked bytes up to which no ratio is held against a file: that much can be read in a second."""

SIP = 1 << 10
"""Bytes of XML that are parsed before its nesting is looked at again."""

_PIECE = 1 << 18

CONTAINER = 16
"""Times the limit of an article that a file may have in bytes whose text is what the limit bounds.

Pages and PDF hold pictures, scripts and fonts beside their text, often far more of them than of it.
"""


def over_limit(size: int, settings: Settings) -> str:
    """Why an article is left out; a `size` within the limit was not the whole and is not told."""
    limit = f"over the limit of {settings.max_bytes:,} an article; raise max_bytes to read it"
    return f"{size:,} bytes, {limit}" if size > settings.max_bytes else limit


def container_limit(settings: Settings) -> int:
    """Bytes that a file may have which holds other things than its text."""
    return CONTAINER * settings.max_bytes


def whole(file: IO[bytes], size: int | None, settings: Settings, *, container: bool = False) -> bytes:
    """All bytes of one article, which may be of `size`; LimitError when they are more than it may have.

    A `container` holds other things than text, and may have more.
    """
    # In pieces: the size of a pipe or a growing file is not known, and the limit may exceed the memory.
    limit = container_limit(settings) if container else settings.max_bytes
    if size is not None and size > limit:
        raise LimitError(over_limit(size, settings))
    pieces, read = [], 0
    while piece := file.read(_PIECE):
        read += len(piece)
        if read > limit:
            raise LimitError(over_limit(0, settings))
        pieces.append(piece)
    return b"".join(pieces)


class SlowStream:
    """A stream that gives little at a time, so that our limit on nesting acts before a parser's own."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        """The next bytes, at most a thousand or so."""
        return self._file.read(min(size, SIP))


def count(unpacking: Unpacking, size: int, settings: Settings) -> None:
    """Add `size` unpacked bytes; LimitError when the file they came from turns out to be a bomb."""
    unpacking.unpacked += size
    problem = bomb(unpacking, settings)
    if problem:
        raise LimitError(problem)


def bomb(unpacking: Unpacking, settings: Settings) -> str | None:
    """Why no more of a file is unpacked, None as long as it may be."""
    if unpacking.unpacked <= FREE:
        return None
    if unpacking.unpacked > settings.max_unpacked:
        return f"unpacks to more than {settings.max_unpacked:,} bytes; raise max_unpacked to read all of it"
    if unpacking.packed is not None and unpacking.unpacked > settings.max_ratio * unpacking.packed:
        return (
            f"unpacks to more than {settings.max_ratio:,} times its size, as archive bombs do; "
            "raise max_ratio to read all of it"
        )
    return None
