"""Making foreign strings safe to put into a message or a report."""

from __future__ import annotations

import re
from typing import Any

_SURROGATES = re.compile("[\ud800-\udfff]")
_STEERING = re.compile("[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def shown(value: str, limit: int = 80) -> str:
    """`value` for use inside a reason: nothing in it can steer a terminal, and it is cut to `limit`."""
    cut = value if len(value) <= limit else value[: limit - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape", "backslashreplace").decode("ascii")
        for sign in cut
    )


def valid_name(name: str) -> str:
    r"""A file name for ids and reports: line breaks, control characters and bidirectional marks are escaped.

    Bytes that no encoding explained become ``\xNN``.
    """
    if name.isprintable():
        return name
    try:
        name.encode()
    except UnicodeEncodeError:
        name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), name)


def without_surrogates(value: Any) -> Any:
    """A JSON value whose halves of surrogate pairs became U+FFFD: offsets stay, and UTF-8 can hold it."""
    if isinstance(value, str):
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {without_surrogates(key): without_surrogates(item) for key, item in value.items()}
    return value


_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")


def without_controls(text: str) -> str:
    """`text` with a space for every control sign but tabs and line ends: offsets stay."""
    # Bytes without some of them are had in a fraction of the time in which a text is searched for these.
    data = text.encode("utf-8", "surrogatepass")
    return text if len(data.translate(None, _CONTROLS)) == len(data) else _CONTROL.sub(" ", text)


def escapes_surrogates(source: str) -> bool:
    """Whether JSON escapes a surrogate: a quick look that spares most values the walk through them."""
    return "\\ud" in source or "\\uD" in source
