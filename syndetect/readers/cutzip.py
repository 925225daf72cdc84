"""Zip archives without the list at their end, as when a download broke off: what stands ahead of the cut."""

from __future__ import annotations

import bz2
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import IO, Any, Protocol

from syndetect.readers.unpacked import CutOffError, damage_as_errors

CUT_OFF = (
    "is cut off: the list at the end of the archive is missing; what stands ahead of the cut was read, "
    "so get the whole file"
)

_LOCAL, _DESCRIPTOR, _LISTED = b"PK\x03\x04", b"PK\x07\x08", b"PK\x01\x02"
_HEAD = struct.Struct("<4s5H3I2H")
_UNPACKERS: Mapping[int, Any] = {
    zipfile.ZIP_DEFLATED: lambda: zlib.decompressobj(-zlib.MAX_WBITS),
    zipfile.ZIP_BZIP2: bz2.BZ2Decompressor,
}
_LARGE = 0xFFFFFFFF
_PIECE = 1 << 16
_BEFORE = 1 << 20
"""Bytes in which the first member has to begin."""

_MOST = 200_000
"""Members that are looked for."""


class ZipLike(Protocol):
    """What is asked of an archive, whole or cut off."""

    @property
    def NameToInfo(self) -> dict[str, zipfile.ZipInfo]:  # noqa: N802 - the library's name
        """The members by name."""
        ...

    def infolist(self) -> list[zipfile.ZipInfo]:
        """The members in order."""
        ...

    def namelist(self) -> list[str]:
        """Their names."""
        ...

    def getinfo(self, name: str) -> zipfile.ZipInfo:
        """One of them; KeyError where there is none of that name."""
        ...

    def open(self, name: Any) -> Any:
        """A member's bytes as a stream."""
        ...

    def __enter__(self) -> Any: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> bool | None: ...


def archive_of(file: IO[bytes]) -> ZipLike:
    """A zip archive in a file that can be moved about in; what is left of it where its list is missing.

    Raises InputError where there is neither a list nor a member.
    """
    try:
        return zipfile.ZipFile(file)
    except Exception as error:
        left = CutArchive(file) if isinstance(error, (zipfile.BadZipFile, struct.error, ValueError)) else None
        if left is not None and left.infolist():
            return left
        with damage_as_errors():
            raise


def is_cut(archive: ZipLike) -> bool:
    """Whether the list of an archive's members is missing."""
    return isinstance(archive, CutArchive)


class CutArchive(AbstractContextManager["CutArchive"]):
    """The members of an archive by what stands ahead of each of them, as far as the file goes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._end = file.seek(0, 2)
        self._described = True
        self._places: dict[int, tuple[int, int | None, int | None]] = {}
        self._infos = list(self._walk())
        self.NameToInfo = {info.filename: info for info in reversed(self._infos)}

    def __exit__(self, *_: object) -> None:
        """Nothing has to be closed: the file is its opener's."""

    def infolist(self) -> list[zipfile.ZipInfo]:
        """The members in order."""
        return self._infos

    def namelist(self) -> list[str]:
        """Their names."""
        return [info.filename for info in self._infos]

    def getinfo(self, name: str) -> zipfile.ZipInfo:
        """One of them; KeyError where there is none of that name."""
        return self.NameToInfo[name]

    def open(self, name: str | zipfile.ZipInfo) -> Any:
        """A member's bytes; reading them raises CutOffError behind the last one that is there."""
        info = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        begin, end, check = self._places[info.header_offset]
        make = _UNPACKERS.get(info.compress_type)
        if make is None and info.compress_type != zipfile.ZIP_STORED:
            raise zipfile.BadZipFile("a way of packing that is not undone")
        return _Member(self._file, begin, end, make() if make is not None else None, check)

    def _walk(self) -> Iterator[zipfile.ZipInfo]:
        place: int | None = self._find(_LOCAL, 0, _BEFORE)
        while place is not None and len(self._places) < _MOST:
            self._file.seek(place)
            head = self._file.read(_HEAD.size)
            if len(head) < _HEAD.size or not head.startswith(_LOCAL):
                return
            _, _, flags, method, _, _, check, packed, size, named, more = _HEAD.unpack(head)
            name, extra = self._file.read(named), self._file.read(more)
            begin = place + _HEAD.size + named + more
            if len(name) < named or len(extra) < more or not name:
                return
            if _LARGE in (packed, size):
                size, packed = _large(extra, size, packed)
            info = zipfile.ZipInfo(name.decode("utf-8" if flags & 0x800 else "cp437", "replace"))
            info.header_offset, info.flag_bits, info.compress_type = place, flags, method
            end: int | None = begin + packed
            following = end
            if flags & 8 and not packed:
                end, following, check = self._described_end(begin)
            elif begin + packed > self._end:
                end = following = None
            info.compress_size, info.file_size = packed, size
            self._places[place] = begin, end, check if end is not None else None
            yield info
            if following is not None:
                # Between members of some programs stands padding, or a description without its mark.
                following = self._find(_LOCAL, following, following + 64)
            place = following

    def _described_end(self, begin: int) -> tuple[int | None, int | None, int | None]:
        """Where a member ends whose size stands behind it, where the next begins, and its checksum."""
        at = begin
        while self._described:
            found = self._find(_DESCRIPTOR, at)
            if found is None:
                break
            at = found
            self._file.seek(at + 4)
            descriptor = self._file.read(12)
            if len(descriptor) == 12:
                check, packed, _ = struct.unpack("<3I", descriptor)
                if packed == at - begin:
                    return at, at + 16, check
            at += 1
        # The search went to the file's end: it is not made again for every member.
        self._described = False
        following = self._find(_LOCAL, begin)
        if following is None:
            listed = self._find(_LISTED, begin)
            return (None, None, None) if listed is None else (listed, None, None)
        return following, following, None

    def _find(self, mark: bytes, begin: int, until: int | None = None) -> int | None:
        """The first place of a mark at or behind `begin`, and ahead of `until`."""
        until = self._end if until is None else min(until, self._end)
        held = b""
        place = begin
        self._file.seek(begin)
        while place < until:
            piece = self._file.read(min(_PIECE, until - place + len(mark)))
            if not piece:
                return None
            at = (held + piece).find(mark)
            if at >= 0:
                return place - len(held) + at
            place += len(piece)
            held = (held + piece)[-len(mark) + 1 :]
        return None


def _large(extra: bytes, size: int, packed: int) -> tuple[int, int]:
    """Sizes beyond 4 GB, which stand apart."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1 and length >= 16 and at + 20 <= len(extra):
            said = struct.unpack_from("<QQ", extra, at + 4)
            return (said[0] if size == _LARGE else size), (said[1] if packed == _LARGE else packed)
        at += 4 + length
    return size, packed


class _Member:
    """The bytes of a member of a file that others read as well."""

    def __init__(
        self, file: IO[bytes], begin: int, end: int | None, unpacker: Any, check: int | None
    ) -> None:
        self._file = file
        self._place = begin
        self._end = end
        self._unpacker = unpacker
        self._check = check
        self._seen = 0
        self._packed = b""

    def read(self, size: int) -> bytes:
        """The next bytes. Raises CutOffError behind the last of a member that is cut off."""
        data = b""
        while not data:
            if self._unpacker is not None and self._unpacker.eof:
                return self._finished()
            # One of the libraries keeps what it was given, the other hands the rest back.
            hungry = getattr(self._unpacker, "needs_input", True)
            if hungry and not self._packed:
                self._packed = self._more(size)
            if hungry and not self._packed:
                if self._end is None or self._unpacker is not None:
                    raise CutOffError
                return self._finished()
            if self._unpacker is None:
                data, self._packed = self._packed, b""
            else:
                data = self._unpacker.decompress(self._packed, size)
                self._packed = getattr(self._unpacker, "unconsumed_tail", b"")
        self._seen = zlib.crc32(data, self._seen)
        return data

    def _more(self, size: int) -> bytes:
        wanted = min(max(size, 1), _PIECE)
        if self._end is not None:
            wanted = min(wanted, self._end - self._place)
        self._file.seek(self._place)
        piece = self._file.read(wanted) if wanted > 0 else b""
        self._place += len(piece)
        return piece

    def _finished(self) -> bytes:
        if self._check is not None and self._check != self._seen:
            raise zipfile.BadZipFile("Bad CRC-32")
        return b""
