"""The encoding that the user gave for an input, for all or by pattern."""

from __future__ import annotations

from functools import lru_cache

from syndetect.charsets import codec_of
from syndetect.readers import patterns
from syndetect.settings import Settings, encodings


def given(id: str, settings: Settings) -> str | None:
    """The codec that `settings` name for the input of that id, None where the bytes decide.

    Patterns are those of .gitignore, compared with the id and with what follows each ``/`` of it; the last
    one that matches counts.
    """
    return _given(settings.encoding, id) if settings.encoding else None


@lru_cache(maxsize=1024)
def _given(name: str, id: str) -> str | None:
    steps = id.split("/")
    tails = ["/".join(steps[at:]) for at in range(len(steps))]
    found = None
    for test, codec in _tests(name):
        if test is None or any(map(test, tails)):
            found = codec
    return found


@lru_cache(maxsize=8)
def _tests(name: str) -> tuple[tuple[patterns.Test | None, str | None], ...]:
    return tuple(
        (patterns.matcher([pattern]) if pattern else None, codec_of(label))
        for pattern, label in encodings(name)
    )
