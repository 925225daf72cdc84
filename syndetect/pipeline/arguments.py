"""What a caller may hand over as articles, turned into paths and streams of articles; settings likewise."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path, PurePath
from typing import Any

from syndetect import plugins
from syndetect.errors import ArgumentError, InputError
from syndetect.model import Document, Skipped
from syndetect.pipeline.across import glosses_of
from syndetect.settings import Settings

Item = Document | Skipped
Source = Any
"""A path, an article (a `Document` or a mapping), a table of articles, or an iterable of any of these."""

Stream = str | Path | Iterable[Item]

_WANTED = (
    "pass a path, a Document, a mapping with a 'text', a pandas, polars or Arrow table, "
    "or an iterable of these"
)
_LONGEST_NAME = 255
"""Bytes that a file's name may have on nearly every system."""


def given_settings(settings: Settings | Mapping[str, Any] | None, named: Mapping[str, Any]) -> Settings:
    """The settings that a call names, in `settings`, as keywords, or both: keywords go first.

    Raises ArgumentError for what are no settings, and SettingsError for a value or a name that is wrong.
    """
    found = _made(settings, named)
    if found.glossary:
        # A word list that is none is told before anything is read.
        glosses_of(found.glossary)
    return found


def _made(settings: Settings | Mapping[str, Any] | None, named: Mapping[str, Any]) -> Settings:
    if settings is None:
        return Settings.from_mapping(named)
    if isinstance(settings, Mapping):
        return Settings.from_mapping({**settings, **named})
    if not isinstance(settings, Settings):
        raise ArgumentError(
            f"settings is {_kind(settings)}; pass Settings(...), a mapping such as {{'rare_words': 4}}, "
            "or the settings as keywords"
        )
    return Settings.from_mapping({**settings.as_dict(), **named}) if named else settings


def require_mapping(fields: Any) -> None:
    """Raise ArgumentError for what cannot say which field holds what."""
    if not isinstance(fields, Mapping):
        raise ArgumentError(f"fields is {_kind(fields)}; pass a mapping, such as {{'text': 'body'}}")


def require_counts(least: int = 1, **counts: Any) -> None:
    """Raise ArgumentError for what is no whole number of `least` or more."""
    for name, value in counts.items():
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            shown = value if isinstance(value, int) and not isinstance(value, bool) else _kind(value)
            raise ArgumentError(f"{name} is {shown}; pass a whole number, {least} or more")


def require_lists(**lists: Any) -> None:
    """Raise ArgumentError for what is neither a list nor, alone, what could be in it."""
    for name, value in lists.items():
        if isinstance(value, bytes | Mapping) or not isinstance(value, Iterable | str | os.PathLike):
            raise ArgumentError(f"{name} is {_kind(value)}; pass a list")


def require_spellings(spellings: Any) -> None:
    """Raise ArgumentError for what is no list of lists of names."""
    are_lists = isinstance(spellings, list | tuple)
    if not are_lists or not all(isinstance(names, list | tuple) for names in spellings):
        raise ArgumentError(
            "spellings lists no names; for each outlet pass a list of them, its own first, "
            "as in [['Meridian Wire', 'MW']]"
        )


def require_progress(progress: Any) -> None:
    """Raise ArgumentError for what cannot be called."""
    if progress is not None and not callable(progress):
        raise ArgumentError(
            f"progress is {_kind(progress)}; pass a function of a stage's name, what is done, and the total"
        )


def given_articles(sources: Iterable[Source], fields: Mapping[str, str]) -> list[Stream]:
    """The paths among what was handed over, and a stream of articles for each other source, in order.

    Rows without an id are numbered through all sources. Raises ArgumentError for what holds no articles.
    """
    require_mapping(fields)
    numbers = count(1)
    return [stream for source in sources for stream in _streams(source, fields, numbers)]


def given_pairs(pairs: str | Path | Iterable[Any]) -> list[tuple[str, str] | Skipped]:
    """The pairs of ids that a file lists, or that tuples, mappings or a table's rows name.

    Raises InputError for a file that cannot be read, and ArgumentError for what names no pair.
    """
    if isinstance(pairs, str | Path):
        return list(plugins.load_input("pairs")(pairs))
    if plugins.load_input("table")(pairs):
        pairs = plugins.load_input("rows")(pairs)
    if not isinstance(pairs, Iterable):
        raise ArgumentError(f"{_kind(pairs)} lists no pairs; {_PAIRS}")
    return [_pair(one) for one in pairs]


_PAIRS = 'pass tuples of two ids, mappings with "left" and "right", or the path of a file'


def _pair(one: Any) -> tuple[str, str]:
    record = plugins.load_input("record")(one)
    sides = one if record is None else (record.get("left"), record.get("right"))
    if isinstance(sides, tuple | list) and len(sides) == 2 and all(isinstance(side, str) for side in sides):
        return sides[0], sides[1]
    raise ArgumentError(f"{one!r:.80} names no pair; {_PAIRS}")


def listed(values: Any) -> Sequence[Any]:
    """Several patterns or paths, also where one was given alone: a string is no list of its letters."""
    return (values,) if isinstance(values, str | Path) else tuple(values)


def given_article(side: Source, fields: Mapping[str, str], name: str) -> str | Path | Document:
    """The one path or article that a side of a comparison is.

    Raises ArgumentError for what is neither, and InputError for what holds none or several.
    """
    found = given_articles([side], fields)
    items = [item for one in found for item in ([one] if isinstance(one, str | Path) else one)]
    if len(items) == 1 and not isinstance(items[0], Skipped):
        return items[0]
    skipped = [f"{item.source} {item.reason}" for item in items if isinstance(item, Skipped)]
    why = skipped[0] if skipped else f"it holds {len(items)} articles"
    raise InputError(f"the {name} side is not one article: {why}; compare takes one on each side")


def _streams(source: Source, fields: Mapping[str, str], numbers: Iterator[int]) -> list[Stream]:
    """The paths or the one stream that a source is."""
    if isinstance(source, str | os.PathLike):
        return [_path(source)]
    if isinstance(source, Document | Skipped):
        return [[source]]
    record = plugins.load_input("record")(source)
    if record is not None:
        return [[_article(record, fields, numbers)]]
    if plugins.load_input("table")(source):
        return [_rows(plugins.load_input("rows")(source), fields, numbers)]
    if isinstance(source, bytes | bytearray | memoryview) or not isinstance(source, Iterable):
        raise ArgumentError(f"{_kind(source)} holds no articles; {_WANTED}")
    items = iter(source)
    first = next(items, None)
    if isinstance(first, str | os.PathLike):
        return [_path(item) for item in chain([first], items)]
    return [] if first is None else [_rows(chain([first], items), fields, numbers)]


def _rows(rows: Iterable[Any], fields: Mapping[str, str], numbers: Iterator[int]) -> Iterator[Item]:
    record_of = plugins.load_input("record")
    for row in rows:
        if isinstance(row, Document | Skipped):
            yield row
        elif (record := record_of(row)) is not None:
            yield _article(record, fields, numbers)
        else:
            raise ArgumentError(f"{_kind(row)} among the articles is none; {_WANTED}, all of one kind")


def _article(record: Mapping[str, Any], fields: Mapping[str, str], numbers: Iterator[int]) -> Item:
    item: Item = plugins.load_input("given")(record, next(numbers), fields)
    return item


def _path(source: Any) -> str | Path:
    """The path, unless it is a text that was meant to be an article."""
    if not isinstance(source, str | os.PathLike):
        raise ArgumentError(f"{_kind(source)} among paths is none; {_WANTED}, all of one kind")
    path = os.fspath(source)
    if not isinstance(path, str):
        raise ArgumentError(f"{path!r} is a path of bytes; pass os.fsdecode(path)")
    if _is_text(path):
        shown = f"{path[:40]}…" if len(path) > 40 else path
        raise InputError(
            f"{shown!r} is no path that exists; an article's text itself is passed as {{'text': ...}}"
        )
    return Path(path) if isinstance(source, Path) else path


def _is_text(path: str) -> bool:
    """Whether a string looks like an article's text: of several lines or words, and no file has that name."""
    if "\n" in path or len(os.fsencode(PurePath(path).name)) > _LONGEST_NAME:
        return True
    spoken = " " in path.strip() and not PurePath(path).suffix.strip(" .") and os.sep not in path
    return spoken and not os.path.lexists(path)


def _kind(value: Any) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"
