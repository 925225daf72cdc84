"""Items in batches of about equal size, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def batched(items: Iterable[T], limit: int, size: Callable[[T], int] | None = None) -> Iterator[list[T]]:
    """Lists of items, in order; a list ends with the item with which its sizes add up to `limit` or more.

    `size` returns the size of an item, in the unit of `limit`; without it each item counts as one. No batch
    is empty, and only the last one can be below the limit.
    """
    batch: list[T] = []
    total = 0
    for item in items:
        batch.append(item)
        total += 1 if size is None else size(item)
        if total >= limit:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch
