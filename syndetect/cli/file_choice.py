"""The options for the files that a command reads, as a decorator that gives the command one value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli import completing
from syndetect.cli.options import Command, gather

if TYPE_CHECKING:
    from syndetect.cli.configuration import Configuration
    from syndetect.settings import Settings

_STDIN = "-"
_MISSING = "missing argument 'PATH...'; name a folder, a file, or --files-from a list"


@dataclass(frozen=True, slots=True)
class FileOptions:
    """Which files are read, in addition to those that are named."""

    exclude: tuple[str, ...]
    files_from: str | None
    ignore: tuple[Path, ...]
    no_ignore: bool

    def paths(self, named: tuple[str, ...], missing: str = _MISSING) -> tuple[str, ...]:
        """The named paths and those of the list; raises UsageError with the text `missing` for none."""
        if self.files_from == _STDIN and _STDIN in named:
            raise click.UsageError("standard input is either the list of --files-from or articles, not both")
        paths = (*named, *(self._listed() if self.files_from else ()))
        if not paths:
            raise click.UsageError(missing)
        return paths

    def articles(self, paths: tuple[str, ...], configuration: Configuration) -> Iterator[Any]:
        """The articles under `paths` that are not excluded, and what was skipped."""
        from syndetect import pipeline

        return pipeline.read(
            *paths, settings=self.settings(configuration), fields=configuration.fields, exclude=self.exclude
        )

    def settings(self, configuration: Configuration) -> Settings:
        """The settings; with --no-ignore, they also read what git ignores."""
        from dataclasses import replace

        settings = configuration.settings
        return replace(settings, git_ignored="read") if self.no_ignore else settings

    def _listed(self) -> Iterator[str]:
        from syndetect.plugins import load_input

        listed: Iterator[str] = load_input("paths")(self.files_from)
        return listed


def file_options(command: Command) -> Command:
    """Give `command` the options for the files it reads, as its argument ``file_options``."""
    return gather(command, "file_options", FileOptions, _OPTIONS)


_OPTIONS = (
    click.option("--exclude", metavar="PATTERN", multiple=True,
        help="Leave out what matches, as in .gitignore; a folder's .syndetectignore does the same."),
    click.option("--files-from", metavar="FILE", shell_complete=completing.files,
        help='Read the paths that FILE lists too, one a line or ended by NUL; "-" is stdin.'),
    click.option("--ignore", metavar="FILE", type=click.Path(path_type=Path), multiple=True,
        help="A base text: words that stand in it (a statute, a form, a press kit) count as furniture."),
    click.option("--no-ignore", is_flag=True,
        help="In a git checkout, read what git ignores as well."),
)  # fmt: skip
