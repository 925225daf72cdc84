"""No regular expression of the package takes more than a time in proportion to its text."""

from __future__ import annotations

import re
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest
from patterns import Found, everything, hard_texts

LENGTH = 8_000
SMALL = 0.02
"""CPU seconds; a pattern that walks the text once needs a hundredth of it."""
STEADY = 8
"""Runs that are timed as one before two times are compared."""

BOUNDED = {
    "syndetect.changes.tokens._OPENS": 6,
    "syndetect.attribution.introductions._CLOSED": 6,
    "syndetect.attribution.mentions._WORD_BEFORE": 30,
    "syndetect.attribution.mentions._WORD_START": 25,
    "syndetect.attribution.credit_lines._SENTENCE": 100,
    "syndetect.attribution.syndication._notices()": 420,
    "syndetect.boilerplate.heads._HEADING": 600,
    "syndetect.boilerplate.datelines._PLACED": 400,
    "syndetect.boilerplate.datelines._SIGNED": 80,
    "syndetect.boilerplate.datelines._WIRED": 400,
    "syndetect.text.surface._BEFORE": 40,
}
"""Patterns that are never given more than so many characters, by a slice or the end that the call names."""


WHOLE = frozenset(
    {"syndetect.attribution.syndication._notices()", "syndetect.boilerplate.vocabulary._cased()"}
)
"""What a builder returns that is matched with whole texts only."""


class _TooLongError(Exception):
    pass


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End what runs inside after so many CPU seconds: a pattern that is exponential would never end."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def runs(found: Found) -> list[Callable[[Any], Any]]:
    """How the pattern is used: from every place of a text unless it is known to be matched at one only."""
    if found.where in WHOLE:
        return [found.pattern.fullmatch]
    if found.methods and found.methods <= {"match", "fullmatch"}:
        return [getattr(found.pattern, method) for method in sorted(found.methods)]
    return [lambda text: deque(found.pattern.finditer(text), maxlen=0)]


def seconds(run: Callable[[Any], Any], text: str | bytes, times: int = 1) -> float:
    """CPU seconds of a run, half a second where the runs were ended."""
    begin = time.process_time()
    try:
        with at_most(0.5 * times):
            for _ in range(times):
                run(text)
    except _TooLongError:
        return 0.5
    return (time.process_time() - begin) / times


def steady(run: Callable[[Any], Any], text: str | bytes) -> float:
    """CPU seconds of a run where many are too short for the clock: some count in steps of 4 ms only."""
    return min(seconds(run, text, STEADY), seconds(run, text, STEADY))


def superlinear(found: Found, length: int = LENGTH) -> str | bytes | None:
    """A text whose double takes more than three times as long, None when there is none among those tried."""
    for run in runs(found):
        for text in hard_texts(found.pattern, length):
            if seconds(run, text) <= SMALL:
                continue
            # One slow run may be the machine's; a slow pattern is slow each time.
            took = min(seconds(run, text), seconds(run, text))
            if took >= 0.5:
                return text
            if took > SMALL and steady(run, text) > 3 * steady(run, text[: len(text) // 2]):
                return text
    return None


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer of CPU seconds")
@pytest.mark.parametrize("found", everything(), ids=lambda found: found.where.removeprefix("syndetect."))
def test_a_pattern_is_linear_in_its_text(found: Found) -> None:
    """Runs of what each of its repeats takes, behind what leads there, cost in proportion to their length."""
    text = superlinear(found, BOUNDED.get(found.where, LENGTH))
    assert text is None, f"{found.pattern.pattern!r} is slow on {text[:40]!r}…{text[-10:]!r}"


def test_the_bounded_patterns_are_there() -> None:
    """A name that no pattern has any more would hide nothing, and say something untrue."""
    assert set(BOUNDED) <= {found.where for found in everything()}


@pytest.mark.parametrize(
    "source",
    [
        r"\s+$", r"\s*,\s*", r"(?:a|aa)+b", r"(?:.*\r?\n)*?---", r"\([^()]*\)\s*\.?\s*$", r"/\*.*?\*/",
        r"x:\s*0*\.?0+(?![\d.])", r"^\W+|\W+$", r"([^{}]*)\{", "\"+'",
    ],
)  # fmt: skip
def test_a_slow_pattern_is_told(source: str) -> None:
    """The search finds the kinds of slowness that the package once had."""
    flags = re.DOTALL if "/" in source else 0
    assert superlinear(Found("here", re.compile(source, flags), frozenset())) is not None


def test_the_walk_finds_patterns_wherever_they_stand() -> None:
    """Globals, literals in calls, containers, and what cached builders return."""
    places = [found.where for found in everything()]
    assert len(places) > 150
    assert any(":" in place for place in places)
    assert any("[" in place for place in places)
    assert any("()" in place for place in places)
