"""The command: flags, colours, progress and exit codes; everything else is the library's."""

from __future__ import annotations

import time
from typing import NoReturn

begun: list[float] = []
"""When this process began its one command, by the performance counter; nothing in another program."""


def main() -> NoReturn:
    """Run the command with the process's own arguments, and leave the process."""
    begun.append(time.perf_counter())
    import gc

    from syndetect.cli.app import app

    code = app.main(standalone_mode=False)
    # All memory goes back at once: without this, cycles are looked for among everything that is left.
    gc.freeze()
    raise SystemExit(code)
