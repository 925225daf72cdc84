"""Where in a very long document an article could come from, so that only these parts of it are aligned.

An article shares something with any book by chance, here and there. What was taken stands together: the book
is searched in blocks, each like a document of its own, by the measures that candidates are found by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from syndetect.batching import batched
from syndetect.candidates.rare import least_shared, shared_and_strength, tag_of
from syndetect.candidates.votes import CLASSES
from syndetect.fingerprint import fingerprint
from syndetect.kernels.hash_set import among
from syndetect.kernels.join import ROW_BITS, pair_keys, tagged, tallied
from syndetect.kernels.ranges import borders, ranges, sized
from syndetect.kernels.words import I64, U64
from syndetect.pipeline.articles import Shelf
from syndetect.settings import Settings
from syndetect.views import RARE_VIEWS

LONG = 300_000
"""Characters from which on a document is searched in blocks: some 50,000 words, a book."""

TIMES = 20
"""How many times as long as the other side such a document must be."""

BLOCK = 6_000
"""Characters of a block: some 1,000 words."""

_STRENGTH = 0.5
"""Of the strength that a candidate must have, what one block must have: a border may cut what was taken."""

_MOST = 12
"""Blocks of one document that are aligned with one article, the strongest, with their neighbours."""

_BATCH = 80
_SPACE = re.compile(r"\s")
_FEATURE = np.uint64(((1 << 64) - 1) ^ ((1 << ROW_BITS) - 1))


def very_long(articles: Shelf, places: I64) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which pairs of places hold a document that is to be searched in blocks."""
    sizes = articles.sizes()[places].reshape(-1, 2)
    long, short = sizes.max(axis=1, initial=0), sizes.min(axis=1, initial=LONG)
    return np.asarray((long >= LONG) & (long >= TIMES * short))


def windows(text: str, others: Sequence[str], settings: Settings) -> list[list[tuple[int, int]]]:
    """For each other text the parts of `text`, begin and end, that it may share something with."""
    limits = _borders(text)
    count = len(limits) - 1
    known, words = _postings(list(batched(others, _BATCH)), count, settings)
    sought = [np.unique(postings & _FEATURE) for postings in known]
    held: list[list[U64]] = [[view] for view in known]
    sizes = [words]
    for first in range(0, count, _BATCH):
        stretches = [text[begin:end] for begin, end in zip(limits[first:], limits[first + 1 :], strict=False)]
        found, words = _postings([stretches[:_BATCH]], first, settings)
        sizes.append(words)
        for view, postings, features in zip(held, found, sought, strict=True):
            view.append(postings[among(postings & _FEATURE, features)])
    near = _near(held, count, np.concatenate((*sizes[1:], sizes[0])), settings)
    return [_merged(near.get(row, ()), limits) for row in range(count, count + len(others))]


def _borders(text: str) -> list[int]:
    """Where blocks begin, and the end of the last: at white space."""
    borders = [0]
    while borders[-1] + 2 * BLOCK <= len(text):
        space = _SPACE.search(text, borders[-1] + BLOCK)
        if space is None or space.end() >= len(text):
            break
        borders.append(space.end())
    return [*borders, len(text)]


def _postings(parts: Sequence[Sequence[str]], first: int, settings: Settings) -> tuple[tuple[U64, ...], I64]:
    """Postings of the rare views, of rows counted from `first`, and the words of each row."""
    prints = []
    for texts in parts:
        prints.append(fingerprint(texts, np.zeros(len(texts), np.uint64), first, settings, None))
        first += len(texts)
    nothing = np.empty(0, np.uint64)
    views = zip(*(one.views for one in prints), strict=True) if prints else ((),) * len(RARE_VIEWS)
    postings = tuple(np.concatenate([nothing, *view]) for view in views)
    return postings, np.concatenate([np.empty(0, np.int64), *(one.words for one in prints)])


def _near(held: Sequence[Sequence[U64]], count: int, words: I64, settings: Settings) -> dict[int, list[int]]:
    """The blocks, strongest first, that share enough with each other row."""
    tags = [
        tags
        for view, postings in enumerate(held)
        for tags in _met(np.sort(np.concatenate(postings)), count, view, settings.rare_documents)
    ]
    block, row, counts = tallied(np.sort(np.concatenate(tags)), least=2)
    shorter = np.minimum(words[block], words[row])
    shared, strength = shared_and_strength(counts, shorter)
    enough = (shared >= least_shared(shorter, settings)) & (strength >= _STRENGTH * settings.rare_strength)
    near: dict[int, list[int]] = {}
    order = np.lexsort((block[enough], -strength[enough]))
    for one, other in zip(row[enough][order].tolist(), block[enough][order].tolist(), strict=True):
        near.setdefault(one, []).append(other)
    return near


def _met(postings: U64, count: int, view: int, rare: int) -> Iterator[U64]:
    """Which block has a feature of which other row, as tagged pair keys.

    A feature of more than `rare` blocks stands for the first of them, and counts less: a document may say the
    same thing again and again. How many other rows have it says nothing about the document.
    """
    rows = (postings & ~_FEATURE).astype(np.int64)
    own, others = postings[rows < count], postings[rows >= count]
    firsts = borders(own & _FEATURE)
    held = sized(firsts, len(own))
    keys, begins = others & _FEATURE, (own & _FEATURE)[firsts]
    at = np.minimum(np.searchsorted(begins, keys), max(0, len(begins) - 1))
    for rank, few in ((0, True), (CLASSES - 1, False)):
        meets = np.flatnonzero((begins[at] == keys) & ((held[at] <= rare) == few)) if len(begins) else firsts
        ends = firsts[at[meets]] + (held[at[meets]] if few else 1)
        owner, one = ranges(firsts[at[meets]], ends)
        left = (own[one] & ~_FEATURE).astype(np.int64)
        right = (others[meets[owner]] & ~_FEATURE).astype(np.int64)
        yield tagged(pair_keys(left, right), tag_of(view, rank))


def _merged(blocks: Sequence[int], borders: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches that the strongest blocks and their neighbours make up."""
    wanted = {near for block in blocks[:_MOST] for near in (block - 1, block, block + 1)}
    spans: list[tuple[int, int]] = []
    for block in sorted(wanted & set(range(len(borders) - 1))):
        begin, end = borders[block], borders[block + 1]
        if spans and spans[-1][1] == begin:
            begin = spans.pop()[0]
        spans.append((begin, end))
    return spans
