"""Boilerplate that many outlets print around different articles: a publisher's notice, a network's footer.

A line that one outlet repeats is learned as furniture from that outlet alone. Lines of many outlets need more
care, because they share wire texts and quotations too. A block of lines is boilerplate when it is at the head
or the foot of many articles, when each of these has mostly text of its own, and when they have no other
wording in common. Reports of one event do have other wording in common, so a statement in all of them is no
boilerplate. Notes that are shorter than the block below them need more: a crowd of articles has the block,
none of them is the block alone, and the notes are about nothing in common, not even in single words. So a
wire text that many outlets print with a paragraph of their own stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from syndetect.kernels.hash_set import among
from syndetect.kernels.join import ROW_BITS
from syndetect.kernels.line_hashes import OF_LONG_LINE, LineHashes, lines
from syndetect.kernels.shingles import Runs
from syndetect.kernels.unspaced import in_context
from syndetect.kernels.words import I64, U64, Bools
from syndetect.text.lexicon import function_words
from syndetect.text.surface import words

OUTLETS = 20
"""Outlets that must have a line: more than print the same round-up, fewer than have a publisher's notice."""

WITNESSES = 0.95
"""Of the articles with a line, the share with mostly own text; a wire text is printed alone, too."""

CROWD = 100
"""Articles that have a line, at least, where they are mostly that line's block, not text of their own."""

OWN_WORDS = 40
WITH_OWN = 0.9995
"""Words outside recurring lines that so many of the articles of a crowd have, at least: where one is hardly
more than the block, the block is a text that somebody published, unless thousands have it."""

BLOCK_WORDS = 26
"""Words that a block must have: shorter blocks make no candidates, and a credit can be as short."""

EDGE_WORDS = 26
"""Words between a block and the head or foot of a text, or next to it in a line, at most: they can
contain the outlet's name."""

SAMPLE = 24
"""Articles that are read again for the position of a block, and for other wording in common."""

AT_EDGE = 0.9
"""Of these, the share in which the block must be at the head or the foot."""

RUN_WORDS = 3
MOST_RUNS = 3
"""Runs of RUN_WORDS words, without the block, that half of the articles may have in common, at most.

24 articles of one newspaper or agency have none in common (BBC, BASIL, Reuters-21578), 5 articles of one
event 25 to 114 (NewsWCL50).
"""

FIRST_WORDS = 120
MOST_WORDS = 4
"""Of the first FIRST_WORDS words of their own, those that half of the articles of a crowd may have in common,
at most; the commonest words of languages do not count.

24 articles of one newspaper or agency have 4 or fewer (the same three sets), articles of one event 6 or more
from 40 words on, 17 or more at 120.
"""

MOST_BLOCKS = 200
"""Blocks of one corpus that are examined, at most, those with most lines first."""

BETWEEN = 1.5
"""Words of a block for each shared word, at most: sentences that name the outlet are not shared."""

_KEPT = np.uint64(((1 << 64) - 1) ^ ((1 << ROW_BITS) - 1))


@dataclass(frozen=True, slots=True)
class SecondLook:
    """How articles are read again.

    `digests`: uint64 (rows,), equal for equal texts. `texts`: returns the texts of some rows, int64.
    """

    digests: U64
    texts: Callable[[I64], Sequence[str]]


@dataclass(frozen=True, slots=True)
class OwnText:
    """By row, what articles have outside lines that recur.

    `words`: int64, the number of these words; `enough`: bool, whether they are enough of the whole text.
    """

    words: I64
    enough: Bools


def boilerplate(recurring: U64, owners: I64, own_text: OwnText, second_look: SecondLook) -> U64:
    """The keys of the lines that are boilerplate of many articles: uint64, sorted.

    `recurring`: uint64, postings of common lines, sorted, each once. `owners`: int64 (rows,), the number of
    the outlet (a number of its own for an article without one).
    """
    if not len(recurring):
        return recurring
    rows, features = (recurring & ~_KEPT).astype(np.int64), recurring & _KEPT
    borders = np.flatnonzero(np.append(True, features[1:] != features[:-1]))
    ends = np.append(borders[1:], len(features))
    line = np.repeat(np.arange(len(borders)), ends - borders)
    base = owners.max(initial=0) + 1
    outlets = np.bincount(np.unique(line * base + owners[rows]) // base, minlength=len(borders))
    # A line too long to be furniture of one outlet is examined here, even if few outlets have it.
    long = (features[borders] & np.uint64(OF_LONG_LINE)) != 0
    outlets = np.where(long, ends - borders, outlets)
    least = WITNESSES * (ends - borders)
    mostly_own = np.bincount(line, own_text.enough[rows], len(borders)) >= least
    widespread = (outlets >= OUTLETS) & mostly_own
    with_own = np.bincount(line, own_text.words[rows] >= OWN_WORDS, len(borders))
    crowd = (ends - borders >= CROWD) & (with_own >= WITH_OWN * (ends - borders))
    possible = np.flatnonzero(widespread | crowd)
    keys = features[borders[possible]]
    samples = [
        _sampled(rows[borders[number] : ends[number]], second_look.digests) for number in possible.tolist()
    ]
    short = frozenset(features[borders[crowd & ~widespread]].tolist())
    return np.sort(np.array([*_confirmed(keys, samples, short, second_look)], np.uint64))


def _sampled(rows: I64, digests: U64) -> tuple[int, ...]:
    """At most SAMPLE of the rows, independent of their order."""
    order = np.argsort(digests[rows], kind="stable")
    return tuple(rows[order[:SAMPLE]].tolist())


def _confirmed(
    keys: U64, samples: Sequence[tuple[int, ...]], short: AbstractSet[int], second_look: SecondLook
) -> Iterator[int]:
    """The keys whose samples show a block at the edge of articles without other wording in common.

    `short`: the keys whose articles may be less than their block: it must be at their foot, and they must
    have no words in common either.
    """
    blocks: dict[tuple[int, ...], list[int]] = {}
    for key, sample in zip(keys.tolist(), samples, strict=True):
        blocks.setdefault(sample, []).append(key)
    known = dict[int, _Look]()
    for sample, held in sorted(blocks.items(), key=lambda block: (-len(block[1]), block[1]))[:MOST_BLOCKS]:
        looks, at_edge, missed = list[_Look](), held, Counter[int]()
        # Most blocks stand elsewhere, which a few articles show.
        few = int((1 - AT_EDGE) * len(sample)) + 1
        for some in (sample[:few], sample[few:]):
            if not at_edge:
                break
            if new := [row for row in some if row not in known]:
                known |= zip(new, _looks(second_look.texts(np.array(new, np.int64)), keys), strict=True)
            seen = [known[row] for row in some]
            for look in seen:
                missed.update(key for key in at_edge if not look.has_at_edge(key, foot=key in short))
            at_edge = [key for key in at_edge if len(sample) - missed[key] >= AT_EDGE * len(sample)]
            looks += seen
        if not at_edge or not _unrelated([look.runs for look in looks], MOST_RUNS):
            continue
        if _unrelated([look.words for look in looks], MOST_WORDS):
            yield from at_edge
        else:
            yield from (key for key in at_edge if key not in short)


def in_furniture(line_hashes: LineHashes, keys: U64) -> Bools:
    """Which words are furniture, bool (words,): lines and sentences with these keys, and short neighbours.

    One sentence of a notice can name the outlet, and is in no other article. So where sentences of a line are
    furniture, short sentences between them, and up to the ends of the line, are furniture too.
    """
    lines, sentences = line_hashes.lines, line_hashes.sentences
    whole = np.repeat(among(lines.keys & _KEPT, keys), lines.sizes)
    aside, sizes = among(sentences.keys & _KEPT, keys), sentences.sizes
    if not aside.any():
        return whole
    held = np.bincount(line_hashes.line_of, sizes * aside, len(lines.keys))
    edges = (aside[1:] != aside[:-1]) | (line_hashes.line_of[1:] != line_hashes.line_of[:-1])
    first = np.flatnonzero(np.append(True, edges))
    short = (np.add.reduceat(sizes, first) <= EDGE_WORDS) & (held[line_hashes.line_of[first]] >= BLOCK_WORDS)
    aside |= np.repeat(short, np.diff(np.append(first, len(sizes))))
    return whole | np.repeat(aside, sizes)


@dataclass(frozen=True, slots=True)
class _Look:
    """An article that was read again: keys of shared sentences at its head and foot, and its own text.

    `runs`: runs of its own words; `words`: the first of these words, without the commonest ones of languages;
    both uint64, each once.
    """

    head: frozenset[int]
    foot: frozenset[int]
    runs: U64
    words: U64

    def has_at_edge(self, key: int, *, foot: bool) -> bool:
        """Whether a sentence is in the block at the foot or, unless only that counts, at the head."""
        return key in self.foot or (not foot and key in self.head)


def _looks(texts: Sequence[str], possible: U64) -> list[_Look]:
    """A look at each of some texts; `possible`: the keys of the sentences that are asked about, sorted."""
    batch = words(texts)
    line_hashes = lines(batch, np.zeros(len(texts), np.uint64))
    keys, sizes = line_hashes.sentences.keys & _KEPT, line_hashes.sentences.sizes
    shared = among(keys, possible)
    # A line that is mostly shared is a part of the block as a whole.
    held = np.bincount(line_hashes.line_of, sizes * shared, len(line_hashes.lines.keys))
    mostly = (held >= BLOCK_WORDS) & (line_hashes.lines.sizes - held <= BETWEEN * held)
    own = np.where(shared | mostly[line_hashes.line_of], 0, sizes)
    rest = in_context(batch.where(~(in_furniture(line_hashes, possible) | _beside(line_hashes, shared))))
    runs, first_runs = Runs(rest.hashes, rest.firsts).of(RUN_WORDS)
    borders = np.searchsorted(line_hashes.sentences.texts, np.arange(len(texts) + 1))
    looks = []
    for text, (low, high) in enumerate(pairwise(borders.tolist())):
        ahead, behind = slice(low, high), slice(high - 1, low - 1 if low else None, -1)
        head, foot = (
            frozenset(_block(keys[way], shared[way], sizes[way], own[way]) if high > low else ())
            for way in (ahead, behind)
        )
        begin = int(rest.firsts[text])
        first = rest.hashes[begin : min(begin + FIRST_WORDS, int(rest.firsts[text + 1]))]
        telling = np.unique(first[~among(first, function_words())])
        looks.append(_Look(head, foot, np.unique(runs[first_runs[text] : first_runs[text + 1]]), telling))
    return looks


def _beside(line_hashes: LineHashes, shared: Bools) -> Bools:
    """Which words are in a sentence next to a shared one in the same line: it may name the outlet."""
    in_line = line_hashes.line_of[1:] == line_hashes.line_of[:-1]
    near = np.zeros(len(shared), np.bool_)
    near[:-1] |= in_line & shared[1:]
    near[1:] |= in_line & shared[:-1]
    return np.repeat(near, line_hashes.sentences.sizes)


def _block(keys: U64, shared: Bools, sizes: I64, own: I64) -> list[int]:
    """The keys of shared sentences from one end up to the article's own text; empty if they are too few."""
    block = np.cumsum(np.where(shared, sizes, 0))
    held = shared & ~np.logical_or.accumulate(np.cumsum(own) > EDGE_WORDS + BETWEEN * block)
    block_keys: list[int] = keys[held].tolist() if sizes[held].sum() >= BLOCK_WORDS else []
    return block_keys


def _unrelated(wording: Sequence[U64], most: int) -> bool:
    """Whether half of some articles have at most `most` runs or words in common, as any texts have."""
    _, counts = np.unique(np.concatenate(wording), return_counts=True)
    return int((2 * counts >= len(wording)).sum()) <= most
