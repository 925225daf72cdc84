"""An interrupt that Python drops is sent once more.

Where KeyboardInterrupt is raised inside a callback that nobody waits for (a finaliser, or the clearing of an
import lock), Python reports it as ignored and goes on: whoever pressed Ctrl-C would wait for a command that
waits for its input.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

RESEND_AFTER = 0.05
"""Seconds; long enough for the callback to be over."""


@contextmanager
def kept() -> Iterator[None]:
    """While it lasts, an interrupt that is raised where Python ignores errors comes again a moment later."""
    before = sys.unraisablehook

    def resend(dropped: sys.UnraisableHookArgs) -> None:
        if not issubclass(dropped.exc_type, KeyboardInterrupt):
            before(dropped)
            return
        again = threading.Timer(RESEND_AFTER, _interrupt)
        again.daemon = True
        again.start()

    sys.unraisablehook = resend
    try:
        yield
    finally:
        sys.unraisablehook = before


def _interrupt() -> None:
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        # To the thread itself, so that it wakes from a read.
        signal.pthread_kill(main, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)
