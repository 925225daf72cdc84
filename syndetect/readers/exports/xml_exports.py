"""Exports of databases as XML: records whose fields have elements of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.items import when
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.exports.export_dates import day_in
from syndetect.readers.flow import flow
from syndetect.readers.markup import article_text
from syndetect.readers.parts import article, whole_file
from syndetect.readers.xml_roots import tree, words_in
from syndetect.settings import Settings


@errors_as_skipped
def read_records(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """One article a record, its fields by the layout that the root element belongs to."""
    root, problem = tree(whole_file(file, origin, settings))
    layout = _layouts().get(root.tag)
    records = list(root.iter(layout["article"])) if layout is not None else []
    if layout is None or not records:
        raise InputError("is an export of a database without an article")
    read = 0
    for number, record in enumerate(records, 1):
        place = number if len(records) > 1 else None
        text = _text(record, layout)
        if not text:
            where = f"{origin.path}:{place}" if place else origin.path
            yield Skipped(where, f"is a record without a text ({layout['name']})")
            continue
        read += 1
        yield article({**_fields(record, layout), "layout": layout["name"]}, text, origin, settings, place)
    # Many databases write a file a record, and a line for each would say nothing.
    if len(records) > 1:
        reason = (
            f"is an export of {layout['name']}: {read:,} article{'s' * (read != 1)} in "
            f"{len(records):,} records"
        )
        yield Skipped(origin.path, reason, note=True)
    if problem:
        yield Skipped(origin.path, problem)


@lru_cache(maxsize=1)
def _layouts() -> Mapping[str, Mapping[str, Any]]:
    data = json.loads(files("syndetect").joinpath("data/xml_records.json").read_text("utf-8"))
    return {root: layout for layout in data["layouts"] for root in layout["roots"]}


def _text(record: Any, layout: Mapping[str, Any]) -> str:
    """The text of a record: of the first place that has one, or of all where a layout parts it."""
    found: list[str] = []
    for path in layout["fields"]["text"]:
        for element in record.findall(path):
            blocks = flow(element, lambda one: one.tag in ("paragraph", "p", "br"), lambda _: False)
            plain = article_text("".join(element.itertext()))[0] if not len(element) else "\n\n".join(blocks)
            if isinstance(plain, str) and plain.strip():
                found.append(plain.strip())
        if found and "text" not in layout.get("joined", ()):
            break
    return "\n\n".join(found)


def _fields(record: Any, layout: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for field, paths in layout["fields"].items():
        if field == "text":
            continue
        said = next((text for path in paths if (text := words_in(record.find(path)))), None)
        fields[field] = (when(said) or day_in(said)) if field == "published" and said else said
    return fields
