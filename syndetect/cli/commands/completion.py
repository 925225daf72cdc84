"""``syndetect completion``."""

from __future__ import annotations

import os
from pathlib import Path

import click

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS), required=False)
@click.option("--install", is_flag=True, help="Write the script where the shell looks for it.")
@click.pass_context
def completion(context: click.Context, shell: str | None, *, install: bool) -> int:
    """Print the completion script for a shell.

    Without SHELL it is the one that the environment names.

    bash: save it as ~/.local/share/bash-completion/completions/syndetect

    zsh: save it as _syndetect in a folder of $fpath

    fish: save it as ~/.config/fish/completions/syndetect.fish
    """
    from click.shell_completion import get_completion_class

    from syndetect.cli.app import COMPLETE, NAME

    shell = shell or Path(os.environ.get("SHELL", "")).name
    kind = get_completion_class(shell) if shell in SHELLS else None
    if kind is None:
        raise click.UsageError(f"name the shell: {', '.join(SHELLS)}")
    script = kind(context.find_root().command, {}, NAME, COMPLETE).source()
    if not install:
        click.echo(script)
        return 0
    _install(shell, script)
    return 0


def _install(shell: str, script: str) -> None:
    from syndetect.cli import console
    from syndetect.cli.output import write_file
    from syndetect.errors import InputError

    target = _completion_file(shell)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or error
        raise InputError(
            f"cannot make the folder {target.parent}: {why}; print the script and save it"
        ) from None
    write_file([script, "\n"], target, "the completion script")
    console.say(f"written to {target}; open a new shell to use it")
    if shell == "zsh":
        console.say(f"~/.zshrc needs: fpath=({target.parent} $fpath); autoload -Uz compinit; compinit")


def _completion_file(shell: str) -> Path:
    """The file in which the shell looks for the user's completions."""
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    if shell == "bash":
        return data / "bash-completion" / "completions" / "syndetect"
    if shell == "zsh":
        return data / "zsh" / "site-functions" / "_syndetect"
    return (
        Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        / "fish"
        / "completions"
        / "syndetect.fish"
    )
