"""The files of a folder: all below it, in a fixed order, never outside it and never twice round a loop."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from syndetect.model import Skipped
from syndetect.readers.escape import shown, valid_name
from syndetect.readers.opening import os_reason


def files(top: str) -> Iterator[str | Skipped]:
    """The paths of all regular files below `top`, sorted folder by folder, and what is not followed or read.

    Hidden names are passed over without a word.
    """
    root = Path(os.path.realpath(top))
    waiting: list[os.DirEntry[str]] = []
    try:
        waiting = _entries(top)
    except OSError as error:
        yield Skipped(valid_name(top), os_reason(error))
    while waiting:
        entry = waiting.pop()
        problem = None
        if entry.is_symlink():
            problem = _link_problem(Path(entry.path), root)
        elif entry.is_dir():
            try:
                waiting += _entries(entry.path)
            except OSError as error:
                yield Skipped(valid_name(entry.path), os_reason(error))
            continue
        elif not entry.is_file():
            problem = "is a pipe, socket or device, not a file"
        yield Skipped(valid_name(entry.path), problem) if problem else entry.path


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What is to be visited in `folder`, last first."""
    with os.scandir(folder) as entries:
        visible = (entry for entry in entries if not entry.name.startswith("."))
        return sorted(visible, key=lambda entry: entry.name, reverse=True)


def _link_problem(link: Path, root: Path) -> str | None:
    try:
        mode = link.stat().st_mode
        if stat.S_ISDIR(mode):
            return "is a link to a folder; links to folders are not followed, name the folder itself"
        if not stat.S_ISREG(mode):
            return "is a link to a pipe, socket or device, not to a file"
        inside = link.resolve().is_relative_to(root)
    except FileNotFoundError:
        return f"is a broken link to {shown(str(link.readlink()))}"
    except (OSError, RuntimeError) as error:
        # A loop is an OSError of stat(), and a RuntimeError of resolve() before Python 3.13.
        return f"is a link that leads nowhere: {os_reason(error) if isinstance(error, OSError) else 'a loop'}"
    return None if inside else "is a link to a file outside the folder; name that file itself"
