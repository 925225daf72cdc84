"""How the allocator treats the large arrays that kernels make and drop a thousand times a second."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT = 256 << 20
_FROM_HEAP = 32 << 20


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
