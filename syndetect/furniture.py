"""Furniture learned from a corpus: lines that an outlet prints in article after article.

Mastheads, subscription notes and footers are shared by texts that have nothing else in common. Patterns know
the usual ones; what one outlet alone prints is known by its recurring. A line that recurs because an outlet
printed versions of one article is none: witnesses are only articles with enough text of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import xxhash
from numpy.typing import NDArray

from syndetect.columns import Postings
from syndetect.kernels.join import ROW_BITS, postings
from syndetect.kernels.lines import LONGEST, Lines, lines
from syndetect.kernels.members import among
from syndetect.kernels.text import I64, U64, Bools, WordBatch
from syndetect.surface import words

LEAST_WORDS = 3
"""Words below which a line is no evidence of anything, recurring or not."""

LONGEST_LINE = 120
"""Words above which a line is a paragraph and never furniture."""

OWN_SHARE = 1 / 3
"""Of an article's words, the share in lines that hardly recur from which it is one of its own."""

OUTLET_SHARE = 0.1
"""Of an outlet's articles, the share that must have a line."""

_SLICE = 1 << 20
_KEPT = np.uint64(((1 << 64) - 1) ^ ((1 << ROW_BITS) - 1))


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that are no part of articles.

    `keys`: uint64, sorted. `rows`: int64, who has any of them. `witnesses`: bool (rows,), who has enough text
    of its own for its lines to count.
    """

    keys: U64
    rows: I64
    witnesses: Bools

    def __len__(self) -> int:
        return len(self.keys)


NO_FURNITURE = Furniture(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.bool_))


def owner(outlet: str | None) -> int:
    """A hash of the outlet; 0 where there is none, whose lines are never looked at."""
    return xxhash.xxh3_64_intdigest(outlet.encode("utf-8", "surrogatepass")) | 1 if outlet else 0


def line_postings(found: Lines, owners: U64, first_row: int) -> U64:
    """Postings of all lines that could be furniture."""
    kept = _possible(found.keys) & (owners[found.texts] != 0)
    return postings(found.keys[kept], found.texts[kept] + first_row)


def _possible(keys: U64) -> NDArray[np.bool_]:
    size = (keys >> np.uint64(ROW_BITS)) & np.uint64(LONGEST)
    return (size >= LEAST_WORDS) & (size <= LONGEST_LINE)


def learn(found: Postings, words_of: I64, outlets: I64, least: int) -> Furniture:
    """The lines that recur in `least` articles of an outlet, and in a tenth of them.

    `found`: postings of lines; by row: `words_of`, int64, and `outlets`, int64, -1 for rows to leave out.
    """
    parts = [recurring(part, outlets, least) for part in found.slices(_SLICE)]
    packed = np.concatenate([np.empty(0, np.uint64), *parts])
    if not len(packed):
        return Furniture(packed, np.empty(0, np.int64), np.ones(len(words_of), np.bool_))
    rows = (packed & ~_KEPT).astype(np.int64)
    features = packed & _KEPT
    size = ((features >> np.uint64(ROW_BITS)) & np.uint64(LONGEST)).astype(np.int64)
    shared = np.bincount(rows, size, len(words_of))
    witness = shared <= (1 - OWN_SHARE) * words_of
    borders = np.flatnonzero(np.append(True, features[1:] != features[:-1]))
    witnesses = np.add.reduceat(witness[rows].astype(np.int64), borders)
    articles = np.bincount(outlets[outlets >= 0])[outlets[rows[borders]]]
    kept = witnesses >= np.maximum(least, OUTLET_SHARE * articles)
    members = np.repeat(kept, np.diff(np.append(borders, len(features))))
    return Furniture(features[borders[kept]], np.unique(rows[members]), witness)


@dataclass(frozen=True, slots=True)
class KnownLines:
    """What an archive knows of lines.

    `postings`: those of some lines, sorted, by place; `witnesses`: bool (places,), as in `Furniture`;
    `articles`: int64 (outlets,), how many each outlet has.
    """

    postings: Callable[[U64], U64]
    witnesses: Bools
    articles: I64


def further(found: Postings, words_of: I64, outlets: I64, known: KnownLines, least: int) -> U64:
    """Lines of articles that recur when these join an archive: uint64, sorted, besides the archive's own.

    `found`, `words_of` and `outlets` are those of `learn`, the outlets numbered as the archive's are. Who is
    a witness in the archive stays one.
    """
    packed = np.unique(np.concatenate([np.empty(0, np.uint64), *found.slices(_SLICE)]))
    packed = packed[outlets[(packed & ~_KEPT).astype(np.int64)] >= 0]
    if not len(packed):
        return packed
    keys, first, own = np.unique(packed & _KEPT, return_index=True, return_inverse=True)
    theirs = np.unique(known.postings(keys))
    held = np.searchsorted(keys, theirs & _KEPT)
    recurs = np.bincount(own, minlength=len(keys)) + np.bincount(held, minlength=len(keys)) >= least
    rows = (packed & ~_KEPT).astype(np.int64)
    size = ((packed >> np.uint64(ROW_BITS)) & np.uint64(LONGEST)).astype(np.int64)
    shared = np.bincount(rows, size * recurs[own], len(words_of))
    witness = shared <= (1 - OWN_SHARE) * words_of
    witnesses = np.bincount(own, witness[rows], len(keys))
    witnesses += np.bincount(held, known.witnesses[(theirs & ~_KEPT).astype(np.int64)], len(keys))
    articles = np.bincount(outlets[outlets >= 0], minlength=len(known.articles))
    articles[: len(known.articles)] += known.articles
    kept = recurs & (witnesses >= np.maximum(least, OUTLET_SHARE * articles[outlets[rows[first]]]))
    recurring: U64 = keys[kept]
    return recurring


def holders(found: Postings, keys: U64) -> I64:
    """The rows that have any of the lines: int64, sorted."""
    nothing = np.empty(0, np.uint64)
    parts = [part[among(part & _KEPT, keys)] for part in found.slices(_SLICE)] if len(keys) else []
    return np.unique((np.concatenate([nothing, *parts]) & ~_KEPT).astype(np.int64))


def recurring(packed: U64, outlets: I64, least: int) -> U64:
    """Postings of the lines that `least` rows have, each once."""
    if not len(packed):
        return packed
    packed = packed[np.append(True, packed[1:] != packed[:-1])]
    packed = packed[outlets[(packed & ~_KEPT).astype(np.int64)] >= 0]
    if not len(packed):
        return packed
    features = packed & _KEPT
    borders = np.flatnonzero(np.append(True, features[1:] != features[:-1]))
    sizes = np.diff(np.append(borders, len(packed)))
    return packed[np.repeat(sizes >= least, sizes)]


def without(batch: WordBatch, found: Lines, keys: U64) -> WordBatch:
    """The batch without the words of furniture lines."""
    return batch.where(~np.repeat(among(found.keys & _KEPT, keys), np.diff(found.firsts)))


def spans(texts: Sequence[str], outlets: Sequence[str | None], keys: U64) -> list[list[tuple[int, int]]]:
    """For each text, where its furniture lines begin and end, in code points."""
    batch = words(texts)
    found = lines(batch, np.array([owner(outlet) for outlet in outlets], np.uint64))
    inside: list[list[tuple[int, int]]] = [[] for _ in texts]
    for line in np.flatnonzero(among(found.keys & _KEPT, keys)).tolist():
        first, last = found.firsts[line], found.firsts[line + 1] - 1
        inside[found.texts[line]].append((int(batch.begins[first]), int(batch.ends[last])))
    return inside
