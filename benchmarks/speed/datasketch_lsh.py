"""datasketch in its fastest documented way: read, shingle, sign, index; with --pairs also ask for the pairs.

    python -m benchmarks.speed.datasketch_lsh DOCS.jsonl ... [--pairs FILE]

One pass: each line is signed and inserted as it is read. What the documentation advises for speed is taken:
`MinHash.generator`, which starts every signature from a prepared one and hashes a document in one batch;
xxhash in place of SHA-1; an insertion session without the check for keys that are there already. What it
leaves to its user is done the quickest way found in plain Python: words from one `bytes.translate` and
`split`, shingles joined by `zip`, repeated shingles not looked for, since they do not change a minimum. The
signatures are kept only for the queries. The documentation has no way to spread this over processes.
"""

from __future__ import annotations

import argparse
import json
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import xxhash
from datasketch import MinHash, MinHashLSH

THRESHOLD = 0.5
NUM_PERM = 128
SHINGLE = 5

_LOWER = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
_BLANK = bytes.maketrans(string.punctuation.encode(), b" " * len(string.punctuation))
_TABLE = _LOWER.translate(_BLANK)


def shingles(text: str) -> list[bytes]:
    """Runs of five lower-case words, repeated ones as often as they come; a shorter text is one shingle."""
    words = text.encode().translate(_TABLE).split()
    if len(words) < SHINGLE:
        return [b" ".join(words)]
    return list(map(b" ".join, zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)))


def signatures(paths: list[Path], ids: list[str]) -> Iterator[MinHash]:
    """A signature for each line of the files; its id is appended to `ids` beforehand."""

    def documents() -> Iterator[list[bytes]]:
        for path in paths:
            with path.open("rb") as lines:
                for line in lines:
                    record = json.loads(line)
                    ids.append(record["id"])
                    yield shingles(record["text"])

    yield from MinHash.generator(
        documents(), num_perm=NUM_PERM, hashfunc=xxhash.xxh32_intdigest, scheme="affine32"
    )


def main() -> int:
    """Index the files, and write the candidate pairs where that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("docs", nargs="+", type=Path)
    parser.add_argument("--pairs", type=Path, metavar="FILE")
    options = parser.parse_args()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=NUM_PERM)
    ids: list[str] = []
    kept: list[MinHash] = []
    with index.insertion_session() as session:
        for place, signature in enumerate(signatures(options.docs, ids)):
            session.insert(place, signature, check_duplication=False)
            if options.pairs:
                kept.append(signature)
    if options.pairs:
        with options.pairs.open("w", encoding="utf-8") as file:
            for place, signature in enumerate(kept):
                for other in index.query(signature):
                    if other > place:
                        file.write(json.dumps([ids[place], ids[other]]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
