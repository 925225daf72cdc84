"""Documents to fingerprints: a MinHash signature of the whole text, and postings of what is rare in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import xxhash

from syndetect.columns import Fingerprints, WordCounts
from syndetect.kernels.join import postings
from syndetect.kernels.minhash import signatures
from syndetect.kernels.shingles import neighbours, owners, shingles
from syndetect.kernels.text import U64, words
from syndetect.lexicon import function_words
from syndetect.settings import Settings

RARE_SHARE = 2.0**-17
"""Of a corpus's words, the share below which one is too rare for its count to say more than its language."""

CONTENT_WINDOW = 3
"""Content words apart that still make a pair of the content view."""


def fingerprint(texts: Sequence[str], first_row: int, settings: Settings) -> Fingerprints:
    """Fingerprints of a batch of texts whose rows in the corpus start at `first_row`."""
    batch = words(texts)
    counts = np.diff(batch.firsts)
    whole, starts = shingles(batch.hashes, batch.firsts, settings.shingle_words)
    rare, rare_starts = shingles(batch.hashes, batch.firsts, settings.rare_words)
    common, _ = function_words()
    places = np.minimum(np.searchsorted(common, batch.hashes), len(common) - 1)
    telling = (common[places] != batch.hashes) & (batch.ends - batch.begins > 2)
    content, content_rows = neighbours(batch.stems[telling], owners(batch.firsts)[telling], CONTENT_WINDOW)
    return Fingerprints(
        words=counts,
        digests=np.array(
            [
                xxhash.xxh3_64_intdigest(batch.hashes[low:high].tobytes())
                for low, high in zip(batch.firsts[:-1].tolist(), batch.firsts[1:].tolist(), strict=True)
            ],
            np.uint64,
        ),
        signatures=signatures(whole, starts, settings.num_perm, settings.seed),
        rare=postings(rare, owners(rare_starts) + first_row),
        content=postings(content, content_rows + first_row),
        vocabulary=_counted(batch.hashes),
    )


def joined(parts: Sequence[Fingerprints], settings: Settings) -> Fingerprints:
    """The fingerprints of consecutive batches as those of one corpus."""
    empty = np.empty(0, np.uint64)
    return Fingerprints(
        words=np.concatenate([np.empty(0, np.int64), *(part.words for part in parts)]),
        digests=np.concatenate([empty, *(part.digests for part in parts)]),
        signatures=np.concatenate(
            [np.empty((0, settings.num_perm), np.uint32), *(part.signatures for part in parts)]
        ),
        rare=np.concatenate([empty, *(part.rare for part in parts)]),
        content=np.concatenate([empty, *(part.content for part in parts)]),
        vocabulary=_merged([part.vocabulary for part in parts]),
    )


def _counted(hashes: U64) -> WordCounts:
    distinct, counts = np.unique(hashes, return_counts=True)
    return WordCounts(distinct, counts, len(hashes))


def _merged(parts: Sequence[WordCounts]) -> WordCounts:
    """The words of all parts together, less those too rare to matter."""
    total = sum(part.total for part in parts)
    if not total:
        return WordCounts(np.empty(0, np.uint64), np.empty(0, np.int64), 0)
    distinct, inverse = np.unique(np.concatenate([part.hashes for part in parts]), return_inverse=True)
    counts = np.bincount(inverse, np.concatenate([part.counts for part in parts])).astype(np.int64)
    common = counts >= max(2.0, total * RARE_SHARE)
    return WordCounts(distinct[common], counts[common], total)
