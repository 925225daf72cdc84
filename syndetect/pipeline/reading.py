"""From sources to usable articles: read, long enough, each with an id of its own, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

import numpy as np
import xxhash

from syndetect import plugins
from syndetect.errors import InputError
from syndetect.kernels.text import words
from syndetect.model import Document, Skipped
from syndetect.normalise import batches
from syndetect.pipeline.watch import Watch
from syndetect.settings import Settings

Item = Document | Skipped
Source = str | Path | Iterable[Item]

DEFAULTS = Settings()
NOT_MAPPED: Mapping[str, str] = {}


def read(
    *sources: str | Path,
    settings: Settings = DEFAULTS,
    fields: Mapping[str, str] = NOT_MAPPED,
    stdin: IO[bytes] | None = None,
) -> Iterator[Item]:
    """Every article under the paths, and a `Skipped` for everything that is none.

    Raises InputError for a path that does not exist.
    """
    items: Iterator[Item] = plugins.load_input("articles")(
        *sources, settings=settings, fields=fields, stdin=stdin
    )
    return items


def collected(
    sources: Iterable[Source], settings: Settings, fields: Mapping[str, str], run: Watch
) -> tuple[list[Document], list[Skipped]]:
    """All articles, sorted by id, and what was left out."""
    paths = [source for source in sources if isinstance(source, str | Path)]
    items: list[Iterable[Item]] = [source for source in sources if not isinstance(source, str | Path)]
    documents: list[Document] = []
    skipped: list[Skipped] = []
    with run.stage("read"):
        if paths:
            items.insert(0, read(*paths, settings=settings, fields=fields))
        for item in (item for source in items for item in source):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                documents.append(item)
                run.tick("read", len(documents), 0)
        documents, unusable = _usable(documents, settings)
        skipped += unusable
    if not documents:
        raise InputError(_nothing(skipped))
    return documents, skipped


def _nothing(skipped: list[Skipped]) -> str:
    told = "; ".join(f"{item.source}: {item.reason}" for item in skipped[:3])
    more = f"; and {len(skipped) - 3} more" if len(skipped) > 3 else ""
    return f"no article could be read{': ' + told if told else ''}{more}"


def _usable(documents: list[Document], settings: Settings) -> tuple[list[Document], list[Skipped]]:
    """Articles long enough and with an id of their own, sorted by id."""
    kept: dict[str, Document] = {}
    skipped = []
    for document in documents:
        if (count := _few_words(document.text, settings.min_words)) is not None:
            of = "word" if count == 1 else "words"
            reason = f"has {count} {of}; an article needs {settings.min_words} (min_words)"
            skipped.append(Skipped(document.path or document.id, reason))
            continue
        rival = kept.get(document.id)
        if rival is None:
            kept[document.id] = document
            continue
        # Which of two claims an id must not depend on the order of reading.
        first, other = sorted((document, rival), key=_claim)
        kept[document.id] = first
        holder = first.path or "another article"
        reason = f"has the id {other.id!r}, as {holder} has; give it one of its own"
        skipped.append(Skipped(other.path or other.id, reason))
    return [kept[id] for id in sorted(kept)], skipped


_PLAIN = 20


def _few_words(text: str, least: int) -> int | None:
    """How many words a text has, if fewer than `least`."""
    # Most texts show at a glance that they have enough: that many stretches begin with a plain letter.
    if sum(part[:1].isalpha() for part in text.split(None, least + _PLAIN)[: least + _PLAIN]) >= least:
        return None
    count = len(words([text]).begins)
    return count if count < least else None


def with_words(documents: Sequence[Document]) -> list[Document]:
    """The documents with their words counted."""
    return [
        replace(document, words=count)
        for batch in batches(documents)
        for document, count in zip(
            batch, np.diff(words([document.text for document in batch]).firsts).tolist(), strict=True
        )
    ]


def _claim(document: Document) -> tuple[str, int]:
    return document.path or "", xxhash.xxh3_64_intdigest(document.text.encode("utf-8", "surrogatepass"))


def single(side: str | Path | Document, settings: Settings) -> Document:
    """The one article that a side of a comparison is. Raises InputError when it is none, or several."""
    if isinstance(side, Document):
        found, skipped = _usable([side], settings)
    else:
        items = list(read(side, settings=settings))
        read_documents = [item for item in items if isinstance(item, Document)]
        found, skipped = _usable(read_documents, settings)
        skipped = [*(item for item in items if isinstance(item, Skipped)), *skipped]
    if len(found) == 1:
        return found[0]
    name = side.id if isinstance(side, Document) else str(side)
    if found:
        raise InputError(
            f"{name} holds {len(found)} articles; compare takes one on each side, scan takes many"
        )
    raise InputError(_nothing(skipped) if skipped else f"{name} holds no article")
