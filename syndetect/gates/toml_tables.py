"""Lists of tables in TOML files; one message names every problem of a file."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from syndetect.errors import GateError
from syndetect.model import RELATIONS
from syndetect.nesting import MAX_DEPTH, toml_deeper

Check = Callable[[Any], Any]
"""Returns the value as it is used, or raises ValueError with what it should have been."""


def text(value: Any) -> str:
    """A string that is not blank, stripped; raises ValueError for any other value."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text that is not empty")
    return value.strip()


def texts(value: Any) -> tuple[str, ...]:
    """One or more strings that are not blank; raises ValueError for any other value."""
    if isinstance(value, str):
        return (text(value),)
    if not isinstance(value, list) or not value:
        raise ValueError("must be a text or a list of texts")
    return tuple(map(text, value))


def day(value: Any) -> date:
    """A date, also one that is written as a string; raises ValueError for any other value."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("must be a date, such as 2027-01-31") from None


def flag(value: Any) -> bool:
    """True or false; raises ValueError for any other value."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004 (all problems are collected as one kind)
    return value


def relations(value: Any) -> tuple[str, ...]:
    """One or more names of relations; raises ValueError for any other value."""
    names = texts(value)
    known = RELATIONS[:-1]
    if strange := [name for name in names if name not in known]:
        raise ValueError(f"names no relation {strange[0]!r}; valid are: {', '.join(known)}")
    return names


def entries(
    path: Path, key: str, checks: Mapping[str, Check], required: tuple[str, ...]
) -> list[dict[str, Any]]:
    """The tables ``[[key]]`` of the file, with their values checked.

    Raises GateError, with the file and every problem in one message.
    """
    loaded = _loaded(path)
    strange = [name for name in loaded if name != key]
    problems = [f"unknown key {name!r}; the tables are called [[{key}]]" for name in strange]
    tables = loaded.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.append(f"{key!r} is no list of tables; begin each with [[{key}]]")
        tables = []
    made = [
        _entry(table, f"{key} {number}", checks, required, problems) for number, table in enumerate(tables, 1)
    ]
    if problems:
        raise GateError(f"{path}: {'; '.join(problems)}")
    return made


def _entry(
    table: Mapping[str, Any],
    where: str,
    checks: Mapping[str, Check],
    required: tuple[str, ...],
    problems: list[str],
) -> dict[str, Any]:
    made = {}
    for name, value in table.items():
        if name not in checks:
            near = difflib.get_close_matches(name, checks, n=1)
            guess = f"did you mean {near[0]!r}?" if near else f"valid are: {', '.join(checks)}"
            problems.append(f"{where} has an unknown key {name!r}; {guess}")
            continue
        try:
            made[name] = checks[name](value)
        except ValueError as error:
            problems.append(f"{where}: {name!r} {error}")
    problems += [f"{where} has no {name!r}" for name in required if name not in table]
    return made


def _loaded(path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        source = path.read_bytes().decode("utf-8-sig")
        if toml_deeper(source, MAX_DEPTH):
            raise GateError(f"{path} is nested too deeply; write it flatter")
        return tomllib.loads(source)
    except OSError as error:
        raise GateError(f"cannot read {path}: {error.strerror or error}; check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GateError(f"{path} is not valid TOML: {error}") from None
