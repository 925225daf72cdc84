"""Compressed streams: opened by suffix, counted against the limits, damage told in a sentence."""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.plugins import Unpacking
from syndetect.readers import limits
from syndetect.settings import Settings

_BUFFER = 1 << 18
_IN_MEMORY = 1 << 25

_DAMAGE: tuple[type[Exception], ...] = (
    zlib.error,
    lzma.LZMAError,
    EOFError,
    zipfile.BadZipFile,
    tarfile.TarError,
    struct.error,
    ValueError,
    ArithmeticError,
    LookupError,
    RuntimeError,
)


class _Counted(io.RawIOBase):
    """The bytes of an unpacking stream, each one counted."""

    def __init__(self, inner: Any, unpacking: Unpacking, settings: Settings) -> None:
        self._inner = inner
        self._read = getattr(inner, "read1", inner.read)
        self._unpacking = unpacking
        self._settings = settings

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with damage_told():
            data = self._read(len(buffer))
        limits.count(self._unpacking, len(data), self._settings)
        buffer[: len(data)] = data
        return len(data)


def counted(inner: Any, unpacking: Unpacking, settings: Settings) -> IO[bytes]:
    """A stream of what `inner` unpacks, which raises LimitError and InputError alone."""
    return io.BufferedReader(_Counted(inner, unpacking, settings), _BUFFER)


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn what libraries raise over damaged archives into InputError."""
    try:
        yield
    except EOFError:
        raise InputError("is damaged: its compressed data is cut off") from None
    except OSError as error:
        # The modules raise OSError without a number for bytes that are not theirs.
        if error.errno is not None:
            raise
        raise InputError("is damaged, or not compressed as its name says") from None
    except Exception as error:
        if isinstance(error, _DAMAGE) or type(error).__name__ == "ZstdError":
            raise InputError("is damaged, or not compressed as its name says") from None
        raise


def _gzip(file: IO[bytes]) -> Any:
    import gzip

    return gzip.GzipFile(fileobj=file, mode="rb")


def _bzip2(file: IO[bytes]) -> Any:
    import bz2

    return bz2.BZ2File(file)


def _xz(file: IO[bytes]) -> Any:
    return lzma.LZMAFile(file)


def _zstd(file: IO[bytes]) -> Any:
    import sys

    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd.ZstdFile(file)


OPENERS: Mapping[str, Callable[[IO[bytes]], Any]] = {
    ".gz": _gzip,
    ".bz2": _bzip2,
    ".xz": _xz,
    ".zst": _zstd,
}
"""Every compression by the suffix that names it."""


def unpacked(file: IO[bytes], suffix: str, unpacking: Unpacking, settings: Settings) -> IO[bytes]:
    """The stream inside a compressed one."""
    with damage_told():
        return counted(OPENERS[suffix](file), unpacking, settings)


@contextmanager
def seekable(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """`file` itself where it can be moved about in, else a temporary copy."""
    if file.seekable():
        yield file
        return
    with SpooledTemporaryFile(_IN_MEMORY) as copy:
        while piece := file.read(_BUFFER):
            copy.write(piece)
        copy.seek(0)
        yield copy
