"""The destination of a report: stdout or a file, with its format, its width and its colours."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

import click

from syndetect.cli import console
from syndetect.cli.exits import abandon_stdout
from syndetect.errors import InputError
from syndetect.plugins import FOLDERS, formats, load, load_folder

if TYPE_CHECKING:
    from syndetect.model import Report
    from syndetect.plugins import Reporter
    from syndetect.salvage import Show

STDOUT = "-"
BYTE_ORDER_MARK = "\ufeff"
NO_DETAILS: Mapping[str, Any] = MappingProxyType({})
REPORT = "the report"
SUMMARY = "the summary of the step (GITHUB_STEP_SUMMARY)"
PIPED_WIDTH = 80
NARROWEST = 40

_IN_MEMORY = 32 << 20
"""Bytes of a report for stdout that are held in memory, before a temporary file is used."""

_ENDINGS: Mapping[str, str] = {
    ".sarif.json": "sarif",
    ".htm": "html",
    ".jsonl": "ndjson",
    ".markdown": "markdown",
    ".md": "markdown",
    ".xml": "junit",
}
"""Endings of files that differ from the name of their format, those with two dots first."""


_PLAIN = frozenset({"txt", "text", "log", "terminal"})
_NO_ENDING = frozenset({"terminal", "github"})


@dataclass(frozen=True, slots=True)
class Output:
    """A file or stdout, checked before the work started; `width` is in terminal cells."""

    reporter: Reporter
    file: Path | None
    width: int
    colour: bool
    explain: bool
    summary: Path | None = None
    """The file for the summary of a step in GitHub Actions, or None."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """Further arguments of the terminal's reporter: how much is shown."""
    mark: str = ""
    """The first characters of the output: a byte order mark, or none."""
    format: str = "terminal"

    def write(self, report: Report) -> Report:
        """Write the report, and return it as it was written: a part that fails is left out and named in it.

        Nothing is written of a report that fails as a whole. A closed pipe is no error. Raises InputError
        when the destination cannot be written to.
        """
        show = partial(
            self.reporter, width=self.width, colour=self.colour, explain=self.explain, **self.details
        )
        report = _shown(report, show, self._send_marked)
        if self.summary is not None:
            markdown = partial(
                load("reporters", "markdown"), width=self.width, colour=False, explain=self.explain
            )
            report = _shown(report, markdown, self._sum_up)
        return report

    def _send_marked(self, pieces: Iterable[str]) -> None:
        self.send(chain([self.mark], pieces) if self.mark else pieces)

    def _sum_up(self, pieces: Iterable[str]) -> None:
        text = "".join(pieces)
        if self.summary is not None:
            with _refusal(self.summary, SUMMARY), self.summary.open("ab") as stream:
                _write([text], stream.write)

    def send(self, pieces: Iterable[str]) -> None:
        """Write any other text to the same destination; raises InputError when that fails."""
        if self.file is None:
            _to_stdout(pieces)
        else:
            write_file(pieces, self.file)


@dataclass(frozen=True, slots=True)
class Folder:
    """A destination that is a folder of files, checked before the work started."""

    file: Path
    make: Callable[[Report, Path], None]
    format: str

    def write(self, report: Report) -> Report:
        """Write the report, and return it. Raises InputError when the folder cannot be written."""
        self.make(report, self.file)
        return report


@dataclass(frozen=True, slots=True)
class Outputs:
    """All destinations of a report."""

    all: tuple[Output | Folder, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """The files among them."""
        return tuple(output.file for output in self.all if output.file is not None)

    def write(self, report: Report) -> Report:
        """Write the report to each destination, and return it as it was written; see `Output.write`."""
        for output in self.all:
            report = output.write(report)
        return report


def prepare_all(files: Sequence[str], format: str | None, **how: Any) -> Outputs:
    """The destinations of the flags, each once: stdout where no file is named.

    `format` is the format of the only file or, with several files, of stdout among them. Raises as `prepare`,
    and UsageError where the format could be for any of several files.
    """
    named: list[str | None] = list(dict.fromkeys(files))
    if format is not None and len(named) > 1 and STDOUT not in named:
        raise click.UsageError("with several -o each is of the format of its suffix; leave --format out")
    several = len(named) > 1
    return Outputs(
        tuple(
            _destination(file, None if several and file != STDOUT else format, how)
            for file in named or [None]
        )
    )


def require_used(outputs: Outputs, options: Iterable[str]) -> None:
    """Raise UsageError where one of `options` was typed and no output has the terminal format."""
    context = click.get_current_context()
    formats = [output.format for output in outputs.all]
    if "terminal" in formats:
        return
    for name in options:
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            flag = f"--{name.replace('_', '-')}"
            raise click.UsageError(
                f"{flag} is for the terminal report alone, and this one is {formats[0]}; leave it out"
            )


def _destination(file: str | None, format: str | None, how: Mapping[str, Any]) -> Output | Folder:
    """The file, the stream or the folder of one flag."""
    target = None if file is None or file == STDOUT else Path(file)
    name = format or ("" if target is None else target.suffix.lower().lstrip("."))
    if name not in FOLDERS:
        return prepare(file, format, **how)
    if target is None:
        raise InputError(f"{name} is a folder of tables; name it with -o FOLDER")
    _refuse_inputs(target, how.get("inputs", ()))
    module = load_folder(name)
    module.require_place(target)
    return Folder(target, module.write, name)


def _shown(report: Report, show: Show, send: Callable[[Iterable[str]], None]) -> Report:
    """The report as it was sent: whole, or without what cannot be shown, which its faults then name."""
    from syndetect.faults import attempted

    with attempted() as sending:
        send(show(report))
    if sending.error is None:
        return report
    from syndetect.salvage import salvaged

    rest = salvaged(report, show, sending.error)
    send(show(rest))
    return rest


def prepare(
    file: str | None,
    format: str | None,
    *,
    colour: str = "auto",
    explain: bool = False,
    inputs: Iterable[str | Path] = (),
    details: Mapping[str, Any] = NO_DETAILS,
    csv_bom: bool = False,
) -> Output:
    """The destination of the flags.

    Raises UnknownNameError for an unknown format, and InputError when `file` cannot be written, when its
    suffix belongs to no format, or when it is one of the `inputs`.
    """
    target = None if file is None or file == STDOUT else Path(file)
    if target is None and sys.stdout is None:
        raise InputError("stdout is closed; give a file with -o")
    if target is not None:
        _refuse_inputs(target, inputs)
    name = format or _format_of(target)
    reporter = load("reporters", name)
    if target is not None:
        try_file(target)
    stream = sys.stdout if target is None else None
    colours = console.wants_colour(colour, stream)
    return Output(
        reporter,
        target,
        _width(stream),
        colours,
        explain,
        _summary(name),
        {**details, "whole": stream is None or not stream.isatty()} if name == "terminal" else NO_DETAILS,
        BYTE_ORDER_MARK if csv_bom and name == "csv" else "",
        name,
    )


def _summary(format: str) -> Path | None:
    """The file for the summary of a step in GitHub Actions, for that format; else None."""
    named = os.environ.get("GITHUB_STEP_SUMMARY") if format == "github" else None
    if not named:
        return None
    file = Path(named)
    with _refusal(file, SUMMARY):
        file.open("ab").close()
    return file


def _format_of(target: Path | None) -> str:
    if target is None:
        return "terminal"
    name = target.name.lower()
    meant = next((format for ending, format in _ENDINGS.items() if name.endswith(ending)), None)
    if meant is not None and meant in formats():
        return meant
    suffix = target.suffix.lower().lstrip(".")
    if suffix in formats():
        return suffix
    if suffix and suffix not in _PLAIN and not _is_special(target):
        named = {f".{name}" for name in formats() if name not in _NO_ENDING}
        endings = ", ".join(sorted({*named, *_ENDINGS, ".txt"}))
        raise InputError(
            f"no format is known by the suffix of {target}; end it in {endings}, or give --format as well"
        )
    return "terminal"


def _width(stream: IO[str] | None) -> int:
    given = os.environ.get("COLUMNS", "")
    if stream is not None and stream.isatty():
        columns = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns
    else:
        columns = int(given) if given.isascii() and given.isdigit() and int(given) else PIPED_WIDTH
    return max(NARROWEST, columns)


def _refuse_inputs(target: Path, inputs: Iterable[str | Path]) -> None:
    for source in inputs:
        with suppress(OSError):
            if target.samefile(source):
                raise InputError(f"the report would replace the input {target}; give -o another name")


def try_file(target: Path, what: str = REPORT) -> None:
    """Raise InputError, before any work starts, when `what` cannot be written to `target`."""
    with _refusal(target, what):
        if _is_special(target):
            return
        if target.is_dir():
            raise InputError(f"cannot write {what} to {target}: it is a folder; name a file in it")
        if target.exists() and not os.access(target, os.W_OK):
            raise InputError(f"cannot write {what} to {target}: it is write-protected")
        trial = _temporary(_real(target))
        _create(trial).close()
        trial.unlink()


def write_file(pieces: Iterable[str], target: Path, what: str = REPORT) -> None:
    """Write `pieces` to `target`, completely or not at all; raises InputError, about `what`, on failure."""
    with _refusal(target, what):
        if _is_special(target):
            with target.open("wb") as stream:
                _write(pieces, stream.write)
            return
        final = _real(target)
        temporary = _temporary(final)
        try:
            with _create(temporary) as stream:
                _write(pieces, stream.write)
                stream.flush()
                os.fsync(stream.fileno())
            if final.exists():
                shutil.copymode(final, temporary)
            temporary.replace(final)
        finally:
            temporary.unlink(missing_ok=True)


def _to_stdout(pieces: Iterable[str]) -> None:
    stream = sys.stdout.buffer
    try:
        # All of it is made before any of it is written: a report that fails is made again, without that part.
        with SpooledTemporaryFile(_IN_MEMORY) as whole:
            _write(pieces, whole.write)
            whole.seek(0)
            shutil.copyfileobj(whole, stream)
        stream.flush()
    except BrokenPipeError:
        abandon_stdout()
    except OSError as error:
        abandon_stdout()
        raise InputError(f"cannot write the report to stdout: {error.strerror or error}") from None


def _write(pieces: Iterable[str], write: Callable[[bytes], object]) -> None:
    for piece in pieces:
        # A lone surrogate, from a file name that is not UTF-8, has no bytes; it is escaped as in JSON.
        write(piece.encode("utf-8", "backslashreplace"))


@contextmanager
def _refusal(target: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        advice = "give -o another name" if what == REPORT else "name another file"
        why = error.strerror or error
        raise InputError(f"cannot write {what} to {target}: {why}; {advice}") from None


def _is_special(target: Path) -> bool:
    """Whether `target` is a device or a named pipe, which a rename would destroy."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _real(target: Path) -> Path:
    """The file to which `target` links: a link stays a link when its file is replaced."""
    return Path(os.path.realpath(target))


def _temporary(final: Path) -> Path:
    return final.with_name(f".syndetect-{secrets.token_hex(8)}.tmp")


def _create(path: Path) -> IO[bytes]:
    # With "x" the umask decides the mode: a report made by tempfile could be read only by its writer.
    return path.open("xb")
