"""JSON values of a stream one after the other: those of a list, or those that merely follow each other."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import IO, Any

from syndetect.errors import InputError, LimitError
from syndetect.nesting import json_deeper
from syndetect.readers.bounded_lines import utf8_chunks
from syndetect.readers.decode import SAMPLE, decode, looks_binary
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.printable import without_surrogates
from syndetect.settings import Settings

MAX_DEPTH = 64
"""Levels of nesting; deeper values could be read here and then fail in whoever writes the report."""

_LEAST = 1 << 20
_SPACE = re.compile(r"[\s,]*")
_BLANK = re.compile(r"\s*")
_NAME = re.compile(r"^\s*(?:(?:var |let |const )?[\w.$]{1,60}\s*=\s*|[\w.$]{1,60}\()")


def _finite(literal: str) -> float | str:
    value = float(literal)
    return value if math.isfinite(value) else literal


_DECODER = json.JSONDecoder(parse_constant=str, parse_float=_finite, strict=False)


class _Window:
    """The part of a stream's text that is being looked at; it grows on demand and forgets what was read."""

    def __init__(self, file: IO[bytes], codec: str | None) -> None:
        self._chunks = utf8_chunks(file, codec)
        self._waiting = b""
        self.text = ""
        self.place = 0
        self.ended = False

    def grow(self, size: int) -> None:
        """Read on until at least `size` more bytes are there, or the stream has ended."""
        self.text = self.text[self.place :]
        self.place = 0
        pieces = [self._waiting]
        while size > 0:
            chunk = next(self._chunks, None)
            if chunk is None:
                self.ended = True
                break
            pieces.append(chunk)
            size -= len(chunk)
        data = b"".join(pieces)
        cut = len(data) if self.ended else _whole(data)
        self._waiting = data[cut:]
        self.text += _decoded(data[:cut])

    def skip(self, signs: re.Pattern[str]) -> str:
        """The next sign that `signs` does not pass over, empty at the end of the stream."""
        while True:
            match = signs.match(self.text, self.place)
            self.place = match.end() if match else self.place
            if self.place < len(self.text) or self.ended:
                return self.text[self.place : self.place + 1]
            self.grow(_LEAST)


def _whole(data: bytes) -> int:
    """Where the last whole character ends."""
    for back in range(1, min(4, len(data)) + 1):
        if data[-back] >= 0xC0:
            return len(data) - back
        if data[-back] < 0x80:
            break
    return len(data)


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return decode(data) or data.decode("utf-8", "replace")


def values(file: IO[bytes], settings: Settings, codec: str | None = None) -> Iterator[Any]:
    """The values of a JSON file: those of its outermost list, or all that follow each other.

    `codec` is the encoding where the user gave one. Raises InputError for what is no JSON, after what came
    before it, and LimitError for a value that is larger than an article may be.
    """
    window = _Window(file, codec)
    first = window.skip(_BLANK)
    if looks_binary(window.text[:SAMPLE].encode("utf-8", "replace")):
        raise InputError("looks binary, not text")
    if first == "":
        raise InputError("is empty")
    listed = first == "["
    if listed:
        window.place += 1
    elif first not in '{"' and (named := _NAME.match(window.text)):
        # A script that gives its value to a name, as some exports are.
        window.place = named.end()
    while (sign := window.skip(_SPACE)) and not (listed and sign == "]") and sign not in ");":
        yield _value(window, settings)
    if listed and not sign:
        raise InputError("is cut off: its list does not end; what came before was read")


def _value(window: _Window, settings: Settings) -> Any:
    size = _LEAST
    while True:
        try:
            value, end = _DECODER.raw_decode(window.text, window.place)
        except json.JSONDecodeError as error:
            if window.ended:
                # How deep a parser goes before it gives up depends on the Python.
                deep = json_deeper(window.text[window.place :], MAX_DEPTH)
                raise InputError(_TOO_DEEP if deep else _problem(error)) from None
        except RecursionError:
            raise InputError(_TOO_DEEP) from None
        except ValueError:
            raise InputError("holds a number of thousands of digits; write it as text") from None
        else:
            if end < len(window.text) or window.ended:
                break
        if len(window.text) - window.place > 4 * settings.max_bytes:
            raise LimitError(f"holds a value {over_limit(0, settings)}")
        window.grow(size)
        size *= 2
    if _depth_of(window.text, window.place, end) and _deeper(value, MAX_DEPTH):
        raise InputError(_TOO_DEEP)
    source, window.place = window.text[window.place : end], end
    return without_surrogates(value) if "\\ud" in source or "\\uD" in source else value


_TOO_DEEP = f"is nested more than {MAX_DEPTH} levels deep"


def _depth_of(text: str, begin: int, end: int) -> bool:
    # Counting is quick and spares nearly every value the walk through it.
    return text.count("{", begin, end) + text.count("[", begin, end) > MAX_DEPTH


def _deeper(value: Any, levels: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    items = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_deeper(item, levels - 1) for item in items)


def _problem(error: json.JSONDecodeError) -> str:
    rest = error.doc[error.pos :].strip()
    if not rest or error.msg.startswith("Unterminated"):
        return "is not valid JSON: it ends before its value does; what came before was read"
    return "is not valid JSON; what came before was read"
