"""Settings from the command line, a configuration file and the defaults, in this order of precedence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syndetect.errors import SettingsError, meant
from syndetect.nesting import MAX_DEPTH, toml_deeper
from syndetect.settings import Settings

FIELDS = ("text", "id", "outlet", "title", "published", "url", "language")
"""The fields of a record that ``--field`` and the table ``fields`` may point elsewhere."""

PROJECT = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything that decides how articles are read and compared."""

    settings: Settings
    fields: Mapping[str, str]


def configure(
    file: Path | None, given: Mapping[str, Any], fields: Mapping[str, str], folder: Path | None = None
) -> Configuration:
    """What the command line gave over what the file says; without a `file`, `folder` is searched for one.

    Raises SettingsError, naming the file where it is to blame, with every problem in one message.
    """
    path = file or _find(Path() if folder is None else folder)
    table = dict(_table(path)) if path is not None else {}
    named = table.pop("fields", {})
    try:
        checked = _checked_fields(named)
        Settings.from_mapping(table)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None
    return Configuration(Settings.from_mapping({**table, **given}), {**checked, **_checked_fields(fields)})


def pairs(items: Iterable[str], option: str, example: str) -> dict[str, str]:
    """``NAME=VALUE`` items as a mapping; the last of several for one name counts.

    Raises SettingsError, with the `example`, for one that is no such pair.
    """
    found = {}
    for item in items:
        name, equals, value = item.partition("=")
        if not (equals and name.strip() and value.strip()):
            lacks = (
                "'='" if not equals else "name before its '='" if not name.strip() else "value after its '='"
            )
            raise SettingsError(f"{option} {item!r} has no {lacks}; write it as in {option} {example}")
        found[name.strip()] = value.strip()
    return found


def value(text: str) -> Any:
    """What `text` means to the right of ``=`` in a configuration file; what is not TOML is a plain name."""
    import tomllib

    if toml_deeper(text, MAX_DEPTH):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _find(folder: Path) -> Path | None:
    own, project = folder / "syndetect.toml", folder / PROJECT
    if own.is_file():
        return own
    return project if project.is_file() else None


def _table(path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        source = path.read_bytes().decode("utf-8-sig")
        if toml_deeper(source, MAX_DEPTH):
            raise SettingsError(f"the configuration {path} is nested too deeply to be one")
        loaded: Mapping[str, Any] = tomllib.loads(source)
    except OSError as error:
        raise SettingsError(f"cannot read the configuration {path}: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"the configuration {path} is not valid TOML: {error}") from None
    for name in ("tool", "syndetect") if path.name == PROJECT else ():
        loaded = loaded.get(name, {})
        if not isinstance(loaded, dict):
            raise SettingsError(f"{path}: {name!r} is no table; write it as [tool.syndetect]")
    return loaded


def _checked_fields(fields: Any) -> dict[str, str]:
    if not isinstance(fields, Mapping) or not all(isinstance(name, str) for name in fields.values()):
        raise SettingsError('fields must be a table of names, such as fields = {text = "body"}')
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        told = ", ".join(f"{name!r}{meant(name, FIELDS)}" for name in unknown)
        raise SettingsError(f"unknown field {told}; valid are: {', '.join(FIELDS)}")
    return dict(fields)
