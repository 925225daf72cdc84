"""What goes to stderr, and the question of colour."""

from __future__ import annotations

import os
import sys
from typing import IO, Any

import click


def visible(text: str) -> str:
    """`text` with every character that a terminal could obey spelled out; its line breaks stay."""
    from syndetect.readers.escape import shown

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
    click.echo(click.style(line, fg=style) if style and coloured else line, err=True, color=coloured)


def error(text: str, *, colour: str = "auto") -> None:
    """One red line to stderr."""
    say(text, colour=colour, style="red")
