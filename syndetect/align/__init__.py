"""Two documents to aligned passages: seeds, blocks of seeds, borders, passages a reader can check.

The shape is that of the text alignment task at PAN: seeding, extension, filtering (Potthast et al. 2013;
sentence seeds and recursive gap clustering after Sanchez-Perez, Sidorov and Gelbukh 2014). What differs:
exact runs of words are seeds beside sentences, borders are maximum-scoring segments over word weights, and
one fitted model decides whether a block is evidence or coincidence.
"""

from __future__ import annotations

import numpy as np

from syndetect.align.blocks import characters, find_blocks
from syndetect.align.condensed import condensed_blocks
from syndetect.align.limits import LEAST_CHARACTERS
from syndetect.align.passages import passages_of, whole
from syndetect.align.prepare import prepare
from syndetect.align.seeding import find_seeds
from syndetect.columns import Alignment, Prepared

__all__ = ["align", "prepare"]


def align(left: Prepared, right: Prepared) -> Alignment:
    """The passages that two documents share, sorted by their place on the left.

    Swapping the documents swaps the sides of the result and changes nothing else.
    """
    if left.rank < right.rank:
        return align(right, left).swapped()
    if characters(left) >= LEAST_CHARACTERS and np.array_equal(left.tokens.hashes, right.tokens.hashes):
        return whole(left, right)
    seeds = find_seeds(left, right)
    blocks = find_blocks(left, right, seeds)
    blocks = condensed_blocks(left, right, blocks)
    return passages_of(left, right, blocks)
