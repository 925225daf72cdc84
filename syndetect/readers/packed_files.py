"""Archives: each file inside goes to the reader of its type; nothing is ever written under its name."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Any, NamedTuple

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped, os_reason
from syndetect.readers.beside import TablesBeside
from syndetect.readers.cutzip import CUT_OFF, ZipLike, archive_of, is_cut
from syndetect.readers.file_names import named
from syndetect.readers.limit_messages import bomb
from syndetect.readers.opening import Kind, deliver, kind_of_content, kind_of_name, known_suffixes, peeked
from syndetect.readers.printable import valid_name
from syndetect.readers.unpacked import Replayed, counted, damage_as_errors, seekable
from syndetect.settings import Settings

Items = Iterator[Document | Skipped]


class _Member(NamedTuple):
    """A file inside an archive: how to open it, or why it is not read."""

    name: str
    size: int
    problem: str | None
    open: Callable[[], Any]


@errors_as_skipped
def read_zip(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The articles of a zip archive, in its order."""
    yield from _below("", file, origin, fields, settings)


@errors_as_skipped
def read_wacz(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The articles of the web archives in a WACZ file; its indexes and lists of pages hold nothing else."""
    yield from _below("archive/", file, origin, fields, settings)


def _below(
    folder: str, file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Items:
    """The articles of those members of a zip archive whose names begin with `folder`."""
    with seekable(file) as whole:
        if not whole.read(1):
            yield Skipped(origin.path, "is empty")
            return
        with archive_of(whole) as archive:
            tables = TablesBeside(archive)
            members = (
                member
                for member in _zipped(archive)
                if member.name.startswith(folder) and member.name not in tables.names
            )
            yield from map(tables.completed, _articles(members, origin, fields, settings))
            if is_cut(archive):
                yield Skipped(origin.path, CUT_OFF)


@errors_as_skipped
def read_tar(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The articles of a tar archive, in its order, in one pass."""
    head = file.read(1)
    if not head:
        yield Skipped(origin.path, "is empty")
        return
    course = _Course(Replayed(head, file))
    with damage_as_errors():
        archive = _tar_stream(course)
    with archive:
        yield from _articles(_tarred(archive, course), origin, fields, settings)
        yield from _lost(archive.offset, course, origin)


def _tar_stream(file: Any) -> Any:
    return tarfile.open(fileobj=file, mode="r|")


def _zipped(archive: ZipLike) -> Iterator[_Member]:
    for info in archive.infolist():
        mode = info.external_attr >> 16
        problem = None
        # Asking for is_dir() fails on a name without a sign.
        if info.filename.endswith("/"):
            continue
        if info.flag_bits & 1:
            problem = "is encrypted; unpack the archive and name the folder"
        elif mode & 0o170000 == 0o120000:
            problem = _LINK
        yield _Member(info.filename, info.file_size, problem, partial(archive.open, info))


class _Course:
    """The bytes of a tar, and how far the way to the next member may lead.

    The library believes what a header says: it would look for bytes behind the end of the file for as long as
    a made-up size lasts, and take a header into memory however large that says it is.
    """

    def __init__(self, file: Replayed) -> None:
        self._file = file
        self._place = 0
        self._ended = 0
        self._last = b""
        self.until = HEADER_BYTES

    def read(self, size: int) -> bytes:
        """The next bytes. Raises InputError once too many were asked for."""
        data = self._file.read(size)
        self._place += len(data)
        self._last = (self._last + data)[-_KEPT:]
        self._ended += not data
        if self._ended > ENDED_READS:
            raise InputError("is damaged: a member is larger than what is left of the archive")
        if self._place > self.until:
            raise InputError(f"is damaged: a member's header is larger than {HEADER_BYTES:,} bytes")
        return data

    def block(self, place: int) -> bytes | None:
        """The block at a place that was read of late, less at the end; None where it is no longer known."""
        begin = place - self._place + len(self._last)
        return self._last[begin : begin + tarfile.BLOCKSIZE] if begin >= 0 else None


_KEPT = 2 * tarfile.RECORDSIZE
"""Bytes that are kept of those that were read last: the library reads a record ahead of where it is."""


HEADER_BYTES = 8_000_000
"""Bytes that stand at most between the end of one member and the beginning of the next."""

ENDED_READS = 16
"""Reads behind the end of an archive until nothing more is expected there."""


def _tarred(archive: Any, course: _Course) -> Iterator[_Member]:
    while True:
        with damage_as_errors():
            info = archive.next()
        if info is None:
            return
        course.until = info.offset_data + info.size + HEADER_BYTES
        # A list of all members is kept for those who want to go back; here it would only grow.
        archive.members.clear()
        problem = None
        if info.isdir():
            continue
        if info.issym() or info.islnk():
            problem = _LINK
        elif not info.isreg():
            problem = "is a pipe or device, not a file"
        yield _Member(info.name, info.size, problem, partial(archive.extractfile, info))


def _lost(place: int, course: _Course, origin: Input) -> Iterator[Skipped]:
    """What is to be said of the place where no further member begins, as the library never complains."""
    block = course.block(place)
    if block is None or (block and not block.strip(b"\0")):
        return
    if block:
        yield Skipped(origin.path, "is damaged: what stands behind its last member that was read is none")
    else:
        yield Skipped(
            origin.path, "ends without the mark of its end, as an archive that was cut off", note=True
        )


_LINK = "is a link; links inside archives are not followed"


def _articles(
    members: Iterator[_Member], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Items:
    names = known_suffixes()
    known = frozenset(names)
    articles = False
    for member in members:
        parts = PurePosixPath(valid_name(member.name.replace("\\", "/"))).parts
        if not parts or _hidden(parts):
            continue
        inner = replace(_inside(origin, parts, member.size), named=named("/".join(parts), settings.name))
        if origin.excluded(inner.id):
            articles = True
            continue
        kind = kind_of_name(parts[-1], known)
        open_it = _opener(member, origin, settings)
        problem = _climbing(parts) or member.problem
        try:
            if kind is None and problem is None:
                kind, open_it = _kind_inside(open_it, names)
        except (InputError, LimitError, OSError) as error:
            problem = os_reason(error) if isinstance(error, OSError) else str(error)
        if problem or kind is None:
            yield Skipped(inner.path, problem or "")
            continue
        articles = True
        yield from deliver(open_it, kind, inner, fields, settings)
        if bomb(origin.unpacking, settings):
            yield Skipped(origin.path, "was not read to its end, because of what a member unpacks to")
            return
    if not articles:
        yield Skipped(origin.path, f"holds no {', '.join(names)} files")


def _kind_inside(
    open_it: Callable[[], IO[bytes]], names: Collection[str]
) -> tuple[Kind, Callable[[], IO[bytes]]]:
    """The kind of a member whose name says nothing, and what gives the member, which opens but once."""
    file = open_it()
    return kind_of_content(peeked(file), names, named=False), lambda: file


def _opener(member: _Member, origin: Input, settings: Settings) -> Callable[[], IO[bytes]]:
    def open_it() -> IO[bytes]:
        with damage_as_errors():
            return counted(member.open(), origin.unpacking, settings)

    return open_it


def _inside(origin: Input, parts: tuple[str, ...], size: int) -> Input:
    place = "/".join(part.strip("/") for part in parts)
    return replace(
        origin,
        id=f"{origin.id}/{place}",
        path=f"{origin.path}/{place}",
        outlet=parts[-2] if len(parts) > 1 else origin.outlet,
        size=size,
        depth=origin.depth + 1,
    )


def _hidden(parts: tuple[str, ...]) -> bool:
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts)


def _climbing(parts: tuple[str, ...]) -> str | None:
    if ".." in parts or parts[0].startswith("/") or parts[0].endswith(":"):
        return "names a place outside of the archive; such members are not read"
    return None
