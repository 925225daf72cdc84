"""The memory of the command: freed arrays are kept, and Python searches for cycles less often."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT = 256 << 20
_FROM_HEAP = 32 << 20


_COLLECTED = 50_000
"""Objects that are made, minus those that are freed, between two searches for cycles."""


def collect_seldom() -> None:
    """Let Python search for cycles of unused objects less often, because this package makes hardly any.

    A report is a million small values that all stay: to search them again and again takes a tenth of the
    time. Only the command calls this, never the library.
    """
    gc.set_threshold(max(_COLLECTED, gc.get_threshold()[0]), *gc.get_threshold()[1:])


def keep_freed_memory() -> None:
    """Let glibc keep freed arrays for the next ones; with any other C library, do nothing.

    By default the system gives out and takes back every array of more than a few hundred kilobytes, and
    clears each of its pages at first use, which takes as long as the work on it. Only the command calls this:
    a library must not decide how the program that uses it manages its memory.
    """
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, _FROM_HEAP)
        mallopt(_TRIM_THRESHOLD, _KEPT)
        _keeping.append(True)


_keeping: list[bool] = []
"""Whether freed memory is kept in this process; empty where it is not."""


def give_back() -> None:
    """Give freed memory that was kept back to the system, between two stages of different needs.

    The freed memory of a search lies between memory in use, and the next stage would need as much again. Does
    nothing where no memory is kept.
    """
    if _keeping:
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
