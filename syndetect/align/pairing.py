"""Pairs of prepared articles, the longer one near, and which words of either the other has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from syndetect.columns import Prepared
from syndetect.kernels.feature_index import FeatureLinks, joined_by_runs, links
from syndetect.kernels.words import I64

if TYPE_CHECKING:
    from syndetect.align.equal import EqualRuns


@dataclass(frozen=True, slots=True)
class PairedDocuments:
    """One direction of some pairs: the documents of the near and of the far side, int64 (pairs,)."""

    articles: Prepared
    near: I64
    far: I64
    stems: FeatureLinks
    """Near content words in the index of stems."""

    def __len__(self) -> int:
        return len(self.near)


def sides_of(
    articles: Prepared, near: I64, far: I64, runs: EqualRuns | None = None
) -> tuple[PairedDocuments, PairedDocuments]:
    """Both directions of the pairs; in texts of two languages the words of equal `runs` are the same, too."""
    there, back = links(articles.stems, articles.content_firsts, near, far)
    if runs is not None:
        languages = np.array(articles.tokens.languages)
        foreign = (languages[near] != languages[far])[runs.owners]
        words = articles.tokens.content, articles.content_before, articles.stem_rows
        there, back = joined_by_runs(
            articles.stems, words, (there, back), runs.owners[foreign], runs.spans[foreign]
        )
    return PairedDocuments(articles, near, far, there), PairedDocuments(articles, far, near, back)


def triples_of(near: PairedDocuments, wanted: I64) -> tuple[FeatureLinks, FeatureLinks]:
    """Both sides' runs of three words in the index of triples, there and back, for the wanted pairs only."""
    articles = near.articles
    made = links(articles.triples, articles.firsts, near.near[wanted], near.far[wanted])
    there, back = (_spread(one, wanted, len(near)) for one in made)
    return there, back


def _spread(made: FeatureLinks, wanted: I64, total: int) -> FeatureLinks:
    shifts = np.zeros(total, np.int64)
    shifts[wanted] = made.shifts
    return FeatureLinks(made.rows, shifts)
