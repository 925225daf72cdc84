"""Names of documents that stay the same from run to run: their paths, not the ids of one run."""

from __future__ import annotations

import os
import posixpath
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from syndetect.model import Document

STDIN = "-"


def name_of(document: Document, folder: Path | None = None) -> str:
    """The document's path, followed by its id where a file holds several documents.

    The path is relative to `folder`; without a folder it is the path as the user named it. An id depends on
    the other inputs of a run, so the name is the id alone only where there is no path.
    """
    if document.path is None or document.path == STDIN:
        return document.id
    path = (
        posixpath.normpath(PurePath(document.path).as_posix())
        if folder is None
        else _from(document.path, folder)
    )
    file, last = PurePath(document.path).name, document.id.rpartition("/")[2]
    if last == file:
        return path
    if last.startswith(f"{file}:"):
        return path + last[len(file) :]
    return f"{path}#{document.id}"


def fits(pattern: str, name: str) -> bool:
    """Whether `name` equals `pattern` or matches its wildcards ``*``, ``?`` and ``[...]``."""
    return name == pattern or fnmatchcase(name, pattern)


def _from(path: str, folder: Path) -> str:
    whole = os.path.abspath(path)  # noqa: PTH100 (a link stays what it is called)
    try:
        return PurePath(os.path.relpath(whole, folder)).as_posix()
    except ValueError:
        # Another drive.
        return PurePath(whole).as_posix()
