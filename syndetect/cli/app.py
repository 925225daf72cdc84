"""The group of all commands, each imported only when it is used."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from syndetect._version import __version__
from syndetect.cli.exits import Code, run
from syndetect.errors import meant

NAME = "syndetect"
COMPLETE = "_SYNDETECT_COMPLETE"
"""The environment variable that completion scripts set when they need proposals."""

COMMANDS: Mapping[str, str] = {
    "scan": "syndetect.cli.commands.scan:scan",
    "compare": "syndetect.cli.commands.compare:compare",
    "check": "syndetect.cli.commands.check:check",
    "index": "syndetect.cli.commands.index:index",
    "render": "syndetect.cli.commands.render:render",
    "why": "syndetect.cli.commands.why:why",
    "doctor": "syndetect.cli.commands.doctor:doctor",
    "config": "syndetect.cli.commands.config:config",
    "schema": "syndetect.cli.commands.schema:schema",
    "completion": "syndetect.cli.commands.completion:completion",
    "help": "syndetect.cli.commands.help:show",
}


class App(click.Group):
    """A group whose commands are imported on use, and whose exit codes are those of `Code`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Every command, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, or None, which click turns into a usage error."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, attribute = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; the usage error for an unknown one proposes a name."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            near = meant(name, COMMANDS)
            if not near and (name == "." or "/" in name or os.path.exists(name)):  # noqa: PTH110 - as typed
                near = f" (did you mean '{NAME} scan {name}'?)"
            ctx.fail(f"no such command '{name}'{near}")
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 (click's signature)
        **extra: Any,
    ) -> Any:
        """Run with `args` (default: those of the process), and end with the exit code, or return it."""
        asked = os.environ.get(complete_var or COMPLETE)
        if asked:
            code = _complete(self, prog_name or NAME, complete_var or COMPLETE, asked)
        else:
            code = run(self, list(sys.argv[1:] if args is None else args), prog_name or NAME, **extra)
        if standalone_mode:
            sys.exit(code)
        return code


def _complete(command: click.Command, name: str, variable: str, instruction: str) -> int:
    from click.shell_completion import shell_complete

    return Code.UNUSABLE if shell_complete(command, {}, name, variable, instruction) else Code.DONE


@click.command(cls=App, name=NAME, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name=NAME, message="%(prog)s %(version)s")
def app() -> None:
    """Find who took which text from whom, and show the evidence.

    Start with: syndetect scan FOLDER

    Exit codes: 0 done, findings or not; 1 --fail-on was met; 2 wrong usage or unusable input; 3 an internal
    error; 130 interrupted.
    """
