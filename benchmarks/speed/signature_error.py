"""How far estimates from signatures lie from the truth, for three ways to make them, at one length.

    python -m benchmarks.speed.signature_error DOCS.jsonl TRUTH.jsonl [--hashes 128] [--seeds 3]

The planted pairs of a generated corpus have an exact resemblance of word 5-grams. Each scheme signs the same
sets of shingles: one-permutation and affine32 by the package's kernels, and datasketch by its own code. The
error is the root of the mean square over pairs and seeds; beside it stands what theory gives classic MinHash,
the root of the mean of s (1 - s) / hashes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.speed import found
from benchmarks.speed.peers.shingling import quick
from syndetect.kernels.minhash import U32, one_permutation, resemblance
from syndetect.kernels.minhash import signatures as affine32
from syndetect.kernels.shingles import shingles
from syndetect.kernels.words import words

SIZE = 5
THEORY = "theory of classic MinHash"
Scheme = Callable[[Sequence[str], int, int], U32]


def by_one_permutation(texts: Sequence[str], hashes: int, seed: int) -> U32:
    """Ours: one hash a shingle."""
    batch = words(texts)
    return one_permutation(*shingles(batch.hashes, batch.firsts, SIZE), hashes, seed)


def by_affine32(texts: Sequence[str], hashes: int, seed: int) -> U32:
    """Ours, in datasketch's scheme."""
    batch = words(texts)
    return affine32(*shingles(batch.hashes, batch.firsts, SIZE), hashes, seed)


def by_datasketch(texts: Sequence[str], hashes: int, seed: int) -> U32:
    """The library's own, in its default scheme and with its default hash of a shingle."""
    from datasketch import MinHash

    made = MinHash.generator(map(quick, texts), num_perm=hashes, seed=seed, scheme="affine32")
    return np.stack([signature.hashvalues for signature in made]).astype(np.uint32)


SCHEMES: dict[str, Scheme] = {
    "one-permutation": by_one_permutation,
    "affine32": by_affine32,
    "datasketch": by_datasketch,
}


def texts_of(docs: Path, wanted: set[str]) -> dict[str, str]:
    """The texts of some articles by id."""
    with docs.open("rb") as lines:
        records = (json.loads(line) for line in lines)
        return {record["id"]: record["text"] for record in records if record["id"] in wanted}


def errors(docs: Path, truth: Path, hashes: int, seeds: int) -> dict[str, float]:
    """The error of each scheme over the planted pairs, and that of theory."""
    planted = [item for item in found.read_truth(truth) if 0 < item.resemblance < 1]
    texts = texts_of(docs, {id for item in planted for id in item.pair})
    row = {id: place for place, id in enumerate(texts)}
    left = np.array([row[item.pair[0]] for item in planted])
    right = np.array([row[item.pair[1]] for item in planted])
    exact = np.array([item.resemblance for item in planted])
    out = {}
    for name, scheme in SCHEMES.items():
        signed = (scheme(list(texts.values()), hashes, seed) for seed in range(1, seeds + 1))
        off = [resemblance(made, left, right) - exact for made in signed]
        out[name] = float(np.sqrt(np.mean(np.square(off))))
    out[THEORY] = float(np.sqrt(np.mean(exact * (1 - exact) / hashes)))
    return out


def table(measured: dict[str, float], hashes: int) -> list[str]:
    """Rows of Markdown."""
    lines = [f"| signatures of {hashes} | error of the estimate |", "|---|---:|"]
    return lines + [f"| {name} | {error:.4f} |" for name, error in measured.items()]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("docs", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--hashes", type=int, default=128)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    measured = errors(options.docs, options.truth, options.hashes, options.seeds)
    print(*table(measured, options.hashes), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
