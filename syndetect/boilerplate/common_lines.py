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
from syndetect.kernels.line_hashes import OF_LONG_LINE, LineHashes, lines
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
"""Words that may stand between a block and the head or foot of a text, or beside it in a line: what
has the outlet's name."""

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

BETWEEN = 1.5
"""Words that may stand in a block for each that is shared: sentences that name the outlet."""

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
    # A line too long to be furniture of one outlet is looked at here, however few have it.
    long = (features[borders] & np.uint64(OF_LONG_LINE)) != 0
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
        looks, at_edge, missed = list[_Look](), held, Counter[int]()
        for text in second_look.texts(np.array(sample, np.int64)):
            looks.append(_look(text, keys))
            missed.update(key for key in at_edge if key not in looks[-1].edges)
            at_edge = [key for key in at_edge if len(sample) - missed[key] >= AT_EDGE * len(sample)]
            if not at_edge:
                # Most blocks stand elsewhere, which a few articles show.
                break
        if at_edge and _unrelated([look.runs for look in looks]):
            yield from at_edge


def in_furniture(found: LineHashes, keys: U64) -> Bools:
    """Which words are furniture: such lines and sentences, and what little stands beside.

    A notice in one paragraph names the outlet in one of its sentences, which recurs nowhere. Where others of
    a line are furniture, those between them and up to the ends of the line go with them, if they are short.
    """
    lines, sentences = found.lines, found.sentences
    whole = np.repeat(among(lines.keys & _KEPT, keys), lines.sizes)
    aside, sizes = among(sentences.keys & _KEPT, keys), sentences.sizes
    if not aside.any():
        return whole
    held = np.bincount(found.line_of, sizes * aside, len(lines.keys))
    edges = (aside[1:] != aside[:-1]) | (found.line_of[1:] != found.line_of[:-1])
    first = np.flatnonzero(np.append(True, edges))
    short = (np.add.reduceat(sizes, first) <= EDGE_WORDS) & (held[found.line_of[first]] >= BLOCK_WORDS)
    aside |= np.repeat(short, np.diff(np.append(first, len(sizes))))
    return whole | np.repeat(aside, sizes)


@dataclass(frozen=True, slots=True)
class _Look:
    """An article looked at again: possible sentences at its head or foot, runs of its own words."""

    edges: frozenset[int]
    runs: frozenset[int]


def _look(text: str, possible: U64) -> _Look:
    batch = words([text])
    found = lines(batch, np.zeros(1, np.uint64))
    keys, sizes = found.sentences.keys & _KEPT, found.sentences.sizes
    shared = among(keys, possible)
    # A line that is mostly shared is part of a block as a whole.
    held = np.bincount(found.line_of, sizes * shared, len(found.lines.keys))
    mostly = (held >= BLOCK_WORDS) & (found.lines.sizes - held <= BETWEEN * held)
    own = np.where(shared | mostly[found.line_of], 0, sizes)
    ahead = _block(keys, shared, sizes, own)
    behind = _block(keys[::-1], shared[::-1], sizes[::-1], own[::-1])
    rest = in_context(batch.where(~(in_furniture(found, possible) | _beside(found, shared))))
    runs, _ = Runs(rest.hashes, rest.firsts).of(RUN_WORDS)
    return _Look(frozenset({*ahead, *behind}), frozenset(runs.tolist()))


def _beside(found: LineHashes, shared: Bools) -> Bools:
    """Which words are of a sentence next to a shared one in its line: in front, it may name the outlet."""
    in_line = found.line_of[1:] == found.line_of[:-1]
    near = np.zeros(len(shared), np.bool_)
    near[:-1] |= in_line & shared[1:]
    near[1:] |= in_line & shared[:-1]
    return np.repeat(near, found.sentences.sizes)


def _block(keys: U64, shared: Bools, sizes: I64, own: I64) -> list[int]:
    """The shared sentences from one end on, up to where the own text is; none if they are too few."""
    block = np.cumsum(np.where(shared, sizes, 0))
    held = shared & ~np.logical_or.accumulate(np.cumsum(own) > EDGE_WORDS + BETWEEN * block)
    found: list[int] = keys[held].tolist() if sizes[held].sum() >= BLOCK_WORDS else []
    return found


def _unrelated(runs: Sequence[frozenset[int]]) -> bool:
    """Whether articles have no more wording in common than a language has."""
    counts = Counter(run for each in runs for run in each)
    return sum(2 * count >= len(runs) for count in counts.values()) <= MOST_RUNS
