"""Plain values -> JSON text that always encodes as UTF-8 and neither breaks a line nor steers a screen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

# Legal inside JSON strings, but line ends to JavaScript before 2019 and to Python's str.splitlines; controls,
# and marks that turn the direction of what is shown around them.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_SPLIT_PAIR = re.compile("[\ud800-\udbff](?=[\udc00-\udfff])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: Any) -> str:
    """`value` on one line of JSON, keys as they come; ValueError for a number that is not finite."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": ")))


def quick_dumps(value: Any) -> str:
    """The same several times as quickly, of a record whose figures are known to be finite.

    A figure below 0.0001 or from 10^16 on, which no record of ours has, may be spelt otherwise.
    """
    try:
        text = msgspec.json.format(_ENCODER.encode(value), indent=0).decode()
    except (TypeError, ValueError, OverflowError, RecursionError, msgspec.MsgspecError):
        # A lone surrogate, or a number of an editor's that has no 64 bits.
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
    # Half a pair is kept as an escape, so that a file's name survives. Two halves together would come back
    # as one character and move every offset behind them, so the first becomes a replacement character.
    text = _SPLIT_PAIR.sub("\ufffd", text)
    return _SURROGATE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
