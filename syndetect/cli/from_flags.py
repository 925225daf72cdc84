"""Plain values of flags become what a command works with, in one place, before any work starts."""

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
    from syndetect.cli.options import Reading, Showing, Telling
    from syndetect.cli.output import Output, Outputs

_TERMINAL_ALONE = ("summary", "top", "passages")
"""Options that no other format than the terminal's knows."""


def outputs_of(showing: Showing, inputs: Iterable[str | Path] = ()) -> Outputs:
    """All outputs, found fit before any work starts."""
    from syndetect.cli import output

    details: dict[str, Any] = {
        "summary": showing.summary,
        "top": showing.top,
        "passages": showing.passages,
        "verbose": showing.verbose,
    }
    outputs = output.prepare_all(
        showing.output,
        showing.format,
        colour=showing.color,
        explain=showing.explain,
        inputs=inputs,
        details={name: value for name, value in details.items() if value not in (None, False)},
        csv_bom=showing.csv_bom,
    )
    output.require_used(outputs, _TERMINAL_ALONE)
    return outputs


def output_of(telling: Telling, inputs: Iterable[str | Path] = ()) -> Output:
    """The output, found fit before any work starts."""
    from syndetect.cli import output

    return output.prepare(telling.output, "terminal", colour=telling.color, inputs=inputs)


def configured(reading: Reading) -> Configuration:
    """Settings and field names; a problem in what was typed is a usage error."""
    from syndetect.cli import configuration
    from syndetect.kernels.allocation import collect_seldom, keep_freed_memory

    try:
        given = {
            name: configuration.value(text)
            for name, text in configuration.pairs(reading.set, "--set", "rare_words=4").items()
        }
        named = configuration.pairs(reading.field, "--field", "text=body")
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    keep_freed_memory()
    collect_seldom()
    if begun:
        from syndetect.pipeline.run_log import command_began

        command_began(begun[0])
    found = click.get_current_context().meta.get(FOUND) or configuration.find(None)
    return configuration.combined(found, {**given, **reading.typed()}, named)
