"""Lines of texts and their sentences as hashes, to see which ones recur."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.words import I64, U8, U64, Bools, WordBatch, mix

LENGTH_BITS = 8
"""Low bits of the part of a key that a posting keeps: how many words the piece has, up to a limit."""

LONGEST = (1 << LENGTH_BITS) - 1

COMMON = 1 << 32
"""The bit that keys have when their owner does not count."""

OF_LONG_LINE = 1 << 33
"""The bit that keys of sentences have, besides, in a line of more than LONG_LINE words."""

LONG_LINE = 120
"""Words above which a line is a paragraph."""

_HASH = np.uint64(((1 << 64) - 1) ^ ((OF_LONG_LINE << 1) - 1))

_ENDS = ".!?\u2026\u061f\u06d4\u0964\u3002\uff01\uff1f"
"""Signs that end a sentence, if no word goes on behind them."""

_BEHIND = " \t\"')]\u00a0\u00bb\u2019\u201d\u202f"
"""What stands behind them then, besides the end of a line."""

_UNSPACED_ENDS = "\u3002\uff01\uff1f"
"""Those behind which the next sentence may follow at once."""

_PLANE = 1 << 16


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches of texts that have words, one after the other.

    `keys`: uint64 (pieces,), equal for equal words, with the number of words, at most LONGEST, in bits 24 to
    31.
    `texts`: int64 (pieces,), the text of each. `firsts`: int64 (pieces + 1,), its first word in the batch.
    """

    keys: U64
    texts: I64
    firsts: I64

    @property
    def sizes(self) -> I64:
        """How many words each has, int64."""
        return np.diff(self.firsts)


@dataclass(frozen=True, slots=True)
class LineHashes:
    """The lines of several texts, and the sentences in them.

    The keys of `lines` are equal where the owners are equal, too. Those of `sentences` are equal whoever owns
    them, with the bit COMMON, which no line has, and OF_LONG_LINE. `line_of`: int64 (sentences,), the line
    that each stands in.
    """

    lines: Pieces
    sentences: Pieces
    line_of: I64


def lines(batch: WordBatch, owners: U64) -> LineHashes:
    """The lines of the texts whose words are `batch`, all of them, and their sentences.

    `owners`: uint64 (texts,), a hash of who each belongs to. The order of words within a piece does not
    count. A sentence is what stands between signs that end one, be it an abbreviation: this is to see what
    recurs.
    """
    # The end of a text is the end of a line, too.
    breaks, ends = _borders(batch.read.text)
    of_lines, of_sentences = _cut(batch, breaks), _cut(batch, ends)
    sums, found = _summed(batch, of_lines)
    whole = Pieces((mix(sums + owners[found.texts]) & _HASH) | found.keys, found.texts, found.firsts)
    sums, found = _summed(batch, of_sentences)
    line_of = np.searchsorted(whole.firsts, found.firsts[:-1], side="right") - 1
    long = (whole.sizes > LONG_LINE)[line_of].astype(np.uint64) * np.uint64(OF_LONG_LINE)
    keys = (mix(sums) & _HASH) | found.keys | np.uint64(COMMON) | long
    return LineHashes(whole, Pieces(keys, found.texts, found.firsts), line_of)


def _cut(batch: WordBatch, cuts: I64) -> I64:
    """The first words of what lies between cuts; the first text begins with one."""
    first = np.concatenate((np.zeros(1, np.int64), np.searchsorted(batch.read.begins, cuts)))
    first = first[np.append(True, first[1:] != first[:-1])]
    found: I64 = first[first < len(batch.hashes)]
    return found


def _summed(batch: WordBatch, first: I64) -> tuple[U64, Pieces]:
    """The sum of the words of each piece, and the pieces; their keys are the number of words alone."""
    if not len(first):
        nothing = np.empty(0, np.int64)
        none = nothing.astype(np.uint64)
        return none, Pieces(none, nothing, np.zeros(1, np.int64))
    firsts = np.append(first, len(batch.hashes))
    of_text = np.searchsorted(batch.firsts, first, side="right") - 1
    count = np.minimum(np.diff(firsts), LONGEST).astype(np.uint64) << np.uint64(24)
    return np.add.reduceat(batch.hashes, first), Pieces(count, of_text, firsts)


def _borders(text: str) -> tuple[I64, I64]:
    """Where lines end, and where sentences do, in code points; a line's end is one of both."""
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
    """What each code point of the first plane is to lines and sentences."""
    table = np.zeros(_PLANE, np.uint8)
    for kind, signs in ((_BREAK, "\n"), (_END, _ENDS), (_AFTER, _BEHIND), (_ALONE, _UNSPACED_ENDS)):
        table[[ord(sign) for sign in signs]] |= kind
    return table


@cache
def _marks() -> Bools:
    """Which code points of the first plane end a line or, perhaps, a sentence."""
    return (_kinds() & (_BREAK | _END)).astype(np.bool_)


@cache
def _ascii_marks() -> bytes:
    return _marks()[:256].tobytes()
