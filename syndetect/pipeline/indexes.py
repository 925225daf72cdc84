"""An index from Python: opened, asked, changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from syndetect.archive.fit import SHAPING
from syndetect.archive.manifest import Row
from syndetect.model import Report
from syndetect.pipeline.arguments import Source, given_settings
from syndetect.pipeline.index_contents import IndexSummary, info, settings_of, verify
from syndetect.pipeline.indexing import IndexChange, add, build, merge, remove
from syndetect.pipeline.reading import NOT_MAPPED
from syndetect.pipeline.task import Task, opened
from syndetect.plugins import Progress
from syndetect.settings import Settings


class Index:
    """An archive on disk, to check against and to add to.

    Each question is answered from the index as it is then. There may be many readers and one writer at a
    time.

    >>> from tempfile import mkdtemp
    >>> index = Index.build(mkdtemp(), "corpus/meridian-wire/")
    >>> index.info().articles, len(index.check("corpus/quayside-digest/").submissions)
    (4, 3)
    """

    def __init__(self, path: str | os.PathLike[str], settings: Settings) -> None:
        """Not called directly: see `open` and `build`."""
        self.path = Path(path)
        self.settings = settings

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], settings: Settings | Mapping[str, Any] | None = None, **named: Any
    ) -> Self:
        """Open an index that is there.

        Args:
            path: its folder.
            settings: how submissions are read and compared; what the index was made for need not be named.
            named: settings by name.

        Returns:
            The index.

        Raises:
            ArchiveError: there is none.
            SettingsError: a setting is unknown or out of its range.
        """
        made = settings_of(Path(path)).as_dict()
        asked = given_settings(settings, named)
        given = set(named) | (set(settings) if isinstance(settings, Mapping) else set())
        if isinstance(settings, Settings):
            given = set(asked.as_dict())
        own = {name: made[name] for name in SHAPING if name not in given}
        return cls(path, Settings.from_mapping({**asked.as_dict(), **own}))

    @classmethod
    def build(
        cls,
        path: str | os.PathLike[str],
        *sources: Source,
        settings: Settings | Mapping[str, Any] | None = None,
        ignore: Iterable[str | Path] = (),
        texts: bool = True,
        **named: Any,
    ) -> Self:
        """Make a new index of articles.

        Args:
            path: its folder, which must be empty or not there yet.
            sources: the articles; all kinds of sources that `scan` takes.
            settings: what the index is made for.
            ignore: files whose words are left out everywhere.
            texts: whether it keeps what they say, or fingerprints alone and where in the texts they stand.
            named: settings by name.

        Returns:
            The index.

        Raises:
            ArchiveError: there is one already, or the folder holds other things.
            InputError: no article could be read.
        """
        given = given_settings(settings, named)
        index = cls(path, given)
        build(index.path, sources, opened(given, ignore=tuple(ignore)), texts=texts)
        return index

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held between two questions."""

    def _task(
        self, fields: Mapping[str, str] = NOT_MAPPED, jobs: int = 1, progress: Progress | None = None
    ) -> Task:
        return opened(self.settings, fields, jobs, progress=progress)

    def check(self, *submissions: Source, **options: Any) -> Report:
        """Hold submissions against the index.

        Args:
            submissions: what is judged; all kinds of sources that `scan` takes.
            options: those of `check`, but `against` and `settings`.

        Returns:
            The report of `check`.

        Raises:
            ArchiveError: the index cannot be used.
            InputError: no submission could be read.
        """
        from syndetect.pipeline import check

        return check(*submissions, against=self.path, settings=self.settings, **options)

    def scan(self, *articles: Source, **options: Any) -> Report:
        """Compare new articles with each other and with the index.

        Args:
            articles: all kinds of sources that `scan` takes.
            options: those of `scan`, but `against` and `settings`.

        Returns:
            The report of `scan`, without pairs inside the index.

        Raises:
            ArchiveError: the index cannot be used.
            InputError: no article could be read.
        """
        from syndetect.pipeline import scan

        return scan(*articles, against=self.path, settings=self.settings, **options)

    def add(
        self,
        *sources: Source,
        replace: bool = False,
        fields: Mapping[str, str] = NOT_MAPPED,
        jobs: int = 1,
        progress: Progress | None = None,
    ) -> IndexChange:
        """Add articles; those that the index has are passed over.

        Args:
            sources: the articles; all kinds of sources that `scan` takes.
            replace: whether others with a known id take the place of those that have it.
            fields: which field of rows and records holds what.
            jobs: threads that fingerprint.
            progress: called with a stage's name, what is done, and the total.

        Returns:
            How many were added, known, replaced, and what was skipped.

        Raises:
            ArchiveError: somebody else is writing, or the index cannot be used.
        """
        return add(self.path, sources, self._task(fields, jobs, progress), replace=replace)

    def remove(self, chosen: Callable[[Row], bool]) -> IndexChange:
        """Let go the articles of which `chosen`, asked with id, outlet and hours since 1970, says so.

        Raises:
            ArchiveError: somebody else is writing, or the index cannot be used.
        """
        return remove(self.path, lambda rows: (row.key for row in rows if chosen(row)), self._task())

    def merge(self) -> int:
        """Make one segment of all, without what was removed; how many there were."""
        return merge(self.path, self._task())

    def info(self) -> IndexSummary:
        """What the index holds."""
        return info(self.path)

    def verify(self) -> tuple[str, ...]:
        """Everything that is wrong with its files, a sentence each."""
        return tuple(verify(self.path))
