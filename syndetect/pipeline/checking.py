"""A check: submissions against an archive, wherever that comes from."""

from __future__ import annotations

import os
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from syndetect.archive.fit import require_fit
from syndetect.archive.kept import Kept
from syndetect.archive.manifest import contents, is_index
from syndetect.candidates.languages import LanguagePlaces
from syndetect.candidates.rules import permitted
from syndetect.changes import with_changes
from syndetect.errors import InputError
from syndetect.families import exchanges, find_families, with_totals
from syndetect.faults import contained
from syndetect.fingerprint import SeenTexts
from syndetect.kernels.words import I64
from syndetect.model import Document, Exchange, Family, Pair, Report, Skipped, at_least
from syndetect.pipeline.archives import Archive, Collected
from syndetect.pipeline.arguments import Item, Source
from syndetect.pipeline.articles import Articles
from syndetect.pipeline.check_scope import CheckScope, NeighbouringPairs
from syndetect.pipeline.crossing import LEAST_WORDS, NO_PAIRS, CrossTask, crossing, languages_of
from syndetect.pipeline.masked_archive import JudgedBeside, told_of
from syndetect.pipeline.reading import nothing_read
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.searching import gathered
from syndetect.pipeline.submitted import Submitted, candidates, crossed, listed, oriented, submitted
from syndetect.pipeline.task import Task
from syndetect.pipeline.workers import Workers
from syndetect.settings import Settings
from syndetect.spill import MEMORY, Budget


def both_read(sides: CheckScope, task: Task) -> Submitted:
    """The submissions beside an archive that is read with them. Raises InputError when a side is empty."""
    articles, own, apart = Articles(task.budget), Articles(task.budget), list[Item]()
    stored = _divided(sides.read(task.settings, task.fields), apart)
    archive = gathered((stored,), articles, task, SeenTexts(), may_be_empty=True)
    if not len(articles):
        # A wrong archive is told before a wrong submission, but nothing at all before both.
        if not apart:
            raise nothing_read(task.run)
        sides.require((item.id for item in apart if isinstance(item, Document)), 0)
    before = np.unique(archive.digests()[articles.order])
    gathering = gathered((apart,), own, task, SeenTexts(before), may_be_empty=True)
    sides.require(own.ids(), len(articles))
    return submitted(own, gathering, Collected(articles, archive, task), task, together=sides.together)


def _divided(items: Iterable[tuple[Item, bool]], apart: list[Item]) -> Iterator[Item]:
    """What belongs to the archive; everything else is put `apart`."""
    for item, stored in items:
        if isinstance(item, Skipped) or stored:
            yield item
        else:
            apart.append(item)


def read_beside(sides: CheckScope, archive: Archive, task: Task) -> Submitted:
    """The submissions beside an archive that is there. Raises InputError when there are none."""
    articles = Articles(task.budget)
    items = sides.read(task.settings, task.fields)
    apart = (item for item, stored in items if isinstance(item, Skipped) or not stored)
    gathering = gathered((apart,), articles, task, SeenTexts(archive.before), may_be_empty=True)
    sides.require(articles.ids(), len(archive))
    return submitted(articles, gathering, archive, task, together=sides.together)


def index_among(against: Source) -> Path | None:
    """The index that the archive is, None where it has to be read. Raises InputError for one among others."""
    if isinstance(against, str | os.PathLike):
        paths = [Path(against)]
    elif isinstance(against, Sequence):
        paths = [Path(one) for one in against if isinstance(one, str | os.PathLike)]
    else:
        paths = []
    found = [path for path in paths if is_index(path)]
    if found and len(paths) > 1:
        raise InputError(f"{found[0]} is an index, and an archive of its own; name it alone, or add to it")
    return found[0] if found else None


def checked_against(
    submissions: Sequence[Source],
    against: Source,
    task: Task,
    edited: Collection[str],
    exclude: Sequence[str],
    spellings: Sequence[Sequence[str]],
    *,
    together: bool = False,
) -> Report:
    """The report of a check, or, with submissions judged `together`, of a scan beside an archive.

    Raises InputError when a side has no article, ArchiveError when an index cannot be used.
    """
    if (folder := index_among(against)) is None:
        sides = CheckScope(submissions, against, edited, exclude, task.fields, together=together)
        return checked(both_read(sides, task), sides, spellings, task)
    if len(task.base):
        raise InputError("base texts belong to an index: give --ignore to syndetect index build")
    kept = kept_for(folder, task.settings)
    sides = CheckScope(submissions, None, edited, exclude, task.fields, kept, together=together)
    task = replace(task, base=kept.base)
    return checked(read_beside(sides, kept, task), sides, spellings, task)


def require_index(folder: Path, settings: Settings) -> None:
    """Raise ArchiveError when there is no index, or it was made for other settings."""
    require_fit(folder, contents(folder).about, settings)


def kept_for(folder: Path, settings: Settings) -> Kept:
    """An index, opened. Raises ArchiveError when it cannot be, or was made for other settings."""
    kept = Kept(folder)
    require_fit(folder, kept.contents.about, settings)
    return kept


def index_pairs(index: Kept, settings: Settings) -> I64:
    """All candidate pairs of an index that can be read and that the rules allow: int64 (pairs, 2)."""
    pairs = index.state.standing.found.touching(np.arange(len(index)))
    pairs = np.unique(np.concatenate((pairs, _crossed(index, settings))), axis=0)
    pairs = permitted(pairs, index.holdings, settings)
    return pairs[index.readable(pairs[:, 0]) & index.readable(pairs[:, 1])]


def _crossed(index: Kept, settings: Settings) -> I64:
    """The candidate pairs in two languages: the texts of all languages are read for them."""
    words = index.holdings.words
    archive_languages = index.languages
    if len(np.unique(archive_languages[(words >= LEAST_WORDS) & (archive_languages >= 0)])) < 2:
        return NO_PAIRS
    languages, names = languages_of(archive_languages, words, [None] * len(archive_languages))
    known = np.flatnonzero(languages >= 0)
    languages[known[~index.readable(known)]] = -1
    spoken = LanguagePlaces(languages, words, index.holdings.standing.pieces.astype(np.int64))
    return crossing(index.document, spoken, names, index.holdings, CrossTask(settings, Budget(MEMORY)))


def index_documents(index: Kept, with_text: Container[str]) -> list[Document]:
    """The articles of an index that can be read, as a report lists them, with the text of some."""
    places = np.arange(len(index))
    found = []
    for place in places[index.readable(places)].tolist():
        one = listed(index, place)
        found.append(one if one.id in with_text else replace(one, text=""))
    return found


def checked(ours: Submitted, sides: CheckScope, spellings: Sequence[Sequence[str]], task: Task) -> Report:
    """The report of a check; texts and archive are let go."""
    settings, run = task.settings, task.run
    pairs, found = candidates(ours, settings, run)
    own = np.array(sorted(_own_places(ours, sides)), np.int64)
    inside = found.touching(own)
    places = oriented(np.concatenate((pairs, crossed(ours, settings, run), inside)), ours)
    places = ours.readable(permitted(places, ours, settings))
    run.counts |= _counts(ours, len(places))
    with Workers(task.jobs) as workers:
        judge = JudgedBeside(ours, settings, workers, run)
        known = judge(places)
        # Where a submission comes from, and what is independent, shows in how the archive hangs together.
        around = NeighbouringPairs(found, ours.archive.place_of, inside)
        while len(rows := around.next(known)):
            rows = ours.readable(permitted(rows, ours, settings))
            known += judge(rows)
        documents, shown = judge.laid_open(_used(ours, sides, known))
        several = ours.several
        run.skipped += [*ours.archive.unread(), *told_of(ours.archive)]
        ours.close()
        with run.stage("families", workers):
            known, families = find_families(
                documents,
                sorted(known, key=ids_of),
                settings.credits,
                frozenset(sides.later),
                spellings,
                workers.mapped,
                run.faults,
                several=several,
                concerning=sides.concerned(),
            )
            families = with_changes(families, documents, known, workers.mapped, run.faults)
            documents = shown(_totalled(documents, known, families, sides, run))
    listed = [pair for pair in sides.judged(known) if at_least(pair.relation, settings.min_relation)]
    return _reported(documents, listed, families, sides, settings, run)


def _reported(
    documents: Sequence[Document],
    pairs: Sequence[Pair],
    families: Sequence[Family],
    sides: CheckScope,
    settings: Settings,
    run: RunLog,
) -> Report:
    ids = tuple(sorted(document.id for document in documents if document.id in sides.submissions))
    shown = {*ids, *(id for pair in pairs for id in ids_of(pair)), *_named(families)}
    run.counts |= {"submissions": len(ids), "pairs": len(pairs), "families": len(families)}
    used = [document for document in documents if document.id in shown]
    if not sides.together:
        return replace(run.report(settings, used, pairs, families), submissions=ids)
    outlets: tuple[Exchange, ...] = ()
    with contained(run.faults, "families", "the figures of the outlets"):
        outlets = exchanges(used, families)
    return run.report(settings, used, pairs, families, outlets)


def _totalled(
    documents: list[Document],
    pairs: Sequence[Pair],
    families: Sequence[Family],
    sides: CheckScope,
    run: RunLog,
) -> list[Document]:
    """The documents, those with what they have from all their sources of which all sources were looked at."""
    looked_at = sides.concerned().union(member.document for one in families for member in one.members)
    own = [one for one in documents if one.id in looked_at]
    known = {one.id: one for one in totalled(own, pairs, families, run)}
    return [known.get(one.id, one) for one in documents]


def _own_places(ours: Submitted, sides: CheckScope) -> Iterator[int]:
    """The places of the submissions that lie in the archive."""
    for id in sides.submissions:
        if (place := ours.archive.place_of(id)) is not None:
            yield place


def _used(ours: Submitted, sides: CheckScope, pairs: Iterable[Pair]) -> list[Document]:
    """The submissions, and every document of a pair, by id; only those of pairs have their text."""
    count = len(ours.archive)
    place_of = {ours.articles.id(place): place + count for place in range(len(ours.articles))}
    related_ids = {id for pair in pairs for id in ids_of(pair)}
    documents = []
    for id in sorted(related_ids | (sides.submissions & place_of.keys()) | _stored(ours, sides)):
        place = place_of.get(id, ours.archive.place_of(id))
        if place is not None:
            one = ours.listed(place)
            documents.append(one if id in related_ids else replace(one, text=""))
    return documents


def _stored(ours: Submitted, sides: CheckScope) -> set[str]:
    return {ours.id(place) for place in _own_places(ours, sides)}


def _counts(ours: Submitted, candidates: int) -> dict[str, int]:
    return {
        "documents": len(ours),
        "furniture_lines": len(ours.corpus.furniture),
        "candidates": candidates,
    }


def _named(families: Iterable[Family]) -> Iterator[str]:
    """Every document that a family speaks of."""
    for family in families:
        yield from family.same_story
        yield from (id for bridge in family.bridges for id in (bridge.left, bridge.right))
        for member in family.members:
            yield member.document
            yield from (second.document for second in member.also)


def ids_of(pair: Pair) -> tuple[str, str]:
    """The two ids of a pair."""
    return pair.left, pair.right


def totalled(
    documents: list[Document], pairs: Sequence[Pair], families: Sequence[Family], run: RunLog
) -> list[Document]:
    """The documents with what they have from all their sources."""
    with contained(run.faults, "families", "what articles have from all their sources together"):
        return with_totals(documents, pairs, families)
    return documents
