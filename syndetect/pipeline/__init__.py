"""The order of the stages: the only package that knows it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from syndetect import plugins
from syndetect.changes import with_changes
from syndetect.errors import InputError
from syndetect.families import exchanges, find_families
from syndetect.faults import attempted, contained
from syndetect.identify import named
from syndetect.model import Document, Exchange, Family, Pair, Report, Skipped, at_least
from syndetect.pipeline.articles import Articles
from syndetect.pipeline.auditing import doctor, why
from syndetect.pipeline.checking import (
    both_read,
    checked,
    checked_by_index,
    ids_of,
    index_among,
    related,
    totalled,
)
from syndetect.pipeline.judging import NO_CORPUS, Corpus, judged
from syndetect.pipeline.reading import (
    DEFAULTS,
    NOT_MAPPED,
    Source,
    base_texts,
    collected,
    read,
    single,
    with_words,
)
from syndetect.pipeline.searching import Searched, Task, fingerprinted, searched_for
from syndetect.pipeline.sides import Sides, listed
from syndetect.pipeline.watch import Watch
from syndetect.pipeline.workers import Workers
from syndetect.plugins import Progress
from syndetect.salvage import salvaged
from syndetect.settings import Settings
from syndetect.spill import MEMORY, Budget

__all__ = [
    "candidate_pairs",
    "check",
    "compare",
    "compare_pairs",
    "doctor",
    "read",
    "render",
    "scan",
    "why",
]

_SIDES = ("left", "right")

Spellings = Sequence[Sequence[str]]
"""Names by which outlets may be called, for each its own name first."""


def scan(
    *sources: Source,
    settings: Settings = DEFAULTS,
    fields: Mapping[str, str] = NOT_MAPPED,
    jobs: int = 1,
    memory: int = MEMORY,
    progress: Progress | None = None,
    spellings: Spellings = (),
    ignore: Sequence[str | Path] = (),
) -> Report:
    """Every relation inside a corpus, given as paths, as articles, or both.

    `jobs` processes share the work and about `memory` bytes of texts and postings are held before the rest
    goes to temporary files; the report does not depend on either. `spellings` are names by which credits may
    call an outlet, its own first. Words that stand in the files `ignore` are left out. In the report, only
    articles with a relation have their text. With more than one job, a script of your own must call this
    under ``if __name__ == "__main__"``, as for every pool of processes. Raises InputError when no
    article could be read at all.
    """
    run, budget = Watch(progress), Budget(memory)
    articles = Articles(budget)
    task = Task(settings, run, budget, fields, jobs, base_texts(ignore, settings))
    found = fingerprinted(sources, articles, task)
    places = searched_for(found.prints, settings, budget, run)
    _note(run, articles, found, len(places))
    # Most candidates are unrelated and need not be held until the last one is judged.
    corpus = Corpus(found.prints.vocabulary, found.furniture.keys, found.base)
    with Workers(jobs) as workers:
        pairs = sorted(related(judged(articles, places, corpus, settings, workers, run)), key=ids_of)
        documents = articles.listed(found.words, named(found.languages), _sides(pairs))
        articles.close()
        with run.stage("families"):
            pairs, families, outlets = _families(documents, pairs, settings, workers, run, spellings)
            documents = totalled(documents, pairs, families, run)
    listed = [pair for pair in pairs if at_least(pair.relation, settings.min_relation)]
    run.counts |= {"pairs": len(listed), "families": len(families)}
    return run.report(settings, documents, listed, families, outlets)


def check(  # noqa: PLR0913 (each is a choice that users have)
    *submissions: Source,
    against: Source | Sequence[str | Path],
    settings: Settings = DEFAULTS,
    fields: Mapping[str, str] = NOT_MAPPED,
    exclude: Sequence[str] = (),
    jobs: int = 1,
    memory: int = MEMORY,
    progress: Progress | None = None,
    edited: Collection[str] = (),
    spellings: Spellings = (),
    ignore: Sequence[str | Path] = (),
) -> Report:
    """Submissions held against an archive, one way; the archive's own pairs are not reported.

    Submissions are compared with each other only where the archive holds them too. The report lists the
    submissions, what is related to them, and the families that these belong to, for which the archive's pairs
    around them are judged as well. Where no date tells, a submission is taken to be later than the archive;
    `edited` names files among the submissions of which that is not known, since they were there before.
    `exclude` holds patterns as in .gitignore, for the folders of both sides; `jobs`, `memory`,
    `spellings` and `ignore` are as in `scan`. Raises InputError when the submissions or the archive hold no
    article; without any submission the report is empty.
    """
    run = Watch(progress)
    if not submissions:
        return replace(run.report(settings, (), (), ()), submissions=())
    task = Task(settings, run, Budget(memory), fields, jobs, base_texts(ignore, settings))
    if (folder := index_among(against)) is not None:
        return checked_by_index(folder, submissions, task, edited, exclude, spellings)
    sides = Sides(submissions, listed(against), edited, exclude)
    return checked(both_read(sides, task), sides, spellings, task)


def compare(
    left: str | Path | Document,
    right: str | Path | Document,
    *,
    settings: Settings = DEFAULTS,
    ignore: Sequence[str | Path] = (),
) -> Report:
    """One pair in full, whatever its relation, the sides as given.

    Words that stand in the files `ignore` are left out.
    Raises InputError when a side is not one article.
    """
    run = Watch(None)
    with run.stage("read"):
        sides = [single(side, settings, run) for side in (left, right)]
        if sides[0].id == sides[1].id:
            sides = [
                replace(side, id=f"{place}: {side.id}") for side, place in zip(sides, _SIDES, strict=True)
            ]
    articles = Articles(Budget(MEMORY))
    articles.append(sides)
    articles.finish()
    return _compared([(sides[0].id, sides[1].id)], articles, settings, Workers(1), run, ignore)


def compare_pairs(
    pairs: str | Path | Iterable[tuple[str, str]],
    docs: Source,
    *,
    settings: Settings = DEFAULTS,
    fields: Mapping[str, str] = NOT_MAPPED,
    jobs: int = 1,
    memory: int = MEMORY,
    progress: Progress | None = None,
    ignore: Sequence[str | Path] = (),
) -> Report:
    """The listed pairs, each whatever its relation, sides as listed; nothing else is searched.

    Words that stand in the files `ignore` are left out.
    A pair with an id that no document has is reported under `skipped`. Raises InputError when a list cannot
    be read, or no pair of it can be compared.
    """
    run = Watch(progress)
    articles = Articles(Budget(memory))
    asked = list(plugins.load_input("pairs")(pairs) if isinstance(pairs, str | Path) else pairs)
    with Workers(jobs) as workers:
        # They get ready while the documents are read.
        workers.start(len(asked))
        deque(collected((docs,), settings, fields, articles, run), maxlen=0)
        listed = _listed(asked, articles, run)
        return _compared(listed, articles, settings, workers, run, ignore)


def _listed(
    asked: Iterable[tuple[str, str] | Skipped], articles: Articles, run: Watch
) -> list[tuple[str, str]]:
    """The pairs that can be compared, each once. Raises InputError when there is none."""
    listed: dict[tuple[str, str], None] = {}
    for place, item in enumerate(asked):
        if isinstance(item, Skipped):
            run.skipped.append(item)
        elif missing := [side for side in item if side not in articles]:
            reason = f"no article has the id {missing[0]!r}, or it was skipped"
            run.skipped.append(Skipped(f"pair {place + 1}: {item[0]!r} and {item[1]!r}", reason))
        else:
            listed[item] = None
    if not listed:
        raise InputError("no listed pair could be compared; the ids must be those of the documents")
    return list(listed)


def render(
    report: Report, format: str = "terminal", *, width: int = 100, colour: bool = False, explain: bool = False
) -> str:
    """A report in one of the formats. Raises UnknownNameError, with the valid names, for any other.

    A part of the report that the format fails to show is left out, and named in the text.
    """
    reporter: plugins.Reporter = plugins.load("reporters", format)
    show = partial(reporter, width=width, colour=colour, explain=explain)
    with attempted() as showing:
        text = "".join(show(report))
    return text if showing.error is None else "".join(show(salvaged(report, show, showing.error)))


def candidate_pairs(
    documents: Iterable[Document], settings: Settings = DEFAULTS, memory: int = MEMORY
) -> tuple[list[str], NDArray[np.int64]]:
    """The documents' ids in the order searched, and the candidate pairs as places among them, (n, 2)."""
    run, budget = Watch(None), Budget(memory)
    articles = Articles(budget)
    found = fingerprinted((documents,), articles, Task(settings, run, budget))
    return articles.ids(), searched_for(found.prints, settings, budget, run)


def _note(run: Watch, articles: Articles, found: Searched, candidates: int) -> None:
    run.counts |= {
        "documents": len(articles),
        "words": int(found.words.sum()),
        "furniture_lines": len(found.furniture),
        "furniture_articles": len(found.furniture.rows),
        "candidates": candidates,
    }


def _compared(
    listed: list[tuple[str, str]],
    articles: Articles,
    settings: Settings,
    workers: Workers,
    run: Watch,
    ignore: Sequence[str | Path],
) -> Report:
    place_of = {id: place for place, id in enumerate(articles.ids())}
    places = np.array([(place_of[left], place_of[right]) for left, right in listed], np.int64)
    corpus = replace(NO_CORPUS, base=base_texts(ignore, settings))
    pairs = sorted(judged(articles, places, corpus, settings, workers, run, whole=True), key=ids_of)
    used = with_words(
        [articles.one(place) for place in np.unique(places).tolist()], workers.mapped, run.faults
    )
    articles.close()
    with run.stage("families"):
        pairs, families, outlets = _families(used, pairs, settings, workers, run)
        used = totalled(used, pairs, families, run)
    run.counts |= {"documents": len(articles), "pairs": len(pairs), "families": len(families)}
    return run.report(settings, used, pairs, families, outlets)


def _families(
    documents: Sequence[Document],
    pairs: Sequence[Pair],
    settings: Settings,
    workers: Workers,
    run: Watch,
    spellings: Spellings = (),
) -> tuple[list[Pair], list[Family], tuple[Exchange, ...]]:
    """The pairs with their directions, the families with what changed in them, and the outlets."""
    pairs, families = find_families(
        documents,
        pairs,
        settings.credits,
        spellings=spellings,
        mapped=workers.mapped,
        faults=run.faults,
    )
    families = with_changes(families, documents, pairs, workers.mapped, run.faults)
    outlets: tuple[Exchange, ...] = ()
    with contained(run.faults, "families", "the figures of the outlets"):
        outlets = exchanges(documents, families)
    return pairs, families, outlets


def _sides(pairs: Iterable[Pair]) -> Iterator[str]:
    return (id for pair in pairs for id in ids_of(pair))
