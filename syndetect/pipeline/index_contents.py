"""What an index holds, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from syndetect.archive.kept import Kept
from syndetect.archive.manifest import contents, integrity, rows_by_id
from syndetect.errors import ArchiveError
from syndetect.settings import Settings


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What an index holds.

    `removed`: articles whose place on the disk a merge gives back. `first`, `last`: the earliest and the
    latest date of an article, ISO 8601, None where none has one. `pairs`: candidate pairs. `texts`: whether
    they are kept. `damaged`: what cannot be read, a sentence each.
    """

    articles: int
    removed: int
    outlets: int
    first: str | None
    last: str | None
    pairs: int
    furniture_lines: int
    segments: int
    bytes: int
    texts: bool
    version: str
    settings: dict[str, Any]
    damaged: tuple[str, ...]


def info(path: Path) -> IndexSummary:
    """What an index holds. Raises ArchiveError when it cannot be opened."""
    kept = Kept(path)
    dates = kept.state.published[~np.isnan(kept.state.published)]
    rows = sum(rows for _, _, rows in kept.contents.segments)
    return IndexSummary(
        articles=len(kept),
        removed=rows - len(kept),
        outlets=len(kept.outlets),
        first=_day(dates.min()) if len(dates) else None,
        last=_day(dates.max()) if len(dates) else None,
        pairs=len(kept.state.standing.found.partners) // 2,
        furniture_lines=len(kept.furniture),
        segments=len(kept.contents.segments),
        bytes=sum(file.stat().st_size for file in path.iterdir()),
        texts=not kept.masked,
        version=str(kept.contents.about.get("version")),
        settings=dict(kept.contents.about.get("settings", {})),
        damaged=tuple(reason for _, reason in sorted(kept.damaged.items())),
    )


def _day(hours: float) -> str:
    return datetime.fromtimestamp(hours * 3600, UTC).isoformat(timespec="minutes")


def verify(path: Path) -> Iterator[str]:
    """Everything that is wrong with an index, a sentence each: digests, articles, and what they add up to."""
    yield from (f"the manifest: {line}" for line in integrity(path))
    try:
        kept = Kept(path)
    except ArchiveError as error:
        yield str(error)
        return
    yield from kept.damaged.values()
    yield from _unlike(kept)
    yield from kept.faults()
    for number, segment in kept.segments.items():
        broken = 0
        for row in range(segment.rows):
            try:
                if kept.masked:
                    segment.positions(row)
                else:
                    segment.document(row)
            except ArchiveError:
                broken += 1
        if broken:
            yield f"{segment.path}: {broken:,} of {segment.rows:,} articles of segment {number} are damaged"


def _unlike(index: Kept) -> Iterator[str]:
    """Where the manifest names other articles than the state does."""
    try:
        rows = rows_by_id(index.path)
    except ArchiveError as error:
        yield str(error)
        return
    state = index.state
    numbers = {name: number for number, name in enumerate(state.names)} | {None: -1}
    told = [(row.key, row.id, numbers.get(row.outlet), row.published) for row in rows]
    published = [None if np.isnan(hours) else hours for hours in state.published.tolist()]
    ids = map(index.id, range(len(state)))
    known = list(zip(state.keys.tolist(), ids, state.outlets.tolist(), published, strict=True))
    if told != known:
        yield f"the manifest of {index.path} and its state do not name the same articles"


def settings_of(path: Path) -> Settings:
    """The settings that an index was made with, the others as they are without a word.

    Raises ArchiveError when there is no index.
    """
    return Settings.from_mapping(contents(path).about.get("settings", {}))
