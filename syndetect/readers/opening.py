"""Opening one input: which reader takes it, whether it may be opened at all, and why it could not be."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, NamedTuple

from syndetect import plugins
from syndetect.errors import InputError, SyndetectError
from syndetect.faults import unread
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.telling import os_reason
from syndetect.readers.unpacked import OPENERS, unpacked
from syndetect.settings import Settings

_SHORT = {
    ".tgz": (".tar", ".gz"),
    ".tbz2": (".tar", ".bz2"),
    ".txz": (".tar", ".xz"),
    ".tzst": (".tar", ".zst"),
}


class Kind(NamedTuple):
    """What a name says of a file: its reader's suffix, and the compressions around it, outermost first."""

    suffix: str
    packing: tuple[str, ...] = ()


def known_suffixes() -> tuple[str, ...]:
    """Every file suffix that some reader takes, in lower case with its dot."""
    return plugins.names("readers")


def kind_of_name(name: str, known: frozenset[str]) -> Kind | None:
    """What the suffixes of `name` say, None when no reader takes it."""
    packing = []
    stem = name.lower()
    while True:
        stem, dot, last = stem.rpartition(".")
        suffix = dot + last
        if suffix in _SHORT:
            suffix, outer = _SHORT[suffix]
            packing.append(outer)
        elif suffix in OPENERS:
            packing.append(suffix)
            continue
        return Kind(suffix, tuple(packing)) if suffix in known else None


def no_reader(names: Iterable[str]) -> str:
    """Why a file of unknown type is left out where it was not named itself."""
    return f"is of no type that is read inside a folder ({', '.join(names)})"


def deliver(
    open_it: Callable[[], IO[bytes]], kind: Kind, origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """What is in a file of that kind; whatever keeps it from being opened or read on becomes a `Skipped`."""
    depth = origin.depth + len(kind.packing)
    if depth > settings.max_nesting:
        layers = f"is packed more than {settings.max_nesting} layers deep; raise max_nesting to read it"
        yield Skipped(origin.path, layers)
        return
    try:
        reader: plugins.Reader = plugins.load("readers", kind.suffix)
        file = open_it()
        for packing in kind.packing:
            file = unpacked(file, packing, origin.unpacking, settings)
        size = None if kind.packing else origin.size
        yield from reader(file, replace(origin, size=size, depth=depth), fields, settings)
    except OSError as error:
        yield Skipped(origin.path, os_reason(error))
    except SyndetectError as error:
        yield Skipped(origin.path, str(error))
    except Exception as error:  # noqa: BLE001 (no error of a reader ends the run)
        yield unread(origin.path, error)


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
