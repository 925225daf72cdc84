"""Plain values -> JSON text that always encodes as UTF-8 and never breaks a line inside a string."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

# Legal inside JSON strings, but line ends to JavaScript before 2019 and to Python's str.splitlines.
_LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}
_SPLIT_PAIR = re.compile("[\ud800-\udbff](?=[\udc00-\udfff])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: Any) -> str:
    """`value` on one line of JSON, keys as they come; ValueError for a number that is not finite."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    for character, escape in _LINE_ENDS.items():
        text = text.replace(character, escape)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _without_surrogates(text)
    return text


def pieces(value: Mapping[str, Any]) -> Iterator[str]:
    """`value` as JSON in pieces: a line for each key, and one for each item of a list under it."""
    opening = "{\n"
    for key, item in value.items():
        yield f"{opening}{dumps(key)}: "
        if isinstance(item, list) and item:
            for number, entry in enumerate(item):
                yield f"{',' if number else '['}\n{dumps(entry)}"
            yield "\n]"
        else:
            yield dumps(item)
        opening = ",\n"
    yield "\n}\n"


def _without_surrogates(text: str) -> str:
    # Half a pair is kept as an escape, so that a file's name survives. Two halves together would come back
    # as one character and move every offset behind them, so the first becomes a replacement character.
    text = _SPLIT_PAIR.sub("\ufffd", text)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
