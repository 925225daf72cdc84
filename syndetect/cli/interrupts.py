"""Sends a lost interrupt once more, and ends in order on SIGTERM and SIGHUP.

An interrupt is lost in two cases. A signal that arrives just before a read begins only sets a mark in Python,
and then the command still waits for its input after Ctrl-C. And where KeyboardInterrupt is raised inside a
finaliser or while an import lock is cleared, Python reports it as ignored and goes on.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SOON = 0.05
"""Seconds after which an interrupt without effect is sent again."""


class Terminated(BaseException):
    """A signal, with that number, asked the process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def ended_in_order() -> Iterator[None]:
    """A context in which SIGTERM and SIGHUP raise `Terminated`, so that temporary files are removed.

    A second signal ends the process at once. Signals that are ignored or have another handler stay so.
    """
    names = ("SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    ours = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]

    def handle(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        raise Terminated(number)

    for number in ours:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def interrupts_kept() -> Iterator[None]:
    """A context in which no interrupt is lost; a SIGINT that is ignored or has another handler stays so."""
    here = threading.current_thread() is threading.main_thread()
    if not (here and hasattr(signal, "pthread_kill")) or (
        signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    with _watched() as raised, _heard(raised):
        yield


@contextmanager
def _watched() -> Iterator[threading.Event]:
    """A context with a thread that sends an interrupt again until the event shows that it was raised."""
    raised = threading.Event()

    def handle(number: int, frame: FrameType | None) -> None:
        raised.set()
        signal.default_int_handler(number, frame)

    read_options, writing = os.pipe()
    os.set_blocking(writing, False)
    watch = threading.Thread(target=_resend, args=(read_options, threading.get_ident(), raised), daemon=True)
    watch.start()
    signal.signal(signal.SIGINT, handle)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    try:
        yield raised
    finally:
        signal.set_wakeup_fd(before)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.close(writing)
        watch.join()


def _resend(read_options: int, main: int, raised: threading.Event) -> None:
    while heard := os.read(read_options, 1):
        time.sleep(SOON if heard[0] == signal.SIGINT else 0)
        if heard[0] == signal.SIGINT and not raised.is_set():
            # To the main thread itself, so that its read ends; this signal arrives here too.
            signal.pthread_kill(main, signal.SIGINT)
    os.close(read_options)


@contextmanager
def _heard(raised: threading.Event) -> Iterator[None]:
    """A context in which an interrupt that Python ignores counts as not raised."""
    before = sys.unraisablehook

    def ignored(what: sys.UnraisableHookArgs) -> None:
        if issubclass(what.exc_type, KeyboardInterrupt):
            raised.clear()
        else:
            before(what)

    sys.unraisablehook = ignored
    try:
        yield
    finally:
        sys.unraisablehook = before
