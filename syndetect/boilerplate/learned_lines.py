"""Furniture learned from a corpus: lines that an outlet prints in many articles.

Texts without anything else in common share mastheads, subscription notes and footers. Patterns match the
usual ones; lines of one outlet alone are recognised because they recur. A line that recurs because an outlet
printed versions of one article is no furniture: only articles with enough text of their own are witnesses.
Lines of many outlets are examined more closely, in `common_lines`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import xxhash

from syndetect.boilerplate.common_lines import OUTLETS, OwnText, SecondLook, boilerplate, in_furniture
from syndetect.columns import Postings
from syndetect.kernels.hash_set import among
from syndetect.kernels.join import ROW_BITS, postings
from syndetect.kernels.line_hashes import COMMON, LONG_LINE, LONGEST, LineHashes, lines
from syndetect.kernels.words import I64, U64, Bools, WordBatch
from syndetect.text.surface import words

LEAST_WORDS = 3
"""Words of a line that counts, at least."""

OWN_SHARE = 1 / 3
"""The share of an article's words in lines that do not recur, at least, for it to be a witness."""

OUTLET_SHARE = 0.1
"""The share of an outlet's articles that must have a line, at least."""

_SLICE = 1 << 20
_COMMON = np.uint64(COMMON)
_KEPT = np.uint64(((1 << 64) - 1) ^ ((1 << ROW_BITS) - 1))


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that are no part of articles.

    `keys`: uint64, the hashes of the lines, sorted. `rows`: int64, the articles with any of them.
    `witnesses`: bool (rows,), which articles have enough text of their own for their lines to count.
    """

    keys: U64
    rows: I64
    witnesses: Bools

    def __len__(self) -> int:
        return len(self.keys)


NO_FURNITURE = Furniture(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.bool_))


def owner(outlet: str | None) -> int:
    """A hash of the outlet; 0 for None, whose lines are never learned."""
    return xxhash.xxh3_64_intdigest(outlet.encode("utf-8", "surrogatepass")) | 1 if outlet else 0


def line_postings(line_hashes: LineHashes, owners: U64, first_row: int) -> U64:
    """Postings, uint64, of all lines that can be furniture of their outlet, and of all sentences.

    `owners`: uint64 (texts,), as of `owner`; `first_row`: the row of the first text.
    """
    lines, sentences = line_hashes.lines, line_hashes.sentences
    size = (lines.keys >> np.uint64(ROW_BITS)) & np.uint64(LONGEST)
    own = (size >= LEAST_WORDS) & (size <= LONG_LINE) & (owners[lines.texts] != 0)
    common = (sentences.keys >> np.uint64(ROW_BITS)) & np.uint64(LONGEST) >= LEAST_WORDS
    keys = np.concatenate((lines.keys[own], sentences.keys[common]))
    texts = np.concatenate((lines.texts[own], sentences.texts[common]))
    return postings(keys, texts + first_row)


def owners_of(outlets: I64, kept: Bools) -> I64:
    """The owner of each row, int64: its outlet's number, or a number of its own; -1 where it is not kept.

    `outlets`: int64 (rows,), -1 for none.
    """
    own = int(outlets.max(initial=-1)) + 1 + np.arange(len(outlets))
    owners: I64 = np.where(kept, np.where(outlets >= 0, outlets, own), -1)
    return owners


def learn(posted: Postings, words_of: I64, outlets: I64, least: int, second_look: SecondLook) -> Furniture:
    """The lines that recur in `least` articles of an outlet and in a tenth of them, and common boilerplate.

    `posted`: the postings of lines. By row: `words_of`, int64, the number of words, and `outlets`, int64, as
    `owners_of` numbers them.
    """
    own, common = [np.empty(0, np.uint64)], [np.empty(0, np.uint64)]
    for chunk in posted.slices(_SLICE):
        shared = (chunk & _COMMON) != 0
        own.append(_recurring(chunk[~shared], outlets, least))
        common.append(_recurring(chunk[shared], outlets, OUTLETS))
    learned = _of_outlets(np.concatenate(own), words_of, outlets, least)
    packed = np.concatenate(common)
    keys = boilerplate(packed, outlets, _own_text(packed, words_of), second_look)
    if not len(keys):
        return learned
    rows = (packed[among(packed & _KEPT, keys)] & ~_KEPT).astype(np.int64)
    return Furniture(np.union1d(learned.keys, keys), np.union1d(learned.rows, rows), learned.witnesses)


def recurring(chunk: U64, owners: I64, least: int) -> U64:
    """Those of the sorted postings `chunk` that `learn` needs, sorted; no line may be cut at its ends."""
    shared = (chunk & _COMMON) != 0
    own = _recurring(chunk[~shared], owners, least)
    return np.sort(np.concatenate((own, _recurring(chunk[shared], owners, OUTLETS))))


def _own_text(packed: U64, words_of: I64) -> OwnText:
    """What rows have outside lines that recur."""
    size = ((packed >> np.uint64(ROW_BITS)) & np.uint64(LONGEST)).astype(np.int64)
    shared = np.bincount((packed & ~_KEPT).astype(np.int64), size, len(words_of))
    return OwnText((words_of - shared).astype(np.int64), shared <= (1 - OWN_SHARE) * words_of)


def _of_outlets(packed: U64, words_of: I64, outlets: I64, least: int) -> Furniture:
    """The furniture of single outlets, by the postings of lines that recur."""
    if not len(packed):
        return Furniture(packed, np.empty(0, np.int64), np.ones(len(words_of), np.bool_))
    rows = (packed & ~_KEPT).astype(np.int64)
    features = packed & _KEPT
    witness = _own_text(packed, words_of).enough
    borders = np.flatnonzero(np.append(True, features[1:] != features[:-1]))
    witnesses = np.add.reduceat(witness[rows].astype(np.int64), borders)
    articles = np.bincount(outlets[outlets >= 0])[outlets[rows[borders]]]
    kept = witnesses >= np.maximum(least, OUTLET_SHARE * articles)
    members = np.repeat(kept, np.diff(np.append(borders, len(features))))
    return Furniture(features[borders[kept]], np.unique(rows[members]), witness)


@dataclass(frozen=True, slots=True)
class KnownLines:
    """The lines of an archive.

    `postings`: returns the postings of some lines, sorted, with places in place of rows; `witnesses`: bool
    (places,), as in `Furniture`; `articles`: int64 (outlets,), the number of articles of each outlet.
    """

    postings: Callable[[U64], U64]
    witnesses: Bools
    articles: I64


def further(posted: Postings, words_of: I64, outlets: I64, known: KnownLines, least: int) -> U64:
    """The lines that recur only when these articles join an archive: uint64, sorted.

    `posted`, `words_of` and `outlets` are as for `learn`, with the archive's numbers of outlets. The
    witnesses of the archive stay witnesses.
    """
    packed: U64 = np.unique(np.concatenate([np.empty(0, np.uint64), *posted.slices(_SLICE)]))
    # Lines of many outlets are learned from the archive alone, never from submissions.
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


def holders(posted: Postings, keys: U64) -> I64:
    """The rows with any of the lines `keys`: int64, sorted."""
    nothing = np.empty(0, np.uint64)
    chunks = [chunk[among(chunk & _KEPT, keys)] for chunk in posted.slices(_SLICE)] if len(keys) else []
    return np.unique((np.concatenate([nothing, *chunks]) & ~_KEPT).astype(np.int64))


def _recurring(packed: U64, outlets: I64, least: int) -> U64:
    """The postings, each once, of the lines that at least `least` rows have."""
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


def without(batch: WordBatch, line_hashes: LineHashes, keys: U64) -> WordBatch:
    """The batch without the words of furniture lines."""
    return batch.where(~in_furniture(line_hashes, keys))


def spans(texts: Sequence[str], outlets: Sequence[str | None], keys: U64) -> list[list[tuple[int, int]]]:
    """For each text the begin and end of its furniture lines, in code points."""
    batch = words(texts)
    line_hashes = lines(batch, np.array([owner(outlet) for outlet in outlets], np.uint64))
    aside = in_furniture(line_hashes, keys)
    # A stretch ends with its line.
    edges = np.union1d(np.flatnonzero(aside[1:] != aside[:-1]) + 1, line_hashes.lines.firsts)
    inside: list[list[tuple[int, int]]] = [[] for _ in texts]
    owners = np.searchsorted(batch.firsts, edges, side="right") - 1
    for first, last, text in zip(edges[:-1].tolist(), edges[1:].tolist(), owners.tolist(), strict=False):
        if aside[first]:
            inside[text].append((int(batch.begins[first]), int(batch.ends[last - 1])))
    return inside
