"""The views, which are the ways to find candidate pairs, in one table.

A row of the table defines a view by rare features: its features, their weights and their names. The
fingerprints, the search, `why`, `doctor`, an index and a cluster all read this table, in its order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.hash_set import HashSet, members
from syndetect.kernels.shingles import Runs, neighbours, owners
from syndetect.kernels.unspaced import distinctive
from syndetect.kernels.words import I32, I64, SINGLE, U64, WordBatch
from syndetect.settings import Settings
from syndetect.text.lexicon import function_words

CONTENT_WINDOW = 2
"""The distance, in content words, of the two words of a pair in the content view, at most."""


@dataclass(frozen=True, slots=True)
class BatchWords:
    """The words of a batch of texts, without furniture, and their runs, from which features are made."""

    batch: WordBatch
    runs: Runs
    settings: Settings


Features = tuple[U64, I64 | I32]
"""Hashes of features, uint64 (features,), and the number of the text of each, of the same shape."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """One way to find pairs: its name, what it finds, how, and the settings on which it depends."""

    name: str
    finds: str
    how: str
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RareView(SearchView):
    """A view by features that few texts have.

    `column`: the name of its postings in the files of an index. `noun`: the name of its features in figures;
    `called`: the same in a sentence, with names of settings. Each feature that two texts share adds `share`
    to the number of shared features, and `strength` to their strength. A popular feature counts less: its
    weight is multiplied by `popular`, and by the factor of its class.
    """

    column: str
    features: Callable[[BatchWords], Features]
    noun: str
    called: str
    share: float
    strength: float
    popular: float


def word_runs(words: BatchWords) -> Features:
    """Every run of `rare_words` words."""
    hashes, starts = words.runs.of(words.settings.rare_words)
    return hashes, owners(starts)


def content_pairs(words: BatchWords) -> Features:
    """Pairs of stems of content words that are near each other, in any order."""
    batch = words.batch
    content = content_words(batch)
    return neighbours(batch.stems[content], owners(batch.firsts)[content], CONTENT_WINDOW)


def content_words(batch: WordBatch) -> NDArray[np.bool_]:
    """Which words are content words: bool (words,); in scripts without spaces, half of the letter pairs."""
    content: NDArray[np.bool_] = ~_function_words().holds(batch.hashes)
    if batch.plain:
        content &= batch.highs - batch.lows > 2
        return content
    content &= batch.ends - batch.begins > 2
    single = np.flatnonzero(batch.marks & np.uint8(SINGLE))
    content[single] = distinctive(batch.stems[single])
    return content


@lru_cache(maxsize=1)
def _function_words() -> HashSet:
    return members(function_words())


EQUAL_TEXTS = SearchView(
    "equal texts", "the same words, whatever the spacing, case and accents", "a digest of the words"
)
WHOLE_TEXT = SearchView(
    "whole text",
    "near-copies, however often they were printed",
    "signatures of runs of `shingle_words` words, banded",
    ("shingle_words", "num_perm", "scheme", "least_resemblance", "target_recall"),
)
RARE_WORDING = RareView(
    "rare wording",
    "paraphrases, excerpts of some 25 words or more",
    "runs of `rare_words` words that few articles have",
    ("rare_words", "rare_documents", "rare_shared", "rare_strength"),
    column="rare",
    features=word_runs,
    noun="runs",
    called="common runs of {rare_words} words",
    share=1.0,
    strength=1.0,
    popular=1.0,
)
RARE_CONTENT = RareView(
    "rare content",
    "rewrites, and siblings made from one source",
    "pairs of neighbouring content stems, in any order, that few have",
    ("rare_documents", "rare_shared", "rare_strength"),
    column="content",
    features=content_pairs,
    noun="pairs",
    called="common pairs of content words",
    # Equal pairs of content words are more frequent, and words in any order are often popular by chance.
    share=0.5,
    strength=0.75,
    popular=0.5,
)
ACROSS_LANGUAGES = SearchView(
    "across languages",
    "translations",
    "names and figures, alone and with their neighbours, of articles in two languages; "
    "only where there are several",
    ("rare_documents",),
)

VIEWS = (EQUAL_TEXTS, WHOLE_TEXT, RARE_WORDING, RARE_CONTENT, ACROSS_LANGUAGES)
"""All views, in the order of a search."""

RARE_VIEWS = tuple(view for view in VIEWS if isinstance(view, RareView))
"""The views by rare features, in the order of their postings and of their tags."""

LINES = len(RARE_VIEWS)
"""The number of the postings of lines that may recur, which an archive has after those of the views."""
