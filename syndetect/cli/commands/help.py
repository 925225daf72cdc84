"""``syndetect help``."""

from __future__ import annotations

import click


@click.command(name="help")
@click.argument("command", required=False)
@click.pass_context
def show(context: click.Context, command: str | None) -> int:
    """Show the help of a command."""
    from syndetect.cli.app import COMMANDS
    from syndetect.errors import meant

    parent = context.parent or context
    if command is None:
        click.echo(parent.get_help())
        return 0
    group = parent.command
    found = group.get_command(parent, command) if isinstance(group, click.Group) else None
    if found is None:
        raise click.UsageError(f"no such command '{command}'{meant(command, COMMANDS)}", parent)
    click.echo(found.get_help(click.Context(found, info_name=command, parent=parent)))
    return 0
