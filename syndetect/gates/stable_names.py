"""Names of documents that stay the same from run to run: where they are, not what this run called them."""

from __future__ import annotations

import os
import posixpath
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from syndetect.model import Document

STDIN = "-"


def name_of(document: Document, folder: Path | None = None) -> str:
    """The document's path, with its id behind it where a file holds several documents.

    The path is told from `folder`, or as it was named. An id depends on what else a run was asked to read,
    so it stands alone only where there is no path.
    """
    if document.path is None or document.path == STDIN:
        return document.id
    place = (
        posixpath.normpath(PurePath(document.path).as_posix())
        if folder is None
        else _from(document.path, folder)
    )
    file, last = PurePath(document.path).name, document.id.rpartition("/")[2]
    if last == file:
        return place
    if last.startswith(f"{file}:"):
        return place + last[len(file) :]
    return f"{place}#{document.id}"


def fits(pattern: str, name: str) -> bool:
    """Whether `name` is `pattern`, or one of those that it describes with ``*``, ``?`` and ``[...]``."""
    return name == pattern or fnmatchcase(name, pattern)


def _from(path: str, folder: Path) -> str:
    whole = os.path.abspath(path)  # noqa: PTH100 (a link stays what it is called)
    try:
        return PurePath(os.path.relpath(whole, folder)).as_posix()
    except ValueError:
        # Another drive.
        return PurePath(whole).as_posix()
