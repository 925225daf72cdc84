"""The whole-text view alone, which is what peers do: read, words, shingles, signatures, bands, verified.

    python -m benchmarks.speed.whole_text DOCS.jsonl --pairs FILE

The package's own reader, kernels and band search, with its default settings: 126 hashes, and the bands that
find .99 of the pairs at a resemblance of .3. A pair is given when the estimate from its signatures is no more
than 2.5 standard errors below that. One thread reads while another signs, as in a scan; by-lines are not
looked for, as no peer does.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from benchmarks.speed.peers.shingling import arguments, write_pairs
from syndetect import plugins
from syndetect.candidates.bands import near_copies
from syndetect.columns import Fingerprints, WordCounts
from syndetect.kernels.allocation import keep_freed_memory
from syndetect.kernels.minhash import U16, low_halves, one_permutation
from syndetect.kernels.shingles import shingles
from syndetect.kernels.words import words
from syndetect.model import Document
from syndetect.settings import Settings
from syndetect.spill import Budget, SortedRuns
from syndetect.views import RARE_VIEWS

BATCH = 500_000
"""Characters signed at once."""


def batches(path: Path, ids: list[str]) -> Iterator[list[str]]:
    """The texts of a file, some at a time; their ids are appended to `ids`."""
    batch: list[str] = []
    size = 0
    read = plugins.load_input("articles")
    for item in read(path, settings=Settings(), fields={}, exclude=(), stdin=None):
        if isinstance(item, Document):
            ids.append(item.id)
            batch.append(item.text)
            size += len(item.text)
            if size >= BATCH:
                yield batch
                batch, size = [], 0
    yield batch


def signed(texts: list[str], settings: Settings) -> U16:
    """The signature of each text: uint16 (texts, num_perm)."""
    found = words(texts)
    whole, starts = shingles(found.hashes, found.firsts, settings.shingle_words)
    return low_halves(one_permutation(whole, starts, settings.num_perm, settings.seed))


def side_by_side(parts: Iterable[list[str]], settings: Settings) -> Iterator[U16]:
    """Signatures of one batch while the next is read."""
    waiting: deque[Future[U16]] = deque()
    with ThreadPoolExecutor(1) as pool:
        for part in parts:
            waiting.append(pool.submit(signed, part, settings))
            if len(waiting) > 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def searchable(signatures: U16) -> Fingerprints:
    """Signatures in the form that the search takes, with nothing for the other views."""
    rows = len(signatures)
    none = SortedRuns(1, 0, Budget(0))
    return Fingerprints(
        order=np.arange(rows),
        words=np.zeros(rows, np.int64),
        digests=np.zeros(rows, np.uint64),
        published=np.full(rows, np.nan),
        outlets=np.full(rows, -1),
        signatures=signatures,
        views=(none,) * len(RARE_VIEWS),
        vocabulary=WordCounts(np.empty(0, np.uint64), np.empty(0, np.int64), 0),
    )


def main() -> int:
    """Write the near-copies of a file."""
    options = arguments(__doc__).parse_args()
    keep_freed_memory()
    settings = Settings()
    ids: list[str] = []
    signatures = np.concatenate(list(side_by_side(batches(options.docs, ids), settings)))
    near = near_copies(searchable(signatures), np.ones(len(ids), np.bool_), settings)
    write_pairs(options.pairs, ids, zip(near.left.tolist(), near.right.tolist(), strict=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
