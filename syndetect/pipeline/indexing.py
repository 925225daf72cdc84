"""Writing an index: articles fingerprinted and added, others let go, and the search of all of them made anew.

Every change ends in one commit. What was written before it counts for nothing until then, and is cleared away
by the next one who writes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from syndetect._version import __version__
from syndetect.archive.container import TEMPORARY
from syndetect.archive.fit import probe, require_fit, shaping
from syndetect.archive.kept import Kept
from syndetect.archive.manifest import NAME, SCHEMA, Row, Writing, writing
from syndetect.archive.merging import joined
from syndetect.archive.segments import KIND as SEGMENT
from syndetect.archive.segments import Segment
from syndetect.archive.state import KIND as STATE
from syndetect.archive.state import write_state
from syndetect.archive.stored_articles import same
from syndetect.boilerplate.common_lines import SecondLook
from syndetect.boilerplate.learned_lines import Furniture, holders, owners_of
from syndetect.candidates import bands_and_rows
from syndetect.columns import WordCounts
from syndetect.errors import ArchiveError, InputError
from syndetect.fingerprint import Gathering, SeenTexts, fingerprint, merged
from syndetect.kernels.words import I64, U64
from syndetect.model import Document, Skipped
from syndetect.normalise import batches
from syndetect.pipeline.arguments import Item, Source
from syndetect.pipeline.articles import Articles
from syndetect.pipeline.index_files import Lines, WholeIndex, Witnesses, furniture_of, segment_of, state_of
from syndetect.pipeline.reading import items_of, nothing_read
from syndetect.pipeline.searching import gathered, gathered_too
from syndetect.pipeline.task import Task
from syndetect.plugins import LOCAL
from syndetect.views import LINES

SEGMENTS = 8
"""Segments from which on an addition joins the small ones."""

_SLICE = 1 << 20


@dataclass(slots=True)
class IndexChange:
    """What a change of an index did: articles by what became of them, and how many there are now."""

    added: int = 0
    known: int = 0
    replaced: int = 0
    removed: int = 0
    articles: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[Skipped] = field(default_factory=list)


@dataclass(slots=True)
class _Arrivals:
    """Articles on their way into an index, and the keys of those that leave it."""

    articles: Articles
    gathering: Gathering
    gone: set[int] = field(default_factory=set)


def build(path: Path, sources: Iterable[Source], task: Task, *, texts: bool = True) -> IndexChange:
    """Make a new index of articles; without `texts` it keeps where their words stand, and not what they say.

    Raises ArchiveError when there is one already or the settings forbid it, InputError when there is no
    article.
    """
    if task.settings.engine != LOCAL:
        raise ArchiveError(f"an index is searched by the engine {LOCAL!r}, and by no other")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be made: {error.strerror}") from error
    if any(not _ours(file.name) for file in path.iterdir()):
        raise ArchiveError(f"{path} holds other files; name a folder that is empty or not there yet")
    with writing(path, create=True) as writer:
        if writer.started():
            raise ArchiveError(f"{path} is an index already; add to it with syndetect index add")
        for name, value in {
            "schema": SCHEMA,
            "version": __version__,
            "settings": shaping(task.settings),
            "probe": probe(task.settings),
            **({} if texts else {"texts": False}),
        }.items():
            writer.say(name, value)
        changed = _added(writer, None, sources, task, replace=False)
        if not changed.articles:
            raise nothing_read(task.run)
        return changed


def _ours(name: str) -> bool:
    return name.startswith((NAME, TEMPORARY, f"{SEGMENT}-", f"{STATE}-"))


def add(path: Path, sources: Iterable[Source], task: Task, *, replace: bool = False) -> IndexChange:
    """Add articles to an index; one with the id of another takes its place only where `replace` says so."""
    with writing(path) as writer:
        changed = _added(writer, _current(writer, task), sources, task, replace=replace)
    with writing(path) as writer:
        if len(writer.contents().segments) <= SEGMENTS:
            return changed
        kept = _current(writer, task)
        if kept is not None:
            by_size = sorted(kept.segments, key=lambda number: kept.segments[number].rows)
            _join(writer, kept, by_size[: SEGMENTS // 2 + 1], task)
    return changed


def remove(path: Path, chosen: Callable[[Iterable[Row]], Iterable[int]], task: Task) -> IndexChange:
    """Let go the articles whose keys are `chosen` from the rows of all of them."""
    with writing(path) as writer:
        kept, changed = _current(writer, task), IndexChange()
        if kept is None:
            return changed
        task = _with_base(task, kept.base)
        arrivals = _Arrivals(Articles(task.budget), Gathering(task.settings, task.budget))
        arrivals.gone = set(chosen(writer.rows()))
        changed.removed, changed.articles = len(arrivals.gone), len(kept) - len(arrivals.gone)
        if arrivals.gone:
            _write(writer, kept, arrivals, task)
        return changed


def merge(path: Path, task: Task) -> int:
    """Make one segment of all, which gives back what was removed; how many there were."""
    with writing(path) as writer:
        kept = _current(writer, task)
        if kept is None:
            return 0
        count = len(kept.segments)
        wasted = sum(one.rows for one in kept.segments.values()) > len(kept)
        if count > 1 or wasted:
            _join(writer, kept, list(kept.segments), task)
        return count


def _current(writer: Writing, task: Task) -> Kept | None:
    """The index that is written to, None while it holds nothing. Raises ArchiveError when it is damaged."""
    found = writer.contents()
    require_fit(writer.path, found.about, task.settings)
    if found.state is None:
        return None
    kept = Kept(writer.path)
    if kept.damaged:
        raise ArchiveError(f"{next(iter(kept.damaged.values()))} before anything is changed")
    return kept


def _added(
    writer: Writing, index: Kept | None, sources: Iterable[Source], task: Task, *, replace: bool
) -> IndexChange:
    changed, task = IndexChange(), _with_base(task, _base(writer, index))
    # A text that the archive has is not counted among its words again.
    seen = SeenTexts(index.before) if index is not None else SeenTexts()
    articles = Articles(task.budget)
    items = items_of(sources, task.settings, task.fields, task.run, prefixed=True)
    arriving = items if index is None else fresh(items, index, changed, replace=replace)
    gathering = gathered((arriving,), articles, task, seen, may_be_empty=True)
    gone = set[int]()
    if index is not None:
        places = [place for id in articles.ids() if (place := index.place_of(id)) is not None]
        gone = set(index.state.keys[places].tolist())
    changed.replaced, changed.added = len(gone), len(articles) - len(gone)
    changed.articles = changed.added + (len(index) if index is not None else 0)
    changed.skipped, changed.notes = list(task.run.left_out()), list(task.run.notes())
    if len(articles):
        _write(writer, index, _Arrivals(articles, gathering, gone), task)
    return changed


def _base(writer: Writing, index: Kept | None) -> U64 | None:
    """The base texts of an index, None while it has none of its own: it is new."""
    if index is not None:
        return index.base
    kept = writer.contents().about.get("base")
    if kept is None:
        return None
    try:
        return np.array(kept, np.uint64).reshape(-1)
    except (TypeError, ValueError, OverflowError) as error:
        raise ArchiveError(f"the manifest of {writer.path} is damaged; build the index anew") from error


def _with_base(task: Task, base: U64 | None) -> Task:
    """The same task with the base texts of an index, since those shape what its articles are found by."""
    if base is None:
        return task
    if len(task.base) and not np.array_equal(task.base, base):
        raise InputError("base texts belong to an index: give --ignore to syndetect index build")
    return replace(task, base=base)


def fresh(items: Iterable[Item], index: Kept, changed: IndexChange, *, replace: bool) -> Iterator[Item]:
    """What the index does not have yet; others with a known id only where they are to `replace` it."""
    for item in items:
        place = index.place_of(item.id) if isinstance(item, Document) else None
        if place is None or isinstance(item, Skipped):
            yield item
        elif same(index.stored(place), item):
            changed.known += 1
        elif replace:
            yield item
        else:
            reason = f"has the id {item.id!r}, as another article of the index; replace that with --replace"
            yield Skipped(item.path or item.id, reason)


def _write(writer: Writing, index: Kept | None, arrivals: _Arrivals, task: Task) -> None:
    """Write what arrived and what has to be fingerprinted anew, the state of all, and commit."""
    articles, gathering, gone = arrivals.articles, arrivals.gathering, arrivals.gone
    texts = writer.contents().with_texts
    counted = gathering.vocabulary() if texts else _NO_WORDS
    leaving = []
    if index is not None and texts:
        leaving = [index.document(place) for place in _places_of(index, gone)]
    furniture, moved = _furniture(index, arrivals, task)
    old, known = np.empty(0, np.int64), furniture.witnesses
    if index is not None:
        old = index.state.keys
        # Where an article moves to the new segment, it is as much of a witness as before.
        known = np.concatenate((known[: len(old)], known[len(old) :], known[moved]))
    if index is not None and len(moved):
        # Their furniture is another one now: they move to the new segment.
        again = map(index.document, moved.tolist())
        gathered_too(again, articles, gathering, SeenTexts(index.before), task)
        gone = gone | set(index.state.keys[moved].tolist())
    segments = {} if index is None else dict(index.segments)
    writer.take(gone)
    witnesses = Witnesses(old, known[: len(old)])
    if len(articles):
        rows = holders(gathering.lines, furniture.keys)
        packed_with = [] if index is None else index.dictionaries(index.segments)
        name = segment_of(
            writer.path, articles, gathering, furniture.keys, rows, task, texts=texts, known=packed_with
        )
        number = writer.number()
        writer.put(number, name, articles.origins())
        segments[number] = Segment(writer.path / name, number, len(articles))
        witnesses = witnesses.further(number, known[len(old) :][articles.order])
    vocabulary = counted if index is None else merged([index.vocabulary, counted])
    _commit(writer, segments, _Words(vocabulary, leaving, task.base, furniture.keys, witnesses), task)


@dataclass(frozen=True, slots=True)
class _Words:
    """What is known of words: counts, with those of who leaves, base texts, furniture and who tells of it."""

    vocabulary: WordCounts
    leaving: list[Document]
    base: U64
    furniture: U64
    witnesses: Witnesses


_NO_WORDS = WordCounts(np.empty(0, np.uint64), np.empty(0, np.int64), 0)


def _places_of(index: Kept, keys: Collection[int]) -> list[int]:
    found: list[int] = np.flatnonzero(np.isin(index.state.keys, list(keys))).tolist()
    return found


def _furniture(index: Kept | None, arrivals: _Arrivals, task: Task) -> tuple[Furniture, I64]:
    """What is furniture once all has arrived, and the places of old articles that this changes.

    Its rows are the places of old articles, and behind these the rows of those that arrived.
    """
    articles, gathering = arrivals.articles, arrivals.gathering
    nowhere = np.empty(0, np.int64)
    if index is None:
        found = gathering.furniture(
            articles.owners_by_row(), task.settings.furniture_articles, articles.texts
        )
        return _with_witnesses(found, len(gathering)), nowhere
    count = len(index)
    old = index.view(LINES)
    lines = Lines((old.slices(_SLICE), 0), (gathering.lines.slices(_SLICE), count))
    arrived = np.full(len(gathering), -1, np.int64)
    arrived[articles.order] = articles.outlet_places(index.outlets)
    stay = np.zeros(count + len(gathering), np.bool_)
    stay[:count], stay[count + articles.order] = True, True
    stay[_places_of(index, arrivals.gone)] = False

    def texts(rows: I64) -> list[str]:
        return [
            index.document(row).text if row < count else articles.row(row - count).text
            for row in rows.tolist()
        ]

    found = furniture_of(
        lines,
        np.concatenate((index.state.lengths, gathering.words())),
        owners_of(np.concatenate((index.state.outlets, arrived)), stay),
        task.settings,
        SecondLook(np.concatenate((index.raw_digests(), gathering.digests())), texts),
    )
    found = _with_witnesses(found, len(stay))
    if index.masked:
        # Nothing can be read again: what was furniture stays so, and what becomes it is left out from now on.
        return replace(found, keys=np.union1d(index.furniture, found.keys)), nowhere
    changed = np.setxor1d(found.keys, index.furniture)
    moved = holders(old, changed)
    return found, moved[~np.isin(index.state.keys[moved], list(arrivals.gone))]


def _with_witnesses(found: Furniture, rows: int) -> Furniture:
    """Every row is a witness where no furniture is learned."""
    return found if len(found.witnesses) else replace(found, witnesses=np.ones(rows, np.bool_))


def _commit(writer: Writing, segments: dict[int, Segment], words: _Words, task: Task) -> None:
    """Write the state of all articles that are left, and commit."""
    rows = list(writer.rows())
    live = {number: segments[number] for number, _, _ in writer.contents().segments}
    name = None
    if rows:
        whole = WholeIndex(rows, live)
        left = np.unique(whole.column("raw_digests"))
        counts = _without(words, left, task)
        state = state_of(whole, counts, words.base, words.furniture, words.witnesses, task)
        name = write_state(writer.path, state, [(number, one.rows) for number, one in live.items()])
    writer.say("state", name)
    # An index of no article has no state, and keeps what it leaves out all the same.
    writer.say("base", None if rows else words.base.tolist())
    writer.commit()
    clear(writer)


def _without(all_words: _Words, left: U64, task: Task) -> WordCounts:
    """The counts without the words of texts that no article has any more."""
    seen, parts = SeenTexts(left), [all_words.vocabulary]
    for batch in batches(all_words.leaving):
        texts = [document.text for document in batch]
        prints = fingerprint(
            texts, np.zeros(len(texts), np.uint64), 0, task.settings, seen, base=all_words.base
        ).vocabulary
        parts.append(WordCounts(prints.hashes, -prints.counts, -prints.total))
    total = merged(parts)
    kept = total.counts > 0
    return WordCounts(total.hashes[kept], total.counts[kept], total.total)


def _join(writer: Writing, index: Kept, numbers: list[int], task: Task) -> None:
    """Make one segment of some."""
    settings = task.settings
    banded = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    name, keys = joined(writer.path, index, numbers, banded)
    number = writer.number()
    writer.move(keys.tolist(), number, name)
    rows = list(writer.rows())
    segments = {one: index.segments[one] for one in index.segments if one not in numbers}
    segments[number] = Segment(writer.path / name, number, len(keys))
    state = index.state.moved(np.array([row.key for row in rows], np.int64))
    writer.say("state", write_state(writer.path, state, [(one, seg.rows) for one, seg in segments.items()]))
    writer.commit()
    clear(writer)


def clear(writer: Writing) -> None:
    """Delete the files of the index that do not count; one that is in use is left for the next time."""
    counts = set(writer.contents().files)
    for file in writer.path.iterdir():
        if file.name not in counts and _ours(file.name) and not file.name.startswith(NAME):
            try:
                file.unlink()
            except OSError:
                continue
