"""What the two sides of a box share: content words and runs of three words."""

from __future__ import annotations

import numpy as np

from syndetect.align.boxes import Boxes
from syndetect.align.pairing import PairedDocuments
from syndetect.kernels.feature_index import FeatureLinks, inside
from syndetect.kernels.ranges import borders, ranges
from syndetect.kernels.seeds import F64, summed
from syndetect.kernels.shared_weight import Sharing
from syndetect.kernels.shared_weight import sharing as shared_words
from syndetect.kernels.words import I64


def sharing(sides: tuple[PairedDocuments, PairedDocuments], boxes: Boxes) -> Sharing:
    """Compare the bags of content words of the two sides of each box."""
    near = sides[0]
    windows = near.articles.content_before[boxes.spans.T]
    return shared_words(near.articles.words, near.stems, boxes.owners, windows)


def answered_weight(near: PairedDocuments, boxes: Boxes) -> F64:
    """Weight of the near side's distinct words, figures and names left out, that the far side has."""
    articles = near.articles
    a0, a1, b0, b1 = articles.content_before[boxes.spans.T]
    owners, words = ranges(a0, a1)
    plain = np.flatnonzero(~articles.tokens.facts[articles.places[words]])
    owners, words = owners[plain], words[plain]
    other = near.stems.of(boxes.owners[owners], words)
    some = np.flatnonzero(other >= 0)
    owners, words, other = owners[some], words[some], other[some]
    _, counts = inside(articles.stems, other, b0[owners], b1[owners])
    owners, words = owners[counts > 0], words[counts > 0]
    stems = articles.stem_rows[words]
    order = np.lexsort((stems, owners))
    once = order[borders(owners[order] * (len(articles.stem_rows) + 1) + stems[order])]
    return summed(owners[once], articles.weights[words[once]], len(boxes))


def recurring(near: PairedDocuments, triples: FeatureLinks, boxes: Boxes) -> I64:
    """How many of the near side's runs of three words the far side has, in each box."""
    owners, places, _, _ = recurrences(near, triples, boxes)
    del places
    return np.bincount(owners, minlength=len(boxes))


def recurrences(near: PairedDocuments, triples: FeatureLinks, boxes: Boxes) -> tuple[I64, I64, I64, I64]:
    """The runs of three words that recur inside each box: owner, near word, first far row and far count."""
    spans = boxes.spans
    owners, words = ranges(spans[:, 0], spans[:, 1] - 2)
    linked = triples.of(boxes.owners[owners], words)
    rows = np.flatnonzero(linked >= 0)
    owners, words = owners[rows], words[rows]
    place, counts = inside(near.articles.triples, linked[rows], spans[owners, 2], spans[owners, 3] - 2)
    rows = np.flatnonzero(counts > 0)
    return owners[rows], words[rows], place[rows], counts[rows]
