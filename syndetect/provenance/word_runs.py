"""The runs of three words of a text, by which wording is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from syndetect.attribution.document_words import DocumentWords
from syndetect.kernels.hash_set import among
from syndetect.kernels.words import I32, U64, mix
from syndetect.model import Span

_RUN = 3


@dataclass(frozen=True, slots=True)
class Wordings:
    """Runs of three words of one text: their hashes, sorted and distinct, with where each first stands.

    `begins`, `ends`: int32, code points.
    """

    runs: U64
    begins: I32
    ends: I32

    def __len__(self) -> int:
        return len(self.runs)

    def shared(self, other: Wordings) -> int:
        """How many runs both texts have."""
        short, long = sorted((self.runs, other.runs), key=len)
        return int(np.count_nonzero(among(short, long)))


def runs_of(read: DocumentWords, without: Sequence[Span] = ()) -> Wordings:
    """The runs of a text's words, but for those that end inside stretches `without`."""
    found = _all_runs(read)
    for span in without:
        kept = (found.ends <= span.begin) | (found.begins >= span.end)
        found = Wordings(found.runs[kept], found.begins[kept], found.ends[kept])
    return found


# Those of a family are asked for by every tie of a text, and by its tree.
@lru_cache(maxsize=256)
def _all_runs(read: DocumentWords) -> Wordings:
    hashes, begins, ends = read.hashes, read.begins, read.ends
    size = max(0, len(hashes) - _RUN + 1)
    joined = hashes[:size].copy()
    for step in range(1, _RUN):
        joined = mix(joined) + hashes[step : size + step]
    values, first = np.unique(joined, return_index=True)
    return Wordings(values, begins[first], ends[first + _RUN - 1] if size else ends[:0])


def forget_runs() -> None:
    """Let go of the runs of texts, once nobody will ask again."""
    _all_runs.cache_clear()
