"""``syndetect config``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli.exits import FOUND
from syndetect.cli.from_flags import configured, output_of
from syndetect.cli.grouped import Grouped
from syndetect.cli.options import Reading, Telling, reading, telling

if TYPE_CHECKING:
    from syndetect.cli.configuration import ConfigurationFile


@click.command(cls=Grouped)
@telling
@reading
@click.pass_context
def config(context: click.Context, telling: Telling, reading: Reading) -> int:
    """Show what holds, and where it is from.

    Every setting and option is shown that a run from this folder would have: typed here, from a configuration
    file, or as it is by default.
    """
    configuration = configured(reading)
    output = output_of(telling)
    found: ConfigurationFile = context.meta[FOUND]
    rows = list(_rows(configuration.settings.as_dict(), found, reading))
    output.send(_as_json(found, rows) if telling.format == "json" else _as_text(found, rows))
    return 0


Row = tuple[str, str, Any, str]
"""Table, name, value and where it is from."""


def _rows(holding: dict[str, Any], found: ConfigurationFile, reading: Reading) -> Iterator[Row]:
    from syndetect.cli.configuration import pairs

    typed = {**pairs(reading.set, "--set", "rare_words=4"), **reading.typed()}
    file = str(found.path) if found.path is not None else ""
    for name, value in holding.items():
        yield "", name, value, "typed" if name in typed else file if name in found.settings else "default"
    for name, value in found.fields.items():
        yield "fields", name, value, file
    for table, given in found.options.items():
        for name, value in given.items():
            yield table, name, value, file


def _as_text(found: ConfigurationFile, rows: list[Row]) -> Iterator[str]:
    from syndetect.cli.console import visible

    yield visible(f"# {found.path or 'no configuration file was found; these are the defaults'}") + "\n"
    table = ""
    for of, name, value, origin in rows:
        if of != table:
            yield f"\n[{of}]\n"
            table = of
        line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
        yield visible(f"{line:<40}  # {origin}") + "\n"


def _as_json(found: ConfigurationFile, rows: list[Row]) -> Iterator[str]:
    listed = [{"table": of, "name": name, "value": value, "from": origin} for of, name, value, origin in rows]
    yield json.dumps({"file": str(found.path) if found.path else None, "values": listed}, indent=2) + "\n"
