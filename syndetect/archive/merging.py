"""Several segments made one, without what counts no more: nothing is fingerprinted or packed again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from syndetect.archive.kept import Kept
from syndetect.archive.manifest import ROW_BITS
from syndetect.archive.segments import COLUMNS, POSTED, Columns, write_segment
from syndetect.archive.together import MergedPostings
from syndetect.kernels.words import I64

_SLICE = 1 << 20


def joined(folder: Path, index: Kept, numbers: Sequence[int], banded: tuple[int, int]) -> tuple[str, I64]:
    """Write one segment of what counts in some; the name of its file, and the key that each row had.

    `banded`: bands and rows of a band.
    """
    all_keys = index.state.keys
    places = np.flatnonzero(np.isin(all_keys >> ROW_BITS, numbers))
    keys = all_keys[places]
    of, at = keys >> ROW_BITS, keys & ((1 << ROW_BITS) - 1)
    columns = {}
    for name in COLUMNS:
        first = getattr(index.segments[numbers[0]].columns, name)
        column = np.empty((len(keys), *first.shape[1:]), first.dtype)
        for number in numbers:
            column[of == number] = getattr(index.segments[number].columns, name)[at[of == number]]
        columns[name] = column
    rows = {}
    for number in numbers:
        rows[number] = np.full(index.segments[number].rows, -1, np.int64)
        rows[number][at[of == number]] = np.flatnonzero(of == number)
    views = [
        MergedPostings(
            [index.segments[one].view(view) for one in numbers], [rows[one] for one in numbers]
        ).slices(_SLICE)
        for view in range(len(POSTED))
    ]
    records = (index.record(place) for place in places.tolist())
    return write_segment(folder, Columns(**columns), views, records, banded), keys
