"""Candidate pairs to chunks of work: pairs that share articles, with the articles they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.traversal import narrow_front
from syndetect.model import Document
from syndetect.pipeline.articles import Shelf
from syndetect.pipeline.extracts import Extract, extract
from syndetect.pipeline.windows import very_long, windows
from syndetect.settings import Settings

_CHUNK_PAIRS = 5000
_CHUNK_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pairs to compare and the documents they need, so that another process needs nothing else.

    `extracts`: which documents hold only parts of their text.
    """

    documents: tuple[Document, ...]
    pairs: tuple[tuple[int, int], ...]
    extracts: Mapping[int, Extract] = field(default_factory=dict)


def chunks(articles: Shelf, places: NDArray[np.int64], settings: Settings, *, whole: bool) -> Iterator[Chunk]:
    """All pairs of places; of very long documents only parts, unless `whole` is asked for."""
    long = np.zeros(len(places), np.bool_) if whole else very_long(articles, places)
    return chain(_chunks(articles, places[~long]), _extracts(articles, places[long], settings))


def _chunks(articles: Shelf, places: NDArray[np.int64]) -> Iterator[Chunk]:
    """Pairs in runs that share documents, so that an article is analysed in few chunks; made when needed."""
    if not len(places):
        return
    for run in pair_runs(neighbourly(places), articles.sizes(), _CHUNK_PAIRS, _CHUNK_CHARACTERS):
        local = {place: number for number, place in enumerate(dict.fromkeys(run.ravel().tolist()))}
        pairs = tuple((local[left], local[right]) for left, right in run.tolist())
        yield Chunk(tuple(map(articles.document, local)), pairs)


def pair_runs(
    pairs: NDArray[np.int64], sizes: NDArray[np.int64], most_pairs: int, most_size: int
) -> Iterator[NDArray[np.int64]]:
    """Pairs, int64 (pairs, 2), in runs, each closed by the pair with which it has enough.

    `sizes`: int64, of each article, which a run counts once however many pairs have it.
    """
    seen: set[int] = set()
    begin = size = 0
    for end, ends in enumerate(pairs.tolist(), 1):
        for article in ends:
            if article not in seen:
                seen.add(article)
                size += int(sizes[article])
        if size >= most_size or end - begin >= most_pairs:
            yield pairs[begin:end]
            seen, begin, size = set(), end, 0
    if begin < len(pairs):
        yield pairs[begin:]


def _extracts(articles: Shelf, places: NDArray[np.int64], settings: Settings) -> Iterator[Chunk]:
    """Pairs with a very long document, which is read once for many others."""
    sizes = articles.sizes()[places]
    longer = np.where(sizes[:, 0] > sizes[:, 1], places[:, 0], places[:, 1])
    others = places.sum(axis=1) - longer
    for place in np.unique(longer).tolist():
        text = articles.document(place)
        beside = others[longer == place].tolist()
        for first in range(0, len(beside), _BESIDE):
            small = [articles.document(other) for other in beside[first : first + _BESIDE]]
            yield from _cut_out(text, small, settings)


_BESIDE = 2000
"""Articles whose features are looked for in a very long document at a time."""


def _cut_out(long: Document, others: Sequence[Document], settings: Settings) -> Iterator[Chunk]:
    """Each of the others beside the parts of the long one that share something with it."""
    documents: list[Document] = []
    extracts: dict[int, Extract] = {}
    pairs: list[tuple[int, int]] = []
    characters = 0
    for other, parts in zip(
        others, windows(long.text, [other.text for other in others], settings), strict=True
    ):
        if not parts:
            continue
        part, extracts[len(documents)] = extract(long, parts)
        rows = len(documents), len(documents) + 1
        documents += [part, other]
        pairs.append(rows if part.id < other.id else rows[::-1])
        characters += len(part.text) + len(other.text)
        if characters >= _CHUNK_CHARACTERS:
            yield Chunk(tuple(documents), tuple(pairs), extracts)
            documents, extracts, pairs, characters = [], {}, [], 0
    if pairs:
        yield Chunk(tuple(documents), tuple(pairs), extracts)


def neighbourly(places: NDArray[np.int64]) -> NDArray[np.int64]:
    """The pairs ordered so that an article's pairs come close to one another.

    So of several stars around the same articles the few centres are analysed anew in every chunk, and not the
    many articles once for every centre.
    """
    # Of an archive most articles have no pair at hand.
    used, named = np.unique(places, return_inverse=True)
    ends = named.reshape(-1, 2)
    rank = np.empty(len(used), np.int64)
    rank[narrow_front(ends[:, 0], ends[:, 1], len(used))] = np.arange(len(used))
    ranked = np.sort(rank[ends], axis=1)
    return places[np.lexsort((ranked[:, 1], ranked[:, 0]))]
