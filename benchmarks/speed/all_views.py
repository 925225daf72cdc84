"""All views together: from a file to every candidate pair that a scan would align.

    python -m benchmarks.speed.all_views DOCS.jsonl --pairs FILE [--max-bytes N] [--memory N]

What `syndetect scan` does before it aligns anything, its postings and its memory limit included.
"""

from __future__ import annotations

import sys

from benchmarks.speed.peers.shingling import arguments, write_pairs
from syndetect.kernels.allocation import keep_freed_memory
from syndetect.model import Document
from syndetect.pipeline import candidate_pairs, read
from syndetect.settings import Settings
from syndetect.spill import MEMORY


def main() -> int:
    """Write the candidate pairs of a file."""
    parser = arguments(__doc__)
    parser.add_argument("--max-bytes", type=int, metavar="N", help="of an article")
    parser.add_argument("--memory", type=int, default=MEMORY, metavar="N", help="bytes of texts and postings")
    options = parser.parse_args()
    keep_freed_memory()
    settings = Settings(max_bytes=options.max_bytes) if options.max_bytes else Settings()
    documents = (item for item in read(options.docs, settings=settings) if isinstance(item, Document))
    ids, places = candidate_pairs(documents, settings, options.memory)
    write_pairs(options.pairs, ids, map(tuple, places.tolist()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
