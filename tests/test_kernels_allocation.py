"""How a program of our own manages its memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from syndetect.kernels import allocation
from syndetect.kernels.allocation import collect_seldom


@pytest.fixture
def thresholds() -> Iterator[None]:
    """Python's own afterwards, whatever a test sets."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("thresholds")
@pytest.mark.parametrize("given", [700, 80_000])
def test_cycles_are_looked_for_less_often_and_never_more(given: int) -> None:
    """A threshold that is higher already stays, and nothing is turned off."""
    gc.set_threshold(given, 10, 10)
    collect_seldom()
    assert gc.get_threshold() == (max(given, 50_000), 10, 10)
    assert gc.isenabled()


def test_memory_is_given_back_only_where_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host program's memory is left alone, and a library without such a call is none to fail on."""
    asked: list[str | None] = []
    monkeypatch.setattr(allocation, "_keeping", [])
    monkeypatch.setattr(allocation.ctypes, "CDLL", asked.append)
    allocation.give_back()
    assert asked == []
    monkeypatch.setattr(allocation, "_keeping", [True])
    allocation.give_back()
    assert asked == [None]
