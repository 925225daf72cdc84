"""The command: flags, colours, progress and exit codes; everything else is the library's."""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """Run the command with the process's own arguments, and leave the process."""
    from syndetect.cli.app import app

    raise SystemExit(app.main())
