"""Plain values -> JSON text that is always valid UTF-8, with line breaks and controls escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

# Legal inside JSON strings, but line ends in JavaScript before 2019 and in Python's str.splitlines; controls,
# and marks that change the direction of the text around them.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_SPLIT_PAIR = re.compile("[\ud800-\udbff](?=[\udc00-\udfff])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: Any) -> str:
    """`value` on one line of JSON, keys in their order; raises ValueError for a number that is not finite."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": ")))


def quick_dumps(value: Any) -> str:
    """The same as `dumps` but several times faster, for a record whose figures are known to be finite.

    A figure below 0.0001 or from 10^16 on can be spelt differently; no record of a report has one.
    """
    try:
        text = msgspec.json.format(_ENCODER.encode(value), indent=0).decode()
    except (TypeError, ValueError, OverflowError, RecursionError, msgspec.MsgspecError):
        # A lone surrogate, or a number in front matter that does not fit into 64 bits.
        return dumps(value)
    return escaped(text)


_ENCODER = msgspec.json.Encoder()


def escaped(text: str) -> str:
    r"""JSON text whose controls, line ends, direction marks and lone surrogates are written as ``\uXXXX``."""
    if text.isascii():
        return text.replace("\x7f", "\\u007f")
    text = _STEERING.sub(_escape, text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _without_surrogates(text)
    return text


def pieces(value: Mapping[str, Any]) -> Iterator[str]:
    """`value` as JSON in pieces: a line for each key, and one for each item of a list or iterator under it.

    Figures in those items have to be finite.
    """
    opening = "{\n"
    for key, item in value.items():
        yield f"{opening}{dumps(key)}: "
        if isinstance(item, list | Iterator):
            yield from _lines(item)
        else:
            yield dumps(item)
        opening = ",\n"
    yield "\n}\n"


def _lines(items: Iterable[Any]) -> Iterator[str]:
    before, end = "[\n", "[]"
    for item in items:
        yield f"{before}{quick_dumps(item)}"
        before, end = ",\n", "\n]"
    yield end


def _without_surrogates(text: str) -> str:
    # A single half of a pair stays as an escape, so that a file's name survives. Two halves together would be
    # read as one character and move every offset after them, so the first becomes a replacement character.
    text = _SPLIT_PAIR.sub("\ufffd", text)
    return _SURROGATE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
