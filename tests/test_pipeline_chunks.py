"""Candidate pairs in chunks: how often an article is analysed."""

from __future__ import annotations

import numpy as np
import pytest

from syndetect.model import Document
from syndetect.pipeline import chunks
from syndetect.pipeline.articles import Articles
from syndetect.settings import Settings
from syndetect.spill import MEMORY, Budget


def test_articles_around_several_centres_are_analysed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the centres, which nearly every pair needs, are in every chunk; and no pair is lost."""
    monkeypatch.setattr(chunks, "_CHUNK_PAIRS", 60)
    around, centres = 400, (3, 77, 251)
    articles = Articles(Budget(MEMORY))
    articles.append([Document(f"{row:03}", f"text {row}") for row in range(around)])
    articles.finish()
    places = np.array(sorted({(min(c, k), max(c, k)) for c in centres for k in range(around) if c != k}))
    parts = list(chunks.chunks(articles, places, Settings(), whole=True))
    ids = [(part.documents[i].id, part.documents[j].id) for part in parts for i, j in part.pairs]
    assert sorted(ids) == [(f"{i:03}", f"{j:03}") for i, j in places.tolist()]
    # An article's pairs are cut apart where a chunk ends, no more often.
    assert sum(len(part.documents) for part in parts) <= around + 4 * len(parts) * len(centres)
