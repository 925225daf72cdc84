"""Two documents to aligned passages: seeds, blocks of seeds, borders, passages a reader can check.

The shape is that of the text alignment task at PAN: seeding, extension, filtering (Potthast et al. 2013;
sentence seeds and recursive gap clustering after Sanchez-Perez, Sidorov and Gelbukh 2014). What differs:
exact runs of words are seeds beside sentences, borders are maximum-scoring segments over word weights, and
one fitted model decides whether a block is evidence or coincidence.
"""

from __future__ import annotations

import numpy as np

from syndetect.align.blocks import find_blocks
from syndetect.align.condensed import condensed_blocks
from syndetect.align.passages import passages_of
from syndetect.align.prepare import prepare
from syndetect.align.seeding import find_seeds
from syndetect.columns import Alignment, Prepared

__all__ = ["align", "prepare"]


def align(left: Prepared, right: Prepared) -> Alignment:
    """The passages that two documents share, sorted by their place on the left.

    Swapping the documents swaps the sides of the result and changes nothing else.
    """
    if _key(left) < _key(right):
        return _swapped(align(right, left))
    seeds = find_seeds(left, right)
    blocks = find_blocks(left, right, seeds)
    blocks = condensed_blocks(left, right, blocks)
    return passages_of(left, right, blocks)


def _key(side: Prepared) -> tuple[int, bytes]:
    # Steps that must take one side first take the longer document, so the order of the arguments is no input.
    return len(side), side.tokens.hashes.tobytes()


def _swapped(found: Alignment) -> Alignment:
    from dataclasses import replace

    order = np.lexsort((found.boxes[:, 0], found.boxes[:, 2]))
    return Alignment(
        passages=tuple(
            replace(found.passages[k], left=found.passages[k].right, right=found.passages[k].left)
            for k in order
        ),
        boxes=found.boxes[order][:, [2, 3, 0, 1]],
        runs=_ordered(found.runs[:, [1, 0, 2]]),
        links=_ordered(found.links[:, [1, 0]]),
    )


def _ordered(rows: np.ndarray) -> np.ndarray:
    return rows[np.lexsort((rows[:, 1], rows[:, 0]))]
