"""The search across languages: a second look at the texts, and only where there are several languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from syndetect.batching import batched
from syndetect.candidates.bands import Scored, near_copies
from syndetect.candidates.groups import ONE_PIECE, equal_texts, spread, star_cover
from syndetect.candidates.languages import LanguagePlaces, pairs_across
from syndetect.candidates.rules import DatedOutlets, allowed
from syndetect.columns import Fingerprints
from syndetect.crosslingual.anchors import AnchorReader
from syndetect.kernels.join import ROW_BITS, counted, pair_keys, postings
from syndetect.kernels.words import I64, Bools
from syndetect.model import Document
from syndetect.pipeline.across import glosses_of
from syndetect.settings import Settings
from syndetect.spill import Budget, SortedRuns
from syndetect.text import lexicon
from syndetect.text.identify import SILENT, named

_CHARACTERS = 1_000_000
NO_PAIRS = np.empty((0, 2), np.int64)


LEAST_WORDS = 40
"""Words of a text that speaks for its language surely enough to look for it in others: a line of figures may
speak for any. Of 1,500 stretches of so many words of news, in five languages, none was taken for another
one's; of 30 words two were."""


def languages_of(
    languages: NDArray[np.int8], words: I64, declared: Sequence[str | None]
) -> tuple[I64, list[str]]:
    """The language of each article by number, -1 where it is not known, and the languages by number.

    A language that the input names counts before the one that the text speaks for.
    """
    sure = np.where(words >= LEAST_WORDS, languages, SILENT).astype(np.int8)
    spoken = [
        (lexicon.code(name) if name else None) or found
        for name, found in zip(declared, named(sure), strict=True)
    ]
    names = sorted({name for name in spoken if name is not None})
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([-1 if name is None else numbers[name] for name in spoken], np.int64), names


def pieces_of(prints: Fingerprints, settings: Settings) -> I64:
    """Who the near-copies of one text are called by: int64 (places,)."""
    first_of, _ = equal_texts(prints.digests)
    return pieces_among(near_copies(prints, first_of == np.arange(len(prints)), settings), first_of)


def pieces_among(near: Scored, first_of: I64) -> I64:
    """The same from the near-copies among the first of each text."""
    pieces: I64 = star_cover(near.where(near.score >= ONE_PIECE), len(first_of))[first_of]
    return pieces


def crossing(
    document_at: Callable[[int], Document],
    spoken: LanguagePlaces,
    names: Sequence[str],
    articles: DatedOutlets,
    task: CrossTask,
) -> I64:
    """Places of pairs in two languages that share what is rare in any, int64 (pairs, 2), sorted.

    `document_at` gives the article at a place.
    """
    return for_all_prints(_searched(document_at, spoken, names, task), spoken, articles, task.settings)


def for_all_prints(pairs: Scored, spoken: LanguagePlaces, articles: DatedOutlets, settings: Settings) -> I64:
    """What was found for one print of a text given to its others: places, int64 (pairs, 2), sorted."""
    languages, pieces = spoken.languages, spoken.pieces
    # Of many prints of a text one has a vote, and what is found for it holds for all of a small group.
    left, right, _ = counted(spread(pair_keys(pairs.left, pairs.right), pieces))
    across = languages[left] != languages[right]
    together = Scored(left[across], right[across], np.ones(int(across.sum())))
    return _listed(allowed(together, articles, settings))


def crossing_asked(
    document_at: Callable[[int], Document],
    spoken: LanguagePlaces,
    names: Sequence[str],
    articles: DatedOutlets,
    task: CrossTask,
) -> I64:
    """The same of articles that are asked about, each with one of the others."""
    asked = spoken.asked
    if asked is None or len(names) < 2:
        return NO_PAIRS
    own, others = (np.unique(spoken.languages[side & (spoken.languages >= 0)]) for side in (asked, ~asked))
    if not len(own) or not len(others) or (len(own) == len(others) == 1 and own[0] == others[0]):
        return NO_PAIRS
    return _listed(allowed(_searched(document_at, spoken, names, task), articles, task.settings))


class CrossTask:
    """What the search across languages goes by: settings, memory, and the reader of anchors."""

    def __init__(self, settings: Settings, budget: Budget) -> None:
        self.settings, self.budget = settings, budget
        self.reader = AnchorReader(glosses_of(settings.glossary))


def _listed(pairs: Scored) -> I64:
    found = np.stack((pairs.left, pairs.right), axis=1)
    return found[np.lexsort((found[:, 1], found[:, 0]))]


def _searched(
    document_at: Callable[[int], Document], spoken: LanguagePlaces, names: Sequence[str], task: CrossTask
) -> Scored:
    singles, neighbours = (SortedRuns(1 << 64, ROW_BITS, task.budget) for _ in range(2))
    for places in _batches(document_at, np.flatnonzero(searchable(spoken))):
        texts = [document.text for document in places.values()]
        rows = np.array(list(places), np.int64)
        alone, beside = task.reader.read(texts, [names[spoken.languages[place]] for place in places])
        singles.append(postings(alone[0], rows[alone[1]]))
        neighbours.append(postings(beside[0], rows[beside[1]]))
    found = pairs_across(singles, neighbours, spoken, task.settings, task.budget)
    singles.close()
    neighbours.close()
    return found


def searchable(spoken: LanguagePlaces) -> Bools:
    """Who has a language and words: bool (places,)."""
    return (spoken.languages >= 0) & (spoken.words > 0)


def _batches(document_at: Callable[[int], Document], places: I64) -> Iterator[dict[int, Document]]:
    documents = ((place, document_at(place)) for place in places.tolist())
    return map(dict, batched(documents, _CHARACTERS, lambda item: len(item[1].text)))
