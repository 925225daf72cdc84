"""Settings for all tests, and what several of them need."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any

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


@pytest.fixture(autouse=True)
def nothing_contained(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No error of ours is swallowed: a test during which one was contained fails, unless it is `faulty`."""
    if request.node.get_closest_marker("faulty") is not None:
        yield
        return
    from syndetect import faults

    met: list[str] = []
    true = faults.fault_of

    def noted(error: Exception, *about: Any) -> Any:
        fault = true(error, *about)
        met.append(fault.trace)
        return fault

    monkeypatch.setattr(faults, "fault_of", noted)
    yield
    assert not met, f"an error was contained:\n{met[0]}"
