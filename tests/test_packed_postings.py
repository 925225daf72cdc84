"""Packed postings: what was packed comes back, whole, in parts and by feature."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from syndetect.archive.packed_postings import BLOCK, PackedPostings, Packer
from syndetect.errors import ArchiveError
from syndetect.kernels.join import ROW_BITS
from syndetect.kernels.words import U64

_ROWS = np.uint64((1 << ROW_BITS) - 1)


def packed(parts: list[U64], *, once: bool = False) -> tuple[PackedPostings, NDArray[np.uint8]]:
    """Postings as a file would hold them."""
    packer = Packer(once=once)
    raw = np.concatenate([np.empty(0, np.uint8), *packer.packed(parts)])
    return PackedPostings(packer.firsts, packer.offsets, raw, packer.count, "a file"), raw


@st.composite
def postings(draw: st.DrawFn) -> U64:
    """Few or many, of features that are close to each other or far apart, some of them twice."""
    seed, size = (
        draw(st.integers(0, 1 << 30)),
        draw(st.sampled_from((0, 1, 7, BLOCK, BLOCK + 1, 3 * BLOCK + 5))),
    )
    spread = draw(st.sampled_from((3, 200, 1 << 20, 1 << 40)))
    chance = np.random.default_rng(seed)
    features = chance.integers(0, spread, size, np.uint64) << np.uint64(ROW_BITS)
    return np.sort(features | chance.integers(0, draw(st.sampled_from((2, 1 << 24))), size, np.uint64))


@given(postings(), st.lists(st.integers(0, 3 * BLOCK), max_size=3), st.booleans())
def test_what_was_packed_comes_back(values: U64, cuts: list[int], once: bool) -> None:  # noqa: FBT001 (drawn by hypothesis)
    """However it comes in parts; each once where that is asked."""
    held, _ = packed(np.split(values, sorted(cut for cut in cuts if cut <= len(values))), once=once)
    expected = np.unique(values) if once else values
    assert len(held) == len(expected)
    assert held.part(0, len(held)).tolist() == expected.tolist()
    for begin, end in ((3, 9), (BLOCK - 2, BLOCK + 2), (len(expected) - 1, len(expected) + 4)):
        assert held.part(begin, end).tolist() == expected[max(begin, 0) : end].tolist()


@given(postings(), st.integers(0, 1 << 30))
def test_features_are_found(values: U64, seed: int) -> None:
    """All postings of some features, there or not, and the place behind a posting."""
    held, _ = packed([values])
    chance = np.random.default_rng(seed)
    asked = np.concatenate(
        (values[chance.integers(0, len(values), 5)] if len(values) else values, [0, 1 << 50])
    )
    features = asked.astype(np.uint64) & ~_ROWS
    expected = values[np.isin(values & ~_ROWS, features)]
    assert held.holding(features, ROW_BITS).tolist() == expected.tolist()
    for one in asked.astype(np.uint64):
        assert held.behind(one) == np.searchsorted(values, one, side="right")


def test_a_changed_block_is_damaged() -> None:
    """No postings are made up from bytes that are not those that were written."""
    values = np.arange(2 * BLOCK, dtype=np.uint64) << np.uint64(ROW_BITS)
    held, raw = packed([values])
    for place in range(0, len(raw), 7):
        changed = raw.copy()
        changed[place] ^= 0x5A
        other = PackedPostings(held._firsts, held._offsets, changed, len(held), "a file")
        with pytest.raises(ArchiveError, match="a file is damaged"):
            other.part(0, len(values))
