"""Settings from the command line, a configuration file and the defaults, in this order of precedence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from syndetect.errors import SettingsError, meant
from syndetect.nesting import MAX_DEPTH, toml_deeper
from syndetect.settings import Settings

FIELDS = ("text", "id", "outlet", "title", "published", "url", "language")
"""The fields of a record that ``--field`` and the table ``fields`` can read from another key."""

PROJECT, OWN = "pyproject.toml", "syndetect.toml"

TABLES: Mapping[str, str] = {
    "scan": "paths",
    "check": "submissions",
    "compare": "",
    "why": "",
    "doctor": "paths",
    "render": "",
}
"""Commands that can have a table in a file, each with the argument that the table can contain."""

OPTIONS = (
    *("format", "output", "explain", "verbose", "summary", "top", "passages", "csv_bom", "color", "quiet"),
    *("fail_on", "exit_zero", "baseline", "suppressions", "partners", "strict"),
    *("jobs", "memory", "within", "repair_encoding", "no_progress"),
    *("exclude", "files_from", "ignore", "no_ignore", "against", "changed_since", "pairs", "docs", "sample"),
)
"""Options that a file can contain: at its top, for every command that has them, or in a command's table."""

_FILES = frozenset(
    {"output", "baseline", "suppressions", "partners", "files_from", "ignore", "against", "pairs", "docs",
     "paths", "submissions"}
)  # fmt: skip
"""Options whose values are paths, relative to the folder of the configuration file."""

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class ConfigurationFile:
    """A configuration file with its content: settings, options by their table, fields.

    Options of the table "" are for every command. `path` is None where there is no file.
    """

    path: Path | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    def defaults(self, command: str, names: Iterable[str]) -> dict[str, Any]:
        """The values of these options of a command in the file, in the form of the command line."""
        wanted = set(names)
        given = {**self.options.get("", {}), **self.options.get(command, {})}
        return {name: self._placed(name, value) for name, value in given.items() if name in wanted}

    def _placed(self, name: str, value: Any) -> Any:
        if name not in _FILES or self.path is None:
            return value
        folder = self.path.absolute().parent
        return [_from(folder, path) for path in value] if isinstance(value, list) else _from(folder, value)


NOTHING = ConfigurationFile()


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings and the field names by which articles are read and compared."""

    settings: Settings
    fields: Mapping[str, str]


def combined(file: ConfigurationFile, given: Mapping[str, Any], named: Mapping[str, str]) -> Configuration:
    """The configuration of a file, with the settings `given` and fields `named` on the command line first.

    Raises SettingsError, with every problem in one message.
    """
    settings = Settings.from_mapping({**file.settings, **given})
    return Configuration(settings, {**file.fields, **checked_fields(named)})


def find(file: Path | None, folder: Path | None = None) -> ConfigurationFile:
    """The content of a file; without one, of the nearest from `folder` upwards to the repository's root.

    Outside a repository only the folder itself is searched. Raises SettingsError for a file that cannot be
    used, with every problem in one message.
    """
    path = file or _nearest(Path() if folder is None else folder)
    if path is None:
        return NOTHING
    try:
        return _sorted(path, _table(path))
    except SettingsError as error:
        reason = str(error)
        raise SettingsError(reason if str(path) in reason else f"{path}: {reason}") from None


def pairs(items: Iterable[str], option: str, example: str) -> dict[str, str]:
    """``NAME=VALUE`` items as a mapping; the last one of a name counts.

    Raises SettingsError, with the `option` and the `example`, for an item of another form.
    """
    mapping = {}
    for item in items:
        name, equals, value = item.partition("=")
        if not (equals and name.strip() and value.strip()):
            lacks = (
                "'='" if not equals else "name before its '='" if not name.strip() else "value after its '='"
            )
            raise SettingsError(f"{option} {item!r} has no {lacks}; write it as in {option} {example}")
        mapping[name.strip()] = value.strip()
    return mapping


def value(text: str) -> Any:
    """The value of `text` after a ``=`` in a configuration file; `text` itself where it is not TOML."""
    import tomllib

    if toml_deeper(text, MAX_DEPTH):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def checked_fields(named: Any) -> dict[str, str]:
    """The table of fields; raises SettingsError where it is not a table, or names an unknown field."""
    if not isinstance(named, Mapping) or not all(isinstance(name, str) for name in named.values()):
        raise SettingsError('fields must be a table of names, such as fields = {text = "body"}')
    unknown = sorted(set(named) - set(FIELDS))
    if unknown:
        unknown_fields = ", ".join(f"{name!r}{meant(name, FIELDS)}" for name in unknown)
        raise SettingsError(f"unknown field {unknown_fields}; valid are: {', '.join(FIELDS)}")
    return dict(named)


def _nearest(folder: Path) -> Path | None:
    for above in _upwards(folder):
        for name in (OWN, PROJECT):
            path = above / name
            if path.is_file() and (name == OWN or _names_syndetect(path)):
                return path
    return None


def _upwards(folder: Path) -> Iterator[Path]:
    """The folder, as it was given, and the folders above it, up to the root of the repository."""
    yield folder
    here = Path(os.path.realpath(folder))
    above = [here, *here.parents]
    root = next((at for at, parent in enumerate(above) if (parent / ".git").exists()), 0)
    yield from above[1 : root + 1]


def _names_syndetect(project: Path) -> bool:
    """Whether a project's file configures syndetect, or cannot be read, which needs a message."""
    try:
        tool = _loaded(project).get("tool", {})
    except SettingsError:
        return True
    return not isinstance(tool, dict) or "syndetect" in tool


def _sorted(path: Path, table: Mapping[str, Any]) -> ConfigurationFile:
    """The table divided into settings, options and fields. Raises SettingsError with every problem."""
    rest = dict(table)
    problems: list[str] = []
    named = _tried(lambda: checked_fields(rest.pop("fields", {})), problems) or {}
    if isinstance(rest.get("ignore"), dict):
        rest["ignore"] = _files(rest["ignore"], problems)
    options: dict[str, dict[str, Any]] = {"": {name: rest.pop(name) for name in OPTIONS if name in rest}}
    for command, argument in TABLES.items():
        if command in rest:
            options[command] = _of_command(command, argument, rest.pop(command), problems)
    for where, given in options.items():
        problems += [
            f"{f'{where}.' if where else ''}{name} {problem}"
            for name, value in given.items()
            if (problem := _misshapen(value))
        ]
    settings = {item.name for item in fields(Settings)}
    for name in sorted(set(rest) - settings):
        problems.append(f"unknown setting {name!r}{_meant(name, settings)}")
        rest.pop(name)
    _tried(lambda: Settings.from_mapping(rest), problems)
    if problems:
        raise SettingsError("; ".join(problems))
    folder = path.absolute().parent
    files = {item.name for item in fields(Settings) if item.metadata.get("file")}
    placed = {
        name: _from(folder, value) if name in files and value else value for name, value in rest.items()
    }
    return ConfigurationFile(path, placed, options, named)


def _files(table: Mapping[str, Any], problems: list[str]) -> Any:
    """The files of the table [ignore]: base texts can also have a table by themselves."""
    problems += [
        f"unknown key {name!r} in [ignore]{meant(name, ['files'])}" for name in sorted(set(table) - {"files"})
    ]
    return table.get("files", [])


def _of_command(command: str, argument: str, table: Any, problems: list[str]) -> dict[str, Any]:
    if not isinstance(table, dict):
        problems.append(f"{command!r} is no table; begin it with [{command}]")
        return {}
    known = {*OPTIONS, *([argument] if argument else [])}
    problems += [
        f"unknown key {name!r} in [{command}]{_meant(name, known)}" for name in sorted(set(table) - known)
    ]
    return {name: value for name, value in table.items() if name in known}


def _meant(name: str, names: Iterable[str]) -> str:
    """A proposal for an unknown key, from all keys of a file."""
    return meant(name.replace("-", "_"), (*names, *OPTIONS, *TABLES, "fields"))


def _misshapen(value: Any) -> str | None:
    plain = (str, bool, int, float)
    if isinstance(value, plain) or (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        return None
    return f"is {value!r}; it takes a text, a number, true or false, or a list of texts"


def _tried(make: Any, problems: list[str]) -> Any:
    try:
        return make()
    except SettingsError as error:
        problems.append(str(error))
        return None


def _from(folder: Path, named: Any) -> Any:
    """A path relative to the folder of a file -> the same path relative to the current folder."""
    if not isinstance(named, str) or named == _STDIN or Path(named).is_absolute():
        return named
    try:
        return os.path.relpath(folder / named)
    except ValueError:
        # Another drive.
        return os.fspath(folder / named)


def _loaded(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        source = path.read_bytes().decode("utf-8-sig")
        if toml_deeper(source, MAX_DEPTH):
            raise SettingsError(f"the configuration {path} is nested too deeply to be one")
        return tomllib.loads(source)
    except OSError as error:
        raise SettingsError(f"cannot read the configuration {path}: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"the configuration {path} is not valid TOML: {error}") from None


def _table(path: Path) -> Mapping[str, Any]:
    loaded: Any = _loaded(path)
    for name in ("tool", "syndetect") if path.name == PROJECT else ():
        loaded = loaded.get(name, {})
        if not isinstance(loaded, dict):
            raise SettingsError(f"{path}: {name!r} is no table; write it as [tool.syndetect]")
    table: Mapping[str, Any] = loaded
    return table
