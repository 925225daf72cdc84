"""The order of the stages: the only package that knows it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect import plugins
from syndetect.changes import with_changes
from syndetect.errors import ArchiveError, ArgumentError, InputError
from syndetect.families import exchanges, find_families
from syndetect.faults import attempted, contained
from syndetect.fingerprint import common
from syndetect.kernels.allocation import give_back
from syndetect.model import Document, Exchange, Family, Pair, Report, Skipped, at_least
from syndetect.pipeline.arguments import (
    Source,
    given_article,
    given_pairs,
    given_settings,
    require_lists,
    require_spellings,
)
from syndetect.pipeline.articles import Articles
from syndetect.pipeline.checking import (
    checked_against,
    ids_of,
    index_documents,
    index_pairs,
    kept_for,
    totalled,
)
from syndetect.pipeline.judging import NO_CORPUS, Corpus, judged
from syndetect.pipeline.reading import (
    DEFAULTS,
    NOT_MAPPED,
    collected,
    read,
    single,
    with_words,
)
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.searching import SearchedCorpus, searched_for, taken_in, with_crossing
from syndetect.pipeline.task import Task, opened
from syndetect.pipeline.workers import HERE, Workers
from syndetect.plugins import Executor, Progress
from syndetect.salvage import salvaged
from syndetect.settings import Settings
from syndetect.spill import MEMORY
from syndetect.text.identify import named as named_languages

__all__ = [
    "candidate_pairs",
    "check",
    "compare",
    "compare_pairs",
    "read",
    "render",
    "scan",
]

_SIDES = ("left", "right")

Spellings = Sequence[Sequence[str]]
"""Names by which outlets may be called, for each its own name first."""


def scan(  # noqa: PLR0913 (each is a choice that users have)
    *sources: Source,
    against: Source | None = None,
    settings: Settings | Mapping[str, Any] | None = None,
    fields: Mapping[str, str] = NOT_MAPPED,
    jobs: int = 1,
    memory: int = MEMORY,
    progress: Progress | None = None,
    spellings: Spellings = (),
    ignore: Sequence[str | Path] = (),
    exclude: Sequence[str] = (),
    **named: Any,
) -> Report:
    """Find every relation inside a corpus, or of new articles among themselves and with an archive.

    Args:
        sources: paths, articles (`Document` or a mapping with a "text"), tables of articles (pandas, polars,
            Arrow), or iterables of these.
        against: an archive, of the same kinds, or the folder of an index. Pairs inside it are not reported.
        settings: a `Settings` or a mapping; a single one can also be given as a keyword.
        fields: which field of rows and records holds what, as in ``{"text": "body"}``.
        jobs: processes that share the work; above 1 a script of your own must call this under
            ``if __name__ == "__main__"``.
        memory: bytes of texts and postings that are held before the rest goes to temporary files.
        progress: called with a stage's name, what is done, and the total (0: not known).
        spellings: names by which credits may call an outlet, each with the outlet's own name first.
        ignore: files whose words are left out everywhere, such as a press release or a form.
        exclude: patterns as in .gitignore, for folders that are scanned beside an archive.
        named: settings by name.

    Returns:
        The report. It does not depend on `jobs`, `memory` or the order of `sources`, and holds the texts of
        those articles alone that are related.

    Raises:
        InputError: no article could be read at all.
        ArgumentError: a source is of a kind that holds no articles.
        SettingsError: a setting is unknown or out of its range.

    >>> report = scan("corpus/", min_relation="excerpt")
    >>> report.family_of("newsbrook/2024-0371").source.name
    'Meridian Wire'
    """
    require_spellings(spellings)
    require_lists(exclude=exclude)
    settings = given_settings(settings, named)
    task = opened(settings, fields, jobs, memory, progress, ignore)
    if against is not None:
        return checked_against(sources, against, task, (), exclude, spellings, together=True)
    articles, found = taken_in(sources, task)
    places = with_crossing(searched_for(found.prints, task), articles, found, task)
    _note(task.run, articles, found, len(places))
    give_back()
    corpus = Corpus(found.prints.vocabulary, found.furniture.keys, found.base)
    with Workers(jobs) as workers:
        pairs = sorted(judged(articles, places, corpus, settings, workers, task.run), key=ids_of)
        documents = articles.listed(found.words, named_languages(found.languages), _sides(pairs))
        articles.close()
        give_back()
        return _scanned(documents, pairs, settings, workers, task.run, spellings)


def _scanned(
    documents: list[Document],
    pairs: Sequence[Pair],
    settings: Settings,
    executor: Executor,
    run: RunLog,
    spellings: Spellings,
) -> Report:
    """The report of all related pairs of a corpus."""
    with run.stage("families", executor):
        pairs, families, outlets = _families(documents, pairs, settings, executor, run, spellings)
        documents = totalled(documents, pairs, families, run)
    listed = [pair for pair in pairs if at_least(pair.relation, settings.min_relation)]
    run.counts |= {"pairs": len(listed), "families": len(families)}
    return run.report(settings, documents, listed, families, outlets)


def index_families(
    path: Path,
    *,
    settings: Settings = DEFAULTS,
    jobs: int = 1,
    progress: Progress | None = None,
    spellings: Spellings = (),
) -> Report:
    """The report of a scan of all articles of an index, which are neither read nor searched again.

    Raises ArchiveError when the index cannot be used.
    """
    run, kept = RunLog(progress), kept_for(path, settings)
    if kept.masked:
        raise ArchiveError(
            f"{path} keeps no texts, so that its articles cannot be compared with each other; scan the "
            "articles themselves, or build an index with their texts: syndetect index build NEW PATH..."
        )
    run.counts |= {"documents": len(kept), "furniture_lines": len(kept.furniture)}
    with Workers(jobs) as workers:
        places = index_pairs(kept, settings)
        run.counts["candidates"] = len(places)
        corpus = Corpus(common(kept.vocabulary), kept.furniture, kept.base)
        pairs = sorted(judged(kept, places, corpus, settings, workers, run), key=ids_of)
        documents = index_documents(kept, frozenset(_sides(pairs)))
        run.skipped += kept.unread()
        return _scanned(documents, pairs, settings, workers, run, spellings)


def check(  # noqa: PLR0913 (each is a choice that users have)
    *submissions: Source,
    against: Source,
    settings: Settings | Mapping[str, Any] | None = None,
    fields: Mapping[str, str] = NOT_MAPPED,
    exclude: Sequence[str] = (),
    jobs: int = 1,
    memory: int = MEMORY,
    progress: Progress | None = None,
    edited: Collection[str] = (),
    spellings: Spellings = (),
    ignore: Sequence[str | Path] = (),
    **named: Any,
) -> Report:
    """Hold submissions against an archive, one way: pairs inside the archive are not reported.

    Submissions are compared with each other only where the archive holds them too. Where no date tells, a
    submission is taken to be later than the archive.

    Args:
        submissions: what is judged; all kinds of sources that `scan` takes.
        against: the archive, of the same kinds.
        exclude: patterns as in .gitignore, for the folders of both sides.
        edited: paths among the submissions that were there before, and may be older than the archive.
        settings, fields, jobs, memory, progress, spellings, ignore, named: as in `scan`.

    Returns:
        The report: the submissions, what is related to them, and the families that these belong to.
        `submissions` holds the ids of what was judged. Without any submission it is empty.

    Raises:
        InputError: the submissions or the archive hold no article.
        ArgumentError, SettingsError: as in `scan`.

    >>> report = check("corpus/quayside-digest/", against="corpus/meridian-wire/")
    >>> len(report.submissions), any(pair.derived for pair in report.pairs)
    (4, True)
    """
    require_spellings(spellings)
    require_lists(exclude=exclude, edited=edited)
    settings = given_settings(settings, named)
    task = opened(settings, fields, jobs, memory, progress, ignore)
    if not submissions:
        return replace(task.run.report(settings, (), (), ()), submissions=())
    return checked_against(submissions, against, task, edited, exclude, spellings)


def compare(
    left: Source,
    right: Source,
    *,
    settings: Settings | Mapping[str, Any] | None = None,
    fields: Mapping[str, str] = NOT_MAPPED,
    ignore: Sequence[str | Path] = (),
    **named: Any,
) -> Report:
    """Compare one pair of articles in full, whatever its relation.

    Args:
        left: the first article: a path, a `Document`, a mapping with a "text", or a row of a table.
        right: the second one. Sides stay as they are given.
        settings, fields, ignore, named: as in `scan`.

    Returns:
        A report with one pair. Articles of one id get ``left:`` and ``right:`` before theirs.

    Raises:
        InputError: a side cannot be read, or is not one article.
        ArgumentError, SettingsError: as in `scan`.

    >>> wire = "The night ferry turned back because water had reached the engines, the company said."
    >>> compare({"id": "a", "text": wire}, {"id": "b", "text": wire}).pairs[0].relation
    'copy'
    """
    settings = given_settings(settings, named)
    task = opened(settings, fields, ignore=ignore)
    with task.run.stage("read"):
        asked = [given_article(left, fields, "left"), given_article(right, fields, "right")]
        sides = [single(side, settings, task.run) for side in asked]
        if sides[0].id == sides[1].id:
            sides = [
                replace(side, id=f"{place}: {side.id}") for side, place in zip(sides, _SIDES, strict=True)
            ]
    articles = Articles(task.budget)
    articles.append(sides)
    articles.finish()
    return _compared([(sides[0].id, sides[1].id)], articles, task, HERE)


def compare_pairs(
    pairs: str | Path | Iterable[Any],
    docs: Source,
    *,
    settings: Settings | Mapping[str, Any] | None = None,
    fields: Mapping[str, str] = NOT_MAPPED,
    jobs: int = 1,
    memory: int = MEMORY,
    progress: Progress | None = None,
    ignore: Sequence[str | Path] = (),
    **named: Any,
) -> Report:
    """Compare the listed pairs, each whatever its relation; nothing else is searched.

    Args:
        pairs: tuples of two ids, mappings or rows with "left" and "right", or the path of a file with
            ``{"left": id, "right": id}`` a line.
        docs: where their articles are; all kinds of sources that `scan` takes.
        settings, fields, jobs, memory, progress, ignore, named: as in `scan`.

    Returns:
        A report with these pairs, sides as listed. One with an id that no article has is under `skipped`.

    Raises:
        InputError: a list cannot be read, or no pair of it can be compared.
        ArgumentError, SettingsError: as in `scan`.

    >>> ids = ("newsbrook/2024-0371", "meridian-wire/ferry-collision-sound-of-arrel.txt")
    >>> compare_pairs([ids], "corpus/").pairs[0].direction
    'left-from-right'
    """
    settings = given_settings(settings, named)
    task = opened(settings, fields, jobs, memory, progress, ignore)
    articles = Articles(task.budget)
    asked = given_pairs(pairs)
    with Workers(jobs) as workers:
        # They get ready while the documents are read.
        workers.start(len(asked))
        deque(collected((docs,), settings, fields, articles, task.run), maxlen=0)
        listed = _listed(asked, articles, task.run)
        return _compared(listed, articles, task, workers)


def _listed(
    asked: Iterable[tuple[str, str] | Skipped], articles: Articles, run: RunLog
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
    """Show a report as text in one of the formats.

    Args:
        report: a fresh report, or one that `load_report` read.
        format: "terminal", "json", "html" and so on.
        width: columns of the terminal report; other formats have none.
        colour: whether the terminal report has colours, as escape sequences.
        explain: show every figure that a verdict rests on.

    Returns:
        The text. A part of the report that the format fails to show is left out, and named in it.

    Raises:
        UnknownNameError: there is no such format; the message lists those that there are.
        ArgumentError: what is to be shown is no report.

    >>> print(render(scan("corpus/meridian-wire/"), "csv").splitlines()[0][:22])
    "left","right","relati
    """
    given: Any = report
    if not isinstance(given, Report):
        kind = type(given).__name__
        raise ArgumentError(f"a value of type {kind} is no report; pass what scan or load_report returned")
    reporter: plugins.Reporter = plugins.load("reporters", format)
    show = partial(reporter, width=width, colour=colour, explain=explain)
    with attempted() as showing:
        text = "".join(show(report))
    return text if showing.error is None else "".join(show(salvaged(report, show, showing.error)))


def candidate_pairs(
    documents: Iterable[Document], settings: Settings = DEFAULTS, memory: int = MEMORY
) -> tuple[list[str], NDArray[np.int64]]:
    """The documents' ids in the order searched, and the candidate pairs as places among them, (n, 2)."""
    task = opened(settings, memory=memory)
    articles, corpus = taken_in((documents,), task)
    return articles.ids(), with_crossing(searched_for(corpus.prints, task), articles, corpus, task)


def _note(run: RunLog, articles: Articles, corpus: SearchedCorpus, candidates: int) -> None:
    run.counts |= {
        "documents": len(articles),
        "words": int(corpus.words.sum()),
        "furniture_lines": len(corpus.furniture),
        "furniture_articles": len(corpus.furniture.rows),
        "candidates": candidates,
    }


def _compared(
    listed: list[tuple[str, str]],
    articles: Articles,
    task: Task,
    executor: Executor,
) -> Report:
    settings, run = task.settings, task.run
    place_of = {id: place for place, id in enumerate(articles.ids())}
    places = np.array([(place_of[left], place_of[right]) for left, right in listed], np.int64)
    corpus = replace(NO_CORPUS, base=task.base)
    pairs = sorted(judged(articles, places, corpus, settings, executor, run, whole=True), key=ids_of)
    used = with_words(
        [articles.document(place) for place in np.unique(places).tolist()], executor.mapped, run.faults
    )
    articles.close()
    with run.stage("families", executor):
        pairs, families, outlets = _families(used, pairs, settings, executor, run)
        used = totalled(used, pairs, families, run)
    run.counts |= {"documents": len(articles), "pairs": len(pairs), "families": len(families)}
    return run.report(settings, used, pairs, families, outlets)


def _families(
    documents: Sequence[Document],
    pairs: Sequence[Pair],
    settings: Settings,
    executor: Executor,
    run: RunLog,
    spellings: Spellings = (),
) -> tuple[list[Pair], list[Family], tuple[Exchange, ...]]:
    """The pairs with their directions, the families with what changed in them, and the outlets."""
    pairs, families = find_families(
        documents,
        pairs,
        settings.credits,
        spellings=spellings,
        mapped=executor.mapped,
        faults=run.faults,
    )
    families = with_changes(families, documents, pairs, executor.mapped, run.faults)
    outlets: tuple[Exchange, ...] = ()
    with contained(run.faults, "families", "the figures of the outlets"):
        outlets = exchanges(documents, families)
    return pairs, families, outlets


def _sides(pairs: Iterable[Pair]) -> Iterator[str]:
    return (id for pair in pairs for id in ids_of(pair))
