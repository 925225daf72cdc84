"""The options that commands share, as decorators: each gives its command one plain value."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli import completing
from syndetect.cli.exits import COLOUR, DEBUG, FOUND
from syndetect.cli.units import DURATION, SIZE
from syndetect.errors import SettingsError, meant
from syndetect.plugins import FOLDERS, TABLES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    # Generic since click 8.4 only.
    _ParamType = click.ParamType[Any]
else:
    _ParamType = click.ParamType

Command = Callable[..., int]


class NameParameter(_ParamType):
    """One of the names that `list_them` returns; it is called only when a value has to be checked."""

    def __init__(self, noun: str, list_them: Callable[[], Iterable[str]]) -> None:
        self.name = noun
        self.list_them = list_them

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself; the usage error for an unknown name lists the valid ones."""
        if value not in self.list_them():
            valid = tuple(self.list_them())
            near = meant(str(value), valid)
            self.fail(f"unknown {self.name} {value!r}{near}; valid are: {', '.join(valid)}", param, ctx)
        return str(value)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """The names that begin with `incomplete`."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in self.list_them() if name.startswith(incomplete)]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How the report is shown."""

    format: str | None
    output: tuple[str, ...]
    explain: bool
    summary: bool
    top: int | None
    passages: int | None
    csv_bom: bool
    verbose: bool
    color: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How any other output than a report is shown."""

    format: str
    output: str | None
    color: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How the articles are read."""

    jobs: int
    set: tuple[str, ...]
    field: tuple[str, ...]
    memory: float | None
    encoding: tuple[str, ...]
    name: str | None
    metadata: str | None
    glossary: str | None
    repair_encoding: bool
    no_progress: bool

    def typed(self) -> dict[str, Any]:
        """The settings that were given by an option of their own, by name."""
        given: dict[str, Any] = {"mojibake": "repair"} if self.repair_encoding else {}
        if self.encoding:
            given["encoding"] = "; ".join(self.encoding)
        named = (("name", self.name), ("metadata", self.metadata), ("glossary", self.glossary))
        return given | {option: value for option, value in named if value is not None}

    @property
    def room(self) -> int:
        """The memory for texts and postings, in bytes."""
        from syndetect.spill import MEMORY

        return MEMORY if self.memory is None else int(self.memory)


@dataclass(frozen=True, slots=True)
class CompareOptions(ReadOptions):
    """How the articles of listed pairs are read and compared."""

    strict: bool


@dataclass(frozen=True, slots=True)
class SearchOptions(ReadOptions):
    """How the articles are read and searched."""

    within: float | None

    def typed(self) -> dict[str, Any]:
        """The settings that were given by an option of their own, by name."""
        given = ReadOptions.typed(self)
        return given if self.within is None else {**given, "within_hours": self.within}


@dataclass(frozen=True, slots=True)
class ScanOptions(SearchOptions):
    """How the articles are read, searched and compared."""

    min_relation: str | None
    strict: bool

    def typed(self) -> dict[str, Any]:
        """The settings that were given by an option of their own, by name."""
        given = SearchOptions.typed(self)
        return given if self.min_relation is None else {**given, "min_relation": self.min_relation}


def usable_cores() -> int:
    """The number of cores on which this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def report_options(command: Command) -> Command:
    """Give `command` the options of the report, as its argument ``report_options``."""
    return gather(command, "report_options", ReportOptions, _REPORT)


def scan_options(command: Command) -> Command:
    """Give `command` the options of the work, as its argument ``scan_options``."""
    return gather(command, "scan_options", ScanOptions, _SCAN)


def text_options(command: Command) -> Command:
    """Give `command` the options of plain text or JSON, as its argument ``text_options``."""
    return gather(command, "text_options", TextOptions, _TEXT)


def read_options(command: Command) -> Command:
    """Give `command` the options of reading alone, as its argument ``read_options``."""
    return gather(command, "read_options", ReadOptions, _READ)


def compare_options(command: Command) -> Command:
    """Give `command` the options of reading and comparing alone, as its argument ``compare_options``."""
    return gather(command, "compare_options", CompareOptions, _COMPARE)


def search_options(command: Command) -> Command:
    """Give `command` the options of reading and searching alone, as its argument ``search_options``."""
    return gather(command, "search_options", SearchOptions, _SEARCH)


def gather(command: Command, name: str, kind: type[Any], options: Iterable[Any]) -> Command:
    """Give `command` these options, as one argument `name` that is a `kind`, a dataclass."""
    own = [item.name for item in fields(kind)]

    @functools.wraps(command)
    def gathered(**values: Any) -> int:
        mine = kind(**{item: values.pop(item) for item in own})
        return command(**values, **{name: mine})

    decorated: Command = gathered
    for option in reversed(tuple(options)):
        decorated = option(decorated)
    return decorated


def _formats() -> Iterator[str]:
    from syndetect.plugins import formats

    return formats()


def relations() -> tuple[str, ...]:
    """The relations that a flag can name: all but `unrelated`."""
    from syndetect.model import RELATIONS

    return RELATIONS[:-1]


def _note(key: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def remember(context: click.Context, _: click.Parameter, value: Any) -> Any:
        context.meta[key] = value
        return value

    return remember


FILE = click.Path(path_type=Path)


def _configured(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    """Use the options in the configuration file as the defaults of this run."""
    from syndetect.cli import configuration

    if context.resilient_parsing:
        return
    file = configuration.find(value)
    context.meta[FOUND] = file
    params = {param.name: param for param in context.command.params if param.name}
    given = file.defaults(context.command.name or "", params)
    context.default_map = {name: _as_typed(params[name], value, file.path) for name, value in given.items()}


def _as_typed(param: click.Parameter, value: Any, path: Path | None) -> Any:
    """A value of a file in the form of the command line; raises SettingsError for another type."""
    several = param.nargs == -1 or (isinstance(param, click.Option) and param.multiple)
    flag = isinstance(param, click.Option) and param.is_flag
    if isinstance(value, list) and not several:
        raise SettingsError(f"{path}: {param.name} is {value!r}; it takes one value")
    if isinstance(value, bool) != flag:
        raise SettingsError(
            f"{path}: {param.name} is {value!r}; it takes {'true or false' if flag else 'a text'}"
        )
    return [value] if several and not isinstance(value, list) else value


_COMMON = (
    click.option("--config", metavar="FILE", type=FILE, is_eager=True, expose_value=False,
        callback=_configured, help="Settings and options in TOML; else the nearest syndetect.toml, or "
        "[tool.syndetect] of pyproject.toml, from here up to the repository's root."),
    click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", is_eager=True,
        callback=_note(COLOUR), help="auto colours what goes to a terminal, unless NO_COLOR is set."),
    click.option("-q", "--quiet", is_flag=True, help="Nothing on stderr but errors."),
    click.option("--debug", is_flag=True, is_eager=True, expose_value=False, callback=_note(DEBUG),
        help="Show the traceback of an error."),
)  # fmt: skip

_REPORT = (
    click.option("--format", metavar="FORMAT", type=NameParameter("format", _formats),
        help=f"{', '.join((*TABLES['reporters'], *FOLDERS))}; without it the suffix of -o decides, else "
        "terminal."),
    click.option("-o", "--output", metavar="FILE", multiple=True, shell_complete=completing.files,
        help="Write the report to FILE instead of stdout, whole or not at all; may be repeated, each in the "
        "format of its suffix."),
    click.option("--summary", is_flag=True, help="The terminal report in one line."),
    click.option("--top", metavar="N", type=click.IntRange(min=1),
        help="Families and findings that the terminal report shows at most."),
    click.option("--passages", metavar="N", type=click.IntRange(min=0),
        help="Passages of each family that the terminal report shows; without it none."),
    click.option("-v", "--verbose", is_flag=True, help="List what was read and found clean as well."),
    click.option("--csv-bom", is_flag=True, help="Begin CSV with a mark by which Excel knows UTF-8."),
    click.option("--explain", is_flag=True, help="Show every figure that a verdict rests on."),
    *_COMMON,
)  # fmt: skip

_TEXT = (
    click.option("--format", type=click.Choice(["terminal", "json"]), default="terminal",
        help="Text for people or JSON for programs."),
    click.option("-o", "--output", metavar="FILE", shell_complete=completing.files,
        help="Write to FILE instead of stdout, whole or not at all."),
    *_COMMON,
)  # fmt: skip

_READ = (
    click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=1), default=usable_cores,
        help="Processes at most; without it one for each usable core."),
    click.option("--set", metavar="NAME=VALUE", multiple=True, shell_complete=completing.settings,
        help="Any other setting; goes before the configuration file."),
    click.option("--field", metavar="FIELD=NAME", multiple=True, shell_complete=completing.record_fields,
        help="Read FIELD (text, id, outlet ...) of a record from NAME, as in text=body."),
    click.option("--memory", metavar="SIZE", type=SIZE,
        help="Hold this much of texts and postings, the rest in temporary files; without it 128MiB."),
    click.option("--encoding", metavar="[PATTERN=]NAME", multiple=True,
        help="Read all inputs, or those that match PATTERN, as NAME, such as macintosh or cp850."),
    click.option("--name", metavar="PATTERN",
        help="What names of files tell, as in '{outlet}_{date}_{title}.txt'; {any} is read over."),
    click.option("--metadata", metavar="FILE", shell_complete=completing.files,
        help="A table (CSV, JSON, Parquet) of outlets, dates and titles, joined by path, id or url."),
    click.option("--glossary", metavar="FILE", shell_complete=completing.files,
        help="Words of two languages (a table with tabs, FreeDict's TEI), to tell translations by."),
    click.option("--repair-encoding", is_flag=True,
        help="Repair text that was once decoded by the wrong encoding."),
    click.option("--no-progress", is_flag=True, help="No progress bar, not on a terminal either."),
)  # fmt: skip

_STRICT = click.option("--strict", is_flag=True, help="Exit with 2 when any file was skipped.")

_COMPARE = (*_READ, _STRICT)

_SEARCH = (
    *_READ,
    click.option("--within", metavar="DURATION", type=DURATION,
        help="Compare only articles published this close to each other: 36h, 7d, 2w."),
)  # fmt: skip

_SCAN = (
    *_SEARCH,
    click.option("--min-relation", metavar="RELATION", type=NameParameter("relation", relations),
        help="Weakest relation that a scan lists: copy, paraphrase, translation, rewrite, excerpt or "
        "same-story."),
    _STRICT,
)  # fmt: skip
