"""The search across languages on a cluster: one more reading of the texts, where there are several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Protocol

import numpy as np

from syndetect.batching import batched
from syndetect.candidates.bands import Scored
from syndetect.candidates.languages import (
    LanguagePlaces,
    enough_across,
    keys_across,
    mass_across,
    ranked_by,
    strongest_across,
)
from syndetect.candidates.rules import DatedOutlets
from syndetect.crosslingual.anchors import AnchorReader
from syndetect.kernels.join import PLACE_BITS, TAG_BITS, pair_keys, postings
from syndetect.kernels.join import unpacked as sides
from syndetect.kernels.words import I64, U64
from syndetect.pipeline.across import glosses_of
from syndetect.pipeline.crossing import NO_PAIRS, for_all_prints, languages_of, searchable
from syndetect.settings import Settings
from syndetect.spark.cells import (
    CELLS,
    HeldKeys,
    Row,
    cell_keys,
    hash_cells,
    joined,
    mapped,
    packed,
    unfolded,
    unpacked,
)
from syndetect.spark.inputs import decoded
from syndetect.spark.posting_cells import SLICE, BucketPostings, list_cells, lists_in
from syndetect.spark.prints import ArticleFacts, JobPlan
from syndetect.spark.stages import StageStore
from syndetect.spill import MEMORY, Budget, SortedRuns

_VIEWS = 2
_CHARACTERS = 1_000_000
_HELD = 1 << 21
_PAIRS, _SCORES = 0, 1


class Placed(DatedOutlets, Protocol):
    """Articles by place: `order` has their rows, `words` what they count without furniture, both int64."""

    @property
    def order(self) -> I64: ...  # noqa: D102

    @property
    def words(self) -> I64: ...  # noqa: D102


def across_languages(
    articles: Any, places: Placed, pieces: I64, facts: ArticleFacts, plan: JobPlan, stages: StageStore
) -> I64:
    """Pairs of places in two languages, int64 (pairs, 2), as the local engine finds them."""
    order = places.order
    declared = [name.decode() or None for name in facts.declared[order].tolist()]
    languages, names = languages_of(facts.languages[order], facts.words[order], declared)
    if len(names) < 2:
        return NO_PAIRS
    spoken = LanguagePlaces(languages, places.words, pieces)
    lists = stages.frame_of(
        "anchors", CELLS, lambda: _lists(articles, order, names, spoken, len(facts.first), plan)
    )
    held = lists.sparkSession.sparkContext.broadcast(spoken)
    mass = np.zeros(len(spoken), np.int64)
    for row in mapped(lists, partial(_mass, broadcast=held, settings=plan.settings), CELLS).collect():
        at, counts = unpacked(row.cell, np.int64).reshape(2, -1)
        mass[at] += counts
    ranked = lists.sparkSession.sparkContext.broadcast((spoken, ranked_by(mass)))
    work = partial(_keys, broadcast=ranked, settings=plan.settings, buckets=plan.buckets)
    keys = mapped(lists, work, CELLS).repartition(plan.buckets, "bucket")
    found = mapped(keys, partial(_enough, broadcast=held), CELLS).collect()
    left, right = sides(joined([row.cell for row in found if row.kind == _PAIRS]))
    scores = joined([row.cell for row in found if row.kind == _SCORES], np.float64)
    by_pair = np.lexsort((right, left))
    pairs = strongest_across([Scored(left[by_pair], right[by_pair], scores[by_pair])], spoken)
    return for_all_prints(pairs, spoken, places, plan.settings)


def _lists(
    articles: Any, order: I64, names: Sequence[str], spoken: LanguagePlaces, rows: int, plan: JobPlan
) -> Any:
    """The lists of names and figures, and of those that are neighbours, by place."""
    place_of, wanted = np.full(rows, -1, np.int32), searchable(spoken)
    place_of[order[wanted]] = np.flatnonzero(wanted)
    held = articles.sparkSession.sparkContext.broadcast((place_of, spoken.languages.astype(np.int16), names))
    read = mapped(articles, partial(_anchors, broadcast=held, plan=plan), CELLS)
    work = partial(_listed, buckets=plan.buckets)
    return mapped(read.repartition(plan.buckets, "bucket"), work, CELLS)


def _anchors(rows: Iterator[Row], broadcast: Any, plan: JobPlan) -> Iterator[Row]:
    place_of, languages, names = broadcast.value
    reader = AnchorReader(glosses_of(plan.settings.glossary))
    waiting: list[list[U64]] = [[] for _ in range(_VIEWS)]
    read: list[I64] = []

    def texts() -> Iterator[tuple[int, str]]:
        for part, at, _, data, *_ in rows:
            place = int(place_of[plan.offsets[part] + at])
            if place >= 0:
                yield place, decoded(data).text

    def rest() -> Iterator[Row]:
        for view, parts in enumerate(waiting):
            if parts:
                yield from hash_cells(view, np.concatenate(parts), np.concatenate(read), plan.buckets)
                parts.clear()
        read.clear()

    size = 0
    for some in batched(texts(), _CHARACTERS, lambda one: len(one[1])):
        at, first = np.array([place for place, _ in some], np.int64), sum(map(len, read))
        read.append(at)
        found = reader.read([text for _, text in some], [names[one] for one in languages[at].tolist()])
        for parts, (keys, of) in zip(waiting, found, strict=True):
            parts.append(postings(keys, first + of))
            size += len(keys)
        if size > _HELD:
            yield from rest()
            size = 0
    yield from rest()


def _listed(rows: Iterator[Row], buckets: int) -> Iterator[Row]:
    found = BucketPostings(buckets)
    for kind, bucket, cell in rows:
        found.append(kind, bucket, *unfolded(cell))
    yield from list_cells(found, 0)


def _mass(rows: Iterator[Row], broadcast: Any, settings: Settings) -> Iterator[Row]:
    spoken = broadcast.value
    mass = np.zeros(len(spoken), np.int64)
    for _, _, cell in rows:
        mass += mass_across(lists_in(cell), spoken, settings)
    places = np.flatnonzero(mass)
    yield _PAIRS, 0, packed(np.stack((places, mass[places])))


def _keys(rows: Iterator[Row], broadcast: Any, settings: Settings, buckets: int) -> Iterator[Row]:
    spoken, ranked = broadcast.value
    keys = HeldKeys(_PAIRS, len(spoken), buckets)
    for view, _, cell in rows:
        yield from keys.cells(keys_across(lists_in(cell), view, ranked, spoken, settings))
    yield from keys.rest()


def _enough(rows: Iterator[Row], broadcast: Any) -> Iterator[Row]:
    spoken = broadcast.value
    runs = SortedRuns(len(spoken) << (PLACE_BITS + TAG_BITS), TAG_BITS, Budget(MEMORY))
    for _, _, cell in rows:
        runs.append(cell_keys(cell, TAG_BITS))
    for part in runs.slices(SLICE):
        found = enough_across(part, spoken)
        yield _PAIRS, 0, packed(pair_keys(found.left, found.right))
        yield _SCORES, 0, packed(found.score)
    runs.close()
