"""gaoya (Rust): an index of strings, filled and asked in bulk on all cores.

    python -m benchmarks.speed.peers.gaoya_lsh DOCS.jsonl --pairs FILE

Its own analyser (words, lower case, runs of five) works in Rust. 42 bands of 3 hashes, its default, threshold
.5: what `par_bulk_query` gives has been compared by signature. The container for few near-duplicates, which
its documentation calls the quicker one.
"""

from __future__ import annotations

import sys

from gaoya.minhash import MinHashStringIndex

from benchmarks.speed.peers.shingling import SHINGLE, arguments, articles, write_pairs


def main() -> int:
    """Index the file and write its pairs."""
    options = arguments(__doc__).parse_args()
    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.5,
        num_bands=42,
        band_size=3,
        analyzer="word",
        lowercase=True,
        ngram_range=(SHINGLE, SHINGLE),
        id_container="smallvec",
    )
    ids, texts = map(list, zip(*articles(options.docs), strict=True))
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    found = index.par_bulk_query(texts)
    write_pairs(options.pairs, ids, ((place, other) for place, some in enumerate(found) for other in some))
    return 0


if __name__ == "__main__":
    sys.exit(main())
