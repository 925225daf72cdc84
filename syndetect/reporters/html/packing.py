"""Values -> compressed text for the page's data elements, in chunks: a page unpacks only what it shows."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from syndetect.records import dumps

_Item = TypeVar("_Item")


def packed(value: Any) -> str:
    """`value` as JSON, compressed (zlib), in base64: no character of it has a meaning in HTML."""
    return base64.b64encode(zlib.compress(dumps(value).encode("utf-8"), 9)).decode("ascii")


def chunks(
    name: str, items: Sequence[_Item], size: int, record: Callable[[_Item], Any]
) -> Iterator[tuple[str, str]]:
    """Ids of data elements (`name-0`, `name-1` ...) and their packed lists of at most `size` records."""
    for begin in range(0, len(items), size):
        yield f"{name}-{begin // size}", packed([record(item) for item in items[begin : begin + size]])
