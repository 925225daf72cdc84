"""Reports and baselines of our own, which lie beside the articles and are none."""

from __future__ import annotations

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


def is_own(path: str) -> bool:
    """Whether a file is a report or a baseline that this package wrote."""
    if not path.lower().endswith(_SUFFIXES):
        return False
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return any(sign in head for sign in _SIGNS)
