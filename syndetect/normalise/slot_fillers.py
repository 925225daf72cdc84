"""What fills the slots of a form: figures, in digits or in words, and names of days and months."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np

from syndetect.kernels.words import DIGIT, I64, U64, Bools, WordBatch, words
from syndetect.text.numbers import words_of_numbers


def slots(batch: WordBatch, languages: Sequence[str]) -> tuple[Bools, Bools]:
    """Which words are figures, and which are names of days and months, each text by its own language.

    Two columns, bool (words,).
    """
    figures: Bools = (batch.marks & np.uint8(DIGIT)) != 0
    dates = np.zeros(len(figures), np.bool_)
    firsts: I64 = batch.firsts
    begin = 0
    # Neighbours of one language are looked up together.
    for end in [
        *(row for row in range(1, len(languages)) if languages[row] != languages[row - 1]),
        len(languages),
    ]:
        numbers, days = _listed(languages[begin]) if end else (_NONE, _NONE)
        some = slice(int(firsts[begin]), int(firsts[end]))
        figures[some] |= _held(batch.hashes[some], numbers)
        dates[some] = _held(batch.hashes[some], days)
        begin = end
    return figures, dates


_NONE = np.empty(0, np.uint64)


def _held(hashes: U64, listed: U64) -> Bools:
    if not len(listed):
        return np.zeros(len(hashes), np.bool_)
    places = np.minimum(np.searchsorted(listed, hashes), len(listed) - 1)
    mask: Bools = listed[places] == hashes
    return mask


@lru_cache(maxsize=1)
def _saved() -> Mapping[str, Mapping[str, str]]:
    saved: Mapping[str, Mapping[str, str]] = json.loads(
        files("syndetect").joinpath("data/slots.json").read_text("utf-8")
    )["languages"]
    return saved


@lru_cache(maxsize=64)
def _listed(language: str) -> tuple[U64, U64]:
    """Sorted hashes of a language's numbers in words, and of its days and months."""
    dates = _saved().get(language, {}).get("dates", "")
    numbers = " ".join(sorted(words_of_numbers(language)))
    found, others = (np.unique(words([listed]).hashes) for listed in (numbers, dates))
    return found, others
