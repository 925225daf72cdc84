"""Folders and files that are looked at again and again, and what is new in them for an index."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from syndetect.archive.kept import Kept
from syndetect.archive.manifest import contents
from syndetect.model import Document, Report, Skipped
from syndetect.pipeline import scan
from syndetect.pipeline.arguments import Item
from syndetect.pipeline.indexing import IndexChange, fresh
from syndetect.pipeline.reading import read_named
from syndetect.pipeline.task import Task

SETTLED = 2.0
"""Seconds after which a file that did not change is taken to be whole."""

Stamps = Mapping[str, tuple[int, int]]
"""When the files below a path were changed, in nanoseconds, and how long they are, by their path below it."""


@dataclass(frozen=True, slots=True)
class News:
    """What an index does not have yet, how much it has, and what else there is to say of what was read."""

    articles: tuple[Document, ...]
    known: int
    skipped: tuple[Skipped, ...]

    def report(self, index: Path, task: Task, spellings: Sequence[Sequence[str]] = ()) -> Report:
        """The articles among themselves and against the index. There must be some.

        Raises ArchiveError when the index cannot be used.
        """
        options: dict[str, Any] = {"settings": task.settings, "jobs": task.jobs, "spellings": spellings}
        against = index if contents(index).state is not None else None
        return scan(self.articles, against=against, **options)


def news(index: Path, items: Iterable[Item], *, replace: bool = False) -> News:
    """What of some articles an index does not have; others with a known id where they are to `replace` it."""
    counts = IndexChange()
    if contents(index).state is not None:
        items = fresh(items, Kept(index), counts, replace=replace)
    articles: dict[str, Document] = {}
    skipped: list[Skipped] = []
    for item in items:
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            articles.setdefault(item.id, item)
    return News(tuple(articles.values()), counts.known, tuple(skipped))


@dataclass(slots=True)
class Spool:
    """Paths that articles arrive in; each is read again when a file in it is new or another one."""

    paths: Sequence[str]
    exclude: Sequence[str] = ()
    _seen: dict[str, Stamps] = field(default_factory=dict)
    _read: dict[str, Stamps] = field(default_factory=dict)

    def arrived(self, task: Task) -> Iterator[Item]:
        """The articles of all paths in which something changed, without files that are being written."""
        for path in self.paths:
            found = stamps(path)
            whole = _settled(found, self._seen.get(path, {}))
            self._seen[path] = found
            if whole and whole != self._read.get(path):
                self._read[path] = whole
                exclude = [*self.exclude, *map(literal, found.keys() - whole.keys())]
                yield from read_named(path, settings=task.settings, fields=task.fields, exclude=exclude)


def _settled(stamps: Stamps, before: Stamps) -> Stamps:
    """The files that look as they did before, or were changed long enough ago."""
    long_ago = (time.time() - SETTLED) * 1e9
    return {
        path: stamp for path, stamp in stamps.items() if stamp[0] <= long_ago or before.get(path) == stamp
    }


def stamps(path: str) -> Stamps:
    """The files below a path, or the file that it is; what cannot be looked at is not there yet."""
    found = {}
    for name, below in _files(Path(path)):
        try:
            known = name.stat()
        except OSError:
            continue
        found[below] = (known.st_mtime_ns, known.st_size)
    return found


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if not path.is_dir():
        yield path, path.name
        return
    for folder, _, names in os.walk(path):
        for name in names:
            file = Path(folder, name)
            yield file, file.relative_to(path).as_posix()


_SPECIAL: Collection[str] = frozenset("\\*?[]!# ")


def literal(path: str) -> str:
    """A path below a folder as a pattern of .gitignore that nothing else fits."""
    return "/" + "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in path)
