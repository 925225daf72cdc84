"""How a program of our own manages its memory: freed arrays are kept, and cycles looked for less often."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT = 256 << 20
_FROM_HEAP = 32 << 20


_COLLECTED = 50_000
"""Objects that are made, less those that are dropped, between two looks for cycles."""


def collect_seldom() -> None:
    """Let Python look for cycles of dead objects less often, since this package hardly makes any.

    A report is a million small values that all stay: to look through them again and again takes a tenth of
    the time. For programs of our own only.
    """
    gc.set_threshold(max(_COLLECTED, gc.get_threshold()[0]), *gc.get_threshold()[1:])


def keep_freed_memory() -> None:
    """Let the C library keep freed arrays for the next ones, where it is glibc; elsewhere do nothing.

    By default every array of more than a few hundred kilobytes is asked of the system and given back, and
    each of its pages is cleared again at first use, which takes as long as the work on it. For programs of
    our own only: how a host program manages its memory is not a library's business.
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
    """Let the system have freed memory that was kept, between two stages of different needs.

    What a search holds lies between what stays, and the next stage would ask for as much again. Does nothing
    where none is kept.
    """
    if _keeping:
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
