"""datasketch's MinHashLSH over the same signatures: the whole-text view alone, for comparison and audit."""

from __future__ import annotations

import numpy as np

from syndetect.candidates import bands_and_rows
from syndetect.columns import Fingerprints
from syndetect.kernels.minhash import NOTHING, permutations
from syndetect.kernels.words import I64
from syndetect.settings import Settings
from syndetect.spill import Budget


def candidates(fingerprints: Fingerprints, settings: Settings, budget: Budget) -> I64:  # noqa: ARG001
    """Candidate pairs of places, int64 (pairs, 2): documents that datasketch finds in a common bucket."""
    from datasketch import MinHash, MinHashLSH

    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    index = MinHashLSH(num_perm=settings.num_perm, params=(bands, rows))
    order = np.array(permutations(settings.num_perm, settings.seed))
    pairs: set[tuple[int, int]] = set()
    for place, row in enumerate(fingerprints.order.tolist()):
        signature = fingerprints.signatures[row]
        if (signature == NOTHING).all():
            continue
        sketch = MinHash(
            num_perm=settings.num_perm,
            seed=settings.seed,
            scheme="affine32",
            hashvalues=signature,
            permutations=order,
        )
        pairs.update((int(other), place) for other in index.query(sketch))
        index.insert(place, sketch)
    return np.array(sorted(pairs), np.int64).reshape(len(pairs), 2)
