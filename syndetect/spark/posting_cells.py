"""Postings of one task to posting lists in cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from syndetect.kernels.join import ROW_BITS, posting_lists
from syndetect.kernels.words import U64
from syndetect.spark.cells import Row, keyed_cell
from syndetect.spill import MEMORY, Budget, SortedRuns

SLICE = 1 << 20
"""Numbers that a task looks at together."""


SHORT = 100
"""Is added to the kind of lists of no more members than asked, which are looked at once."""


def list_cells(postings: Iterable[tuple[int, U64]], places: int, most: int) -> Iterator[Row]:
    """The lists of two members or more of some postings by place, each with its kind and in one cell.

    Those of up to `most` members are apart.
    """
    runs: dict[int, SortedRuns] = {}
    budget = Budget(MEMORY)
    for kind, values in postings:
        runs.setdefault(kind, SortedRuns(1 << 64, ROW_BITS, budget)).append(values)
    every = np.arange(places)
    for kind, view in sorted(runs.items()):
        for number, part in enumerate(view.slices(SLICE)):
            lists = posting_lists(part, every)
            long = lists.sizes > most
            for shift, some in ((0, long), (SHORT, ~long)):
                if some.any():
                    yield kind + shift, number, keyed_cell(lists.where(some).packed(), ROW_BITS)
        view.close()
