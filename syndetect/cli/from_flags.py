"""Turns plain values of flags into the objects of a command, before any work starts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli import begun
from syndetect.cli.exits import FOUND
from syndetect.errors import SettingsError

if TYPE_CHECKING:
    from syndetect.cli.configuration import Configuration
    from syndetect.cli.file_choice import FileOptions
    from syndetect.cli.gate import Gate
    from syndetect.cli.options import ReadOptions, ReportOptions, ScanOptions, TextOptions
    from syndetect.cli.output import Output, Outputs

_TERMINAL_ALONE = ("summary", "top", "passages")
"""Options that only the terminal format has."""


def outputs_of(report_options: ReportOptions, inputs: Iterable[str | Path] = ()) -> Outputs:
    """All outputs, checked before any work starts; raises as `output.prepare_all`."""
    from syndetect.cli import output

    details: dict[str, Any] = {
        "summary": report_options.summary,
        "top": report_options.top,
        "passages": report_options.passages,
        "verbose": report_options.verbose,
    }
    outputs = output.prepare_all(
        report_options.output,
        report_options.format,
        colour=report_options.color,
        explain=report_options.explain,
        inputs=inputs,
        details={name: value for name, value in details.items() if value not in (None, False)},
        csv_bom=report_options.csv_bom,
    )
    output.require_used(outputs, _TERMINAL_ALONE)
    return outputs


def output_of(text_options: TextOptions, inputs: Iterable[str | Path] = ()) -> Output:
    """The output, checked before any work starts; raises as `output.prepare`."""
    from syndetect.cli import output

    return output.prepare(text_options.output, "terminal", colour=text_options.color, inputs=inputs)


def configured(read_options: ReadOptions) -> Configuration:
    """Settings and field names. Raises UsageError for a wrong --set or --field, else SettingsError."""
    from syndetect.cli import configuration
    from syndetect.kernels.allocation import collect_seldom, keep_freed_memory

    try:
        given = {
            name: configuration.value(text)
            for name, text in configuration.pairs(read_options.set, "--set", "rare_words=4").items()
        }
        named = configuration.pairs(read_options.field, "--field", "text=body")
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    keep_freed_memory()
    collect_seldom()
    if begun:
        from syndetect.pipeline.run_log import command_began

        command_began(begun[0])
    file = click.get_current_context().meta.get(FOUND) or configuration.find(None)
    return configuration.combined(file, {**given, **read_options.typed()}, named)


def call_options(
    configuration: Configuration, file_options: FileOptions, scan_options: ScanOptions, gate: Gate
) -> dict[str, Any]:
    """The arguments that a scan and a check have in common, by the names of their parameters."""
    return {
        "settings": file_options.settings(configuration),
        "fields": configuration.fields,
        "exclude": file_options.exclude,
        "jobs": scan_options.jobs,
        "memory": scan_options.room,
        "spellings": gate.spellings,
        "ignore": file_options.ignore,
    }
