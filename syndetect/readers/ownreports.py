"""Reports, baselines and indexes of our own, which lie beside the articles and are none."""

from __future__ import annotations

import os
from pathlib import Path

_HEAD = 1_000
"""Bytes of a file in which a report of ours says so."""

_SIGNS = (
    b'"syndetect/report/',
    b'"syndetect/baseline/',
    b"<!-- syndetect -->",
    b'<meta name="generator" content="syndetect',
    b'<testsuites name="syndetect"',
    b'"left","right","relation","confidence","direction"',
)
_SUFFIXES = (".json", ".jsonl", ".ndjson", ".md", ".html", ".htm", ".xml", ".csv")


_TABLES = ".parquet"
_FOOT = 65_536
"""Bytes of a Parquet file, from its end, in which a table of a report says so."""
_FOOT_SIGN = b"syndetect/report/"

_BASE = ".sqlite"
_PAGE = 65_536
"""Bytes of the first page of a database at most, which says what its tables are."""
_BASE_SIGNS = (b"CREATE TABLE about (name TEXT PRIMARY KEY", b"CREATE TABLE segments (number INTEGER")
"""How the manifest of an index begins."""


def is_own(path: str) -> bool:
    """Whether a file is a report, a table of one, a baseline or the manifest of an index of this package."""
    name = path.lower()
    if not name.endswith((*_SUFFIXES, _TABLES, _BASE)):
        return False
    try:
        with Path(path).open("rb") as file:
            if name.endswith(_TABLES):
                file.seek(max(0, file.seek(0, os.SEEK_END) - _FOOT))
                return _FOOT_SIGN in file.read(_FOOT)
            if name.endswith(_BASE):
                page = file.read(_PAGE)
                return all(sign in page for sign in _BASE_SIGNS)
            head = file.read(_HEAD)
    except OSError:
        return False
    return any(sign in head for sign in _SIGNS)
