"""The two sides of a check: which articles are submissions, and which are the archive's."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

import numpy as np

from syndetect import plugins
from syndetect.candidates.archive_search import Neighbours
from syndetect.errors import InputError
from syndetect.kernels.join import pair_keys
from syndetect.kernels.words import I64
from syndetect.model import Document, Pair, Skipped
from syndetect.pipeline.archives import Archive
from syndetect.pipeline.arguments import Item, Source, Stream, given_articles, listed
from syndetect.pipeline.reading import NOT_MAPPED, read, read_named
from syndetect.settings import Settings

STDIN = "-"

Excluded = Callable[[str], bool]
"""Whether a path below a folder is left out of it."""
_TWICE = "was already read as"
"""How a reader's reason begins for a file that two sources lead to; in a check that is no mistake."""


class CheckScope:
    """The sources of both sides, and, while they are read, the ids on each; one may stand on both."""

    def __init__(
        self,
        submissions: Sequence[Source],
        against: Source | None,
        edited: Collection[str] = (),
        exclude: Sequence[str] = (),
        fields: Mapping[str, str] = NOT_MAPPED,
        archive: Archive | None = None,
        *,
        together: bool = False,
    ) -> None:
        """`against` are the sources of the archive, None where `archive` is one that need not be read.

        `together`: whether submissions are judged among themselves too.
        """
        self.together = together
        self._ours = given_articles(submissions, fields)
        self._theirs = [] if against is None else given_articles([against], fields)
        self._edited = _below(list(map(os.fspath, edited)), {})
        self._exclude = listed(exclude)
        self._kept = archive
        self._stored: set[str] = set()
        self.later: set[str] = set()
        self.submissions: set[str] = set()

    def stored(self, id: str) -> bool:
        """Whether an article of that id belongs to the archive."""
        return id in self._stored or (self._kept is not None and self._kept.place_of(id) is not None)

    def read(self, settings: Settings, fields: Mapping[str, str]) -> Iterator[tuple[Item, bool]]:
        """Both sides, each file once, the archive first, with whether it belongs to that.

        What folders exclude is on neither side; a submission that is named stays one, though the archive
        exclude it. One with the id of another article of the archive gets ``submission:`` before its own.
        """
        for source in _values(self._theirs):
            yield from (self._noted(item, judged=False, stored=True) for item in source)
        ours, theirs = _paths(self._ours), _paths(self._theirs)
        git = settings.git_ignored == "skip"
        archive = _folders(theirs, self._exclude, git=git)
        apart = [path for path in ours if not _walked(path, archive)]
        under_ours, under_theirs = _below(ours, {}), _below(theirs, archive)
        named = (*theirs, *apart)
        reader = read if self._kept is None else read_named
        for item in reader(*named, settings=settings, fields=fields, exclude=self._exclude) if named else ():
            path = item.path if isinstance(item, Document) else item.source
            judged, stored = under_ours(path), under_theirs(path)
            if not (isinstance(item, Skipped) and judged and item.reason.startswith(_TWICE)):
                yield self._noted(item, judged=judged, stored=stored)
        for source in _values(self._ours):
            yield from (self._noted(item, judged=True, stored=False) for item in source)

    def _noted(self, item: Item, *, judged: bool, stored: bool) -> tuple[Item, bool]:
        if isinstance(item, Skipped):
            return item, stored
        if not stored and self.stored(item.id):
            stored = self._is_kept(item)
            item = item if stored else replace(item, id=f"submission: {item.id}")
        if judged:
            self.submissions.add(item.id)
            if not self._edited(item.path):
                self.later.add(item.id)
        if stored:
            self._stored.add(item.id)
        return item, stored

    def _is_kept(self, item: Document) -> bool:
        """Whether the archive that need not be read has this very article."""
        place = self._kept.place_of(item.id) if self._kept is not None else None
        if self._kept is None or place is None:
            return False
        if self._kept.document(place).path != item.path or not self._kept.is_of(place, item.text):
            return False
        if self._kept.masked:
            self._kept.lend(place, item.text)
        return True

    def require(self, ours: Iterable[str], theirs: int) -> None:
        """Raise InputError when one side has none of the usable articles.

        `ours`: the ids of those that the archive does not have; `theirs`: how many that has.
        """
        if not self.submissions.intersection(ours) and not any(map(self.stored, self.submissions)):
            what = "article" if self.together else "submission"
            raise InputError(f"no {what} could be read; name articles, or a folder that holds some")
        if not theirs:
            raise InputError("the archive holds no article; give --against a folder or a file that does")

    def concerned(self) -> set[str]:
        """The ids that the report is about: the submissions; where all are judged together, the new ones."""
        return {id for id in self.submissions if not self.together or not self.stored(id)}

    def judged(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """The pairs that a submission is a side of, and the archive, or what is judged with it, the other."""
        own = self.concerned()
        for pair in pairs:
            if self.together:
                if pair.left in own or pair.right in own:
                    yield pair
                continue
            one_way = pair.left in self.submissions and self.stored(pair.right)
            if one_way or (pair.right in self.submissions and self.stored(pair.left)):
                yield pair


class NeighbouringPairs:
    """The archive's pairs around what the submissions met, in two rounds, each pair once.

    First every candidate of an archived article that is made from, or the source of, another one, and those
    between all that were met; then those between what the former are made from or made of. So the families,
    and what counts as independent of them, are those of a scan. `_MOST_AROUND` bounds the first round; beyond
    it only pairs between articles that were met are judged.
    """

    def __init__(self, neighbours: Neighbours, place: Callable[[str], int | None], done: I64) -> None:
        """`neighbours`: the archive's pairs; `place`: of an id in it; `done`: pairs judged already."""
        self._found = neighbours
        self._place = place
        self._done = pair_keys(done[:, 0], done[:, 1])
        self._round = 0

    def next(self, pairs: Iterable[Pair]) -> I64:
        """The pairs of places to judge after `pairs` are known, int64 (pairs, 2); empty when that is all."""
        self._round += 1
        if self._round > _ROUNDS:
            return np.empty((0, 2), np.int64)
        pairs = list(pairs)
        made, met = (
            self._places(pair for pair in pairs if pair.derived or not of_derived)
            for of_derived in (True, False)
        )
        places = met if self._round == 1 else made
        rows = self._found.touching(places)
        rows = rows[~np.isin(pair_keys(rows[:, 0], rows[:, 1]), self._done)]
        inside = np.isin(rows, places).all(axis=1)
        if self._round == 1 and len(rows) <= _MOST_AROUND:
            inside |= np.isin(rows, made).any(axis=1)
        rows = rows[inside]
        self._done = np.concatenate((self._done, pair_keys(rows[:, 0], rows[:, 1])))
        return rows

    def _places(self, pairs: Iterable[Pair]) -> I64:
        places = {self._place(id) for pair in pairs for id in (pair.left, pair.right)}
        return np.array(sorted(place for place in places if place is not None), np.int64)


_ROUNDS = 2
_MOST_AROUND = 20_000


def _paths(sources: Iterable[Stream]) -> list[str]:
    return [os.fspath(source) for source in sources if isinstance(source, str | Path)]


def _values(sources: Iterable[Stream]) -> Iterator[Iterable[Item]]:
    return (source for source in sources if not isinstance(source, str | Path))


def _folders(paths: Iterable[str], exclude: Sequence[str], *, git: bool) -> dict[str, Excluded]:
    """The folders among some paths, by their real place, each with the test of what it excludes."""
    excluded = plugins.load_input("excluded")
    folders = (path for path in paths if path != STDIN and Path(path).is_dir())
    return {os.path.realpath(folder): excluded(folder, exclude, git=git) for folder in folders}


def _walked(path: str, folders: Mapping[str, Excluded]) -> bool:
    """Whether reading one of the archive's folders reads `path` as well."""
    folder = Path(path).is_dir()
    if path == STDIN or not (folder or PurePath(path).suffix.lower() in plugins.names("readers")):
        return False
    real = Path(os.path.realpath(path))
    for top, excluded in folders.items():
        if real.is_relative_to(top):
            below = real.relative_to(top)
            hidden = any(part.startswith(".") for part in below.parts)
            return not hidden and not excluded(f"{below.as_posix()}{'/' * folder}")
    return False


def _below(tops: Sequence[str], folders: Mapping[str, Excluded]) -> Callable[[str | None], bool]:
    """Tells of a document's path whether it is one of `tops` or lies below one, which does not exclude it."""
    real = {os.path.realpath(top) for top in tops if top != STDIN}
    stdin = STDIN in tops
    known: dict[str, bool] = {}

    def belongs(place: Path) -> bool:
        held = [top for top in map(str, (place, *place.parents)) if top in real]
        return any(top not in folders or not folders[top](place.relative_to(top).as_posix()) for top in held)

    def below(path: str | None) -> bool:
        if path is None or path == STDIN:
            return stdin and path == STDIN
        if path not in known:
            try:
                known[path] = belongs(Path(os.path.realpath(path)))
            except (OSError, ValueError):
                # No file has such a name: half a pair of code units, a null.
                known[path] = False
        return known[path]

    return below
