"""The views: the ways by which two articles become a pair worth a look. One table, over which all else goes.

A view by rare features is a whole row here: what its features are, what they weigh, what they are called. The
fingerprints, the search, `why`, `doctor`, an index and a cluster take them from the table, in its order.
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
"""Content words apart that still make a pair of the content view."""


@dataclass(frozen=True, slots=True)
class BatchWords:
    """The words of a batch of texts, furniture left out, and their runs: what features are made from."""

    batch: WordBatch
    runs: Runs
    settings: Settings


Features = tuple[U64, I64 | I32]
"""Hashes of features, uint64 (features,), and the number of the text that each is from, of the same shape."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """One way to find pairs: what it is called, what it finds, how, and the settings that it goes by."""

    name: str
    finds: str
    how: str
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RareView(SearchView):
    """A view by features that few texts have.

    `column`: what its postings are called in the files of an index. `noun`: what its features are, in
    figures; `called`: the same in a sentence, with names of settings. Each feature that two texts share adds
    `share` to the number that is asked for, and `strength` to how much it is; of one that is popular, and so
    counts for less, `popular` is left beside what its class leaves.
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
    """Stems of content words that stand near each other, in any order."""
    batch = words.batch
    content = content_words(batch)
    return neighbours(batch.stems[content], owners(batch.firsts)[content], CONTENT_WINDOW)


def content_words(batch: WordBatch) -> NDArray[np.bool_]:
    """Which words are no function words: bool (words,). Of scripts without spaces, half of the pairs."""
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
    # A pair of content words is found more easily, and words in any order are soon popular by chance.
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
"""All views, in the order in which a search goes through them."""

RARE_VIEWS = tuple(view for view in VIEWS if isinstance(view, RareView))
"""The views by rare features, in the order of their postings and of their tags."""

LINES = len(RARE_VIEWS)
"""The number of the postings of lines that may recur, which an archive holds behind those of the views."""
