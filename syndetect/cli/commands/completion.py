"""``syndetect completion``."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print the completion script for a shell.

    bash: save it as ~/.local/share/bash-completion/completions/syndetect

    zsh: save it as _syndetect in a folder of $fpath

    fish: save it as ~/.config/fish/completions/syndetect.fish
    """
    from click.shell_completion import get_completion_class

    from syndetect.cli.app import COMPLETE, NAME

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"this version of click has no completion for {shell}; install a newer one")
    click.echo(kind(context.find_root().command, {}, NAME, COMPLETE).source())
    return 0
