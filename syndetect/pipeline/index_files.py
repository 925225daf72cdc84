"""The files of an index: a segment of new articles, and the state that the search of all of them leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from syndetect.archive.dictionaries import made_of, number_of
from syndetect.archive.manifest import ROW_BITS as KEY_BITS
from syndetect.archive.manifest import Row, blob_of
from syndetect.archive.segments import COLUMNS, Columns, Segment, write_segment
from syndetect.archive.state import State
from syndetect.archive.stored_articles import packed_masked, packer, plain
from syndetect.archive.together import MergedPostings
from syndetect.boilerplate.common_lines import SecondLook
from syndetect.boilerplate.learned_lines import NO_FURNITURE, Furniture, learn
from syndetect.candidates import bands_and_rows, search
from syndetect.candidates.archive_search import standing
from syndetect.columns import Fingerprints, Postings, WordCounts
from syndetect.fingerprint import Gathering, common
from syndetect.kernels.join import ROW_BITS
from syndetect.kernels.words import I64, U64, Bools
from syndetect.pipeline.archives import neutral
from syndetect.pipeline.articles import Articles
from syndetect.pipeline.searching import without_lines
from syndetect.pipeline.task import Task
from syndetect.settings import Settings
from syndetect.spill import with_keys
from syndetect.views import RARE_VIEWS

_SLICE = 1 << 20
_ROWS = np.uint64((1 << ROW_BITS) - 1)


def segment_of(
    folder: Path,
    articles: Articles,
    gathering: Gathering,
    furniture: U64,
    rows: I64,
    task: Task,
    *,
    texts: bool,
    known: Sequence[bytes] = (),
) -> str:
    """Write the articles, of which `rows` have furniture, as a segment, by id; the name of its file.

    `texts`: whether what they say is kept. `known`: dictionaries that other segments have.
    """
    order, settings = articles.order, task.settings
    lengths, languages = gathering.words()[order], gathering.languages()[order]
    raw = gathering.digests()[order]
    lines = list(_ranked(gathering.lines, _ranks(order)))
    gathering.close_lines()
    anew = without_lines(gathering, articles, furniture, rows, task)
    prints = gathering.done(anew, articles.published(), articles.outlets())
    columns = Columns(
        words=prints.words,
        lengths=lengths,
        digests=prints.digests,
        raw_digests=raw,
        languages=languages,
        published=prints.published,
        sizes=articles.sizes(),
        signatures=prints.signatures[prints.order],
    )
    ranks = _ranks(anew)
    views = [*(_ranked(view, ranks) for view in prints.views), lines]
    dictionary = b""
    if texts:
        size, taken = int(articles.sizes().sum()), map(number_of, known)
        dictionary = made_of(len(articles), size, lambda place: plain(articles.document(place)), taken)
    pack = packer(dictionary) if texts else packed_masked
    records = (pack(articles.document(place)) for place in range(len(articles)))
    banded = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    name = write_segment(folder, columns, views, records, banded, [dictionary] if dictionary else [])
    prints.close()
    return name


def _ranks(order: I64) -> I64:
    """The rank of each row in an order, -1 for those that have none."""
    ranks = np.full(int(order.max(initial=-1)) + 1, -1, np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def _ranked(view: Postings, ranks: I64) -> Iterator[U64]:
    """Postings with their rows as ranked, in sorted parts."""
    for part in view.slices(_SLICE):
        rows = (part & _ROWS).astype(np.int64)
        held = np.where(rows < len(ranks), ranks[np.minimum(rows, len(ranks) - 1)], -1)
        found = (part[held >= 0] & ~_ROWS) | held[held >= 0].astype(np.uint64)
        found.sort()
        yield found


@dataclass(frozen=True, slots=True, eq=False)
class WholeIndex:
    """All articles of an index, by place: `rows` of the manifest, and the segments that these name."""

    rows: Sequence[Row]
    segments: Mapping[int, Segment]

    @property
    def keys(self) -> I64:
        """Segment and row of each place."""
        return np.array([row.key for row in self.rows], np.int64)

    def column(self, name: str) -> Any:
        """A column of the segments by place."""
        keys = self.keys
        numbers, rows = keys >> KEY_BITS, keys & ((1 << KEY_BITS) - 1)
        first = next(iter(self.segments.values())).columns.of(name)
        found = np.empty((len(keys), *first.shape[1:]), first.dtype)
        for number, segment in self.segments.items():
            own = numbers == number
            found[own] = segment.columns.of(name)[rows[own]]
        return found

    def view(self, number: int) -> MergedPostings:
        """Postings of a view, with places."""
        keys = self.keys
        named = []
        for segment, one in self.segments.items():
            places = np.full(one.rows, -1, np.int64)
            own = np.flatnonzero(keys >> KEY_BITS == segment)
            places[keys[own] & ((1 << KEY_BITS) - 1)] = own
            named.append(places)
        return MergedPostings([one.view(number) for one in self.segments.values()], named)

    def names(self) -> tuple[str, ...]:
        """The outlets, sorted."""
        return tuple(sorted({row.outlet for row in self.rows if row.outlet is not None}))

    def outlets(self) -> I64:
        """The number of each place's outlet among the names, -1 for none."""
        number_of: dict[str | None, int] = {name: number for number, name in enumerate(self.names())}
        number_of[None] = -1
        return np.array([number_of[row.outlet] for row in self.rows], np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Witnesses:
    """Which articles, by their keys, have enough text of their own for their lines to count as furniture."""

    keys: I64
    witness: Bools

    def further(self, number: int, witness: Bools) -> Witnesses:
        """The same with those of all rows of a new segment."""
        keys = number << KEY_BITS | np.arange(len(witness))
        return Witnesses(np.concatenate((self.keys, keys)), np.concatenate((self.witness, witness)))

    def of(self, keys: I64) -> Bools:
        """By the articles of some keys, which are all known."""
        order = np.argsort(self.keys)
        found: Bools = self.witness[order[np.searchsorted(self.keys[order], keys)]]
        return found


def state_of(
    whole: WholeIndex, vocabulary: WordCounts, base: U64, furniture: U64, witnesses: Witnesses, task: Task
) -> State:
    """The state of all articles together: their search, and what was learned of them."""
    settings, keys = task.settings, whole.keys
    columns = {name: whole.column(name) for name in COLUMNS}
    outlets = whole.outlets()
    prints = Fingerprints(
        order=np.arange(len(keys)),
        words=columns["words"],
        digests=columns["digests"],
        published=columns["published"],
        outlets=outlets,
        signatures=columns["signatures"],
        views=tuple(whole.view(number) for number in range(len(RARE_VIEWS))),
        vocabulary=common(vocabulary),
    )
    with task.run.stage("candidates"):
        task.run.tick("candidates", 0, 0)
        left = standing(search(prints, neutral(settings), task.budget, keep=True), settings.max_candidates)
    ids = [blob_of(row.id) for row in whole.rows]
    return State(
        keys=keys,
        standing=left,
        words=columns["words"],
        lengths=columns["lengths"],
        outlets=outlets,
        sizes=columns["sizes"],
        digests=columns["digests"],
        languages=columns["languages"],
        published=columns["published"],
        witnesses=witnesses.of(keys),
        before=np.unique(columns["raw_digests"]),
        ids=np.frombuffer(b"".join(ids), np.uint8),
        id_offsets=np.cumsum([0, *map(len, ids)]),
        furniture=furniture,
        base=base,
        vocabulary=vocabulary,
        names=whole.names(),
    )


def furniture_of(
    lines: Postings, lengths: I64, owners: I64, settings: Settings, second_look: SecondLook
) -> Furniture:
    """The lines that are no part of articles, by the setting."""
    least = settings.furniture_articles
    return learn(lines, lengths, owners, least, second_look) if least else NO_FURNITURE


class Lines:
    """Postings of lines of several kinds of articles as one, each with places of its own."""

    def __init__(self, *parts: tuple[Iterable[U64], int]) -> None:
        """Sorted postings in parts, and what to add to their rows."""
        packed_all = [np.empty(0, np.uint64)]
        for postings, shift in parts:
            packed_all += [part + np.uint64(shift) for part in postings]
        self._all = np.concatenate(packed_all)
        self._all.sort()

    def slices(self, size: int) -> Iterator[U64]:  # noqa: ARG002 (all of them in one)
        """All of them."""
        yield self._all

    def holding(self, keys: U64, low_bits: int) -> U64:
        """Those whose upper bits are among `keys`."""
        return with_keys(self._all, keys, low_bits)

    def close(self) -> None:
        """Nothing is held elsewhere."""
