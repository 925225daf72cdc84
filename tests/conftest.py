"""Settings for all tests, and what several of them need."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

# The first example of a run loads tables and word lists; how long that takes is no property of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def heeds_interrupts() -> Iterator[None]:
    """SIGINT is heeded here and in children, also behind a shell's `&`, which makes them all ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
