"""Borders of blocks that miss a sentence's own by a word or two, moved there."""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.boxes import Boxes, characters
from syndetect.align.pairing import PairedDocuments
from syndetect.columns import Prepared
from syndetect.kernels.feature_index import inside
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64, Bools


def at_sentences(sides: tuple[PairedDocuments, PairedDocuments], boxes: Boxes) -> Boxes:
    """The boxes without the few words that some have of one sentence more, on either side and at either end.

    Such words answer something by chance: the name that the next sentence begins with stands somewhere in the
    block. They stay where the other side ends with the same words, if these are more than function words or
    the other side's sentence goes on, and where they bring content of which the block has nothing else.
    """
    articles, spans = sides[0].articles, boxes.spans.copy()
    documents = [side.near[boxes.owners] for side in sides]
    limits_of = [(articles.firsts[document], articles.firsts[document + 1]) for document in documents]
    for end in (0, 1):
        columns = [end, 2 + end]
        over = np.stack(
            [_over(articles, spans[:, k], *limit, end) for k, limit in zip(columns, limits_of, strict=True)]
        )
        over[_continued(articles, spans[:, columns].T, over, end)] = 0
        for k, side in enumerate(sides):
            facing = Boxes(boxes.owners, spans if k == 0 else spans[:, [2, 3, 0, 1]])
            over[k, _fresh(side, facing, over[k], end)] = 0
        cut = spans.copy()
        cut[:, columns] += (-over if end else over).T
        good = _long_enough(articles, cut)
        spans[good] = cut[good]
    return Boxes(boxes.owners, _between_words(sides, boxes.owners, spans))


def _between_words(sides: tuple[PairedDocuments, PairedDocuments], owners: I64, spans: I64) -> I64:
    """The spans without half a word at an end: no border parts a name from its 's, or a verb from its n't.

    They only shrink, so that none reaches into another.
    """
    articles, cut = sides[0].articles, spans.copy()
    for side, column in zip(sides, (0, 2), strict=True):
        document = side.near[owners]
        first, last = articles.firsts[document], articles.firsts[document + 1]
        begins, ends = spans[:, column], spans[:, column + 1]
        # Where words are not spaced, what stands between them ends a sentence.
        spaced = articles.density[document] <= 1
        cut[:, column] += spaced & (begins > first) & _clings(articles, begins)
        cut[:, column + 1] -= spaced & (ends < last) & _clings(articles, np.minimum(ends, last - 1))
    good = _long_enough(articles, cut)
    return np.where(good[:, None], cut, spans)


def _clings(articles: Prepared, words: I64) -> Bools:
    """Whether a word is the short end of the one before it: a letter or two behind an apostrophe."""
    tokens, before = articles.tokens, np.maximum(words - 1, 0)
    gap = tokens.begins[words] - tokens.ends[before]
    marked = (tokens.tails[before] > tokens.ends[before]) | (tokens.heads[words] < tokens.begins[words])
    short = tokens.ends[words] - tokens.begins[words] <= limits.SHORT_END
    inner: Bools = (words > 0) & (gap == 1) & marked & short
    return inner


def _over(articles: Prepared, border: I64, low: I64, high: I64, end: int) -> I64:
    """How many words, at most EDGE_WORDS, a border lies beyond the sentence's; 0 if it lies on one."""
    step = -1 if end else 1
    over = np.zeros(len(border), np.int64)
    searched = ~_opens(articles, border, low, high)
    for count in range(1, limits.EDGE_WORDS + 1):
        found = searched & _opens(articles, border + step * count, low, high)
        over[found] = count
        searched &= ~found
    return over


def _opens(articles: Prepared, words: I64, low: I64, high: I64) -> Bools:
    """Whether a sentence begins at each word, or the document, `low` to `high`, does or ends."""
    inner = (words > low) & (words < high)
    places = np.where(inner, words, low)
    sentences = articles.tokens.sentences
    mask: Bools = ~inner | (sentences[places] != sentences[places - 1])
    return mask


def _continued(articles: Prepared, borders: I64, over: I64, end: int) -> Bools:
    """Which words beyond a sentence's border are the other side's at that end, too, and not by chance.

    `borders`, `over`: int64 (2, boxes), of both sides.
    """
    hashes, content = articles.tokens.hashes, articles.tokens.content
    same, telling = over > 0, over[0] != over[1]
    for count in range(limits.EDGE_WORDS):
        # Where that is beyond the text there are no such words over.
        places = (borders - 1 - count if end else borders + count) % len(hashes)
        within = count < over
        same &= (hashes[places[0]] == hashes[places[1]]) | ~within
        telling = telling | (within & content[places]).any(axis=0)
    mask: Bools = same & telling
    return mask


def _fresh(sides: PairedDocuments, boxes: Boxes, over: I64, end: int) -> Bools:
    """Where the near words over hold some that stand in the far side, and nowhere else in the near one."""
    articles, spans = sides.articles, boxes.spans
    before, stems = articles.content_before, articles.stems
    first, last = (spans[:, 1] - over, spans[:, 1]) if end else (spans[:, 0], spans[:, 0] + over)
    owners, words = ranges(before[first], before[last])
    rows = articles.stem_rows[words]
    a0, a1, b0, b1 = before[spans.T]
    begin, stop = (a0, before[first]) if end else (before[last], a1)
    _, others = inside(stems, rows, begin[owners], stop[owners])
    linked = sides.stems.of(boxes.owners[owners], words)
    some = np.flatnonzero((others == 0) & (linked >= 0))
    _, held = inside(stems, linked[some], b0[owners[some]], b1[owners[some]])
    fresh: Bools = np.bincount(owners[some[held > 0]], minlength=len(boxes)) >= limits.EDGE_FRESH
    return fresh


def _long_enough(articles: Prepared, spans: I64) -> Bools:
    mask: Bools = (spans[:, 0] < spans[:, 1]) & (spans[:, 2] < spans[:, 3])
    rows = np.flatnonzero(mask)
    for column in (0, 2):
        size = characters(articles, spans[rows, column], spans[rows, column + 1])
        mask[rows] &= size >= limits.LEAST_CHARACTERS
    return mask
