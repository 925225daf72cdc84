"""Lines of texts and their sentences as hashes, to find those that recur."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.words import I64, U8, U64, Bools, WordBatch, mix

LENGTH_BITS = 8
"""Low bits, of those of a key that a posting keeps, for the number of words of the piece (up to LONGEST)."""

LONGEST = (1 << LENGTH_BITS) - 1

COMMON = 1 << 32
"""The bit of keys that do not depend on their owner."""

OF_LONG_LINE = 1 << 33
"""A further bit of the keys of sentences in a line of more than LONG_LINE words."""

LONG_LINE = 120
"""Words of a line, at most; a longer one is a paragraph."""

_HASH = np.uint64(((1 << 64) - 1) ^ ((OF_LONG_LINE << 1) - 1))

_ENDS = ".!?\u2026\u061f\u06d4\u0964\u3002\uff01\uff1f"
"""Signs that end a sentence, if no word follows at once."""

_BEHIND = " \t\"')]\u00a0\u00bb\u2019\u201d\u202f"
"""Signs that can follow them, besides the end of a line."""

_UNSPACED_ENDS = "\u3002\uff01\uff1f"
"""Signs after which the next sentence can follow at once."""

_PLANE = 1 << 16


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of texts (lines or sentences) that have words, one after the other.

    `keys`: uint64 (pieces,), equal for equal words, with the number of words, at most LONGEST, in bits 24 to
    31. `texts`: int64 (pieces,), the text of each. `firsts`: int64 (pieces + 1,), its first word in the
    batch.
    """

    keys: U64
    texts: I64
    firsts: I64

    @property
    def sizes(self) -> I64:
        """The number of words of each piece, int64 (pieces,)."""
        return np.diff(self.firsts)


@dataclass(frozen=True, slots=True)
class LineHashes:
    """The lines of several texts, and the sentences in them.

    The keys of `lines` depend on their owner. Those of `sentences` do not; they have the bit COMMON, which no
    line has, and OF_LONG_LINE. `line_of`: int64 (sentences,), the number of the line of each.
    """

    lines: Pieces
    sentences: Pieces
    line_of: I64


def lines(batch: WordBatch, owners: U64) -> LineHashes:
    """The lines of the texts of `batch`, which must have all their words, and their sentences.

    `owners`: uint64 (texts,), a hash of the owner of each text. The order of words within a piece does not
    count. Every sign that can end a sentence does, even after an abbreviation: pieces only have to recur.
    """
    # The end of a text is the end of a line too.
    breaks, ends = _borders(batch.read.text)
    of_lines, of_sentences = _cut(batch, breaks), _cut(batch, ends)
    sums, pieces = _summed(batch, of_lines)
    whole = Pieces((mix(sums + owners[pieces.texts]) & _HASH) | pieces.keys, pieces.texts, pieces.firsts)
    sums, pieces = _summed(batch, of_sentences)
    line_of = np.searchsorted(whole.firsts, pieces.firsts[:-1], side="right") - 1
    long = (whole.sizes > LONG_LINE)[line_of].astype(np.uint64) * np.uint64(OF_LONG_LINE)
    keys = (mix(sums) & _HASH) | pieces.keys | np.uint64(COMMON) | long
    return LineHashes(whole, Pieces(keys, pieces.texts, pieces.firsts), line_of)


def _cut(batch: WordBatch, cuts: I64) -> I64:
    """The first word of each piece between two cuts."""
    first = np.concatenate((np.zeros(1, np.int64), np.searchsorted(batch.read.begins, cuts)))
    first = first[np.append(True, first[1:] != first[:-1])]
    kept: I64 = first[first < len(batch.hashes)]
    return kept


def _summed(batch: WordBatch, first: I64) -> tuple[U64, Pieces]:
    """The sum of the hashes of each piece, and the pieces, whose keys are only the number of words."""
    if not len(first):
        nothing = np.empty(0, np.int64)
        none = nothing.astype(np.uint64)
        return none, Pieces(none, nothing, np.zeros(1, np.int64))
    firsts = np.append(first, len(batch.hashes))
    of_text = np.searchsorted(batch.firsts, first, side="right") - 1
    count = np.minimum(np.diff(firsts), LONGEST).astype(np.uint64) << np.uint64(24)
    return np.add.reduceat(batch.hashes, first), Pieces(count, of_text, firsts)


def _borders(text: str) -> tuple[I64, I64]:
    """The ends of lines, and the ends of sentences, in code points; the end of a line is in both."""
    if text.isascii():
        raw = text.encode("ascii")
        codes: NDArray[np.unsignedinteger[Any]] = np.frombuffer(raw, np.uint8)
        marked = np.flatnonzero(np.frombuffer(raw.translate(_ascii_marks()), np.bool_))
    else:
        wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        codes = np.minimum(wide, np.uint32(_PLANE - 1))
        marked = np.flatnonzero(_marks()[codes])
    kinds = _kinds()
    here, behind = kinds[codes[marked]], kinds[codes[np.minimum(marked + 1, len(codes) - 1)]]
    ended = ((here & _ALONE) | (behind & _AFTER)).astype(np.bool_)
    breaks = (here & _BREAK).astype(np.bool_)
    return marked[breaks], marked[breaks | ended]


_BREAK, _END, _AFTER, _ALONE = np.uint8(1), np.uint8(2), np.uint8(4), np.uint8(8)


@cache
def _kinds() -> U8:
    """The bits of each code point of the first plane: whether it ends lines or sentences, or can follow."""
    table = np.zeros(_PLANE, np.uint8)
    for kind, signs in ((_BREAK, "\n"), (_END, _ENDS), (_AFTER, _BEHIND), (_ALONE, _UNSPACED_ENDS)):
        table[[ord(sign) for sign in signs]] |= kind
    return table


@cache
def _marks() -> Bools:
    """Which code points of the first plane end a line or can end a sentence."""
    return (_kinds() & (_BREAK | _END)).astype(np.bool_)


@cache
def _ascii_marks() -> bytes:
    return _marks()[:256].tobytes()
