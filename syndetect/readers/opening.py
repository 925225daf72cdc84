"""Opening one input: which reader takes it, whether it may be opened at all, and why it could not be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from syndetect import plugins
from syndetect.errors import InputError


def known_suffixes() -> tuple[str, ...]:
    """Every file suffix that some reader takes, in lower case with its dot."""
    return plugins.names("readers")


def suffix_of(name: str, known: frozenset[str]) -> str | None:
    """The suffix by which `name` finds its reader, None when no reader takes it."""
    _, dot, last = name.rpartition(".")
    suffix = (dot + last).lower()
    return suffix if suffix in known else None


@contextmanager
def opened(path: str) -> Iterator[tuple[IO[bytes], int | None]]:
    """The bytes of the file at `path` and their number, None where only reading tells.

    Raises InputError for what is neither a file nor a pipe; OSError as opening does.
    """
    mode = Path(path).stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
        raise InputError("is a device or socket, not a file")
    with Path(path).open("rb") as file:
        size = os.fstat(file.fileno()).st_size if stat.S_ISREG(mode) else None
        yield file, size


def os_reason(error: OSError) -> str:
    """Why the system refused, without the path: whoever shows it names that already."""
    if not error.strerror:
        return f"could not be read ({type(error).__name__})"
    return error.strerror[:1].lower() + error.strerror[1:]
