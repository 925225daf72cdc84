"""A table that tells outlets, dates and titles of articles, joined to them by path, id or address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.readers import json_records
from syndetect.readers.as_skipped import os_reason
from syndetect.readers.bounded_lines import CHUNK, decoded, utf8_chunks
from syndetect.readers.dialect import dialect_of
from syndetect.readers.printable import shown
from syndetect.readers.record import host_of
from syndetect.readers.rows import rows
from syndetect.readers.values import plain
from syndetect.settings import Settings
from syndetect.text.dates import iso

Item = Document | Skipped

_NAMES: Mapping[str, tuple[str, ...]] = {
    "path": ("path", "file", "filename", "file_name", "filepath"),
    "id": ("id", "doc_id", "document", "stories_id", "story_id", "post_id", "guid"),
    "url": ("url", "link", "sourceurl", "documentidentifier", "address"),
    "outlet": ("outlet", "media_name", "source", "sourcecommonname", "publication", "publisher",
               "newspaper", "domain"),
    "title": ("title", "headline"),
    "published": (
        "published", "publish_date", "date", "pub_date", "published_at", "publication_date", "date_publish",
        "seendate", "v2.1date", "sqldate", "dateadded",
    ),
    "language": ("language", "lang"),
    "author": ("author", "authors", "byline"),
}  # fmt: skip
"""What tables call the fields, in any capitals: ours, Media Cloud's, GDELT's and others'."""


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    """The names above, and behind them those that programs give to the fields of records."""
    others = json_records.names()
    keyed = {field: listed for field, listed in _NAMES.items() if field in _KEYS}
    told = {
        field: (*listed, *(name.casefold() for name in others.get(field, ()) if "." not in name))
        for field, listed in _NAMES.items()
        if field not in keyed
    }
    return {**keyed, **told}


def tells_of_articles(columns: Sequence[str]) -> bool:
    """Whether columns tell articles apart and say something of them: a table to be joined to others."""
    known = {name.strip().casefold() for name in columns}
    return any(not known.isdisjoint(_names()[key]) for key in _KEYS) and any(
        not known.isdisjoint(_names()[field]) for field in ("title", "published")
    )


_KEYS = ("path", "id", "url")
_ROW = 1_000_000


_TABLE, _UNMET = " (metadata)", "rows is of an article that was read"


def met_no_article(item: Skipped) -> bool:
    """Whether it says that a table has no row of what was read: of a part of the inputs that is no fault."""
    return item.source.endswith(_TABLE) and _UNMET in item.reason


@dataclass(slots=True)
class Sidecar:
    """The rows of a table by each of the keys."""

    name: str
    by_id: dict[str, Mapping[str, str]]
    by_path: dict[str, Mapping[str, str]]
    by_url: dict[str, Mapping[str, str]]
    rows: int

    def completed(self, items: Iterator[Item]) -> Iterator[Item]:
        """The articles with what the table says of them, and at the end how many of it met none."""
        seen: set[int] = set()
        for item in items:
            found = self._row_of(item) if isinstance(item, Document) else None
            if found is None or isinstance(item, Skipped):
                yield item
            else:
                seen.add(id(found))
                yield _completed(item, found)
        if not seen:
            yield Skipped(
                f"{self.name}{_TABLE}", f"none of its {self.rows:,} {_UNMET}; it is joined by path, id or url"
            )

    def _row_of(self, document: Document) -> Mapping[str, str] | None:
        found = self.by_id.get(document.id)
        if found is None and document.path is not None:
            found = self._by_path(document.path)
            if found is None:
                # Exports call each file by its row's id.
                found = self.by_id.get(PurePath(document.path).stem)
        return found if found is not None or not document.url else self.by_url.get(_address(document.url))

    def _by_path(self, path: str) -> Mapping[str, str] | None:
        """By the longest end of the path that the table has."""
        parts = path.replace("\\", "/").split("/")
        ends = ("/".join(parts[at:]) for at in range(len(parts)))
        return next((self.by_path[end] for end in ends if end in self.by_path), None)


def sidecar(path: str) -> Sidecar:
    """The table of that name: CSV, TSV, JSON lines, JSON, Parquet or a sitemap.

    Raises InputError when it cannot be read, or has nothing to join it by or to tell.
    """
    name = shown(path, 200)
    try:
        listed = list(_rows(path))
    except OSError as error:
        raise InputError(f"{name}: {os_reason(error)}") from None
    if not listed:
        raise InputError(f"{name} holds no rows")
    made = Sidecar(name, {}, {}, {}, len(listed))
    for row in listed:
        fields = {ours: value for ours, value in row.items() if ours not in _KEYS or ours == "url"}
        for ours, index, key in (
            ("id", made.by_id, str), ("path", made.by_path, _comparable_path), ("url", made.by_url, _address),
        ):  # fmt: skip
            if ours in row:
                index.setdefault(key(row[ours]), fields)
    if not (made.by_id or made.by_path or made.by_url):
        raise InputError(f"{name} has no column to join it by; call one path, id or url")
    return made


def _rows(path: str) -> Iterator[dict[str, str]]:
    suffix = Path(path).suffix.lower()
    if path.lower().endswith((".xml", ".xml.gz")):
        source = _entries(path)
    else:
        source = _objects(path) if suffix in (".jsonl", ".ndjson", ".json", ".parquet") else _table(path)
    for row in source:
        folded = {
            str(name).strip().casefold(): value for name, value in row.items() if value not in (None, "")
        }
        found = {
            ours: folded[theirs]
            for ours, names in _names().items()
            if (theirs := next((name for name in names if name in folded), None)) is not None
        }
        yield {ours: value if isinstance(value, str) else str(value) for ours, value in found.items()}


def _table(path: str) -> Iterator[Mapping[str, Any]]:
    known = {name for names in _names().values() for name in names}
    with Path(path).open("rb") as file:
        texts = decoded(utf8_chunks(file), CHUNK)
        begun = next(texts, "")

        def heads(row: Sequence[str]) -> bool:
            return sum(name.strip().casefold() in known for name in row) > 1

        dialect = dialect_of(begun, ",;\t|", heads, whole=False)
        listed = rows(chain([begun], texts), dialect, _ROW)
        header = next(listed, (1, None))[1] or []
        names = ["", *header] if dialect.numbered else header
        for _, row in listed:
            if row is not None:
                yield dict(zip(names, row, strict=False))


def _entries(path: str) -> Iterator[Mapping[str, Any]]:
    from syndetect.readers.sitemap import entries

    with Path(path).open("rb") as file:
        yield from entries(file)


def _objects(path: str) -> Iterator[Mapping[str, Any]]:
    if path.lower().endswith(".parquet"):
        from syndetect.readers.optional_library import require

        parquet: Any = require("pyarrow.parquet", "tables", "a Parquet file")
        for batch in parquet.ParquetFile(path).iter_batches(1000):
            yield from ({name: plain(value) for name, value in row.items()} for row in batch.to_pylist())
        return
    from syndetect.readers.json_values import values

    with Path(path).open("rb") as file:
        yield from (value for value in values(file, Settings(max_bytes=_ROW)) if isinstance(value, dict))


def _comparable_path(path: str) -> str:
    """A path as ends of others are compared with it."""
    return path.replace("\\", "/").removeprefix("./").lstrip("/")


def _address(url: str) -> str:
    """An address without what does not tell pages apart: the scheme, ``www.``, a fragment, the last slash."""
    rest = url.strip().partition("#")[0].partition("://")
    return (rest[2] or rest[0]).removeprefix("www.").rstrip("/").casefold()


def _completed(document: Document, row: Mapping[str, str]) -> Document:
    """The document as the table tells it, whose word goes before that of the input."""
    meta = dict(document.meta)
    published = iso(row.get("published"))
    if published is not None:
        meta.pop("date", None)
    elif row.get("published") and document.published is None:
        meta.setdefault("published", row["published"])
    if "author" in row:
        meta["author"] = row["author"]
    if (told := meta.pop("told_by", None)) is not None:
        kept = {name: place for name, place in told.items() if name not in row}
        meta |= {"told_by": kept} if kept else {}
    url = document.url or row.get("url")
    return replace(
        document,
        outlet=row.get("outlet")
        or (host_of(url) if url and not document.outlet else None)
        or document.outlet,
        title=row.get("title") or document.title,
        published=published or document.published,
        url=url,
        language=row.get("language") or document.language,
        meta=meta,
    )
