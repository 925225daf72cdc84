"""What goes to stderr, and the question of colour."""

from __future__ import annotations

import os
import sys
from typing import IO, Any

import click


def visible(text: str) -> str:
    """`text` with every character that a terminal could obey spelled out; its line breaks stay."""
    from syndetect.readers.printable import shown

    return "\n".join(shown(line, limit=sys.maxsize) for line in text.split("\n"))


def wants_colour(choice: str, stream: IO[Any] | None) -> bool:
    """Whether to colour what goes to `stream`; NO_COLOR (not empty) and TERM=dumb turn ``auto`` off."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream is not None and stream.isatty()


def say(text: str, *, colour: str = "auto", style: str | None = None) -> None:
    """One line to stderr, with `style` as its foreground colour if colour is wanted there."""
    line = f"syndetect: {visible(' '.join(text.split()))}"
    coloured = wants_colour(colour, sys.stderr)
    try:
        click.echo(click.style(line, fg=style) if style and coloured else line, err=True, color=coloured)
    except BrokenPipeError:
        # Nobody reads it any more, as behind `2>&1 | head`; the exit code has to be what it would have been.
        abandon(sys.stderr)


def abandon(stream: IO[Any] | None) -> None:
    """Point a standard stream at nothing, so that flushing it at exit cannot fail a second time."""
    try:
        descriptor = stream.fileno() if stream is not None else None
    except (AttributeError, OSError, ValueError):
        return
    if descriptor is None:
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)


def error(text: str, *, colour: str = "auto") -> None:
    """One red line to stderr."""
    say(text, colour=colour, style="red")
