"""Submissions on their way into a check: read, fingerprinted as the archive is, and held against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from syndetect import plugins
from syndetect.boilerplate.learned_lines import further, holders
from syndetect.candidates import bands_and_rows, find_candidates
from syndetect.candidates.archive_queries import Queries, held_against
from syndetect.candidates.archive_search import Neighbours, neighbours
from syndetect.candidates.languages import LanguagePlaces
from syndetect.columns import Fingerprints, Postings
from syndetect.faults import contained
from syndetect.fingerprint import Gathering, common_with
from syndetect.kernels.join import ROW_BITS
from syndetect.kernels.words import I64, U64
from syndetect.model import Document
from syndetect.pipeline.archives import Archive
from syndetect.pipeline.articles import Articles, counted
from syndetect.pipeline.crossing import LEAST_WORDS, NO_PAIRS, CrossTask, crossing_asked, languages_of
from syndetect.pipeline.judging import Corpus
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.searching import taken_in, without_lines
from syndetect.pipeline.task import Task, opened
from syndetect.plugins import LOCAL
from syndetect.settings import Settings
from syndetect.spill import MEMORY, Budget
from syndetect.text.identify import named

_SLICE = 1 << 20
_ROWS = np.uint64((1 << ROW_BITS) - 1)


@dataclass(frozen=True, slots=True, eq=False)
class Submitted:
    """Articles beside an archive, which come behind it by place.

    `asked`: their fingerprints; `among`: int64 (pairs, 2), who of them is worth comparing with whom, by
    number, None where that was not asked; `furniture`: the archive's lines and their own; `words`: int64 by
    place among them, `languages` the same as `Archive.language` has them.
    """

    archive: Archive
    articles: Articles
    asked: Queries
    among: I64 | None
    corpus: Corpus
    words: I64
    languages: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.archive) + len(self.articles)

    def document(self, place: int) -> Document:
        """The article at a place, with its text."""
        count = len(self.archive)
        return self.archive.document(place) if place < count else self.articles.document(place - count)

    def sizes(self) -> I64:
        """About how many characters each article has, by place."""
        return np.concatenate((self.archive.sizes(), self.articles.sizes()))

    def id(self, place: int) -> str:
        """The id of the article at a place."""
        count = len(self.archive)
        return self.archive.id(place) if place < count else self.articles.id(place - count)

    def listed(self, place: int) -> Document:
        """The article as a report lists it: with its number of words and its language."""
        count = len(self.archive)
        if place < count:
            return listed(self.archive, place)
        words, language = int(self.words[place - count]), int(self.languages[place - count])
        return _labelled(self.articles.document(place - count), words, language)

    def readable(self, pairs: I64) -> I64:
        """The pairs of places, int64 (pairs, 2), of which both articles can be read."""
        count = len(self.archive)
        kept = [(side >= count) | self.archive.readable(np.minimum(side, count - 1)) for side in pairs.T]
        found: I64 = pairs[kept[0] & kept[1]]
        return found

    @property
    def outlets(self) -> I64:
        """A number for each outlet by place, -1 where there is none."""
        return np.concatenate((self.archive.holdings.outlets, self.asked.outlets))

    @property
    def published(self) -> NDArray[np.float64]:
        """Hours since 1970 by place, nan where no date is known."""
        return np.concatenate((self.archive.holdings.published, self.asked.published))

    @property
    def several(self) -> bool:
        """Whether there is more than one outlet."""
        own = self.asked.outlets
        return len(self.archive.outlets.keys()) + len(np.unique(own[own >= len(self.archive.outlets)])) > 1

    def close(self) -> None:
        """Let the texts go."""
        self.articles.close()
        self.archive.close()


def listed(archive: Archive, place: int) -> Document:
    """An article of an archive with its number of words and its language."""
    return _labelled(archive.document(place), archive.length(place), archive.language(place))


def _labelled(document: Document, words: int, language: int) -> Document:
    return counted(document, document.text, words, named(np.array([language], np.int8))[0])


def submitted(
    articles: Articles, gathering: Gathering, archive: Archive, task: Task, *, together: bool
) -> Submitted:
    """Articles that were gathered, the archive's texts counting as seen, beside the archive.

    `together`: whether they are to be compared with each other too.
    """
    order, settings = articles.order, task.settings
    words, languages = gathering.words(), gathering.languages()
    outlets = articles.outlet_places(archive.outlets)
    furniture = archive.furniture
    if settings.furniture_articles:
        by_row = np.full(len(words), -1, np.int64)
        by_row[order] = outlets
        own = further(gathering.lines, words, by_row, archive.lines, settings.furniture_articles)
        furniture = np.union1d(furniture, own)
    rows = holders(gathering.lines, furniture)
    gathering.close_lines()
    anew = without_lines(gathering, articles, furniture, rows, task)
    # Without texts it is not known which words are common there, and the submissions are no corpus.
    counts = None if archive.masked else common_with(archive.vocabulary, gathering.vocabulary())
    prints = gathering.done(anew, articles.published(), outlets)
    asked = _asked(prints)
    among = _among(prints, task) if together else None
    prints.close()
    corpus = Corpus(counts, furniture, archive.base)
    return Submitted(archive, articles, asked, among, corpus, words[order], languages[order])


def _among(prints: Fingerprints, task: Task) -> I64:
    """Who of some articles is worth comparing with whom: int64 (pairs, 2)."""
    none: I64 = np.empty((0, 2), np.int64)
    with task.run.stage("candidates"), contained(task.run.faults, "candidates", "pairs of the new articles"):
        return find_candidates(prints, task.settings, task.budget)
    return none


def _asked(prints: Fingerprints) -> Queries:
    places = np.full(len(prints.signatures), -1, np.int64)
    places[prints.order] = np.arange(len(prints))
    return Queries(
        prints.words,
        prints.digests,
        prints.signatures[prints.order],
        prints.published,
        prints.outlets,
        tuple(_by_place(view, places) for view in prints.views),
    )


def _by_place(view: Postings, places: I64) -> U64:
    parts = [np.empty(0, np.uint64)]
    for part in view.slices(_SLICE):
        held = places[(part & _ROWS).astype(np.int64)]
        parts.append((part[held >= 0] & ~_ROWS) | held[held >= 0].astype(np.uint64))
    return np.concatenate(parts)


def candidates(ours: Submitted, settings: Settings, run: RunLog) -> tuple[I64, Neighbours]:
    """Pairs of a submission and the archive by place, int64 (pairs, 2), and the archive's own pairs.

    Where that was asked, those of two submissions are among the first.
    """
    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    run.counts |= {"bands": bands, "rows": rows}
    count = len(ours.archive)
    nothing = np.empty((0, 2), np.int64)
    with run.stage("candidates"), contained(run.faults, "candidates", "all pairs, for the search failed"):
        if settings.engine != LOCAL:
            return _by_engine(ours, settings)
        found = held_against(ours.asked, ours.archive.holdings, settings)
        pairs = np.stack((found[:, 1], found[:, 0] + count), axis=1)
        if ours.among is not None:
            pairs = np.concatenate((pairs, ours.among + count))
        return pairs, ours.archive.holdings.standing.found
    return nothing, neighbours(nothing, len(ours))


def crossed(ours: Submitted, settings: Settings, run: RunLog) -> I64:
    """Pairs of a submission and the archive in two languages, by place: int64 (pairs, 2).

    The archive's texts are read for it, of those languages that no submission is alone in; where there are
    none, nothing is found.
    """
    archive = ours.archive
    if archive.masked:
        return NO_PAIRS
    all_languages = np.concatenate((archive.languages, ours.languages))
    words = np.concatenate((archive.holdings.words, ours.words))
    sure = np.unique(all_languages[(words >= LEAST_WORDS) & (all_languages >= 0)])
    if len(sure) < 2:
        return NO_PAIRS
    count = len(archive)
    languages, names = languages_of(all_languages, words, [None] * len(all_languages))
    asked = np.arange(len(all_languages)) >= count
    spoken_by_us = np.unique(languages[asked & (languages >= 0)])
    if len(spoken_by_us) == 1:
        languages[~asked & (languages == spoken_by_us[0])] = -1
    others = np.flatnonzero(~asked & (languages >= 0))
    if not len(spoken_by_us) or not len(others):
        return NO_PAIRS
    with (
        run.stage("candidates"),
        contained(run.faults, "candidates", "all pairs across languages, for that search failed"),
    ):
        languages[others[~archive.readable(others)]] = -1
        pieces = np.concatenate(
            (archive.holdings.standing.pieces.astype(np.int64), np.arange(count, len(all_languages)))
        )
        spoken = LanguagePlaces(languages, words, pieces, asked)
        return crossing_asked(ours.document, spoken, names, ours, CrossTask(settings, Budget(MEMORY)))
    return NO_PAIRS


def _by_engine(ours: Submitted, settings: Settings) -> tuple[I64, Neighbours]:
    """The same by another engine, which knows no sides: what it lists of both together."""
    documents: Iterable[Document] = map(ours.document, range(len(ours)))
    task = replace(opened(settings), base=ours.corpus.base)
    together, corpus = taken_in((documents,), task)
    engine: plugins.Engine = plugins.load("engines", settings.engine)
    listed = engine(corpus.prints, settings, task.budget)
    corpus.prints.close()
    place_of = {ours.id(place): place for place in range(len(ours))}
    named_here = np.array([place_of[id] for id in together.ids()], np.int64)
    pairs = np.sort(named_here[listed], axis=1)
    together.close()
    within = pairs[:, 1] < len(ours.archive)
    wanted = ~within if ours.among is not None else (pairs[:, 0] < len(ours.archive)) & ~within
    return pairs[wanted], neighbours(pairs[within], len(ours))


def oriented(pairs: I64, ours: Submitted) -> I64:
    """The pairs with the article of the lower id on the left, sorted."""
    turned = [row[::-1] if ours.id(row[0]) > ours.id(row[1]) else row for row in pairs.tolist()]
    found = np.array(turned, np.int64).reshape(-1, 2)
    return found[np.lexsort((found[:, 1], found[:, 0]))]
