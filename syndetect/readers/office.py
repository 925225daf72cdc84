"""Zipped formats of XML: their parts, opened against all limits, and what every one of them can be."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any
from urllib.parse import unquote

from syndetect.errors import InputError, LimitError
from syndetect.model import Skipped
from syndetect.plugins import Input
from syndetect.readers.cutzip import CUT_OFF, ZipLike, archive_of, is_cut
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.unpacked import counted, damage_as_errors, forgiving, seekable
from syndetect.readers.xml_roots import tree
from syndetect.settings import Settings

XML_TIMES_TEXT = 40
"""How much larger the XML of a text may be than the text itself."""

_MOST_PARTS = 20_000


class Parts:
    """The parts of an opened file by their names."""

    def __init__(self, archive: ZipLike, origin: Input, settings: Settings) -> None:
        self._archive = archive
        self._origin = origin
        self._settings = settings

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def names(self) -> list[str]:
        """Every part, in the archive's order."""
        return self._archive.namelist()

    def notes(self) -> Iterator[Skipped]:
        """What is to be said of a file that is cut off, behind what was read of it."""
        if is_cut(self._archive):
            yield Skipped(self._origin.path, CUT_OFF)

    def open(self, name: str) -> IO[bytes]:
        """A part as a stream; LimitError when it says that it is too large."""
        with damage_as_errors():
            info = self._archive.getinfo(name)
            if info.flag_bits & 1:
                raise InputError("is encrypted; save it without a password")
            if info.file_size > XML_TIMES_TEXT * self._settings.max_bytes:
                raise LimitError(over_limit(0, self._settings))
            stream = counted(self._archive.open(name), self._origin.unpacking, self._settings)
            return forgiving(stream) if is_cut(self._archive) else stream

    def read(self, name: str) -> bytes:
        """All of a part."""
        limit = XML_TIMES_TEXT * self._settings.max_bytes
        with self.open(name) as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise LimitError(over_limit(0, self._settings))
        return data

    def tree(self, name: str) -> Any:
        """The root element of a part, whose tags are local names."""
        return tree(self.read(name))[0]


@contextmanager
def parts_of(file: IO[bytes], origin: Input, settings: Settings) -> Iterator[Parts]:
    """The parts of a zipped file. InputError for an empty file, a broken one, and what is no archive."""
    with seekable(file) as whole:
        if not whole.read(1):
            raise InputError("is empty")
        with archive_of(whole) as archive:
            if len(archive.NameToInfo) > _MOST_PARTS:
                raise LimitError(f"has more than {_MOST_PARTS:,} parts, as no document has")
            yield Parts(archive, origin, settings)


def beside(name: str, target: str) -> str:
    """The name of the part that `target`, an address in the part `name`, points at."""
    path = unquote(target.partition("#")[0])
    if path.startswith("/"):
        return posixpath.normpath(path).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
