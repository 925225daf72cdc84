"""B-cubed precision and recall of a clustering (Bagga and Baldwin 1998)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping


def bcubed(truth: Mapping[str, Hashable], given: Mapping[str, Hashable]) -> tuple[float, float]:
    """Mean precision and recall over the items of `truth`; both mappings name each item's cluster.

    An item that `given` lacks is a cluster of its own. With no items both are 1.
    """
    if not truth:
        return 1.0, 1.0
    placed = {item: (True, given[item]) if item in given else (False, item) for item in truth}
    true_size = Counter(truth.values())
    given_size = Counter(placed.values())
    both = Counter((truth[item], placed[item]) for item in truth)
    shared = [both[truth[item], placed[item]] for item in truth]
    precision = sum(n / given_size[placed[item]] for n, item in zip(shared, truth, strict=True))
    recall = sum(n / true_size[truth[item]] for n, item in zip(shared, truth, strict=True))
    return precision / len(truth), recall / len(truth)


def connected(items: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The connected group of every item, named by its smallest item."""
    parent = {item: item for item in items}

    def root(item: str) -> str:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in edges:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    return {item: root(item) for item in parent}
