"""rensa (Rust): signatures in batches, a banded index, and the candidates of every article.

    python -m benchmarks.speed.peers.rensa_lsh DOCS.jsonl --pairs FILE [--shingles quick|documented]
        [--flags FILE]

R-MinHash signatures of 128 places by `from_token_sets`, a thousand articles a time, `insert_many` and
`query_all`: the way in batches that gives pairs. 32 bands of 4 rows, of the counts that divide 128 the one
whose threshold is nearest to .5. The library's quickest pipeline (`rho`) samples shingles and says of each
article only whether it has a near-duplicate, not which; --flags runs that one, and no pairs are written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rensa import RMinHash, RMinHashLSH

from benchmarks.speed.peers.shingling import SHINGLERS, arguments, articles, write_pairs

THRESHOLD = 0.5
NUM_PERM = 128
BANDS = 32
SEED = 42
BATCH = 1000


def main() -> int:
    """Index the file and write its candidate pairs, or the ids of what has a near-duplicate."""
    parser = arguments(__doc__)
    parser.add_argument("--shingles", choices=tuple(SHINGLERS), default="quick")
    parser.add_argument("--flags", action="store_true", help="the rho pipeline; writes ids, not pairs")
    options = parser.parse_args()
    shingles = SHINGLERS[options.shingles]
    ids: list[str] = []

    def batches() -> Iterator[list[list[bytes]]]:
        batch: list[list[bytes]] = []
        for id, text in articles(options.docs):
            ids.append(id)
            batch.append(shingles(text))
            if len(batch) == BATCH:
                yield batch
                batch = []
        yield batch

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=NUM_PERM, num_bands=BANDS)
    if options.flags:
        sets = (document for batch in batches() for document in batch)
        matrix = RMinHash.digest_matrix_from_token_sets_rho(sets, num_perm=NUM_PERM, seed=SEED)
        flags = index.query_duplicate_flags_matrix_one_shot(matrix)
        flagged = [id for id, flag in zip(ids, flags, strict=True) if flag]
        options.pairs.write_text("\n".join(flagged), encoding="utf-8")
        return 0
    signatures = []
    for batch in batches():
        signatures += RMinHash.from_token_sets(batch, num_perm=NUM_PERM, seed=SEED)
    index.insert_many(signatures)
    found = index.query_all(signatures)
    write_pairs(options.pairs, ids, ((place, other) for place, some in enumerate(found) for other in some))
    return 0


if __name__ == "__main__":
    sys.exit(main())
