"""Numbers of several words: *deux cents*, *three thousand*, *3 000* have the stem of the number they tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from syndetect.kernels.hash_set import among
from syndetect.kernels.words import DIGIT, I64, U64, Bools, WordBatch, words
from syndetect.text.lexicon import stem_key
from syndetect.text.numbers import NumberWords, Sum, begun, digits_of, folded_number_words, spelled

_MOST = 8
"""Words of one number."""

_GROUP = 3
"""Digits that stand apart in thousands."""

_SPACES = " \u00a0\u202f\u2009"
_APART = "en"
"""The language that parts no thousands by a space."""


def with_whole_numbers(
    batch: WordBatch, texts: Sequence[str], languages: Sequence[str], stems: U64, content: Bools
) -> U64:
    """The stems, with that of the whole number in the place of its digits' or its first content word's."""
    found = stems.copy()
    digits: Bools = (batch.marks & np.uint8(DIGIT)) != 0
    for text, language in enumerate(languages):
        low, high = int(batch.firsts[text]), int(batch.firsts[text + 1])
        rows = _openings(batch.hashes[low:high], digits[low:high], language) + low
        known = folded_number_words(language)
        reached = low
        for row in rows.tolist():
            if row < reached:
                continue
            number = _read(batch, texts[text], known, (row, high), grouped=language != _APART)
            if number is None:
                continue
            value, reached = number
            inside = np.arange(row, reached)
            chosen = inside[digits[inside]]
            if not len(chosen):
                chosen = inside[content[inside]][:1]
            found[chosen] = np.uint64(stem_key(spelled(value)))
    return found


def _openings(hashes: U64, digits: Bools, language: str) -> I64:
    """Rows that a number of several words may begin with."""
    listed, joints = _listed(language)
    if len(hashes) < 2:
        return np.empty(0, np.int64)
    worded = among(hashes, listed) if len(listed) else np.zeros(len(hashes), np.bool_)
    part = worded | digits
    followed = part[1:].copy()
    if len(joints):
        followed[:-1] |= among(hashes[1:-1], joints) & worded[2:]
    rows: I64 = np.flatnonzero(part[:-1] & followed)
    return rows


@lru_cache(maxsize=64)
def _listed(language: str) -> tuple[U64, U64]:
    """Sorted hashes of a language's words for numbers and what multiplies them, and of what joins them."""
    known = folded_number_words(language)
    parts = {word for word in (*known.words, *known.scales) if "-" not in word}
    return np.unique(words([" ".join(sorted(parts))]).hashes), np.unique(
        words([" ".join(sorted(known.joints))]).hashes
    )


def _read(
    batch: WordBatch, text: str, known: NumberWords, rows: tuple[int, int], *, grouped: bool
) -> tuple[float, int] | None:
    """The number that begins at a row, and the row behind it; None where it has but one word."""
    row, end = rows
    first = batch.spelled(row)
    if first[0].isdecimal():
        last = _last_group(batch, text, rows) if grouped else row
        plain = (
            "".join(batch.spelled(one) for one in range(row, last + 1)) if last > row else digits_of(first)
        )
        value = _amount(plain)
    else:
        last, value = row, known.value(first)
        value = float(known.scales[first]) if value is None and first in known.scales else value
    if value is None:
        return None
    total, last = _summed(batch, text, known, (begun(value, worded=not first[0].isdecimal()), last, end))
    return (total.value, last + 1) if last > row else None


def _summed(batch: WordBatch, text: str, known: NumberWords, begin: tuple[Sum, int, int]) -> tuple[Sum, int]:
    """The number with all words behind it that belong to it, and the row of the last."""
    total, last, end = begin
    for _ in range(_MOST):
        row = last + 1
        if row >= end or not _follows(batch, text, row, "-"):
            break
        word = batch.spelled(row)
        joint = word in known.joints
        after = total.times(known.scales[word]) if word in known.scales else None
        if after is None and total.worded:
            row += joint
            if row < end and _follows(batch, text, row, "-"):
                value = _one(batch.spelled(row), known) if joint else known.value(batch.spelled(row))
                after = total.plus(value, joint=joint) if value is not None else None
        if after is None:
            break
        total, last = after, row
    return total, last


def _one(word: str, known: NumberWords) -> float | None:
    """What a word says behind a joint, where also that for one is no article."""
    return 1.0 if word in known.articles else known.value(word)


def _last_group(batch: WordBatch, text: str, rows: tuple[int, int]) -> int:
    """The last row of a figure whose thousands stand apart."""
    row, end = rows
    if int(batch.ends[row]) - int(batch.begins[row]) > _GROUP:
        return row
    while row + 1 < end and _follows(batch, text, row + 1, ""):
        begin, after = int(batch.begins[row + 1]), int(batch.ends[row + 1])
        if after - begin != _GROUP or not text[begin:after].isdecimal():
            break
        row += 1
    return row


def _follows(batch: WordBatch, text: str, row: int, links: str) -> bool:
    """Whether a word stands one space, or one of the `links`, behind the one before it."""
    before, begin = int(batch.ends[row - 1]), int(batch.begins[row])
    return begin - before == 1 and text[before] in _SPACES + links


def _amount(digits: str) -> float | None:
    try:
        return float(digits)
    except ValueError:
        return None
