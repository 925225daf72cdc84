"""Articles to candidate pairs: fingerprints while the articles come in, then the search."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from syndetect import plugins
from syndetect.boilerplate.base_texts import NO_BASE, left_out
from syndetect.boilerplate.learned_lines import Furniture, owner, without
from syndetect.candidates import bands_and_rows
from syndetect.candidates.languages import LanguagePlaces
from syndetect.columns import Fingerprints, Prints
from syndetect.faults import attempted, contained
from syndetect.fingerprint import Gathering, SeenTexts, fingerprint
from syndetect.kernels.line_hashes import lines
from syndetect.kernels.shingles import shingles
from syndetect.kernels.words import I64, U64
from syndetect.model import Document, Fault
from syndetect.pipeline.arguments import Source
from syndetect.pipeline.articles import Articles
from syndetect.pipeline.crossing import NO_PAIRS, CrossTask, crossing, languages_of, pieces_of
from syndetect.pipeline.isolation import texts_apart
from syndetect.pipeline.reading import collected, numbered
from syndetect.pipeline.run_log import RunLog, thread_seconds
from syndetect.pipeline.task import Task
from syndetect.settings import Settings
from syndetect.text.surface import words

if TYPE_CHECKING:
    from concurrent.futures import Future


@dataclass(frozen=True, slots=True)
class SearchedCorpus:
    """A corpus as the search sees it.

    By place: `words`, int64, furniture counted in; `languages`, int8, what the texts speak for, as
    `identify.detect` numbers them.
    """

    prints: Fingerprints
    furniture: Furniture
    words: I64
    languages: NDArray[np.int8]
    base: U64 = field(default_factory=lambda: NO_BASE)


def taken_in(sources: Iterable[Source], task: Task) -> tuple[Articles, SearchedCorpus]:
    """All articles of some sources, and the corpus as the search sees it."""
    articles = Articles(task.budget)
    return articles, fingerprinted(sources, articles, task)


def fingerprinted(sources: Iterable[Source], articles: Articles, task: Task) -> SearchedCorpus:
    """Read everything into `articles` and fingerprint it meanwhile; kernels let go of the interpreter.

    Articles with furniture that only the whole corpus shows are fingerprinted once more, without it.
    """
    # A name that no engine has is told before anything is read.
    plugins.load("engines", task.settings.engine)
    gathering = gathered(sources, articles, task, SeenTexts())
    with task.run.stage("fingerprint"):
        counts, languages = gathering.words()[articles.order], gathering.languages()[articles.order]
        furniture = gathering.furniture(
            articles.owners_by_row(), task.settings.furniture_articles, articles.texts
        )
        gathering.close_lines()
    order = without_lines(gathering, articles, furniture.keys, furniture.rows, task)
    with task.run.stage("fingerprint"):
        prints = gathering.done(order, articles.published(), articles.outlets())
    return SearchedCorpus(prints, furniture, counts, languages, task.base)


def gathered(
    sources: Iterable[Source], articles: Articles, task: Task, seen: SeenTexts, *, may_be_empty: bool = False
) -> Gathering:
    """Everything read into `articles`, and its fingerprints, furniture counted in."""
    gathering = Gathering(task.settings, task.budget)
    batches = collected(sources, task.settings, task.fields, articles, task.run, may_be_empty=may_be_empty)
    for part in _side_by_side(batches, seen, None, task):
        with task.run.stage("fingerprint"):
            gathering.append(part)
    return gathering


def gathered_too(
    documents: Iterable[Document], articles: Articles, gathering: Gathering, seen: SeenTexts, task: Task
) -> None:
    """Take in further articles, which were usable before."""

    def taken() -> Iterator[tuple[int, list[Document]]]:
        for row, batch in numbered(documents, len(gathering)):
            articles.append(batch)
            yield row, batch

    for part in _side_by_side(taken(), seen, None, task):
        gathering.append(part)
    articles.finish()


def without_lines(gathering: Gathering, articles: Articles, furniture: U64, rows: I64, task: Task) -> I64:
    """The row of each place, once `rows` were fingerprinted anew without the lines of furniture they have."""
    if not len(rows):
        return articles.order
    anew = np.arange(len(gathering))
    anew[rows] = len(gathering) + np.arange(len(rows))
    again = numbered(map(articles.row, rows.tolist()), len(gathering))
    for part in _side_by_side(again, None, furniture, task):
        gathering.append(part)
    return anew[articles.order]


_Printed = tuple[Prints, list[Fault], float]
"""Fingerprints of a batch, what is missing, and the processor seconds that they took."""


def _side_by_side(
    batches: Iterable[tuple[int, list[Document]]], seen: SeenTexts | None, furniture: U64 | None, task: Task
) -> Iterator[Prints]:
    from concurrent.futures import ThreadPoolExecutor

    waiting: deque[Future[_Printed]] = deque()
    with ThreadPoolExecutor(max(1, task.jobs)) as pool:
        for first_row, batch in batches:
            waiting.append(pool.submit(_printed, batch, first_row, seen, furniture, task))
            if len(waiting) > task.jobs:
                yield _result(waiting.popleft(), task.run)
        while waiting:
            yield _result(waiting.popleft(), task.run)


def _printed(
    batch: list[Document], first_row: int, seen: SeenTexts | None, furniture: U64 | None, task: Task
) -> _Printed:
    begun = thread_seconds()
    prints, faults = printed(batch, first_row, seen, furniture, task)
    return prints, faults, thread_seconds() - begun


def printed(
    batch: list[Document], first_row: int, seen: SeenTexts | None, furniture: U64 | None, task: Task
) -> tuple[Prints, list[Fault]]:
    """The fingerprints of a batch; a text with which that fails is taken for an empty one, and named."""
    settings, base = task.settings, task.base
    texts = [document.text for document in batch]
    owners = np.array([owner(document.outlet) for document in batch], np.uint64)
    with attempted():
        return fingerprint(texts, owners, first_row, settings, seen, furniture, base), []

    def alone(some: Sequence[str]) -> object:
        return fingerprint(some, owners[: len(some)], first_row, settings, None, furniture, base)

    ids = [document.id for document in batch]
    kept, faults = texts_apart(ids, texts, "fingerprint", "all that the search would find of", alone)
    return fingerprint(kept, owners, first_row, settings, seen, furniture, base), faults


def _result(future: Future[_Printed], run: RunLog) -> Prints:
    with run.stage("fingerprint"):
        prints, faults, seconds = future.result()
    run.cpu["fingerprint"] += seconds
    run.faults += faults
    return prints


def searched_for(prints: Fingerprints, task: Task) -> NDArray[np.int64]:
    """Places of the candidate pairs, (n, 2), none where the search fails; the fingerprints are let go."""
    settings, run = task.settings, task.run
    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    run.counts |= {"bands": bands, "rows": rows}
    engine: plugins.Engine = plugins.load("engines", settings.engine)
    places = np.empty((0, 2), np.int64)
    with run.stage("candidates"):
        run.tick("candidates", 0, 0)
        with contained(run.faults, "candidates", "all pairs and families, for the search failed"):
            places = engine(prints, settings, task.budget)
        prints.close()
    return places


def with_crossing(
    places: NDArray[np.int64], articles: Articles, corpus: SearchedCorpus, task: Task
) -> NDArray[np.int64]:
    """The candidate pairs with those across languages, where there are several: int64 (pairs, 2), sorted."""
    languages, names = languages_of(corpus.languages, corpus.words, articles.declared())
    if len(names) < 2:
        return places
    crossed = NO_PAIRS
    with (
        task.run.stage("candidates"),
        contained(task.run.faults, "candidates", "all pairs across languages, for that search failed"),
    ):
        spoken = LanguagePlaces(languages, corpus.prints.words, pieces_of(corpus.prints, task.settings))
        cross = CrossTask(task.settings, task.budget)
        crossed = crossing(articles.document, spoken, names, corpus.prints, cross)
    both: NDArray[np.int64] = np.unique(np.concatenate((places, crossed)), axis=0)
    return both


def shingles_of(
    documents: Sequence[Document], furniture: U64, base: U64, settings: Settings
) -> tuple[U64, I64]:
    """All shingles of a batch and the first one of each document, furniture and base texts left out."""
    texts = [document.text for document in documents]
    owners = np.array([owner(document.outlet) for document in documents], np.uint64)
    batch = words(texts)
    if len(furniture):
        batch = without(batch, lines(batch, owners), furniture)
    batch = left_out(batch, base)
    return shingles(batch.hashes, batch.firsts, settings.shingle_words)
