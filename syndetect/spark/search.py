"""Cells to candidate pairs: the local engine's views, each on the buckets of one task at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates import combined
from syndetect.candidates.bands import Scored, least_estimate
from syndetect.candidates.groups import equal_texts
from syndetect.candidates.rare import enough, long_keys, mass_in, rare_pairs, short_keys, tag_of
from syndetect.kernels.join import PLACE_BITS, ROW_BITS, TAG_BITS, bucket_pairs, pair_keys
from syndetect.kernels.join import unpacked as sides
from syndetect.kernels.minhash import resemblance
from syndetect.kernels.words import I32, I64, U64
from syndetect.pipeline.crossing import pieces_among
from syndetect.settings import Settings
from syndetect.spark.cells import (
    CELLS,
    HeldKeys,
    Row,
    cell_keys,
    joined,
    mapped,
    packed,
    unfolded,
    unpacked,
)
from syndetect.spark.cross_tasks import across_languages
from syndetect.spark.posting_cells import SHORT, SLICE, BucketPostings, list_cells, lists_in
from syndetect.spark.prints import AGAIN, BANDS, SIGNED, ArticleFacts, JobPlan, numbered
from syndetect.spark.routing import routed
from syndetect.spark.stages import StageStore
from syndetect.spill import MEMORY, Budget, SortedRuns
from syndetect.views import RARE_VIEWS

_PAIRS = 20_000
"""Pairs of which one task estimates the resemblance at a time."""

PAIRS, SCORES = 0, 1


@dataclass(frozen=True, slots=True)
class CorpusPlaces:
    """Articles by place, as the search knows them: columns as in `Fingerprints`."""

    order: I64
    words: I64
    digests: U64
    published: NDArray[np.float64]
    outlets: I64

    def __len__(self) -> int:
        return len(self.order)


def places_of(facts: ArticleFacts) -> CorpusPlaces:
    """The first of each id, in the order of the ids."""
    order = np.flatnonzero(facts.first)
    return CorpusPlaces(
        order,
        facts.counted[order],
        facts.digests[order],
        facts.published[order],
        numbered(facts.owners[order]),
    )


def candidates(articles: Any, cells: Any, facts: ArticleFacts, plan: JobPlan, stages: StageStore) -> I64:
    """Pairs of places worth aligning, int64 (pairs, 2), as the local engine lists them.

    `cells`: the frame of all cells, those of a second print included.
    """
    places = places_of(facts)
    first_of, equal = equal_texts(places.digests)
    named = np.full(len(facts.first), -1, np.int32)
    alone = np.flatnonzero(first_of == np.arange(len(places)))
    named[places.order[alone]] = alone
    near = _near(cells, named, facts, places, plan, stages)
    lists = stages.frame_of("lists", CELLS, lambda: _lists(cells, named, facts, plan), ("kind",))
    rare = rare_pairs(_Shared(lists, places.words, plan), near, len(places), plan.settings)
    found = combined(places, equal, first_of, near, rare, plan.settings).pairs
    crossed = across_languages(articles, places, pieces_among(near, first_of), facts, plan, stages)
    both: I64 = np.unique(np.concatenate((found, crossed)), axis=0)
    return both


def _current(cells: Any, kind: int, plan: JobPlan, named: I32, facts: ArticleFacts) -> tuple[Any, Any]:
    """The cells of a kind by bucket, and what tells the places of their rows."""
    chosen = cells.where(f"kind in ({kind}, {kind + AGAIN})").repartition(plan.buckets, "bucket")
    held = cells.sparkSession.sparkContext.broadcast((named, np.packbits(facts.anew)))
    return chosen, held


def _by_place(rows: Iterator[Row], broadcast: Any, buckets: int) -> BucketPostings:
    """The postings of all cells with places for rows, those that have none or were printed again left out."""
    named, anew = broadcast.value
    fresh = ~np.unpackbits(anew, count=len(named)).astype(np.bool_)
    postings = BucketPostings(buckets)
    for kind, bucket, cell in rows:
        hashes, held = unfolded(cell)
        at = held.astype(np.int64)
        places = named[at]
        kept = (places >= 0) & (fresh[at] if kind < AGAIN else ~fresh[at])
        postings.append(kind % AGAIN, bucket, hashes[kept], places[kept].astype(np.uint64))
    return postings


def _near(
    cells: Any, named: I32, facts: ArticleFacts, places: CorpusPlaces, plan: JobPlan, stages: StageStore
) -> Scored:
    """Pairs that share a band and seem near enough."""

    def made() -> list[bytes]:
        banded, held = _current(cells, BANDS, plan, named, facts)
        work = partial(_met, broadcast=held, buckets=plan.buckets)
        met = mapped(banded, work, CELLS).select("cell").collect()
        # As rows, since signatures are kept by row.
        left, right = sides(np.unique(joined([row.cell for row in met])))
        rows = np.stack((places.order[left], places.order[right]), axis=1)
        chunks = [
            (packed(rows[first : first + _PAIRS]), np.unique(rows[first : first + _PAIRS]))
            for first in range(0, len(rows), _PAIRS)
        ]
        estimate = partial(_estimated, num_perm=plan.settings.num_perm, least=least_estimate(plan.settings))
        signed = (
            cells.where(f"kind in ({SIGNED}, {SIGNED + AGAIN})"),
            partial(_signatures, num_perm=plan.settings.num_perm, anew=np.packbits(facts.anew)),
        )
        found = routed([signed], chunks, estimate, CELLS, plan.buckets).collect()
        pairs = joined([row.cell for row in found if row.kind == PAIRS], np.int64).reshape(-1, 2)
        scores = joined([row.cell for row in found if row.kind == SCORES], np.float64)
        rank = np.full(len(facts.first), -1, np.int64)
        rank[places.order] = np.arange(len(places))
        pairs = rank[pairs]
        order = np.lexsort((pairs[:, 1], pairs[:, 0]))
        return [packed(pairs[order, 0]), packed(pairs[order, 1]), packed(scores[order])]

    left, right, scores = stages.cells("near", made)
    return Scored(unpacked(left, np.int64), unpacked(right, np.int64), unpacked(scores, np.float64))


def _met(rows: Iterator[Row], broadcast: Any, buckets: int) -> Iterator[Row]:
    """Keys of the pairs of places that share a band, each once."""
    postings = _by_place(rows, broadcast, buckets)
    bits = np.uint64(postings.row_bits)
    for _, part in postings.slices():
        keys = part >> bits
        at = (part ^ keys << bits).astype(np.int64)
        # Equal keys stand together, by place, which is the order that the local engine has them in.
        left, right = sides(bucket_pairs(keys << np.uint64(ROW_BITS)))
        yield PAIRS, 0, packed(np.unique(pair_keys(at[left], at[right])))


def _signatures(rows: Iterator[Row], num_perm: int, anew: NDArray[np.uint8]) -> Iterator[Row]:
    """The signature of each row, of what was printed twice the second one."""
    for kind, _, cell in rows:
        count = len(cell) // (8 + 2 * num_perm)
        places = np.frombuffer(cell, np.int64, count)
        signed = np.frombuffer(cell, np.uint16, offset=8 * count).reshape(count, num_perm)
        for row, one in zip(places.tolist(), signed, strict=True):
            again = bool(anew[row >> 3] >> (7 - (row & 7)) & 1)
            if again == (kind >= AGAIN):
                yield row, 0, packed(one)


def _estimated(chunk: int, task: bytes, needed: list[Row], num_perm: int, least: float) -> Iterator[Row]:
    rows = np.array([row for _, row, _ in needed], np.int64)
    signed = joined([cell for _, _, cell in needed], np.uint16).reshape(-1, num_perm)
    pairs = unpacked(task, np.int64).reshape(-1, 2)
    at = np.searchsorted(rows, pairs)
    score = resemblance(signed, at[:, 0], at[:, 1])
    kept = score >= least
    yield PAIRS, chunk, packed(pairs[kept])
    yield SCORES, chunk, packed(score[kept])


def _lists(cells: Any, named: I32, facts: ArticleFacts, plan: JobPlan) -> Any:
    """The posting lists of two members or more, by place, sorted, no list in two cells."""
    views = [_current(cells, kind, plan, named, facts) for kind in range(len(RARE_VIEWS))]
    every = reduce(lambda some, more: some.unionAll(more), (chosen for chosen, _ in views))
    most = plan.settings.rare_documents
    work = partial(_listed, broadcast=views[0][1], buckets=plan.buckets, most=most)
    return mapped(every, work, CELLS)


def _listed(rows: Iterator[Row], broadcast: Any, buckets: int, most: int) -> Iterator[Row]:
    yield from list_cells(_by_place(rows, broadcast, buckets), most)


class _Shared:
    """The posting lists as cells of a frame: the `PostingLists` of the local engine's search."""

    def __init__(self, lists: Any, words: I64, plan: JobPlan) -> None:
        self._lists, self._long = lists, lists.where(f"kind < {SHORT}")
        self._words, self._plan = words, plan

    def mass(self, groups: I64) -> I64:
        """How many popular features each place holds."""
        held = self._held(groups)
        work = partial(_mass, broadcast=held, settings=self._plan.settings)
        mass = np.zeros(len(groups), np.int64)
        for row in mapped(self._long, work, CELLS).select("cell").collect():
            places, counts = unpacked(row.cell, np.int64).reshape(2, -1)
            mass[places] += counts
        return mass

    def shared(self, groups: I64, ranked: I64, *, short: bool) -> Scored:
        """Who shares enough, the keys of each pair counted by one task."""
        settings, buckets = self._plan.settings, self._plan.buckets
        held = self._held(groups, ranked, self._words)
        work = partial(_keys, broadcast=held, settings=settings, buckets=buckets)
        keys = mapped(self._lists if short else self._long, work, CELLS).repartition(buckets, "bucket")
        found = mapped(keys, partial(_enough, broadcast=held, settings=settings), CELLS).collect()
        left, right = sides(joined([row.cell for row in found if row.kind == PAIRS]))
        scores = joined([row.cell for row in found if row.kind == SCORES], np.float64)
        order = np.lexsort((right, left))
        return Scored(left[order], right[order], scores[order])

    def _held(self, *arrays: I64) -> Any:
        return self._lists.sparkSession.sparkContext.broadcast(arrays)


def _mass(rows: Iterator[Row], broadcast: Any, settings: Settings) -> Iterator[Row]:
    (groups,) = broadcast.value
    mass = np.zeros(len(groups), np.int64)
    for _, _, cell in rows:
        mass += mass_in(lists_in(cell), groups, settings)
    places = np.flatnonzero(mass)
    yield PAIRS, 0, packed(np.stack((places, mass[places])))


def _keys(rows: Iterator[Row], broadcast: Any, settings: Settings, buckets: int) -> Iterator[Row]:
    """Tagged keys of pairs, those of a pair in one bucket."""
    groups, ranked, _ = broadcast.value
    keys = HeldKeys(PAIRS, len(groups), buckets)
    for kind, _, cell in rows:
        lists, tag = lists_in(cell), tag_of(kind % SHORT, 0)
        if kind < SHORT:
            yield from keys.cells(long_keys(lists, tag, groups, ranked, settings))
        else:
            yield from keys.cells([short_keys(lists, tag, settings)])
    yield from keys.rest()


def _enough(rows: Iterator[Row], broadcast: Any, settings: Settings) -> Iterator[Row]:
    groups, _, words = broadcast.value
    runs = SortedRuns(len(groups) << (PLACE_BITS + TAG_BITS), TAG_BITS, Budget(MEMORY))
    for _, _, cell in rows:
        runs.append(cell_keys(cell, TAG_BITS))
    for part in runs.slices(SLICE):
        found = enough(part, words, settings)
        yield PAIRS, 0, packed(pair_keys(found.left, found.right))
        yield SCORES, 0, packed(found.score)
    runs.close()
