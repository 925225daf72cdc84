"""What every worker needs, read before any of them starts: each begins as a copy of the process that has it.

Importing this does the work. The copies share its pages of memory for as long as nobody writes there.
"""

from __future__ import annotations

import gc
import time

from syndetect.faults import attempted

_WIRE = """OSTLEY, March 3 (Reuters) - The night ferry turned back 20 minutes after it had left the harbour of
Ostley, because water had reached the engines, the company said on Monday.

“Nobody was hurt,” said Ruth Hallam, who runs the port. The Ostley Gazette reported that 140 were aboard.
"""
_TAKER = """By our own reporter

The night ferry turned back 25 minutes after it had left the harbour of Ostley, because water had reached its
engines, the company said on Tuesday, according to Reuters.

“Nobody was hurt,” Hallam told the Gazette. Media reports spoke of 140 people aboard.
"""


def _warmed() -> None:
    """Compare two articles of our own, which reads the tables and builds the expressions of English ones."""
    from syndetect.pipeline import compare

    sides = [
        {"id": name, "text": text, "outlet": name, "published": "2024-03-04"}
        for name, text in (("wire", _WIRE), ("paper", _TAKER))
    ]
    compare(*sides)


with attempted():
    _warmed()
# Nothing of this is ever given back, and a look for cycles among it would write to all of its pages.
gc.collect()
gc.freeze()
SPENT = time.process_time()
"""Processor seconds of this process until now, which its copies do not count as theirs."""
