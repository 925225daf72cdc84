"""datasketch in its fastest documented way: read, shingle, sign, index; with --pairs also ask for the pairs.

    python -m benchmarks.speed.datasketch_lsh DOCS.jsonl ... [--shingles quick|documented] [--pairs FILE]

One pass: each line is signed and inserted as it is read. What the documentation advises for speed is taken:
`MinHash.generator`, which starts every signature from a prepared one and hashes a document in one batch;
xxhash in place of SHA-1; an insertion session without the check for keys that are there already. Shingling is
left to the user. The documentation makes a set of strings and encodes each; `quick` is faster plain Python:
words from one `bytes.translate` and `split`, joined by `zip`, repeated shingles not looked for, since they do
not change a minimum. The signatures are kept only for the queries. The documentation has no way to spread
this over processes.
"""

from __future__ import annotations

import argparse
import json
import re
import string
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import xxhash
from datasketch import MinHash, MinHashLSH

THRESHOLD = 0.5
NUM_PERM = 128
SHINGLE = 5

_WORD = re.compile(r"\w+")
_LOWER = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
_BLANK = bytes.maketrans(string.punctuation.encode(), b" " * len(string.punctuation))
_TABLE = _LOWER.translate(_BLANK)


def documented(text: str) -> list[bytes]:
    """The set of runs of five lower-case words, made as strings and encoded one by one."""
    words = _WORD.findall(text.lower())
    runs = {" ".join(words[begin : begin + SHINGLE]) for begin in range(max(1, len(words) - SHINGLE + 1))}
    return [run.encode("utf8") for run in runs]


def quick(text: str) -> list[bytes]:
    """Runs of five lower-case words, repeated ones as often as they come; a shorter text is one shingle."""
    words = text.encode().translate(_TABLE).split()
    if len(words) < SHINGLE:
        return [b" ".join(words)]
    return list(map(b" ".join, zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)))


Shingler = Callable[[str], list[bytes]]
SHINGLERS: dict[str, Shingler] = {"quick": quick, "documented": documented}


def signatures(paths: list[Path], shingles: Shingler, ids: list[str]) -> Iterator[MinHash]:
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
    parser.add_argument("--shingles", choices=tuple(SHINGLERS), default="quick")
    parser.add_argument("--pairs", type=Path, metavar="FILE")
    options = parser.parse_args()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=NUM_PERM)
    ids: list[str] = []
    kept: list[MinHash] = []
    with index.insertion_session() as session:
        for place, signature in enumerate(signatures(options.docs, SHINGLERS[options.shingles], ids)):
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
