"""From sources to usable articles: read, long enough, each with an id of its own, in one order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import IO

from syndetect import plugins
from syndetect.boilerplate.authors import author
from syndetect.boilerplate.base_texts import NO_BASE, learned
from syndetect.counting import plural
from syndetect.errors import InputError, InternalError
from syndetect.faults import HOW_TO_REPORT, attempted, fault_sentence, unread
from syndetect.kernels.words import U64
from syndetect.model import PASSED_OVER, Document, Fault, Skipped, Unread
from syndetect.normalise import batches
from syndetect.pipeline.arguments import Item, Source, given_articles, listed, require_mapping
from syndetect.pipeline.articles import Articles, counted
from syndetect.pipeline.isolation import texts_apart
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.unusable_dates import UnusableDates
from syndetect.plugins import MapFunction
from syndetect.settings import Settings
from syndetect.text.identify import detect, named
from syndetect.text.surface import words

DEFAULTS = Settings()
NOT_MAPPED: Mapping[str, str] = {}


def read(
    *sources: str | Path,
    settings: Settings = DEFAULTS,
    fields: Mapping[str, str] = NOT_MAPPED,
    exclude: Sequence[str] = (),
    stdin: IO[bytes] | None = None,
) -> Iterator[Item]:
    """Read every article under some paths, one at a time.

    Args:
        sources: paths of files, folders or archives; "-" is JSON lines on standard input.
        settings: a `Settings`; limits and encodings are among them.
        fields: which field of records and tables holds what, as in ``{"text": "body"}``.
        exclude: patterns as in .gitignore.
        stdin: where "-" reads from, in place of the process's own.

    Yields:
        A `Document` for every article, and a `Skipped` for everything that is none. An author whom only a
        by-line names stands in `meta`, with that line.

    Raises:
        InputError: a path does not exist.

    >>> sorted(item.outlet for item in read("corpus/meridian-wire/"))[0]
    'Meridian Wire'
    """
    items: Iterator[Item] = plugins.load_input("articles")(
        *sources, settings=settings, fields=fields, exclude=listed(exclude), stdin=stdin
    )
    return _signed(items)


def read_named(
    *sources: str | Path,
    settings: Settings = DEFAULTS,
    fields: Mapping[str, str] = NOT_MAPPED,
    exclude: Sequence[str] = (),
) -> Iterator[Item]:
    """The same with ids that begin with the names of the folders, be it one or several.

    So what is read today and what is read tomorrow have ids of their own. Raises InputError for a path that
    does not exist.
    """
    return _signed(
        plugins.load_input("articles")(
            *sources, settings=settings, fields=fields, exclude=exclude, prefixed=True
        )
    )


def read_share(
    share: tuple[int, int],
    sources: Sequence[str],
    settings: Settings,
    fields: Mapping[str, str],
    exclude: Sequence[str],
) -> Iterator[Item]:
    """The articles of one of several shares of the files, a number and how many there are, as by `read`."""
    reader = plugins.load_input("articles")
    return _signed(reader(*sources, settings=settings, fields=fields, exclude=exclude, share=share))


_AUTHORS = ("author", "authors", "byline", "creator")
"""Keys of `meta` under which inputs tell who wrote an article."""


def _signed(items: Iterable[Item]) -> Iterator[Item]:
    """The articles with the author that a by-line names, where the input gave none."""
    for item in items:
        if isinstance(item, Skipped) or (item.meta and any(item.meta.get(key) for key in _AUTHORS)):
            yield item
            continue
        signed = item
        with attempted() as reading:
            if (found := author(item.text, item.language)) is not None:
                signed = replace(item, meta={**item.meta, "author": found[0], "byline": found[1]})
        yield signed
        if reading.error is not None:
            yield unread(f"the author of {item.path or item.id}", reading.error)


def collected(
    sources: Iterable[Source],
    settings: Settings,
    fields: Mapping[str, str],
    articles: Articles,
    run: RunLog,
    *,
    may_be_empty: bool = False,
) -> Iterator[tuple[int, list[Document]]]:
    """Take in all articles, and hand on each batch with the row of its first one.

    What is left out is noted in the run. Unless there need be no article at all, raises InputError at the end
    when there was none.
    """
    require_mapping(fields)
    undated = UnusableDates(fields.get("published", "published"))
    for row, batch in numbered(usable(items_of(sources, settings, fields, run), settings, run, undated), 0):
        run.skipped.extend(articles.append(batch))
        run.tick("read", row + len(batch), 0)
        yield row, batch
    articles.finish()
    run.skipped.extend(undated.notes())
    if not len(articles) and not may_be_empty:
        raise nothing_read(run)


def numbered(documents: Iterable[Document], row: int) -> Iterator[tuple[int, list[Document]]]:
    """Documents in batches of even size, each with the row of its first one, counted from `row`."""
    for batch in batches(documents, _BATCH_CHARACTERS):
        yield row, batch
        row += len(batch)


_BATCH_CHARACTERS = 500_000
"""Few enough for a batch's columns to stay in the processor's cache."""


def items_of(
    sources: Iterable[Source],
    settings: Settings,
    fields: Mapping[str, str],
    run: RunLog,
    *,
    prefixed: bool = False,
) -> Iterator[Item]:
    """What all sources hold, the paths first; `prefixed`: read as by `read_named`."""
    with run.stage("read"):
        given = given_articles(sources, fields)
    paths = [source for source in given if isinstance(source, str | Path)]
    streams = [source for source in given if not isinstance(source, str | Path)]
    if paths:
        reader = read_named if prefixed else read
        streams.insert(0, reader(*paths, settings=settings, fields=fields))
    items = (item for stream in streams for item in stream)
    while True:
        with run.stage("read"):
            item = next(items, None)
        if item is None:
            return
        yield item


def nothing_read(run: RunLog) -> Exception:
    """The error to raise where no article is left: an input's, or one of ours."""
    if run.faults:
        return InternalError(f"{fault_sentence(run.faults[0])}; {HOW_TO_REPORT}")
    return InputError(_nothing(run.skipped))


def _nothing(said: list[Skipped]) -> str:
    skipped = [item for item in said if not item.note] or said
    reasons = (
        "; ".join(f"{item.source}: {item.reason}" for item in skipped[:3]) or "there was nothing to read"
    )
    more = f"; and {len(skipped) - 3} more" if len(skipped) > 3 else ""
    return f"no article could be read: {reasons}{more}"


def usable(
    items: Iterable[Item], settings: Settings, run: RunLog, undated: UnusableDates | None = None
) -> Iterator[Document]:
    """The articles that are long enough; everything else is noted as skipped."""
    for item in items:
        if isinstance(item, Unread):
            run.skipped.append(Skipped(item.source, item.reason))
            run.faults.append(Fault("read", item.source, (), item.error, item.trace))
        elif isinstance(item, Skipped) and item.passed_over:
            for kind, files in item.passed_over.items():
                name = f"{PASSED_OVER}{kind}"
                run.counts[name] = run.counts.get(name, 0) + files
        elif isinstance(item, Skipped):
            run.skipped.append(item)
        elif (count := _few_words(item.text, settings.min_words)) is not None:
            reason = f"has {plural(count, 'word')}; an article needs {settings.min_words} (min_words)"
            run.skipped.append(Skipped(item.path or item.id, reason))
        else:
            if undated is not None:
                undated.look(item)
            yield item


def _few_words(text: str, least: int) -> int | None:
    """How many words a text has, if fewer than `least`."""
    if _plainly(least).search(text):
        return None
    count = len(words([text]).begins)
    return count if count < least else None


@lru_cache(maxsize=8)
def _plainly(least: int) -> re.Pattern[str]:
    # Most texts show at a glance that they have enough: so many stretches in a row begin with a letter.
    return re.compile(rf"(?:(?<!\S)[^\W\d_]\S*\s+){{{least}}}")


def with_words(
    documents: Sequence[Document], mapped: MapFunction = map, faults: list[Fault] | None = None
) -> list[Document]:
    """The documents with their words counted and their languages told; `mapped` does what `map` does.

    To `faults` is added what is missing because of an error of ours.
    """
    found: list[tuple[int, str | None]] = []
    for some, missing in mapped(_counted, batches(documents)):
        found += some
        if faults is not None:
            faults += missing
    return [counted(document, document.text, *said) for document, said in zip(documents, found, strict=True)]


def _counted(documents: Sequence[Document]) -> tuple[list[tuple[int, str | None]], list[Fault]]:
    """How many words each text has and the language that it speaks for, as far as that could be told."""
    texts = [document.text for document in documents]
    with attempted():
        return _spoken(texts), []
    ids = [document.id for document in documents]
    kept, faults = texts_apart(ids, texts, "normalise", "the words and the language of", _spoken)
    return (_spoken(kept) if any(kept) else [(0, None)] * len(kept)), faults


def _spoken(texts: Sequence[str]) -> list[tuple[int, str | None]]:
    found = words(texts)
    hashes = [found.hashes[low:high] for low, high in pairwise(found.firsts.tolist())]
    return list(zip(map(len, hashes), named(detect(texts, hashes)), strict=True))


def base_texts(files: Sequence[str | Path], settings: Settings) -> U64:
    """What is known of the base texts in these files. Raises InputError for one that cannot be read."""
    if not (named := listed(files)):
        return NO_BASE
    texts = []
    # A table of metadata is of the articles, and none of its rows need be of these.
    for item in read(*named, settings=replace(settings, metadata="")):
        if not isinstance(item, Document):
            raise InputError(f"cannot read the base text {item.source}: {item.reason}")
        texts.append(item.text)
    return learned(texts)


def single(side: str | Path | Document, settings: Settings, outer: RunLog) -> Document:
    """The one article that a side of a comparison is. Raises InputError when it is none, or several."""
    run = RunLog(None)
    items: Iterable[Item] = [side] if isinstance(side, Document) else read(side, settings=settings)
    found = list(usable(items, settings, run))
    outer.faults += run.faults
    if len(found) == 1:
        return found[0]
    name = side.id if isinstance(side, Document) else str(side)
    if found:
        raise InputError(
            f"{name} holds {len(found)} articles; compare takes one on each side, scan takes many"
        )
    raise nothing_read(run) if run.skipped else InputError(f"{name} holds no article")
