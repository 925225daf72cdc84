"""Equal runs of words inside boxes, no word used twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.align.boxes import Boxes
from syndetect.align.pairing import PairedDocuments
from syndetect.align.prepare import TRIPLE
from syndetect.align.shared_words import recurrences
from syndetect.kernels.feature_index import FeatureLinks, inside
from syndetect.kernels.maximal_segments import stretches
from syndetect.kernels.ranges import ranges
from syndetect.kernels.seeds import runs
from syndetect.kernels.words import I64, Bools

_MOST_MATCHES = 64


@dataclass(frozen=True, slots=True)
class EqualRuns:
    """Equal runs of words of boxes or of pairs.

    `owners`: int64 (runs,), ascending. `spans`: int64 (runs, 3): begin on the near side, begin on the far
    side, length.
    """

    owners: I64
    spans: I64

    def take(self, rows: I64 | Bools) -> EqualRuns:
        """Some of them."""
        return EqualRuns(self.owners[rows], self.spans[rows])


def equal_runs(near: PairedDocuments, triples: FeatureLinks, boxes: Boxes) -> EqualRuns:
    """Equal runs of three words or more inside each box, longest first served; by box and near place.

    Every word stands in one run at most.
    """
    articles, spans = near.articles, boxes.spans
    owners, words, place, counts = recurrences(near, triples, boxes)
    _, own = inside(
        articles.triples, articles.triple_rows[words], spans[owners, 0], spans[owners, 1] - TRIPLE + 1
    )
    few = np.flatnonzero(own * counts <= _MOST_MATCHES)
    rows, there = ranges(place[few], place[few] + counts[few])
    owners, words = owners[few][rows], words[few][rows]
    heights, widths = spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2]
    owners, left, right, lengths = runs(
        owners,
        words - spans[owners, 0],
        articles.triples.places[there] - spans[owners, 2],
        heights,
        widths,
        TRIPLE,
    )
    order = np.lexsort((right, left, np.abs(left - right), -lengths))
    owners, left, right, lengths = _served(
        (owners[order], left[order], right[order], lengths[order]), heights, widths
    )
    found = np.stack((left + spans[owners, 0], right + spans[owners, 2], lengths), axis=1)
    return sorted_runs(owners, found)


def sorted_runs(owners: I64, spans: I64) -> EqualRuns:
    """Runs by owner, near and far place."""
    order = np.lexsort((spans[:, 1], spans[:, 0], owners))
    return EqualRuns(owners[order], spans[order])


_Columns = tuple[I64, I64, I64, I64]


def _served(waiting: _Columns, heights: I64, widths: I64) -> _Columns:
    """What each run keeps when those before it in the list have taken their words.

    Owner, begins and length of each run, the first served first. A run whose words no waiting run before it
    wants is served together with all others of that kind: few rounds do what one by one would take long.
    """
    near, far = np.cumsum(heights) - heights, np.cumsum(widths) - widths
    free_near, free_far = np.ones(int(heights.sum()), np.bool_), np.ones(int(widths.sum()), np.bool_)
    wanted_near, wanted_far = np.zeros(len(free_near), np.int64), np.zeros(len(free_far), np.int64)
    kept: list[_Columns] = []
    while len(waiting[0]):
        owners, left, right, lengths = waiting
        rows, steps = ranges(np.zeros(len(owners), np.int64), lengths)
        here, there = (near[owners] + left)[rows] + steps, (far[owners] + right)[rows] + steps
        free = free_near[here] & free_far[there]
        # Of those that want a word the first is the last to be written down.
        wanted_near[here[::-1]] = rows[::-1]
        wanted_far[there[::-1]] = rows[::-1]
        first = (wanted_near[here] == rows) & (wanted_far[there] == rows)
        begins = np.cumsum(lengths) - lengths
        ready = np.logical_and.reduceat(first, begins)
        begun, done = stretches(free, rows)
        long = np.flatnonzero(done - begun >= TRIPLE)
        begun, done = begun[long], done[long]
        hopeful = np.zeros(len(owners), np.bool_)
        hopeful[rows[begun]] = True
        serve = np.flatnonzero(ready[rows[begun]])
        begun, done = begun[serve], done[serve]
        row = rows[begun]
        kept.append((owners[row], left[row] + steps[begun], right[row] + steps[begun], done - begun))
        _, places = ranges(begun, done)
        free_near[here[places]] = free_far[there[places]] = False
        rest = np.flatnonzero(hopeful & ~ready)
        waiting = owners[rest], left[rest], right[rest], lengths[rest]
    if not kept:
        return waiting
    owners, left, right, lengths = (np.concatenate(column) for column in zip(*kept, strict=True))
    return owners, left, right, lengths
