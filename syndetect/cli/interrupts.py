"""An interrupt that would get lost is sent once more; a request to end is heeded like one.

Two gaps lose one. A signal that arrives just before a read begins only sets a mark, and whoever pressed
Ctrl-C waits for a command that waits for its input. And where KeyboardInterrupt is raised inside a callback
that nobody waits for (a finaliser, or the clearing of an import lock), Python reports it as ignored and
goes on.
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
"""Seconds after which an interrupt that nothing came of is sent again."""


class Terminated(BaseException):
    """The process was asked to end, by a signal of that number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def ended_in_order() -> Iterator[None]:
    """While it lasts, SIGTERM and SIGHUP raise `Terminated`, so that what was begun is cleared away.

    A second one ends the process at once; where they are ignored, or handled otherwise, it stays so.
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
    """While it lasts, no interrupt is lost; where SIGINT is ignored, or handled otherwise, it stays so."""
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
    """A thread hears of every signal, and sends an interrupt again until the event says that it is raised."""
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
            # To the thread itself, so that it wakes from its read; this is heard in turn.
            signal.pthread_kill(main, signal.SIGINT)
    os.close(read_options)


@contextmanager
def _heard(raised: threading.Event) -> Iterator[None]:
    """While it lasts, an interrupt that Python ignores counts as not raised."""
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
