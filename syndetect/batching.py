"""Things in batches of about one size, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def batched(items: Iterable[T], limit: int, size: Callable[[T], int] | None = None) -> Iterator[list[T]]:
    """Runs of items, in order, each closed by the item with which its sizes add up to `limit`.

    Without `size` each item counts as one. No batch is empty, and only the last may stay below the limit.
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
