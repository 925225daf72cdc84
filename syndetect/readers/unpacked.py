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
from syndetect.readers import limit_messages
from syndetect.readers.sniffing import GZIP
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


class CutOffError(InputError):
    """A stream ends ahead of its time."""

    def __init__(self, reason: str = "is cut off") -> None:
        super().__init__(reason)


class _Counted(io.RawIOBase):
    """The bytes of an unpacking stream, each one counted.

    One that is `forgiving` ends without an error where the stream is cut off, and keeps it as `cut`.
    """

    def __init__(self, inner: Any, unpacking: Unpacking, settings: Settings) -> None:
        self._inner = inner
        self._read = getattr(inner, "read1", inner.read)
        self._unpacking = unpacking
        self._settings = settings
        self.forgiving = False
        self.cut: CutOffError | None = None
        self._given = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.cut is not None:
            return 0
        try:
            with damage_as_errors():
                data = self._read(len(buffer))
        except CutOffError as error:
            if not (self.forgiving and self._given):
                raise
            self.cut = error
            return 0
        self._given = self._given or bool(data)
        limit_messages.count(self._unpacking, len(data), self._settings)
        buffer[: len(data)] = data
        return len(data)


def counted(inner: Any, unpacking: Unpacking, settings: Settings) -> IO[bytes]:
    """A stream of what `inner` unpacks, which raises LimitError and InputError alone."""
    return io.BufferedReader(_Counted(inner, unpacking, settings), _BUFFER)


def forgiving(file: IO[bytes]) -> IO[bytes]:
    """The stream, which from now on ends where it is cut off, unless nothing stands ahead of the cut."""
    raw = getattr(file, "raw", None)
    if isinstance(raw, _Counted):
        raw.forgiving = True
    return file


def cut(file: IO[bytes]) -> CutOffError | None:
    """What a forgiving stream did not say of its end."""
    raw = getattr(file, "raw", None)
    return raw.cut if isinstance(raw, _Counted) else None


@contextmanager
def damage_as_errors() -> Iterator[None]:
    """Turn what libraries raise over damaged archives into InputError."""
    try:
        yield
    except EOFError:
        raise CutOffError("is damaged: its compressed data is cut off") from None
    except OSError as error:
        # The modules raise OSError without a number for bytes that are not theirs.
        if error.errno is not None:
            raise
        raise InputError("is damaged, or not compressed as its name says") from None
    except Exception as error:
        if isinstance(error, tarfile.ReadError) and "unexpected end" in str(error):
            raise CutOffError from None
        if is_damage(error):
            raise InputError("is damaged, or not compressed as its name says") from None
        raise


def is_damage(error: Exception) -> bool:
    """Whether an error is what a library of ours raises over damaged data."""
    return isinstance(error, _DAMAGE) or type(error).__name__ == "ZstdError"


def _gzip(file: IO[bytes]) -> Any:
    import gzip

    return gzip.GzipFile(fileobj=file, mode="rb")


def _bzip2(file: IO[bytes]) -> Any:
    import bz2

    return bz2.BZ2File(file)


def _xz(file: IO[bytes]) -> Any:
    return lzma.LZMAFile(file)


def _zstd(file: IO[bytes]) -> Any:
    library: Any = zstd_library()
    dictionary, stream = _dictionary(file)
    return library.ZstdFile(stream, zstd_dict=dictionary, options=_window(library))


def _dictionary(file: IO[bytes]) -> tuple[Any, Any]:
    """The dictionary at the head of a web archive, None without one, and the stream after it."""
    head = file.read(8)
    if head[:4] != _DICTIONARY_FRAME:
        return None, Replayed(head, file)
    size = int.from_bytes(head[4:], "little")
    if size > _MAX_DICTIONARY:
        raise ValueError(_TOO_LARGE)
    packed = file.read(size)
    if packed.startswith(_ZSTD):
        packed = bytes(zstd_decompressor().decompress(packed, max_length=_MAX_DICTIONARY + 1))
        if len(packed) > _MAX_DICTIONARY:
            raise ValueError(_TOO_LARGE)
    return zstd_library().ZstdDict(packed, is_raw=not packed.startswith(_DICTIONARY)), file


def zstd_decompressor(dictionary: Any = None) -> Any:
    """A decompressor of one frame, whatever window that needs."""
    library: Any = zstd_library()
    return library.ZstdDecompressor(zstd_dict=dictionary, options=_window(library))


def zstd_library() -> Any:
    """The library of zstd: a part of Python from 3.14 on."""
    import sys

    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


def _window(library: Any) -> Mapping[Any, int]:
    # The most that the format's long mode knows. Memory is taken as it is filled, by what is unpacked.
    parameter = library.DecompressionParameter.window_log_max
    return {parameter: parameter.bounds()[1]}


_ZSTD = b"\x28\xb5\x2f\xfd"
_DICTIONARY = b"\x37\xa4\x30\xec"
_DICTIONARY_FRAME = b"\x5d\x2a\x4d\x18"
"""The frame that web archives hold their dictionary in, ahead of all others."""

_MAX_DICTIONARY = 1 << 24
_TOO_LARGE = "a dictionary beyond bounds"


class Replayed:
    """A stream from which some bytes were taken, whole again."""

    def __init__(self, head: bytes, file: IO[bytes]) -> None:
        self._head = head
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        if not self._head:
            return self._file.read(size)
        if size < 0:
            head, self._head = self._head, b""
            return head + self._file.read()
        head, self._head = self._head[:size], self._head[size:]
        return head


LOST = b"WARC/0.0 lost\n"
BROKEN = b"WARC/0.0 broken\n"
"""Lines that stand where a compressed stream could not be read at all, or broke off."""


class Members(io.RawIOBase):
    """Compressed streams one behind the other, of which a damaged one ends early and the next goes on.

    For web archives, whose records are streams of their own. Each stream begins with `mark`; `make` gives a
    decompressor for one. A line LOST or BROKEN stands for what could not be read.
    """

    def __init__(self, file: Any, mark: bytes, make: Callable[[], Any]) -> None:
        self._file = file
        self._mark = mark
        self._make = make
        self._packed = b""
        self._given = b""
        self._ready = b""
        self._inner: Any = None
        self._gave = self._failed = self._started = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Some of the next bytes, none at the end. Raises OSError without a number when none ever came."""
        wanted = _BUFFER if size < 0 else size
        while wanted and not self._ready and (self._packed or self._more()):
            if self._inner is not None:
                self._ready = self._unpacked(wanted)
            else:
                self._next_member()
        self._ready, piece = self._ready[wanted:], self._ready[:wanted]
        if wanted and not piece and not self._started:
            raise OSError("nothing is compressed in this way")
        return piece

    def _more(self) -> bool:
        if self._inner is not None and not getattr(self._inner, "needs_input", True):
            return True
        self._packed = self._file.read(_PACKED)
        if not self._packed and self._inner is not None:
            self._inner = None
            self._ready = b"\n\n" + (BROKEN if self._gave else LOST)
        return bool(self._packed)

    def _next_member(self) -> None:
        """Go to the next place where a stream may begin."""
        at = self._packed.find(self._mark)
        passed = self._packed[: at if at >= 0 else len(self._packed) + 1 - len(self._mark)]
        if self._started and not self._failed and passed.strip(b"\0"):
            self._failed, self._ready = True, b"\n\n" + LOST
        if at < 0:
            more = self._file.read(_PACKED)
            # The mark may lie across two pieces.
            self._packed = self._packed[1 - len(self._mark) :] + more if more else b""
            return
        self._packed = self._packed[at:]
        self._inner = self._make()
        self._gave = False

    def _unpacked(self, size: int) -> bytes:
        if self._packed:
            self._given = self._packed
        inner = self._inner
        try:
            data: bytes = inner.decompress(self._packed, size)
        except Exception as error:
            if not is_damage(error):
                raise
            # What was unpacked of this stream so far has been given; the search goes on behind its mark.
            self._inner, self._packed = None, self._given[1:]
            notice = b"" if self._failed and not self._gave else b"\n\n" + (BROKEN if self._gave else LOST)
            self._failed = True
            return notice
        if inner.eof:
            self._inner, self._packed = None, inner.unused_data
            self._failed = False
        else:
            self._packed = getattr(inner, "unconsumed_tail", b"")
        self._gave = self._gave or bool(data)
        self._started = self._started or bool(data)
        return data


def _gzip_members(file: IO[bytes]) -> Members:
    return Members(file, GZIP, lambda: zlib.decompressobj(16 + zlib.MAX_WBITS))


def _zstd_members(file: IO[bytes]) -> Members:
    dictionary, stream = _dictionary(file)
    return Members(stream, _ZSTD, lambda: zstd_decompressor(dictionary))


_PACKED = 1 << 16


OPENERS: Mapping[str, Callable[[IO[bytes]], Any]] = {
    ".gz": _gzip,
    ".bz2": _bzip2,
    ".xz": _xz,
    ".zst": _zstd,
}
"""Every compression by the suffix that names it."""


_BY_MEMBER: Mapping[str, Callable[[IO[bytes]], Any]] = {".gz": _gzip_members, ".zst": _zstd_members}


def unpacked(
    file: IO[bytes], suffix: str, unpacking: Unpacking, settings: Settings, *, by_member: bool = False
) -> IO[bytes]:
    """The stream inside a compressed one; `by_member` goes on behind a damaged stream with the next."""
    opener = (_BY_MEMBER.get(suffix) if by_member else None) or OPENERS[suffix]
    with damage_as_errors():
        return counted(opener(file), unpacking, settings)


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
