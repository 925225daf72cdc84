"""What the user named: found fit before anything is read, each once, globs taken for what they stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from syndetect.errors import InputError
from syndetect.readers.as_skipped import os_reason
from syndetect.readers.patterns import split_glob
from syndetect.readers.printable import shown
from syndetect.readers.short_ids import absolute, labels

STDIN = "-"
_TOLD = 5


@dataclass(frozen=True, slots=True)
class NamedPath:
    """A path, what to call it among the others, and the pattern below it that a glob gave."""

    path: str
    label: str
    pattern: str | None = None


def resolve(paths: Sequence[str]) -> list[NamedPath]:
    """The sources in their order, none twice. Raises InputError naming what does not exist."""
    problems: list[str] = []
    found: dict[tuple[str, str | None], str] = {}
    for path in paths:
        problem = None if path == STDIN else absence(path)
        glob = split_glob(path) if problem else None
        if glob is not None and absence(glob[0]) is None:
            found.setdefault((absolute(glob[0]), glob[1]), glob[0])
        elif problem:
            problems.append(problem)
        else:
            found.setdefault((path if path == STDIN else absolute(path), None), path)
    if problems:
        more = f"; and {len(problems) - _TOLD} more" if len(problems) > _TOLD else ""
        raise InputError("; ".join(problems[:_TOLD]) + more)
    return list(_labelled(found))


def _labelled(found: dict[tuple[str, str | None], str]) -> Iterator[NamedPath]:
    places = list(dict.fromkeys(place for place, _ in found if place != STDIN))
    named = {STDIN: STDIN, **dict(zip(places, labels(places), strict=True))}
    for (place, pattern), path in found.items():
        yield NamedPath(path, named[place], pattern)


def absence(path: str) -> str | None:
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


def is_folder(source: NamedPath) -> bool:
    """Whether a source is a folder to walk; false where permission is missing."""
    return os.path.isdir(source.path)  # noqa: PTH112 - pathlib's raises where permission is missing
