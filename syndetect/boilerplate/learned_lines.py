"""Furniture learned from a corpus: lines that an outlet prints in article after article.

Mastheads, subscription notes and footers are shared by texts that have nothing else in common. Patterns know
the usual ones; what one outlet alone prints is known by its recurring. A line that recurs because an outlet
printed versions of one article is none: witnesses are only articles with enough text of their own. What many
outlets print around articles of their own is looked at more closely, in `common_lines`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import xxhash

from syndetect.boilerplate.common_lines import OUTLETS, SecondLook, boilerplate, in_furniture
from syndetect.columns import Postings
from syndetect.kernels.hash_set import among
from syndetect.kernels.join import ROW_BITS, postings
from syndetect.kernels.line_hashes import COMMON, LONG_LINE, LONGEST, LineHashes, lines
from syndetect.kernels.words import I64, U64, Bools, WordBatch
from syndetect.text.surface import words

LEAST_WORDS = 3
"""Words below which a line is no evidence of anything, recurring or not."""

OWN_SHARE = 1 / 3
"""Of an article's words, the share in lines that hardly recur from which it is one of its own."""

OUTLET_SHARE = 0.1
"""Of an outlet's articles, the share that must have a line."""

_SLICE = 1 << 20
_COMMON = np.uint64(COMMON)
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


def line_postings(found: LineHashes, owners: U64, first_row: int) -> U64:
    """Postings of all lines that could be furniture of their outlet, and of all sentences."""
    lines, sentences = found.lines, found.sentences
    size = (lines.keys >> np.uint64(ROW_BITS)) & np.uint64(LONGEST)
    own = (size >= LEAST_WORDS) & (size <= LONG_LINE) & (owners[lines.texts] != 0)
    common = (sentences.keys >> np.uint64(ROW_BITS)) & np.uint64(LONGEST) >= LEAST_WORDS
    keys = np.concatenate((lines.keys[own], sentences.keys[common]))
    texts = np.concatenate((lines.texts[own], sentences.texts[common]))
    return postings(keys, texts + first_row)


def owners_of(outlets: I64, kept: Bools) -> I64:
    """Whose each row is, int64: its outlet's number, a number of its own without one, -1 unless it is kept.

    `outlets`: int64 (rows,), -1 for none.
    """
    own = int(outlets.max(initial=-1)) + 1 + np.arange(len(outlets))
    owners: I64 = np.where(kept, np.where(outlets >= 0, outlets, own), -1)
    return owners


def learn(found: Postings, words_of: I64, outlets: I64, least: int, second_look: SecondLook) -> Furniture:
    """The lines that recur in `least` articles of an outlet and in a tenth of them; boilerplate of many.

    `found`: postings of lines; by row: `words_of`, int64, and `outlets`, int64, as `owners_of` numbers them.
    """
    own, common = [np.empty(0, np.uint64)], [np.empty(0, np.uint64)]
    for part in found.slices(_SLICE):
        shared = (part & _COMMON) != 0
        own.append(_recurring(part[~shared], outlets, least))
        common.append(_recurring(part[shared], outlets, OUTLETS))
    learned = _of_outlets(np.concatenate(own), words_of, outlets, least)
    packed = np.concatenate(common)
    keys = boilerplate(packed, outlets, _witnesses(packed, words_of), second_look)
    if not len(keys):
        return learned
    rows = (packed[among(packed & _KEPT, keys)] & ~_KEPT).astype(np.int64)
    return Furniture(np.union1d(learned.keys, keys), np.union1d(learned.rows, rows), learned.witnesses)


def recurring(part: U64, owners: I64, least: int) -> U64:
    """Of sorted postings of lines, no line cut, those that `learn` looks at, sorted: it needs no others."""
    shared = (part & _COMMON) != 0
    own = _recurring(part[~shared], owners, least)
    return np.sort(np.concatenate((own, _recurring(part[shared], owners, OUTLETS))))


def _witnesses(packed: U64, words_of: I64) -> Bools:
    """Which rows have enough text besides lines that recur."""
    size = ((packed >> np.uint64(ROW_BITS)) & np.uint64(LONGEST)).astype(np.int64)
    shared = np.bincount((packed & ~_KEPT).astype(np.int64), size, len(words_of))
    enough: Bools = shared <= (1 - OWN_SHARE) * words_of
    return enough


def _of_outlets(packed: U64, words_of: I64, outlets: I64, least: int) -> Furniture:
    """What single outlets repeat, by the postings of lines that recur."""
    if not len(packed):
        return Furniture(packed, np.empty(0, np.int64), np.ones(len(words_of), np.bool_))
    rows = (packed & ~_KEPT).astype(np.int64)
    features = packed & _KEPT
    witness = _witnesses(packed, words_of)
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
    packed: U64 = np.unique(np.concatenate([np.empty(0, np.uint64), *found.slices(_SLICE)]))
    # What many outlets share is learned from an archive alone: a submission has no say in it.
    packed = packed[(packed & _COMMON) == 0]
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


def _recurring(packed: U64, outlets: I64, least: int) -> U64:
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


def without(batch: WordBatch, found: LineHashes, keys: U64) -> WordBatch:
    """The batch without the words of furniture lines."""
    return batch.where(~in_furniture(found, keys))


def spans(texts: Sequence[str], outlets: Sequence[str | None], keys: U64) -> list[list[tuple[int, int]]]:
    """For each text, where its furniture lines begin and end, in code points."""
    batch = words(texts)
    found = lines(batch, np.array([owner(outlet) for outlet in outlets], np.uint64))
    aside = in_furniture(found, keys)
    # A stretch ends with its line.
    edges = np.union1d(np.flatnonzero(aside[1:] != aside[:-1]) + 1, found.lines.firsts)
    inside: list[list[tuple[int, int]]] = [[] for _ in texts]
    owners = np.searchsorted(batch.firsts, edges, side="right") - 1
    for first, last, text in zip(edges[:-1].tolist(), edges[1:].tolist(), owners.tolist(), strict=False):
        if aside[first]:
            inside[text].append((int(batch.begins[first]), int(batch.ends[last - 1])))
    return inside
