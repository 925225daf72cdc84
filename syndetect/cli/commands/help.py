"""``syndetect help``."""

from __future__ import annotations

import click

from syndetect.cli import completing


@click.command(name="help")
@click.argument("commands", metavar="[COMMAND...]", nargs=-1, shell_complete=completing.commands)
@click.pass_context
def show(context: click.Context, commands: tuple[str, ...]) -> int:
    """Show the help of a command.

    It may be one of a command's own: help index build.
    """
    from syndetect.errors import meant

    within = context.parent or context
    for name in commands:
        group = within.command
        known = group.list_commands(within) if isinstance(group, click.Group) else []
        command = group.get_command(within, name) if isinstance(group, click.Group) else None
        if command is None:
            raise click.UsageError(f"no such command '{name}'{meant(name, known)}", within)
        within = click.Context(command, info_name=name, parent=within)
    click.echo(within.get_help())
    return 0
