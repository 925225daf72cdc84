"""Which files of a folder are wanted: patterns as in .gitignore, and globs that no shell has expanded."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import IO

from syndetect.errors import InputError
from syndetect.readers import gitignored
from syndetect.readers.as_skipped import os_reason
from syndetect.readers.printable import shown

IGNORE_FILE = ".syndetectignore"

Test = Callable[[str], bool]
"""Asked with a path below the folder, ``/`` between its parts and at the end of a folder's."""


def none(_: str) -> bool:
    """The test that no path meets."""
    return False


def matcher(patterns: Sequence[str]) -> Test:
    """Whether a path is meant by patterns as in .gitignore. Raises InputError for one that is not valid."""
    if not any(pattern.strip() for pattern in patterns):
        return none
    import pathspec

    try:
        return pathspec.GitIgnoreSpec.from_lines(patterns).match_file
    except ValueError as error:
        raise InputError(f"a pattern cannot be used: {shown(str(error), 200)}") from None


def ignored(top: str) -> list[str]:
    """The patterns of the ignore file in a folder, none where there is no such file."""
    try:
        return (Path(top) / IGNORE_FILE).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return []


def excluded(top: str, exclude: Sequence[str], *, git: bool = True) -> Test:
    """Whether a path below a folder is left out: by patterns, the folder's own ignore file, or git."""
    is_excluded = matcher((*ignored(top), *exclude))
    by_git = gitignored.ignored(top) if git else None
    if by_git is None:
        return is_excluded
    return by_git if is_excluded is none else lambda path: is_excluded(path) or by_git(path)


def split_glob(path: str) -> tuple[str, str] | None:
    """The folder that a glob begins at and the pattern below it, None when `path` is no glob."""
    parts = PurePath(path).parts
    at = next((place for place, part in enumerate(parts) if set("*?[") & set(part)), None)
    if at is None:
        return None
    return str(PurePath(*parts[:at])) if at else ".", "/" + "/".join(parts[at:])


def read_paths(source: str, stdin: IO[bytes] | None = None) -> Iterator[str]:
    """The paths that a file lists, one a line, or each ended by NUL as ``find -print0`` writes them.

    ``-`` is standard input. Raises InputError when the list cannot be read.
    """
    try:
        data = (stdin or sys.stdin.buffer).read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise InputError(f"{shown(source, 200)}: {os_reason(error)}") from error
    separator = b"\0" if b"\0" in data else b"\n"
    for line in data.split(separator):
        name = line if separator == b"\0" else line.removesuffix(b"\r")
        if name:
            yield os.fsdecode(name)
