"""The guard of speed: work is counted in calls, which are the same on every machine."""

from __future__ import annotations

import json

import pytest

from benchmarks.speed import calls

pytestmark = pytest.mark.slow


def test_no_path_calls_more_than_it_did() -> None:
    """A scan of the sample corpus calls no more functions on any path than was enough before."""
    found, allowed = calls.counted(), json.loads(calls.ALLOWED.read_text(encoding="utf-8"))
    assert calls.exceeded(found, allowed) == []
    assert min(found.values()) > 0


def test_a_path_that_calls_more_is_named() -> None:
    """One path above its figure and the slack is told with both numbers, the others are not."""
    allowed = dict.fromkeys(calls.PATHS, 1000)
    (told,) = calls.exceeded({**allowed, "align": 1300, "changes": 1150}, allowed)
    assert told == "align: 1,300 calls, and 1,000 were enough"
