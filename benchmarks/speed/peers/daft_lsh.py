"""daft (Rust): reading, normalising, signing and grouping in its own engine on all cores.

    python -m benchmarks.speed.peers.daft_lsh DOCS.jsonl --pairs FILE [--hashed]

As in its guide to MinHash deduplication: `normalize`, `minhash` with xxhash, `chunk` into 25 bands of 5,
`explode`, `groupby` band number and band with the members as a list. The step after that, connected
components, is left out; the pairs of every group are written. --hashed groups by a hash of the band, which is
quicker than by the band and not in the guide.
"""

from __future__ import annotations

import os
import sys

# A bar of progress would be the only thing it writes.
os.environ.setdefault("DAFT_PROGRESS_BAR", "0")

import daft
from daft import col, lit
from daft.functions import chunk, minhash, normalize

from benchmarks.speed.peers.shingling import SHINGLE, arguments, within, write_pairs

BANDS, ROWS = 25, 5


def main() -> int:
    """Group the file's articles by band and write the pairs of every group."""
    parser = arguments(__doc__)
    parser.add_argument("--hashed", action="store_true")
    options = parser.parse_args()
    frame = daft.read_json(str(options.docs)).select("id", "text")
    text = normalize(col("text"), remove_punct=True, lowercase=True, white_space=True)
    signature = minhash(text, num_hashes=BANDS * ROWS, ngram_size=SHINGLE, hash_function="xxhash3_64")
    frame = frame.select(col("id"), chunk(signature, ROWS).alias("band"), lit(list(range(BANDS))).alias("n"))
    frame = frame.explode("band", "n")
    if options.hashed:
        frame = frame.select(col("id"), col("n"), col("band").hash().alias("band"))
    frame = frame.groupby("n", "band").agg(col("id").list_agg().alias("ids"))
    buckets = frame.where(col("ids").length() > 1).select("ids").to_pydict()["ids"]
    ids = sorted({id for bucket in buckets for id in bucket})
    place_of = {id: place for place, id in enumerate(ids)}
    write_pairs(options.pairs, ids, within([place_of[id] for id in bucket] for bucket in buckets))
    return 0


if __name__ == "__main__":
    sys.exit(main())
