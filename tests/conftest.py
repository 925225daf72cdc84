"""Settings for all tests, and what several of them need."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import chromium
from hypothesis import settings

from syndetect import scan
from syndetect.model import Report

CORPUS = Path(__file__).resolve().parents[1] / "corpus"

# The first example of a run loads tables and word lists; how long that takes is no property of the code.
settings.register_profile("untimed", deadline=None)
# What lands must not hang on the luck of a draw; at a desk every run tries others.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "untimed")

SLOW = frozenset({
    "test_align", "test_attacks", "test_audit", "test_auditing", "test_cli_check", "test_cli_process",
    "test_docs", "test_evidence", "test_fit", "test_languages", "test_patterns_linear",
    "test_pipeline_workers", "test_pipeline_signals", "test_quality",
    "test_readers_contract", "test_reporters_html", "test_reporters_html_page", "test_reporters_html_views",
    "test_reporters_sarif",
    "test_speed", "test_speed_candidates", "test_speed_growth", "test_trees",
})  # fmt: skip
"""Modules that start browsers, other processes or whole benchmarks, or take long."""


LONGEST = (
    "test_spark", "test_ready", "test_archive_damage", "test_cli_process", "test_archive_histories",
    "test_joining_halves", "test_hunt", "test_fit", "test_speed_calls", "test_candidates_archive_queries",
    "test_archive", "test_reporters_html_views", "test_patterns_linear",
)  # fmt: skip
"""Modules that take longest, in that order: begun last, one of them would keep one core alone busy."""


def pytest_configure(config: pytest.Config) -> None:
    """Modules are handed to the cores in the order that they have here, where several cores are used."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of slow modules, in one place, and put those of the longest ones first."""
    for item in items:
        if item.path.stem in SLOW:
            item.add_marker(pytest.mark.slow)
    order = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests of a module."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def corpus() -> Report:
    """What a scan finds in the sample corpus."""
    return scan(CORPUS)


@pytest.fixture
def heeds_interrupts() -> Iterator[None]:
    """SIGINT is heeded here and in children, also behind a shell's `&`, which makes them all ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def heeds_hangups() -> Iterator[None]:
    """SIGHUP ends what is started here, also behind `nohup`, which makes it ignore the signal."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


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
