"""Candidate pairs in chunks: how often an article is analysed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1),
    st.integers(1, 300),
    st.integers(1, 9),
)
def test_runs_are_all_pairs_in_order(pairs: list[tuple[int, int]], size: int, most: int) -> None:
    """Pairs are cut into runs, none is lost or told twice, and a run ends as soon as it has enough."""
    array = np.array(pairs, np.int64)
    runs = list(chunks.pair_runs(array, np.full(31, size), most, 600))
    assert np.array_equal(np.concatenate(runs), array)
    for run in runs:
        assert len(run) <= most
        assert size * len(np.unique(run[:-1])) < 600
