"""Hashes of stretches of bytes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.hashing import chained, openings

parts = st.lists(st.text("abcdefgh", max_size=30), min_size=1, max_size=8)


def laid_out(stretches: list[str], before: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All stretches in one plane, with something between them, and where each begins and ends."""
    ends = np.cumsum([len(one) + len(before) for one in stretches])
    begins = ends - [len(one) for one in stretches]
    whole = "".join(before + one for one in stretches).encode() + bytes(16)
    return np.frombuffer(whole, np.uint8), begins, ends


@given(parts)
def test_a_hash_is_of_the_bytes_alone(stretches: list[str]) -> None:
    """Wherever stretches stand and whatever is around them, equal bytes have equal hashes, others not."""
    near, _ = chained(*laid_out(stretches, "."))
    far, _ = chained(*laid_out(stretches, "--- --"))
    assert near.tolist() == far.tolist()
    assert len(set(near.tolist())) == len({one for one in stretches if one}) + ("" in stretches)


@given(parts)
def test_the_first_bytes_are_a_number(stretches: list[str]) -> None:
    """Eight bytes, the first lowest, and zeros for what is missing; openings keep five of them."""
    _, first = chained(*laid_out(stretches, "."))
    numbers = [int.from_bytes(one.encode()[:8], "little") for one in stretches]
    assert first.tolist() == numbers
    assert openings(first).tolist() == [number % (1 << 40) for number in numbers]


@given(parts)
def test_set_bits_fold_capitals(stretches: list[str]) -> None:
    """A bit that is set in every byte makes capitals as good as small letters."""
    bits = np.uint64(int.from_bytes(b" " * 8, "little"))
    plain, _ = chained(*laid_out(stretches, "."))
    folded, _ = chained(*laid_out([one.upper() for one in stretches], "."), bits)
    assert folded.tolist() == plain.tolist()
