"""Near-copies: pairs that equal runs of words settle, so that nothing need be weighed.

Where one text is equal runs from end to end, with few words changed between them, the runs that follow each
other on both sides are the passages. This is plain seed and extend; moved parts are passages of their own.
"""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.answers import answers
from syndetect.align.boxes import Boxes, characters
from syndetect.align.equal import EqualRuns, sorted_runs
from syndetect.align.own import suspects, without_own
from syndetect.align.passage_columns import PassageColumns, kinds_of, nothing_found, run_words
from syndetect.align.prepare import TRIPLE
from syndetect.align.seeding import sentence_pairs
from syndetect.columns import Prepared
from syndetect.kernels.maximal_segments import overlapping, stretches
from syndetect.kernels.ranges import any_of, borders, ranges
from syndetect.kernels.seeds import F64, UnitPairs, summed
from syndetect.kernels.words import I64, Bools

_PLACE_BITS = 32


def near_copies(articles: Prepared, near: I64, far: I64, runs: EqualRuns) -> tuple[I64, PassageColumns]:
    """The pairs whose one text is covered by runs that follow each other on both sides, and their passages.

    `near`, `far`: int64 (pairs,), documents; `runs`: the pairs' equal runs of LEAST_RUN words or more.
    """
    runs = _hopeful(articles, near, far, _unrivalled(runs, len(near)))
    if not len(runs.owners):
        return np.empty(0, np.int64), nothing_found()
    chains, firsts = _chains(articles, runs)
    chains = _widened(articles, near, far, chains)
    owners = np.repeat(np.arange(len(chains)), np.diff(firsts))
    equal = _with_gaps(articles, chains, EqualRuns(owners, runs.spans))
    kept = _settled(articles, near, far, chains, equal)
    if not kept.any():
        return np.empty(0, np.int64), nothing_found()
    if not kept.all():
        equal = equal.take(kept[equal.owners])
        chains, equal = chains.take(kept), EqualRuns((np.cumsum(kept) - 1)[equal.owners], equal.spans)
    pairs = chains.owners[borders(chains.owners)]
    chains, equal = _without_own(articles, near, far, chains, equal)
    shared = _shared(articles, equal, len(chains))
    within = equal.take(equal.spans[:, 2] >= TRIPLE)
    words = run_words(within, chains, np.arange(len(chains)), len(chains))
    sums = articles.carried[articles.content_before[chains.spans]]
    weight = sums[:, 1] - sums[:, 0] + sums[:, 3] - sums[:, 2]
    kinds, similarity = kinds_of(articles, chains, words, 2 * shared / np.maximum(weight, 1e-9))
    links = answers(
        articles, _sentences(articles, near, far, chains, within), chains, np.zeros(len(near), np.bool_)
    )
    return pairs, PassageColumns(
        chains, kinds, similarity, EqualRuns(chains.owners[within.owners], within.spans), links.columns()
    )


def _without_own(
    articles: Prepared, near: I64, far: I64, chains: Boxes, equal: EqualRuns
) -> tuple[Boxes, EqualRuns]:
    """The chains less the sentences that only one text has; few pairs have any that may be."""
    rows = np.concatenate([some.rows for some in suspects(articles, chains, equal)])
    if not len(rows):
        return chains, equal
    pairs = np.unique(chains.owners[rows])
    found = sentence_pairs(articles, near[pairs], far[pairs])
    known = UnitPairs(pairs[found.owners], found.left, found.right, found.dice, found.shared)
    return without_own(articles, known, chains, equal)


def _hopeful(articles: Prepared, near: I64, far: I64, runs: EqualRuns) -> EqualRuns:
    """The runs of pairs of long texts that are mostly equal runs and have no furniture inside."""
    cut = np.zeros(len(articles), np.bool_)
    cut[np.searchsorted(articles.firsts, np.flatnonzero(articles.cuts), side="right") - 1] = True
    words = np.diff(articles.firsts)
    words = np.maximum(words[near], words[far])
    equal = np.bincount(runs.owners, runs.spans[:, 2], len(near))
    hopeful = (
        (words >= limits.NEAR_COPY_WORDS) & (equal >= limits.NEAR_COPY_RUNS * words) & ~cut[near] & ~cut[far]
    )
    return runs if hopeful.all() else runs.take(hopeful[runs.owners])


def _unrivalled(runs: EqualRuns, total: int) -> EqualRuns:
    """The runs of the pairs in which no words are claimed by two runs, but for a few where two runs meet."""
    owners, spans = runs.owners, runs.spans.copy()
    begins, lengths = spans[:, :2], spans[:, 2]
    same = owners[1:] == owners[:-1]
    # Around a word put in or left out beside its like, two runs may both reach over it.
    lap = (begins[:-1] + lengths[:-1, None] - begins[1:]).max(axis=1, initial=0)
    lap = np.where(same & (lap > 0) & (lap < TRIPLE), lap, 0)
    begins[1:] += lap[:, None]
    lengths[1:] -= lap
    rivals = overlapping(owners, begins[:, 0], begins[:, 0] + lengths, total)
    rivals |= overlapping(owners, begins[:, 1], begins[:, 1] + lengths, total)
    return EqualRuns(owners, spans).take(~rivals[owners])


def _chains(articles: Prepared, runs: EqualRuns) -> tuple[Boxes, I64]:
    """The boxes of runs that follow each other on both sides, the first run of each, and the runs' number."""
    owners, spans = runs.owners, runs.spans
    ends = spans[:, :2] + spans[:, 2:]
    gaps = spans[1:, :2] - ends[:-1]
    same = (owners[1:] == owners[:-1]) & (gaps >= 0).all(axis=1)
    follows = same & (gaps <= limits.GAP).all(axis=1)
    wide = np.flatnonzero(same & ~follows)
    follows[wide] = _alike(articles, ends[wide], spans[wide + 1, :2])
    firsts = np.flatnonzero(np.append(True, ~follows))[: len(owners)]
    lasts = np.append(firsts[1:], len(owners)) - 1 if len(owners) else firsts
    box = np.stack((spans[firsts, 0], ends[lasts, 0], spans[firsts, 1], ends[lasts, 1]), axis=1)
    return Boxes(owners[firsts], box), np.append(firsts, len(owners))


def _alike(articles: Prepared, begins: I64, stops: I64) -> Bools:
    """Which gaps hold as many words on both sides, not too many, of which most are equal in place.

    `begins`, `stops`: int64 (gaps, 2), of both sides.
    """
    mask = np.zeros(len(begins), np.bool_)
    sizes = stops - begins
    even = np.flatnonzero((sizes[:, 0] == sizes[:, 1]) & (sizes[:, 0] <= limits.NEAR_COPY_GAP))
    rows, here = ranges(begins[even, 0], stops[even, 0])
    hashes = articles.tokens.hashes
    agree = hashes[here] == hashes[here + (begins[even, 1] - begins[even, 0])[rows]]
    mask[even] = 2 * np.bincount(rows[agree], minlength=len(even)) > sizes[even, 0]
    return mask


def _settled(articles: Prepared, near: I64, far: I64, chains: Boxes, runs: EqualRuns) -> Bools:
    """The chains of pairs in which they leave less than a sentence of one text, and are mostly equal runs."""
    total, spans, owners = len(near), chains.spans, chains.owners
    shown = (characters(articles, spans[:, 0], spans[:, 1]) >= limits.LEAST_CHARACTERS) & (
        characters(articles, spans[:, 2], spans[:, 3]) >= limits.LEAST_CHARACTERS
    )
    equal = np.bincount(runs.owners, runs.spans[:, 2], len(chains))
    longer = np.maximum(spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2])
    loose = any_of(owners, shown & (equal <= limits.EDITED_SHARE * longer), total)
    dense = np.bincount(owners, equal, total) > limits.NEAR_COPY * np.bincount(owners, longer, total)
    left = np.minimum(*(_left(articles, side, chains.take(shown), k) for side, k in ((near, 0), (far, 2))))
    mask: Bools = shown & ((left <= 2 * limits.SLACK) & dense & ~loose)[owners]
    return mask


def _left(articles: Prepared, side: I64, chains: Boxes, column: int) -> I64:
    """Words of the longest stretch of one side that no chain covers, for each pair."""
    pairs = np.arange(len(side))
    owners = np.concatenate((chains.owners, pairs))
    begins = np.concatenate((chains.spans[:, column], articles.firsts[side + 1]))
    ends = np.concatenate((chains.spans[:, column + 1], articles.firsts[side + 1]))
    order = np.lexsort((begins, owners))
    owners, begins, ends = owners[order], begins[order], ends[order]
    before = np.append(0, ends[:-1])
    firsts = borders(owners)
    before[firsts] = articles.firsts[side]
    longest: I64 = np.maximum.reduceat(begins - before, firsts) if len(firsts) else pairs
    return longest


def _widened(articles: Prepared, near: I64, far: I64, chains: Boxes) -> Boxes:
    """Chains that nearly reach the ends of both texts moved there, over few words or such as mostly agree."""
    spans = chains.spans.copy()
    a, b = near[chains.owners], far[chains.owners]
    for column in (0, 1):
        last = np.stack((articles.firsts[a + column], articles.firsts[b + column]), axis=1)
        begins, stops = np.sort(np.stack((spans[:, [column, column + 2]], last)), axis=0)
        distance = stops - begins
        close = ((distance > 0) & (distance < limits.LEAST_RUN)).all(axis=1) | _alike(articles, begins, stops)
        spans[:, column] = np.where(close, last[:, 0], spans[:, column])
        spans[:, column + 2] = np.where(close, last[:, 1], spans[:, column + 2])
    return Boxes(chains.owners, spans)


def _with_gaps(articles: Prepared, chains: Boxes, runs: EqualRuns) -> EqualRuns:
    """The runs, and what is equal in place between them where as many words stand on both sides."""
    owners, spans = runs.owners, runs.spans
    ends = spans[:, :2] + spans[:, 2:]
    firsts, lasts = borders(owners), np.append(borders(owners)[1:], len(owners)) - 1
    before = np.empty_like(ends)
    before[1:] = ends[:-1]
    before[firsts] = chains.spans[:, [0, 2]]
    begins = np.concatenate((before, ends[lasts]))
    stops = np.concatenate((spans[:, :2], chains.spans[:, [1, 3]]))
    gaps = stops - begins
    whose = np.concatenate((owners, np.arange(len(chains))))
    even = np.flatnonzero((gaps[:, 0] == gaps[:, 1]) & (gaps[:, 0] > 0))
    rows, here = ranges(begins[even, 0], stops[even, 0])
    shift = (begins[even, 1] - begins[even, 0])[rows]
    hashes = articles.tokens.hashes
    low, high = stretches(hashes[here] == hashes[here + shift], rows)
    found = np.stack((here[low], here[low] + shift[low], high - low), axis=1)
    return sorted_runs(np.concatenate((owners, whose[even][rows[low]])), np.concatenate((spans, found)))


def _shared(articles: Prepared, equal: EqualRuns, total: int) -> F64:
    """Weight of the equal words of each chain."""
    begins, lengths = equal.spans[:, 0], equal.spans[:, 2]
    before = articles.carried[articles.content_before[np.stack((begins, begins + lengths))]]
    return summed(equal.owners, before[1] - before[0], total)


def _sentences(articles: Prepared, near: I64, far: I64, chains: Boxes, runs: EqualRuns) -> UnitPairs:
    """Units that have equal content words in place; `runs`: those of the chains, by near place."""
    before, units = articles.content_before, articles.units
    rows, begins, ends = _in_units(articles, runs)
    some = np.flatnonzero(before[ends] > before[begins])
    rows, begins, ends = rows[some], before[begins[some]], before[ends[some]]
    here = articles.places[begins]
    s, t = units[here], units[here + (runs.spans[:, 1] - runs.spans[:, 0])[rows]]
    pairs = chains.owners[runs.owners[rows]]
    firsts = articles.unit_firsts
    widths = firsts[far + 1] - firsts[far]
    sizes = (firsts[near + 1] - firsts[near]) * widths
    keys = (np.cumsum(sizes) - sizes)[pairs] + (s - firsts[near][pairs]) * widths[pairs] + t
    keys -= firsts[far][pairs]
    order = np.argsort(keys, kind="stable")
    heads = borders(keys[order])
    pairs, s, t = pairs[order[heads]], s[order[heads]], t[order[heads]]
    if not len(order):
        return UnitPairs(pairs, s, t, np.empty(0), s)
    shared = np.add.reduceat((ends - begins)[order], heads)
    carried = np.add.reduceat((articles.carried[ends] - articles.carried[begins])[order], heads)
    dice = 2 * carried / np.maximum(articles.sums[s] + articles.sums[t], 1e-9)
    return UnitPairs(pairs, s, t, dice, shared)


def _in_units(articles: Prepared, runs: EqualRuns) -> tuple[I64, I64, I64]:
    """The runs cut where a unit begins on either side: which run, near begin and end of each piece."""
    units, starts = articles.units, runs.spans[:, 0]
    ends, shift = starts + runs.spans[:, 2], runs.spans[:, 1] - starts
    near_rows, near_units = ranges(units[starts] + 1, units[ends - 1] + 1)
    far_rows, far_units = ranges(units[starts + shift] + 1, units[ends - 1 + shift] + 1)
    rows = np.concatenate((np.arange(len(starts)), near_rows, far_rows))
    places = (starts, articles.unit_begins[near_units], articles.unit_begins[far_units] - shift[far_rows])
    packed = (rows << _PLACE_BITS) | np.concatenate(places)
    packed.sort()
    packed = packed[borders(packed)]
    rows, begins = packed >> _PLACE_BITS, packed & ((1 << _PLACE_BITS) - 1)
    stops = np.append(begins[1:], ends[-1:])
    lasts = np.append(rows[1:] != rows[:-1], True)[: len(rows)]
    return rows, begins, np.where(lasts, ends[rows], stops)
