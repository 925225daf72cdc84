"""Lists of pairs to compare: JSON lines with the ids of a left and a right document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from syndetect.errors import InputError
from syndetect.model import Skipped
from syndetect.nesting import MAX_DEPTH, json_deeper
from syndetect.readers.as_skipped import os_reason
from syndetect.readers.printable import shown


def read_pairs(path: str | Path) -> Iterator[tuple[str, str] | Skipped]:
    """The pairs that a file lists, in its order; a line that names none becomes `Skipped`.

    Raises InputError when the file cannot be opened or is not UTF-8.
    """
    name = shown(str(path), 200)
    try:
        with Path(path).open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _pair(line) or Skipped(f"{name}:{number}", _EXPECTED)
    except OSError as error:
        raise InputError(f"{name}: {os_reason(error)}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: a list of pairs must be UTF-8; save it so") from error


_EXPECTED = 'names no pair; write {"left": "an id", "right": "another id"}'


def _pair(line: str) -> tuple[str, str] | None:
    if json_deeper(line, MAX_DEPTH):
        return None
    try:
        record = json.loads(line)
    except ValueError:
        return None
    if not isinstance(record, dict):
        return None
    left, right = record.get("left"), record.get("right")
    if not isinstance(left, (str, int)) or not isinstance(right, (str, int)):
        return None
    return str(left), str(right)
