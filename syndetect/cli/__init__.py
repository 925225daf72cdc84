"""The command: flags, colours, progress and exit codes; all other work is done by the library."""

from __future__ import annotations

import time
from typing import NoReturn

begun: list[float] = []
"""When this process began its command, in seconds of the performance counter; empty in another program."""


def main() -> NoReturn:
    """Run the command with the arguments of the process, and end the process with the exit code."""
    begun.append(time.perf_counter())
    import gc

    from syndetect.cli.app import app

    code = app.main(standalone_mode=False)
    # All memory is freed at once: without this, Python searches all objects for cycles.
    gc.freeze()
    raise SystemExit(code)
