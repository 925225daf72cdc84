"""The first bytes of a stream, looked at without taking them away."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, Any

from syndetect.errors import InputError

_BUFFER = 1 << 18


def peeked(file: IO[bytes], size: int) -> tuple[bytes, IO[bytes]]:
    """Up to `size` first bytes of `file`, and a stream that begins with them.

    Damage behind some bytes is met again where it stands.
    """
    pieces: list[bytes] = []
    missing, damage = size, None
    read: Callable[[int], bytes] = getattr(file, "read1", file.read)
    try:
        while missing > 0 and (piece := read(missing)):
            pieces.append(piece)
            missing -= len(piece)
    except InputError as error:
        if not pieces:
            raise
        damage = error
    head = b"".join(pieces)
    if file.seekable():
        file.seek(-len(head), io.SEEK_CUR)
        return head, file
    return head, io.BufferedReader(_Replayed(head, file, damage), _BUFFER)


class _Replayed(io.RawIOBase):
    """A stream that its first bytes were taken from, whole again, with the damage that stands behind them."""

    def __init__(self, head: bytes, file: IO[bytes], damage: InputError | None) -> None:
        self._head = head
        self._damage = damage
        self._read: Callable[[int], bytes] = getattr(file, "read1", file.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._head and self._damage is not None:
            raise self._damage
        data = self._head[: len(buffer)] or self._read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)
