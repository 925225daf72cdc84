"""What was already there when a gate was put up: findings by submission, source and relation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from syndetect.errors import GateError
from syndetect.gates.names import name_of
from syndetect.model import RELATIONS, Report

SCHEMA = "syndetect/baseline/1"

Key = tuple[str, str, str]
"""Submission, source and relation. A known text copied into another file has another key, and is new."""

_KEYS = ("submission", "source", "relation")


def read_baseline(path: Path) -> frozenset[Key]:
    """The findings that a baseline lists; GateError when it cannot be used."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise GateError(f"there is no baseline {path}; make it with --write-baseline") from None
    except OSError as error:
        raise GateError(f"cannot read the baseline {path}: {error.strerror or error}") from None
    except RecursionError:
        raise GateError(f"the baseline {path} is nested too deeply to be one") from None
    except ValueError as error:
        raise GateError(f"the baseline {path} is not valid JSON: {error}") from None
    found = data.get("schema") if isinstance(data, dict) else None
    if found != SCHEMA:
        shown = f"is of schema {found!r}" if isinstance(found, str) else "is no baseline"
        raise GateError(f"{path} {shown}; this version reads {SCHEMA!r}: make it again with --write-baseline")
    listed = data.get("findings")
    if not isinstance(listed, list):
        raise GateError(f"the baseline {path} has no list of findings; make it again with --write-baseline")
    return frozenset(_key(item, f"{path}: finding {number}") for number, item in enumerate(listed, 1))


def baseline_text(report: Report, folder: Path) -> Iterator[str]:
    """A baseline of the report's findings, one a line, in pieces; names are paths from `folder`.

    What is suppressed or licensed is left out: it should come back when the excuse has gone.
    """
    names = {document.id: name_of(document, folder) for document in report.documents}
    kept = (one for one in report.findings if one.status in ("new", "known"))
    yield from _lines(sorted({(names[one.submission], names[one.source], one.relation) for one in kept}))


def _lines(keys: Iterable[Key]) -> Iterator[str]:
    opening = f'{{\n"schema": {json.dumps(SCHEMA)},\n"findings": ['
    rows = [json.dumps(dict(zip(_KEYS, key, strict=True)), ensure_ascii=True) for key in keys]
    yield opening + "".join(f"{',' if number else ''}\n{row}" for number, row in enumerate(rows))
    yield "\n]\n}\n"


def _key(item: Any, where: str) -> Key:
    if not isinstance(item, Mapping) or not all(isinstance(item.get(name), str) for name in _KEYS):
        raise GateError(f"{where} needs {', '.join(_KEYS)}, each a text; make it again with --write-baseline")
    if item["relation"] not in RELATIONS:
        raise GateError(
            f"{where} has an unknown relation {item['relation']!r}; valid are: {', '.join(RELATIONS)}"
        )
    return item["submission"], item["source"], item["relation"]
