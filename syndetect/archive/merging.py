"""Several segments made one, without what counts no more: nothing is fingerprinted again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from syndetect.archive.dictionaries import made_of, number_of
from syndetect.archive.kept import Kept
from syndetect.archive.manifest import ROW_BITS
from syndetect.archive.segments import COLUMNS, POSTED, Columns, write_segment
from syndetect.archive.stored_articles import packer, plain
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
        first = index.segments[numbers[0]].columns.of(name)
        column = np.empty((len(keys), *first.shape[1:]), first.dtype)
        for number in numbers:
            column[of == number] = index.segments[number].columns.of(name)[at[of == number]]
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
    # A dictionary has words of articles that are gone: what is left of theirs is packed anew.
    live = dict(zip(*(part.tolist() for part in np.unique(of, return_counts=True)), strict=True))
    gone = [
        one for one in numbers if live.get(one, 0) < index.segments[one].rows and index.dictionaries([one])
    ]
    dictionaries = index.dictionaries(set(numbers).difference(gone))
    again = places[np.isin(of, gone)]
    taken = map(number_of, index.dictionaries(index.segments))
    own = made_of(
        len(again),
        int(index.sizes()[again].sum()),
        lambda at: plain(index.document(int(again[at]))),
        taken,
    )
    pack = packer(own)
    records = (
        pack(index.document(place)) if number in gone else index.record(place)
        for place, number in zip(places.tolist(), of.tolist(), strict=True)
    )
    dictionaries += [own] if own else []
    return write_segment(folder, Columns(**columns), views, records, banded, dictionaries), keys
