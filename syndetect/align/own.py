"""Sentences that only one side has, cut out of the passages that reach over them.

Seeds on both sides of an inserted paragraph make one block. What stands between them and is answered nowhere
in the other side was never taken from there: the passage ends before it and goes on behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.align import limits
from syndetect.align.boxes import Box, Boxes
from syndetect.align.cut_at_furniture import beside
from syndetect.align.equal import EqualRuns, sorted_runs
from syndetect.columns import Prepared
from syndetect.kernels.ranges import any_of, borders, ranges, within
from syndetect.kernels.seeds import F64, UnitPairs
from syndetect.kernels.words import I64, Bools

_Holes = dict[int, list[tuple[int, int]]]
"""Stretches of one side that are to be cut out of boxes, by box."""


@dataclass(frozen=True, slots=True)
class _Suspects:
    """Sentences of one side: box and unit of each, and the share of its content that an answer holds."""

    rows: I64
    units: I64
    least: F64


def suspects(articles: Prepared, boxes: Boxes, runs: EqualRuns) -> tuple[_Suspects, _Suspects]:
    """Sentences inside boxes of which hardly a word stands in equal runs, of the near and of the far side.

    `runs`: the boxes' equal runs, owned by boxes. Boxes are left as they are whose sides differ much in
    length, or which are no equal runs around such a sentence: there every sentence may answer some other.
    """
    spans = boxes.spans
    sizes = np.stack((spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2]))
    even = sizes.max(axis=0) < limits.CONDENSED_RATIO * sizes.min(axis=0)
    near = _unmatched(articles, spans[:, :2], even, runs.owners, runs.spans[:, 0], runs.spans[:, 2])
    far = _unmatched(articles, spans[:, 2:], even, runs.owners, runs.spans[:, 1], runs.spans[:, 2])
    return near, far


def _unmatched(
    articles: Prepared, spans: I64, even: Bools, owners: I64, begins: I64, lengths: I64
) -> _Suspects:
    """Those inside `spans`, the runs' begins being on the same side."""
    units = articles.units
    last = np.where(even, units[spans[:, 1] - 1] + 1, 0)
    rows, found = ranges(units[spans[:, 0]], last)
    low = np.maximum(articles.unit_begins[found], spans[rows, 0])
    high = np.minimum(articles.unit_ends[found], spans[rows, 1])
    starts = np.cumsum(spans[:, 1] - spans[:, 0]) - (spans[:, 1] - spans[:, 0])
    size = int((spans[:, 1] - spans[:, 0]).sum())
    shift = starts - spans[:, 0]
    at, stop = begins + shift[owners], begins + lengths + shift[owners]
    steps = np.bincount(at, minlength=size + 1) - np.bincount(stop, minlength=size + 1)
    equal = np.concatenate(([0], np.cumsum(np.cumsum(steps)[:size] > 0)))
    words = high - low
    share = (equal[high + shift[rows]] - equal[low + shift[rows]]) / np.maximum(words, 1)
    marked = _quoted(articles, low, high) >= limits.OWN_MARKED
    quoting = np.bincount(rows[marked], words[marked], len(spans)) >= limits.OWN_QUOTING * np.bincount(
        rows, words, len(spans)
    )
    enough = np.where(quoting[rows] & ~marked, limits.OWN_REMARK_WORDS, limits.OWN_WORDS)
    good = (words >= enough) & (share < limits.OWN_EQUAL)
    # Of several in a row the neighbours of all of them count.
    plain = np.flatnonzero(~good)
    if not len(plain):
        return _Suspects(rows[:0], found[:0], np.empty(0))
    places = np.flatnonzero(good)
    after = np.searchsorted(plain, places)
    ahead, behind = plain[np.maximum(after - 1, 0)], plain[np.minimum(after, len(plain) - 1)]
    inner_ahead = (after > 0) & (rows[ahead] == rows[places])
    inner_behind = (after < len(plain)) & (rows[behind] == rows[places])
    around = np.bincount(rows[plain], words[plain], len(spans))
    held = np.bincount(rows[plain], share[plain] * words[plain], len(spans))
    copied = (held >= limits.OWN_COPIED * around)[rows[places]]
    whole = _paragraphs(articles, rows, found, good)[places]
    # A remark on what is quoted may take up a word of it.
    beside = (inner_ahead & marked[ahead]) | (inner_behind & marked[behind])
    remark = beside & ~marked[places]
    whole |= remark
    least = np.where(whole, limits.OWN_PARAGRAPH_DENSE, limits.OWN_DENSE)
    dense = (~inner_ahead | (share[ahead] >= least)) & (~inner_behind | (share[behind] >= least))
    kept = dense & copied & (inner_ahead | inner_behind)
    held_by = np.where(whole, limits.OWN_PARAGRAPH_CONTAINMENT, limits.OWN_CONTAINMENT)
    held_by[remark] = limits.OWN_REMARK_CONTAINMENT
    return _Suspects(rows[places[kept]], found[places[kept]], held_by[kept])


def _quoted(articles: Prepared, begins: I64, ends: I64) -> F64:
    """The share of each stretch of words that stands between quotation marks."""
    before = articles.quoted_before
    share: F64 = (before[ends] - before[begins]) / np.maximum(ends - begins, 1)
    return share


def _paragraphs(articles: Prepared, rows: I64, units: I64, good: Bools) -> Bools:
    """Which units of boxes stand in a paragraph of which no sentence is answered word for word."""
    blocks = articles.tokens.blocks[articles.unit_begins[units]].astype(np.int64)
    heads = borders(rows * (int(blocks.max(initial=0)) + 1) + blocks)
    paragraphs = np.repeat(np.arange(len(heads)), np.diff(heads, append=len(rows)))
    every: Bools = np.logical_and.reduceat(good, heads)[paragraphs] if len(heads) else good
    return every


def without_own(
    articles: Prepared, sentences: UnitPairs, boxes: Boxes, runs: EqualRuns
) -> tuple[Boxes, EqualRuns]:
    """The boxes less the sentences that only one side has, and their equal runs cut with them.

    `sentences`: the pairs of units that share stems, of the pairs that the boxes belong to.
    """
    near, far = suspects(articles, boxes, runs)
    turned = UnitPairs(sentences.owners, sentences.right, sentences.left, sentences.dice, sentences.shared)
    here = _stretches(articles, boxes.spans[:, :2], _unanswered(articles, sentences, boxes, near))
    there = _stretches(articles, boxes.spans[:, 2:], _unanswered(articles, turned, boxes.flipped(), far))
    return _cut(boxes, runs, here, there) if here or there else (boxes, runs)


def _unanswered(articles: Prepared, sentences: UnitPairs, boxes: Boxes, some: _Suspects) -> tuple[I64, I64]:
    """Boxes and units that no single unit of the box's other side answers."""
    rows, units = some.rows, some.units
    if not len(rows):
        return rows, units
    owners = boxes.owners[rows]
    firsts = np.searchsorted(sentences.owners, [owners.min(), owners.max() + 1])
    width = len(articles.unit_begins)
    inner = slice(int(firsts[0]), int(firsts[1]))
    keys = sentences.owners[inner] * width + sentences.left[inner]
    order = np.argsort(keys, kind="stable")
    sought = owners * width + units
    low, high = (np.searchsorted(keys[order], sought, side=side) for side in ("left", "right"))
    of, places = ranges(low, high)
    found = order[places] + firsts[0]
    s, t = sentences.left[found], sentences.right[found]
    spans = boxes.spans[rows[of]]
    inside = (articles.unit_ends[t] > spans[:, 2]) & (articles.unit_begins[t] < spans[:, 3])
    weight = sentences.dice[found] * (articles.sums[s] + articles.sums[t]) / 2
    answers = inside & (weight >= some.least[of] * articles.sums[s])
    own = ~any_of(of, answers, len(rows))
    return rows[own], units[own]


def _stretches(articles: Prepared, spans: I64, own: tuple[I64, I64]) -> _Holes:
    rows, units = own
    found: _Holes = {}
    for row, unit in zip(rows.tolist(), units.tolist(), strict=True):
        begin = max(int(articles.unit_begins[unit]), int(spans[row, 0]))
        end = min(int(articles.unit_ends[unit]), int(spans[row, 1]))
        holes = found.setdefault(row, [])
        if holes and holes[-1][1] == begin:
            holes[-1] = (holes[-1][0], end)
        else:
            holes.append((begin, end))
    return found


def _cut(boxes: Boxes, runs: EqualRuns, here: _Holes, there: _Holes) -> tuple[Boxes, EqualRuns]:
    changed = sorted({*here, *there})
    firsts = np.searchsorted(runs.owners, np.arange(len(boxes) + 1)).tolist()
    rows = boxes.spans.tolist()
    pieces: list[tuple[int, ...]] = []
    for row in changed:
        equal = runs.spans[firsts[row] : firsts[row + 1]].tolist()
        pieces += [
            (row, *piece) for piece in _pieces((*rows[row],), equal, here.get(row, []), there.get(row, []))
        ]
    made = np.array(pieces, np.int64).reshape(len(pieces), 5)
    whole = np.ones(len(boxes), np.bool_)
    whole[changed] = False
    parents = np.concatenate((np.flatnonzero(whole), made[:, 0]))
    spans = np.concatenate((boxes.spans[whole], made[:, 1:]))
    owners = boxes.owners[parents]
    order = np.lexsort((*spans.T[::-1], owners))
    parents, cut = parents[order], Boxes(owners[order], spans[order])
    return cut, _shared_out(runs, cut, parents, len(boxes))


def _shared_out(runs: EqualRuns, pieces: Boxes, parents: I64, total: int) -> EqualRuns:
    """The runs of each piece's parent, cut at the piece's borders."""
    begins = np.searchsorted(runs.owners, np.arange(total))
    ends = np.searchsorted(runs.owners, np.arange(total), side="right")
    rows, members = within(parents, begins, ends)
    box, run = pieces.spans[rows], runs.spans[members]
    low = np.maximum(0, np.maximum(box[:, 0] - run[:, 0], box[:, 2] - run[:, 1]))
    high = np.minimum(run[:, 2], np.minimum(box[:, 1] - run[:, 0], box[:, 3] - run[:, 1]))
    good = np.flatnonzero(high > low)
    low, run = low[good], run[good]
    return sorted_runs(rows[good], np.stack((run[:, 0] + low, run[:, 1] + low, high[good] - low), axis=1))


def _pieces(
    box: Box, equal: list[list[int]], here: list[tuple[int, int]], there: list[tuple[int, int]]
) -> list[Box]:
    waiting, done = [box], []
    while waiting:
        one = waiting.pop()
        parts = _parted(one, equal, here, there)
        if parts is None:
            done.append(one)
        else:
            waiting += [part for part in parts if part[0] < part[1] and part[2] < part[3]]
    return done


def _parted(
    box: Box, equal: list[list[int]], here: list[tuple[int, int]], there: list[tuple[int, int]]
) -> tuple[Box, Box] | None:
    """What stands before and behind the first stretch that is to be cut out; None if there is none."""
    for begin, end in here:
        if begin < box[1] and end > box[0]:
            ahead, behind = beside(equal, box, (begin, end), near=0)
            return (box[0], begin, *ahead), (end, box[1], *behind)
    for begin, end in there:
        if begin < box[3] and end > box[2]:
            ahead, behind = beside(equal, box, (begin, end), near=1)
            return (*ahead, box[2], begin), (*behind, end, box[3])
    return None
