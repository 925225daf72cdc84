"""JSON that is not one object a line: a list, one object, or several, over as many lines as they like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO, Any

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.decode import SAMPLE, looks_binary
from syndetect.readers.encodings import given
from syndetect.readers.escape import shown
from syndetect.readers.jsonl import Reject, parsed
from syndetect.readers.limits import over_limit
from syndetect.readers.lines import CHUNK, decoded, utf8_chunks
from syndetect.readers.markup import article_text
from syndetect.readers.record import document, kind_of, layout, value_of
from syndetect.readers.telling import telling
from syndetect.settings import Settings

Items = Iterator[Document | Skipped]

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]"]', re.DOTALL)
_WRAPPERS = 3
"""Levels of objects around a list of articles."""

_SHOWN_KEYS = 12


@telling
def read_json(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The articles of a file: those of a list, of objects one after the other, or the only one."""
    chunks = utf8_chunks(file, given(origin.id, settings))
    yield from read_objects(chunks, origin, fields, settings)


def read_objects(
    chunks: Iterator[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Items:
    """One article an object, in bounded memory; an object around a list of articles stands for them.

    An article without an id is called after its place; the only one of a file, after the file.
    """
    outcomes = _numbered(_records(chunks, origin, settings), fields)
    first = next(outcomes, None)
    second = next(outcomes, None)
    if first is not None and second is None:
        yield _made(first[1], None, origin, fields)
        return
    early = [one for one in (first, second) if one is not None]
    for number, record in chain(early, outcomes):
        yield _made(record, number, origin, fields)


def _numbered(
    records: Iterator[dict[str, Any] | Skipped], fields: Mapping[str, str]
) -> Iterator[tuple[int, dict[str, Any] | Skipped]]:
    number = 0
    for record in records:
        inner = [record] if isinstance(record, Skipped) else _inside(record, fields) or [record]
        for one in inner:
            number += 1
            yield number, one


def _inside(record: dict[str, Any], fields: Mapping[str, str], depth: int = 0) -> list[dict[str, Any]] | None:
    """The articles of a list within an object that is none itself, None where there is none."""
    if _told(record, fields)[0] is not None:
        return None
    for value in record.values():
        if isinstance(value, list):
            found = [one for one in value if isinstance(one, dict) and _told(one, fields)[0] is not None]
            if found:
                return [one for one in value if isinstance(one, dict)]
        elif isinstance(value, dict) and depth < _WRAPPERS:
            if _told(value, fields)[0] is not None:
                return [value]
            inner = _inside(value, fields, depth + 1)
            if inner:
                return inner
    return None


def _told(record: Mapping[str, Any], fields: Mapping[str, str]) -> tuple[Any, Mapping[str, str]]:
    """The value that holds the text, and the names of the fields."""
    told = value_of(record, fields["text"])
    if told is None and (named := layout(record, fields)) is not None:
        return value_of(record, named["text"]), named
    return told, fields


def _made(
    record: dict[str, Any] | Skipped, number: int | None, origin: Input, fields: Mapping[str, str]
) -> Document | Skipped:
    """The article of an object; `number` is its place, None for the only one."""
    if isinstance(record, Skipped):
        return record
    after = "" if number is None else f":{number}"
    place = origin.path + after
    told, fields = _told(record, fields)
    name = shown(fields["text"])
    if told is None:
        known = ", ".join(f"'{shown(key, 30)}'" for key in list(record)[:_SHOWN_KEYS])
        there = f" but {known}" if known else ""
        return Skipped(place, f"has no '{name}' field{there}; map another with --field text=NAME")
    text, markup = article_text(told)
    if not isinstance(text, str):
        return Skipped(place, f"its '{name}' field is {kind_of(text)}, not text")
    if not text.strip():
        return Skipped(place, f"its '{name}' field is empty")
    made = document(record, text, origin.id + after, origin, fields, told=told, markup=markup)
    return made if isinstance(made, Document) else Skipped(place, made)


def _records(
    chunks: Iterator[bytes], origin: Input, settings: Settings
) -> Iterator[dict[str, Any] | Skipped]:
    head = next(chunks, b"")
    if looks_binary(head[:SAMPLE]) and head.lstrip()[:1] not in (b"{", b"["):
        yield Skipped(origin.path, "looks binary, not text")
        return
    seen, empty = False, not head.strip()
    texts = decoded(chain([head], chunks), max(settings.max_bytes, CHUNK))
    for line, source in _sources(texts, settings.max_bytes):
        seen = True
        if isinstance(source, int):
            yield Skipped(f"{origin.path} (line {line})", over_limit(source, settings))
            continue
        record = parsed(source)
        if isinstance(record, Reject):
            yield Skipped(f"{origin.path} (line {line})", record.reason)
        else:
            yield record
    if not seen:
        yield Skipped(origin.path, "is empty" if empty else "is JSON without an object, or no JSON")


def objects_of(chunks: Iterator[bytes], limit: int) -> Iterator[dict[str, Any]]:
    """The outermost objects of JSON in any layout, without those that are damaged or longer than `limit`."""
    for _, source in _sources(decoded(chunks, max(limit, CHUNK)), limit):
        record = parsed(source) if isinstance(source, str) else None
        if isinstance(record, dict):
            yield record


def _sources(texts: Iterator[str], limit: int) -> Iterator[tuple[int, str | int]]:
    """The line that each outermost object begins in, and its source; its size where it is too long."""
    buffer, at, begin, depth = "", 0, -1, 0
    line, counted, dropped = 1, 0, 0
    for text in texts:
        buffer += text
        for token in _TOKEN.finditer(buffer, at):
            sign = token[0]
            if sign == '"':
                at = token.start()
                break
            at = token.end()
            if begin < 0:
                if sign == "{":
                    begin, depth = token.start(), 1
                    line += buffer.count("\n", counted, begin)
                    counted = begin
                continue
            depth += (sign in "{[") - (sign in "}]") if len(sign) == 1 else 0
            if depth == 0:
                yield line, _source(buffer, begin, at, dropped, limit)
                begin, dropped = -1, 0
        else:
            at = len(buffer)
        keep = begin if begin >= 0 else at
        if begin >= 0 and len(buffer) - begin > limit:
            # Too long to be kept: counted, and read over.
            dropped += at - begin
            keep, begin = at, at
        line += buffer.count("\n", counted, max(keep, counted))
        counted = 0
        buffer = buffer[keep:]
        at -= keep
        begin = begin - keep if begin >= 0 else -1
    if begin >= 0:
        yield line, _source(buffer, begin, len(buffer), dropped, limit)


def _source(buffer: str, begin: int, end: int, dropped: int, limit: int) -> str | int:
    """The source of an object, or its size in bytes where that is over the limit."""
    size = end - begin + dropped
    if 4 * size <= limit:
        return buffer[begin:end]
    size = max(size, len(buffer[begin:end].encode("utf-8", "replace")) + dropped)
    return size if size > limit else buffer[begin:end]
