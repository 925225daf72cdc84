"""Boilerplate that many outlets print around articles of their own: a publisher's notice, a network's footer.

A line that one outlet repeats is learned as furniture from its outlet alone. What many outlets share needs
more care: a wire text is shared in the same way, and so is what was quoted from it. A block of lines is
boilerplate when it stands at the head or the foot of many articles, each of which is mostly its own, and they
have no other wording in common. Reports of one event have, so a statement that all of them print is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from syndetect.kernels.hash_set import among
from syndetect.kernels.join import ROW_BITS
from syndetect.kernels.line_hashes import LONGEST, lines
from syndetect.kernels.shingles import Runs
from syndetect.kernels.unspaced import in_context
from syndetect.kernels.words import I64, U64, Bools
from syndetect.text.surface import words

OUTLETS = 20
"""Outlets that must have a line. More than print one round-up; fewer than a publisher's notice reaches."""

WITNESSES = 0.95
"""Of those who have a line, the share that must be articles of their own; a wire is printed alone, too."""

BLOCK_WORDS = 26
"""Words that a block must have: shorter ones make no candidates, and a credit or a sign is as short."""

EDGE_WORDS = 26
"""Words that may stand between a block and the head or foot of a text: a line with the outlet's name."""

SAMPLE = 24
"""Articles that are read again to see where a block stands, and what else they have in common."""

AT_EDGE = 0.9
"""Of these, the share in which it must stand at the head or the foot."""

RUN_WORDS = 3
MOST_RUNS = 3
"""Runs of so many words that half of the articles may have in common, the block left out.

24 articles of one newspaper or agency share none (BBC, BASIL, Reuters-21578), 5 of one event 25 to 114
(NewsWCL50).
"""

MOST_BLOCKS = 200
"""Blocks that are looked at in one corpus, those of most lines first."""

FURNITURE_WORDS = 120
"""Words above which a line is a paragraph, which the articles of one outlet alone never make furniture."""

_KEPT = np.uint64(((1 << 64) - 1) ^ ((1 << ROW_BITS) - 1))


@dataclass(frozen=True, slots=True)
class SecondLook:
    """How articles are looked at again.

    `digests`: uint64 (rows,), equal for equal texts. `texts`: the texts of some rows, int64.
    """

    digests: U64
    texts: Callable[[I64], Sequence[str]]


def boilerplate(recurring: U64, owners: I64, witness: Bools, second_look: SecondLook) -> U64:
    """The keys of lines that are boilerplate of many outlets: uint64, sorted.

    `recurring`: postings of common lines, sorted, each once. By row: `owners`, int64, the number of the
    outlet, another one for each article without; `witness`, whether the article is mostly its own.
    """
    if not len(recurring):
        return recurring
    rows, features = (recurring & ~_KEPT).astype(np.int64), recurring & _KEPT
    borders = np.flatnonzero(np.append(True, features[1:] != features[:-1]))
    ends = np.append(borders[1:], len(features))
    line = np.repeat(np.arange(len(borders)), ends - borders)
    base = owners.max(initial=0) + 1
    outlets = np.bincount(np.unique(line * base + owners[rows]) // base, minlength=len(borders))
    # What is too long to be furniture of one outlet is looked at here, however few have it.
    long = (features[borders] >> np.uint64(ROW_BITS)) & np.uint64(LONGEST) > np.uint64(FURNITURE_WORDS)
    outlets = np.where(long, ends - borders, outlets)
    own = np.bincount(line, witness[rows], len(borders))
    possible = np.flatnonzero((outlets >= OUTLETS) & (own >= WITNESSES * (ends - borders)))
    keys = features[borders[possible]]
    samples = [_sampled(rows[borders[one] : ends[one]], second_look.digests) for one in possible.tolist()]
    return np.sort(np.array([*_confirmed(keys, samples, second_look)], np.uint64))


def _sampled(rows: I64, digests: U64) -> tuple[int, ...]:
    """Some of the rows, whichever order they came in."""
    order = np.argsort(digests[rows], kind="stable")
    return tuple(rows[order[:SAMPLE]].tolist())


def _confirmed(keys: U64, samples: Sequence[tuple[int, ...]], second_look: SecondLook) -> Iterator[int]:
    """Those of the keys whose samples show a block at the edge of articles that are else unrelated."""
    blocks: dict[tuple[int, ...], list[int]] = {}
    for key, sample in zip(keys.tolist(), samples, strict=True):
        blocks.setdefault(sample, []).append(key)
    for sample, held in sorted(blocks.items(), key=lambda block: (-len(block[1]), block[1]))[:MOST_BLOCKS]:
        looks = [_look(text, keys) for text in second_look.texts(np.array(sample, np.int64))]
        at_edge = [key for key in held if sum(key in look.edges for look in looks) >= AT_EDGE * len(looks)]
        if at_edge and _unrelated([look.runs for look in looks]):
            yield from at_edge


@dataclass(frozen=True, slots=True)
class _Look:
    """An article looked at again: possible lines at its head or foot, runs of its own words."""

    edges: frozenset[int]
    runs: frozenset[int]


def _look(text: str, possible: U64) -> _Look:
    batch = words([text])
    line_hashes = lines(batch, np.zeros(1, np.uint64))
    keys = line_hashes.common & _KEPT
    shared = among(keys, possible)
    sizes = np.diff(line_hashes.firsts)
    edges = {*_block(keys, shared, sizes), *_block(keys[::-1], shared[::-1], sizes[::-1])}
    own = in_context(batch.where(~np.repeat(shared, sizes)))
    runs, _ = Runs(own.hashes, own.firsts).of(RUN_WORDS)
    return _Look(frozenset(edges), frozenset(runs.tolist()))


def _block(keys: U64, shared: Bools, sizes: I64) -> list[int]:
    """The shared lines from one end on, up to where the article's own text is; none if they are too few."""
    own = np.cumsum(np.where(shared, 0, sizes)) > EDGE_WORDS
    held = shared & ~own
    found: list[int] = keys[held].tolist() if sizes[held].sum() >= BLOCK_WORDS else []
    return found


def _unrelated(runs: Sequence[frozenset[int]]) -> bool:
    """Whether articles have no more wording in common than a language has."""
    counts = Counter(run for each in runs for run in each)
    return sum(2 * count >= len(runs) for count in counts.values()) <= MOST_RUNS
