"""``syndetect config``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli.exits import FOUND
from syndetect.cli.from_flags import configured, output_of
from syndetect.cli.grouped import GroupedHelp
from syndetect.cli.options import ReadOptions, TextOptions, read_options, text_options

if TYPE_CHECKING:
    from syndetect.cli.configuration import ConfigurationFile


@click.command(cls=GroupedHelp)
@text_options
@read_options
@click.pass_context
def config(context: click.Context, text_options: TextOptions, read_options: ReadOptions) -> int:
    """Show what holds, and where it is from.

    Every setting and option is shown that a run from this folder would have: typed here, from a configuration
    file, or as it is by default.
    """
    configuration = configured(read_options)
    output = output_of(text_options)
    file: ConfigurationFile = context.meta[FOUND]
    rows = list(_rows(configuration.settings.as_dict(), file, read_options))
    output.send(_as_json(file, rows) if text_options.format == "json" else _as_text(file, rows))
    return 0


Row = tuple[str, str, Any, str]
"""Table, name, value, and the origin of the value: "typed", "default" or a file."""


def _rows(
    holding: dict[str, Any], configuration_file: ConfigurationFile, read_options: ReadOptions
) -> Iterator[Row]:
    from syndetect.cli.configuration import pairs

    typed = {**pairs(read_options.set, "--set", "rare_words=4"), **read_options.typed()}
    file = str(configuration_file.path) if configuration_file.path is not None else ""
    for name, value in holding.items():
        yield (
            "",
            name,
            value,
            "typed" if name in typed else file if name in configuration_file.settings else "default",
        )
    for name, value in configuration_file.fields.items():
        yield "fields", name, value, file
    for table, given in configuration_file.options.items():
        for name, value in given.items():
            yield table, name, value, file


def _as_text(file: ConfigurationFile, rows: list[Row]) -> Iterator[str]:
    from syndetect.cli.console import visible

    yield visible(f"# {file.path or 'no configuration file was found; these are the defaults'}") + "\n"
    table = ""
    for of, name, value, origin in rows:
        if of != table:
            yield f"\n[{of}]\n"
            table = of
        line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
        yield visible(f"{line:<40}  # {origin}") + "\n"


def _as_json(file: ConfigurationFile, rows: list[Row]) -> Iterator[str]:
    listed = [{"table": of, "name": name, "value": value, "from": origin} for of, name, value, origin in rows]
    yield json.dumps({"file": str(file.path) if file.path else None, "values": listed}, indent=2) + "\n"
