"""Where the words of a text stand and what some runs of them hash to: all that is kept of a masked text.

Of the runs of words every few are sampled (winnowing; Schleimer, Wilkerson and Aiken 2003), so that a stretch
that another text shares is met, but for a few words at its ends, and those that were met are known for equal.
A text can be laid over that: what it does not have stays open.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from syndetect.kernels.shingles import shingles
from syndetect.kernels.words import DIGIT, I64, SINGLE, U64, UPPER, WordBatch
from syndetect.text.line_starts import lines, paragraphs, sentences
from syndetect.text.surface import words

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

RUN = 5
"""Words of a run."""

RUN_UNSPACED = 12
"""The same of a script without spaces, each of whose letters counts as a word."""

WINDOW = 4
"""Of so many runs in a row one is kept: no word of a longer shared stretch stands outside of all that are."""

HIDDEN = "\u2591"
"""Stands for each letter of a word that is not known."""

_HASH_BYTES = 5
_KEPT = np.uint64((1 << 8 * _HASH_BYTES) - 1)
_SENTENCE, _BLOCK, _FIGURE, _NAME = 1, 2, 4, 8
_HEAD = struct.Struct("<IIIB")
_MOST = 1 << 28
_OPTIONS: dict[int, int] = {
    int(zstd.CompressionParameter.compression_level): 9,
    int(zstd.CompressionParameter.checksum_flag): 1,
}
_CONSONANTS, _VOWELS = "bcdfghjklmnprstvwz", "aeiou"
_RARE_LETTER, _RARE_LETTERS = 0x3400, 6_500
"""Letters of a script without spaces that hardly any text has, and how many of them are used."""


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """What is kept of a text of `length` characters.

    By word: `begins`, `ends`, int64; `kinds`, uint8, whether a sentence or a paragraph begins there, and
    whether it has a digit, or a capital: a form is one whatever it was filled in with. `at`: int64 (runs,),
    the first word of each sampled run, of `run` words; `hashes`: uint64 (runs,).
    """

    length: int
    begins: I64
    ends: I64
    kinds: NDArray[np.uint8]
    run: int
    at: I64
    hashes: U64

    def __len__(self) -> int:
        return len(self.begins)


def positions_of(text: str, language: str) -> Positions:
    """What may be kept of a text in that language."""
    batch = words([text])
    begins, ends = batch.begins.astype(np.int64), batch.ends.astype(np.int64)
    run = _run_of(batch)
    found, _ = shingles(batch.hashes, batch.firsts, run)
    found = found & _KEPT
    at = _sampled(found)
    blocks = paragraphs(text, lines(text))
    kinds = np.where(batch.marks & np.uint8(DIGIT), np.uint8(_FIGURE), np.uint8(0))
    kinds |= np.where(batch.marks & np.uint8(UPPER), np.uint8(_NAME), np.uint8(0))
    for mark, places in (
        (_SENTENCE, sentences(text, blocks, language)),
        (_BLOCK, [begin for begin, _ in blocks]),
    ):
        first = np.searchsorted(begins, np.array(places, np.int64))
        kinds[first[first < len(kinds)]] |= np.uint8(mark)
    return Positions(len(text), begins, ends, kinds, run, at, found[at])


def _run_of(batch: WordBatch) -> int:
    if batch.plain or not len(batch.hashes):
        return RUN
    alone = np.count_nonzero(batch.marks & np.uint8(SINGLE))
    return RUN_UNSPACED if 2 * alone > len(batch.hashes) else RUN


def _sampled(hashes: U64) -> I64:
    """The places of the smallest of each WINDOW in a row, and of the first and the last one."""
    if len(hashes) <= WINDOW:
        return np.arange(len(hashes))
    smallest = sliding_window_view(hashes, WINDOW).argmin(axis=1)
    ends = (0, len(hashes) - 1)
    return np.unique(np.concatenate((np.arange(len(smallest)) + smallest, ends)))


def packed_positions(kept: Positions) -> bytes:
    """The same as bytes."""
    gaps = kept.begins - np.append(0, kept.ends)[:-1]
    columns = (gaps, kept.ends - kept.begins, np.diff(kept.at, prepend=0))
    planes = [np.ascontiguousarray(one.astype("<u4")).view(np.uint8).reshape(-1, 4).T for one in columns]
    hashes = np.ascontiguousarray(kept.hashes.astype("<u8")).view(np.uint8).reshape(-1, 8)[:, :_HASH_BYTES]
    head = _HEAD.pack(kept.length, len(kept), len(kept.at), kept.run)
    raw = b"".join((head, *(plane.tobytes() for plane in planes), kept.kinds.tobytes(), hashes.tobytes()))
    return bytes(zstd.compress(raw, options=_OPTIONS))


def unpacked_positions(record: bytes) -> Positions:
    """What the bytes hold. Raises ValueError when they are damaged."""
    try:
        raw = zstd.ZstdDecompressor().decompress(record, max_length=_MOST)
        length, count, runs, run = _HEAD.unpack_from(raw)
    except (zstd.ZstdError, EOFError, struct.error) as error:
        raise ValueError(str(error)) from error
    if len(raw) != _HEAD.size + 9 * count + (4 + _HASH_BYTES) * runs:
        raise ValueError("positions of another length than they say")
    at = _HEAD.size
    columns = []
    for size in (count, count, runs):
        plane = np.frombuffer(raw, np.uint8, 4 * size, at).reshape(4, size).T
        columns.append(np.ascontiguousarray(plane).view("<u4").reshape(size).astype(np.int64))
        at += 4 * size
    kinds = np.frombuffer(raw, np.uint8, count, at)
    hashes = np.zeros((runs, 8), np.uint8)
    hashes[:, :_HASH_BYTES] = np.frombuffer(raw, np.uint8, _HASH_BYTES * runs, at + count).reshape(
        runs, _HASH_BYTES
    )
    ends = np.cumsum(columns[0] + columns[1])
    firsts = np.cumsum(columns[2])
    if ends[-1:].sum() > length or firsts[-1:].sum() > count:
        raise ValueError("positions outside of their text")
    return Positions(
        length,
        ends - columns[1],
        ends,
        kinds,
        run,
        firsts,
        hashes.view("<u8").reshape(runs).astype(np.uint64),
    )


class TextAtHand:
    """A text that is at hand, as it is laid over others that are not."""

    def __init__(self, text: str) -> None:
        self.text = text
        batch = words([text])
        self.begins: list[int] = batch.begins.tolist()
        self.ends: list[int] = batch.ends.tolist()
        self._words = batch
        self._runs: dict[int, tuple[U64, I64]] = {}

    def known(self, kept: Positions) -> I64:
        """For each word of the other text which word here is the same, -1 where none is known to be."""
        if kept.run not in self._runs:
            found, _ = shingles(self._words.hashes, self._words.firsts, kept.run)
            found = found & _KEPT
            order = np.argsort(found, kind="stable")
            self._runs[kept.run] = found[order], order
        hashes, order = self._runs[kept.run]
        answer = np.full(len(kept), -1, np.int64)
        if not len(hashes):
            return answer
        place = np.minimum(np.searchsorted(hashes, kept.hashes), len(hashes) - 1)
        for run in np.flatnonzero(hashes[place] == kept.hashes).tolist():
            first, here = int(kept.at[run]), int(order[place[run]])
            if (
                first
                and answer[first - 1] >= 0
                and self._again(hashes, order, kept.hashes[run], answer[first - 1])
            ):
                here = int(answer[first - 1]) + 1
            answer[first : first + kept.run] = np.arange(here, here + kept.run)[: len(answer) - first]
        return answer

    def _again(self, hashes: U64, order: I64, sought: np.uint64, before: int) -> bool:
        """Whether the run that goes on from a word is there too: of repeated ones that is meant."""
        low, high = np.searchsorted(hashes, sought), np.searchsorted(hashes, sought, side="right")
        return bool((order[low:high] == before + 1).any())


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that is not known: its number and its letters, and what is known of it all the same."""

    number: int
    size: int
    figure: bool
    name: bool
    spaced: bool


def laid_over(kept: Positions, sources: Iterable[TextAtHand], unknown: Callable[[Unknown], str]) -> str:
    """A text of the same length with the words that the sources have; `unknown` gives the others."""
    read = [(source, source.known(kept).tolist()) for source in sources]
    begins, ends, kinds = kept.begins.tolist(), kept.ends.tolist(), kept.kinds.tolist()
    parts: list[str] = []
    end = 0
    before: tuple[Any, int] = (None, -1)
    for number, (begin, stop) in enumerate(zip(begins, ends, strict=True)):
        size = stop - begin
        here, word = _word(read, number, size)
        gap = begin - end
        between = ""
        if word is not None and number == 0 == here[1]:
            between = here[0].text[: here[0].begins[0]]
        elif word is not None and here[0] is before[0] and here[1] == before[1] + 1:
            between = here[0].text[here[0].ends[before[1]] : here[0].begins[here[1]]]
        first = number == 0
        parts.append(between if len(between) == gap else _gap(gap, kinds[number], first=first))
        if word is None:
            following = begins[number + 1] if number + 1 < len(begins) else stop + 1
            kind, spaced = kinds[number], gap > 0 and following > stop
            word = unknown(Unknown(number, size, bool(kind & _FIGURE), bool(kind & _NAME), spaced))
        parts.append(word)
        end, before = stop, here
    rest = ""
    if before[0] is not None and before[1] == len(before[0].ends) - 1:
        rest = before[0].text[before[0].ends[-1] :]
    parts.append(rest if len(rest) == kept.length - end else _gap(kept.length - end, 0, first=False))
    return "".join(parts)


def _word(
    read: Sequence[tuple[TextAtHand, list[int]]], number: int, size: int
) -> tuple[tuple[Any, int], str | None]:
    for source, known in read:
        if known[number] >= 0:
            word = source.text[source.begins[known[number]] : source.ends[known[number]]]
            if len(word) == size:
                return (source, known[number]), word
    return (None, -1), None


def _gap(size: int, start: int, *, first: bool) -> str:
    """What stands between two words, as far as that is known."""
    if size >= 2 and start & _BLOCK and not first:
        return "." + "\n" * (size - 1) if size > 2 else "\n\n"
    if size >= 2 and start & _SENTENCE and not first:
        return "." + " " * (size - 1)
    return " " * size


def hidden(word: Unknown) -> str:
    """An unknown word, for readers."""
    return HIDDEN * word.size


def invented(word: Unknown) -> str:
    """An unknown word, for the comparison: one that no other text has."""
    state = (word.number * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) & ((1 << 64) - 1)
    letters = []
    for place in range(word.size):
        state = (state * 6364136223846793005 + 1442695040888963407) & ((1 << 64) - 1)
        some = state >> 33
        if word.figure:
            # Hardly any figure begins with a nought.
            letters.append(str(some % 10) if place else "0")
        elif word.spaced:
            choice = _VOWELS if place % 2 else _CONSONANTS
            letters.append(choice[some % len(choice)])
        else:
            letters.append(chr(_RARE_LETTER + some % _RARE_LETTERS))
    made = "".join(letters)
    return made[:1].upper() + made[1:] if word.name else made
