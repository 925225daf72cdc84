"""Messages on stderr, and whether output is coloured."""

from __future__ import annotations

import os
import sys
from typing import IO, Any

import click


def visible(text: str) -> str:
    """`text` with every control character for a terminal written as its code; its line breaks stay."""
    from syndetect.readers.printable import shown

    return "\n".join(shown(line, limit=sys.maxsize) for line in text.split("\n"))


def wants_colour(choice: str, stream: IO[Any] | None) -> bool:
    """Whether to colour output to `stream`; for ``auto``, NO_COLOR (not empty) and TERM=dumb mean no."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream is not None and stream.isatty()


def say(text: str, *, colour: str = "auto", style: str | None = None) -> None:
    """Print one line to stderr, with `style` as its foreground colour where stderr is coloured."""
    line = f"syndetect: {visible(' '.join(text.split()))}"
    coloured = wants_colour(colour, sys.stderr)
    try:
        click.echo(click.style(line, fg=style) if style and coloured else line, err=True, color=coloured)
    except BrokenPipeError:
        # The reader has gone, as with `2>&1 | head`; the exit code must stay the same.
        abandon(sys.stderr)


def abandon(stream: IO[Any] | None) -> None:
    """Redirect a standard stream to the null device, so that to flush it at exit cannot fail again."""
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
    """Print one line to stderr, in red."""
    say(text, colour=colour, style="red")
