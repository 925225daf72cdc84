"""Ids for what was named: as short as they can be while still telling the arguments apart."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath


def absolute(path: str) -> str:
    """The path from the root, without ``.`` and ``..``; links in it stay as they are."""
    # pathlib keeps "..", or follows links to get rid of it; either gives ids that nobody would expect.
    return os.path.abspath(path)  # noqa: PTH100


def labels(paths: Sequence[str]) -> list[str]:
    """A distinct POSIX name for each of several different paths: its last part, more where two share it."""
    parts = [PurePath(absolute(path)).parts for path in paths]
    found = [_tail(of, 1) for of in parts]
    for length in range(2, max(map(len, parts), default=0) + 1):
        times = Counter(found)
        if len(times) == len(found):
            break
        found = [
            _tail(of, length) if times[tail] > 1 else tail for of, tail in zip(parts, found, strict=True)
        ]
    return found


def _tail(parts: Sequence[str], length: int) -> str:
    return "/".join(part.strip("/\\") for part in parts[-length:])
