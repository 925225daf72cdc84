"""datasketch in its fastest documented way: read, shingle, sign, index; with --pairs ask for the pairs too.

    python -m benchmarks.speed.peers.datasketch_lsh DOCS.jsonl ... [--pairs FILE]
        [--shingles quick|documented] [--single]

One pass: each line is signed and inserted as it is read. What the documentation advises for speed is taken:
`MinHash.generator`, which starts every signature from a prepared one and hashes a document in one batch;
xxhash in place of SHA-1; an insertion session without the check for keys that are there already. Shingling is
left to the user. The documentation makes a set of strings and encodes each; `quick` is faster plain Python.
With --single the first example of the documentation is followed: `update` for each shingle, SHA-1, `insert`.
The signatures are kept only for the queries. The documentation has no way to spread this over processes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import xxhash
from datasketch import MinHash, MinHashLSH

from benchmarks.speed.peers.shingling import SHINGLERS, Shingler, articles, write_pairs

THRESHOLD = 0.5
NUM_PERM = 128


def signatures(paths: list[Path], shingles: Shingler, ids: list[str]) -> Iterator[MinHash]:
    """A signature for each line of the files; its id is appended to `ids` beforehand."""

    def documents() -> Iterator[list[bytes]]:
        for path in paths:
            for id, text in articles(path):
                ids.append(id)
                yield shingles(text)

    yield from MinHash.generator(
        documents(), num_perm=NUM_PERM, hashfunc=xxhash.xxh32_intdigest, scheme="affine32"
    )


def one_by_one(paths: list[Path], shingles: Shingler, ids: list[str]) -> Iterator[MinHash]:
    """The same as the documentation's first example has it."""
    for path in paths:
        for id, text in articles(path):
            ids.append(id)
            signature = MinHash(num_perm=NUM_PERM)
            for shingle in shingles(text):
                signature.update(shingle)
            yield signature


def main() -> int:
    """Index the files, and write the candidate pairs where that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("docs", nargs="+", type=Path)
    parser.add_argument("--shingles", choices=tuple(SHINGLERS), default="quick")
    parser.add_argument("--single", action="store_true", help="one update a shingle, as first documented")
    parser.add_argument("--pairs", type=Path, metavar="FILE")
    options = parser.parse_args()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=NUM_PERM)
    ids: list[str] = []
    kept: list[MinHash] = []
    way = one_by_one if options.single else signatures
    with index.insertion_session() as session:
        for place, signature in enumerate(way(options.docs, SHINGLERS[options.shingles], ids)):
            session.insert(place, signature, check_duplication=options.single)
            if options.pairs:
                kept.append(signature)
    if options.pairs:
        found = ((place, other) for place, signature in enumerate(kept) for other in index.query(signature))
        write_pairs(options.pairs, ids, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
