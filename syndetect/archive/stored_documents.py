"""The articles of an index of this or an older layout, for a new index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from syndetect.archive.manifest import ROW_BITS, WITH_ARTICLES, contents, rows_by_id
from syndetect.archive.segments import Records
from syndetect.errors import ArchiveError
from syndetect.model import Document


def stored_documents(path: Path) -> Iterator[Document]:
    """All articles of an index, by id. Raises ArchiveError when it has none, or one cannot be read."""
    found = contents(path, WITH_ARTICLES)
    if not found.with_texts:
        raise ArchiveError(
            f"{path} keeps no texts, so that no other index can be made of it; name the articles themselves: "
            "syndetect index build NEW PATH..."
        )
    segments: dict[int, Records] = {}
    for number, name, rows in found.segments:
        try:
            segments[number] = Records(path / name, number, rows)
        except FileNotFoundError as error:
            raise ArchiveError(f"{path} lacks its file {name}; build the index anew") from error
    for key in (one.key for one in rows_by_id(path)):
        number, row = key >> ROW_BITS, key & ((1 << ROW_BITS) - 1)
        if number not in segments or row >= segments[number].rows:
            raise ArchiveError(f"the manifest of {path} is damaged: it names articles that are not there")
        yield segments[number].document(row)
