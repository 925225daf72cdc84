"""The files of a folder: all below it, in a fixed order, never outside it and never twice round a loop."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from syndetect.model import Skipped
from syndetect.readers import patterns
from syndetect.readers.as_skipped import os_reason
from syndetect.readers.printable import shown, valid_name


def files(top: str, excluded: patterns.Test = patterns.none) -> Iterator[str | Skipped]:
    """The paths of all regular files below `top`, sorted folder by folder, and what is not followed or read.

    Hidden names, `excluded` ones, and the folders in which browsers keep a saved page's pictures are passed
    over without a word.
    """
    root = Path(os.path.realpath(top))
    start = len(top) if top.endswith(os.sep) else len(top) + 1
    waiting: list[os.DirEntry[str]] = []
    try:
        waiting = _entries(top)
    except OSError as error:
        yield Skipped(valid_name(top), os_reason(error))
    while waiting:
        entry = waiting.pop()
        place = entry.path[start:].replace(os.sep, "/")
        problem = None
        if excluded(place):
            continue
        if entry.is_symlink():
            problem = _link_problem(Path(entry.path), root)
        elif entry.is_dir():
            if excluded(f"{place}/"):
                continue
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
        visible = sorted(
            (entry for entry in entries if not entry.name.startswith(".")),
            key=lambda entry: entry.name,
            reverse=True,
        )
    pages = {stem for entry in visible for stem in [_page(entry.name)] if stem}
    return [
        entry for entry in visible if entry.name.removesuffix("_files") not in pages or not entry.is_dir()
    ]


def _page(name: str) -> str | None:
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and suffix.lower() in ("htm", "html") else None


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
