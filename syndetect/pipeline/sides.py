"""The two sides of a check: which articles are submissions, and which are the archive's."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

import numpy as np
from numpy.typing import NDArray

from syndetect import plugins
from syndetect.errors import InputError
from syndetect.kernels.ranges import ranges
from syndetect.model import Document, Family, Pair, Skipped
from syndetect.pipeline.articles import Articles
from syndetect.pipeline.given import Item, Source, Stream, given_articles
from syndetect.pipeline.reading import NOT_MAPPED, read
from syndetect.settings import Settings

STDIN = "-"

Excluded = Callable[[str], bool]
"""Whether a path below a folder is left out of it."""
_TWICE = "was already read as"
"""How a reader's reason begins for a file that two sources lead to; in a check that is no mistake."""


class Sides:
    """The sources of both sides, and, while they are read, the ids on each; one may stand on both."""

    def __init__(
        self,
        submissions: Sequence[Source],
        against: Source,
        edited: Collection[str] = (),
        exclude: Sequence[str] = (),
        fields: Mapping[str, str] = NOT_MAPPED,
    ) -> None:
        self._ours = given_articles(submissions, fields)
        self._theirs = given_articles([against], fields)
        self._edited = _below(list(map(os.fspath, edited)), {})
        self._exclude = exclude
        self.later: set[str] = set()
        self.submissions: set[str] = set()
        self.archive: set[str] = set()

    def read(self, settings: Settings, fields: Mapping[str, str]) -> Iterator[Item]:
        """Both sides, each file once, the archive first; what folders exclude is on neither.

        A submission that is named stays one, though the archive exclude it. One with the id of another
        article of the archive gets ``submission:`` before its own.
        """
        for source in _values(self._theirs):
            yield from (self._noted(item, judged=False, stored=True) for item in source)
        ours, theirs = _paths(self._ours), _paths(self._theirs)
        git = settings.git_ignored == "skip"
        archive = _folders(theirs, self._exclude, git=git)
        apart = [path for path in ours if not _walked(path, archive)]
        under_ours, under_theirs = _below(ours, {}), _below(theirs, archive)
        named = (*theirs, *apart)
        for item in read(*named, settings=settings, fields=fields, exclude=self._exclude) if named else ():
            path = item.path if isinstance(item, Document) else item.source
            judged, stored = under_ours(path), under_theirs(path)
            if not (isinstance(item, Skipped) and judged and item.reason.startswith(_TWICE)):
                yield self._noted(item, judged=judged, stored=stored)
        for source in _values(self._ours):
            yield from (self._noted(item, judged=True, stored=False) for item in source)

    def _noted(self, item: Item, *, judged: bool, stored: bool) -> Item:
        if isinstance(item, Skipped):
            return item
        if not stored and item.id in self.archive:
            item = replace(item, id=f"submission: {item.id}")
        if judged:
            self.submissions.add(item.id)
            if not self._edited(item.path):
                self.later.add(item.id)
        if stored:
            self.archive.add(item.id)
        return item

    def require(self, ids: Iterable[str]) -> None:
        """Raise InputError when one side has none of the usable articles."""
        known = set(ids)
        if not self.submissions & known:
            raise InputError("no submission could be read; name articles, or a folder that holds some")
        if not self.archive & known:
            raise InputError("the archive holds no article; give --against a folder or a file that does")

    def across(self, ids: Sequence[str], rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which pairs of places among `ids`, shape (n, 2), hold a submission against the archive."""
        ours, theirs = _flags(ids, self.submissions), _flags(ids, self.archive)
        left, right = rows[:, 0], rows[:, 1]
        across: NDArray[np.bool_] = (ours[left] & theirs[right]) | (ours[right] & theirs[left])
        return across

    def completed(self, ids: Sequence[str], rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The pairs of places across, and those that other submissions stand in for: int64 (pairs, 2).

        Of many prints of one text the search lists each with one of them only, and that one may be a
        submission. So a submission is also held against what its candidates among the submissions are held
        against: twice over, since an equal text may stand for a text, and a near-copy for that one.
        """
        across = self.across(ids, rows)
        ours, theirs = _flags(ids, self.submissions), _flags(ids, self.archive)
        between = rows[~across]
        between = between[ours[between[:, 0]] & ours[between[:, 1]]]
        if not len(between):
            return rows[across]
        both = np.concatenate((rows[across], rows[across][:, ::-1]))
        held = both[ours[both[:, 0]] & theirs[both[:, 1]]]
        links = np.concatenate((between, between[:, ::-1]))
        for _ in range(2):
            held = np.unique(np.concatenate((held, _inherited(links, held))), axis=0)
        pairs = np.sort(held, axis=1)
        return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)

    def around(self, ids: Sequence[str], rows: NDArray[np.int64]) -> Around:
        """The archive's own pairs among `rows`, to be judged as far as they concern what was found."""
        flags = _flags(ids, self.archive)
        inside = flags[rows[:, 0]] & flags[rows[:, 1]] & ~self.across(ids, rows)
        return Around(ids, rows[inside])

    def concerns(self, family: Family) -> bool:
        """Whether a submission is a member of the family."""
        return any(member.document in self.submissions for member in family.members)

    def judged(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """The pairs that a submission is a side of, and the archive the other."""
        for pair in pairs:
            one_way = pair.left in self.submissions and pair.right in self.archive
            if one_way or (pair.right in self.submissions and pair.left in self.archive):
                yield pair


class Around:
    """The archive's pairs around what the submissions met, in two rounds, each pair once.

    First every candidate of an archived article that was met, then those between what these are made from or
    made of: so the families, and what counts as independent of them, are those of a scan. `_MOST_AROUND`
    bounds the first round; beyond it only pairs between articles that were met are judged.
    """

    def __init__(self, ids: Sequence[str], rows: NDArray[np.int64]) -> None:
        self._ids = ids
        self._rows = rows
        self._round = 0

    def next(self, pairs: Iterable[Pair]) -> NDArray[np.int64]:
        """The pairs of places to judge after `pairs` are known, int64 (pairs, 2); empty when that is all."""
        self._round += 1
        if self._round > _ROUNDS:
            return self._rows[:0]
        kept = [pair for pair in pairs if self._round == 1 or pair.derived]
        flags = _flags(self._ids, {id for pair in kept for id in (pair.left, pair.right)})
        left, right = flags[self._rows[:, 0]], flags[self._rows[:, 1]]
        chosen = left & right
        if self._round == 1 and int((left | right).sum()) <= _MOST_AROUND:
            chosen = left | right
        found, self._rows = self._rows[chosen], self._rows[~chosen]
        return found


_ROUNDS = 2
_MOST_AROUND = 20_000


def permitted(rows: NDArray[np.int64], articles: Articles, settings: Settings) -> NDArray[np.int64]:
    """The pairs of places within the date window, and of the outlets that are to be compared."""
    left, right = rows[:, 0], rows[:, 1]
    kept = np.ones(len(rows), np.bool_)
    if settings.within_hours:
        published = articles.published()
        kept &= ~(np.abs(published[left] - published[right]) > settings.within_hours)
    if settings.outlets == "across":
        outlets = articles.outlets()
        kept &= (outlets[left] != outlets[right]) | (outlets[left] < 0)
    return rows[kept]


def _inherited(links: NDArray[np.int64], held: NDArray[np.int64]) -> NDArray[np.int64]:
    """What the first end of each link gets from its second: what it is held against; int64 (pairs, 2)."""
    held = held[np.argsort(held[:, 0], kind="stable")]
    begins, ends = (np.searchsorted(held[:, 0], links[:, 1], side) for side in ("left", "right"))
    owners, places = ranges(begins, ends)
    return np.stack((links[owners, 0], held[places, 1]), axis=1)


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


def _flags(ids: Sequence[str], chosen: Container[str]) -> NDArray[np.bool_]:
    return np.array([id in chosen for id in ids], bool)
