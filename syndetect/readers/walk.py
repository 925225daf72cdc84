"""From what the user named to documents: folders walked, files given to their readers, the rest explained."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import IO

from syndetect import plugins
from syndetect.errors import InputError, SyndetectError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.escape import shown, valid_name
from syndetect.readers.folder import files
from syndetect.readers.names import absolute, labels
from syndetect.readers.opening import known_suffixes, opened, os_reason, suffix_of
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

STDIN = "-"

_DEFAULTS = Settings()
_NOT_MAPPED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Reading:
    """What stays the same for all files of one call."""

    settings: Settings
    fields: Mapping[str, str]
    known: frozenset[str]
    listed: str
    seen: dict[str, str] | None = None
    """The files read so far and what they were shown as; kept only where arguments may overlap."""


def read(
    *sources: str | Path,
    settings: Settings = _DEFAULTS,
    fields: Mapping[str, str] = _NOT_MAPPED,
    stdin: IO[bytes] | None = None,
) -> Iterator[Document | Skipped]:
    """Every article under `sources`, in the order named and, inside folders, of their names.

    ``-`` is JSON lines from `stdin`, the process's own by default. `fields` gives the input's name for a
    field of ours. Raises, before anything is read, InputError for a source that does not exist and
    UnknownNameError for a field that is not ours.
    """
    paths = [os.fspath(source) for source in sources]
    if not paths:
        raise InputError("nothing to read; name a file, a folder, or - for JSON lines on standard input")
    problems = [problem for path in paths if path != STDIN and (problem := _absence(path))]
    if problems:
        raise InputError("; ".join(problems))
    known = known_suffixes()
    reading = _Reading(
        settings=settings,
        fields=resolve_fields(fields),
        known=frozenset(known),
        listed=", ".join(known),
        seen={} if len(paths) > 1 else None,
    )
    return _sources(_once(paths), reading, stdin)


def _absence(path: str) -> str | None:
    """Why there is nothing at `path`, None when there is something, readable or not."""
    name = shown(path, 200)
    try:
        Path(path).stat()
    except FileNotFoundError:
        link = Path(path).is_symlink()
        return f"{name} is a broken link; repair it or name its target" if link else f"{name} does not exist"
    except PermissionError:
        return None
    except (OSError, ValueError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else str(error)
        return f"{name} cannot be used: {reason}"
    return None


def _once(paths: Sequence[str]) -> list[str]:
    first: dict[str, str] = {}
    for path in paths:
        first.setdefault(STDIN if path == STDIN else absolute(path), path)
    return list(first.values())


def _sources(
    paths: Sequence[str], reading: _Reading, stdin: IO[bytes] | None
) -> Iterator[Document | Skipped]:
    on_disk = [path for path in paths if path != STDIN]
    named = dict(zip(on_disk, labels(on_disk), strict=True))
    for path in paths:
        if path == STDIN:
            yield from _standard_input(stdin or sys.stdin.buffer, reading)
        elif os.path.isdir(path):  # noqa: PTH112 - unlike pathlib's, false where permission is missing
            prefix = f"{valid_name(named[path])}/" if len(paths) > 1 else ""
            yield from _folder(path, prefix, reading)
        else:
            suffix = suffix_of(path, reading.known) or ".txt"
            yield from _file(path, suffix, Input(valid_name(named[path]), valid_name(path)), reading)


def _standard_input(stdin: IO[bytes], reading: _Reading) -> Iterator[Document | Skipped]:
    reader: plugins.Reader = plugins.load("readers", ".jsonl")
    try:
        yield from reader(stdin, Input(STDIN, STDIN), reading.fields, reading.settings)
    except OSError as error:
        yield Skipped(STDIN, os_reason(error))


def _file(path: str, suffix: str, origin: Input, reading: _Reading) -> Iterator[Document | Skipped]:
    if reading.seen is not None:
        place = absolute(path)
        if place in reading.seen:
            yield Skipped(origin.path, f"was already read as '{shown(reading.seen[place], 200)}'")
            return
        reading.seen[place] = origin.path
    try:
        reader: plugins.Reader = plugins.load("readers", suffix)
        with opened(path) as (file, size):
            sized = Input(origin.id, origin.path, origin.outlet, size)
            yield from reader(file, sized, reading.fields, reading.settings)
    except OSError as error:
        yield Skipped(origin.path, os_reason(error))
    except SyndetectError as error:
        yield Skipped(origin.path, str(error))


def _folder(top: str, prefix: str, reading: _Reading) -> Iterator[Document | Skipped]:
    articles = False
    start = len(top) if top.endswith(os.sep) else len(top) + 1
    for found in files(top):
        if isinstance(found, Skipped):
            yield found
            continue
        path = valid_name(found)
        suffix = suffix_of(found, reading.known)
        if suffix is None:
            yield Skipped(path, f"is of no type that is read inside a folder ({reading.listed})")
            continue
        articles = True
        parts = PurePath(valid_name(found[start:])).parts
        outlet = parts[-2] if len(parts) > 1 else None
        yield from _file(found, suffix, Input(prefix + "/".join(parts), path, outlet), reading)
    if not articles:
        yield Skipped(valid_name(top), f"holds no {reading.listed} files")
