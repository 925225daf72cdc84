"""One text as it is held against another language: its sentences, and what can be recognised in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from syndetect.columns import Tokens
from syndetect.crosslingual.glosses import Glosses, own
from syndetect.crosslingual.katakana import JAPANESE, RUN, in_latin_letters
from syndetect.crosslingual.keys import is_figure, is_name, keys_of, more_keys
from syndetect.crosslingual.particles import UNCASED
from syndetect.crosslingual.written_figures import (
    AND,
    ONE,
    clock_end,
    in_myriads,
    in_words,
    last_of_thousands,
    tens_and_one,
    times,
)
from syndetect.kernels.code_points import folded
from syndetect.kernels.words import I64, Bools

NAME_BITS = 16.0
"""Surprise from which a word with a capital is a name: in German all nouns have one."""

_KNOWN_BITS = 8.0
"""Surprise that says nothing; a word's weight is what it has beyond."""
_LEAST_WEIGHT, _MOST_WEIGHT = 2.0, 10.0
_BETWEEN = 2
"""Words from one part of a figure to the next at most: *treinta y tres*."""

_APOSTROPHES = frozenset("'’ʼ")
_WITH_APOSTROPHE = frozenset(("uk",))
"""Languages that write it inside of words."""
_WITH_MYRIADS = frozenset(("zh", "ja", "ko"))
"""Languages that count by ten thousands."""


@dataclass(frozen=True, slots=True, eq=False)
class KeyedText:
    """A text's items, which are its content words and figures, and its sentences, all in reading order.

    By item: `keys`; `units`, int64, its sentence; `weights`, float64; `facts`: a figure or a name. By
    sentence: `begins`, `ends`: int64, code points; `words`: int64; `quoted`: float64, the share of its words
    between quotation marks. `glossed`: whether there are glosses of its language. `places`: the items that
    have a key, by key.
    """

    language: str
    keys: tuple[tuple[str, ...], ...]
    units: I64
    weights: NDArray[np.float64]
    facts: Bools
    begins: I64
    ends: I64
    words: I64
    quoted: NDArray[np.float64]
    glossed: bool
    places: Mapping[str, Sequence[int]]

    def __len__(self) -> int:
        return len(self.begins)

    @property
    def lengths(self) -> NDArray[np.float64]:
        """Characters of each sentence."""
        return (self.ends - self.begins).astype(np.float64)


def keyed_text(tokens: Tokens, text: str, glosses: Glosses | None = None) -> KeyedText:
    """The side that a text is, furniture left out of its tokens."""
    count = len(tokens)
    new = np.append(True, tokens.sentences[1:] != tokens.sentences[:-1])[:count]
    opens = np.flatnonzero(new)
    units = np.cumsum(new) - 1
    closes = np.append(opens[1:], count)[: len(opens)] - 1
    sizes = closes - opens + 1
    quoted = np.bincount(units, tokens.quoted, len(opens)) / np.maximum(sizes, 1)
    items = _Items()
    words = _Words(text, tokens)
    names = (tokens.facts | (tokens.language in UNCASED)) & (tokens.bits >= NAME_BITS)
    weights = np.clip(tokens.bits.astype(np.float64) - _KNOWN_BITS, _LEAST_WEIGHT, _MOST_WEIGHT)
    rows = np.flatnonzero(tokens.content | tokens.figures)
    joined = -1
    for row, name, usual in zip(rows.tolist(), names[rows].tolist(), weights[rows].tolist(), strict=True):
        if row <= joined:
            continue
        letters, joined = words.taken(row)
        sounded = words.is_sounded(row)
        found = _read(letters, tokens.language, name or sounded, glosses)
        if not found.keys:
            continue
        # How seldom a pair of letters is says nothing of the name.
        weight = _MOST_WEIGHT if sounded else found.weight or usual
        if not found.figure and items.figure is None:
            items.append(found, row, weight)
            continue
        items.take(found, words, (row, joined), weight)
        if found.figure and not letters[:1].isdigit() and words.one_behind(joined):
            items.add_one()
    return KeyedText(
        language=tokens.language,
        keys=tuple(items.keys),
        units=units[np.array(items.rows, np.int64)] if items.rows else np.empty(0, np.int64),
        weights=np.array(items.weights, np.float64),
        facts=np.array(items.facts, np.bool_),
        begins=tokens.heads[opens].astype(np.int64),
        ends=tokens.tails[closes].astype(np.int64),
        words=sizes.astype(np.int64),
        quoted=quoted,
        glossed=tokens.language in (glosses or own()).languages,
        places=places_of(items.keys),
    )


class _Found(NamedTuple):
    """What a word is recognised by; `weight`: that of a figure, 0 where its surprise says it."""

    keys: tuple[str, ...]
    figure: bool
    fact: bool
    weight: float


@lru_cache(maxsize=1 << 17)
def _read(letters: str, language: str, name: bool, glosses: Glosses | None) -> _Found:  # noqa: FBT001
    """What a word is recognised by as it is written."""
    word = folded(letters)
    keys = keys_of(word, language, name=name, glosses=glosses)
    if is_figure(keys):
        return _Found(keys, figure=True, fact=True, weight=_weight(keys))
    more = more_keys(word, language) if name else ()
    # Without capitals most words that mean nothing known are no names.
    fact = name and is_name(keys) and language not in UNCASED
    return _Found((*keys, *more), figure=False, fact=fact, weight=0.0)


def places_of(keys: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    """The items that have a key, by key."""
    places: dict[str, list[int]] = {}
    for item, held in enumerate(keys):
        for key in held:
            places.setdefault(key, []).append(item)
    return places


class _Words:
    """The words of a text, some of which are more than one token."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self._text, self._begins, self._ends = text, tokens.begins.tolist(), tokens.ends.tolist()
        self._apostrophes = tokens.language in _WITH_APOSTROPHE
        self._myriads = tokens.language in _WITH_MYRIADS
        self._runs = _kana_runs(text, self._begins) if tokens.language == JAPANESE else {}

    def spelled(self, row: int) -> str:
        """One token as it is written."""
        return self._text[self._begins[row] : self._ends[row]]

    def is_sounded(self, row: int) -> bool:
        """Whether a token belongs to a name that is written by its sound."""
        return row in self._runs

    def taken(self, row: int) -> tuple[str, int]:
        """The word that a token opens or belongs to, and its last token."""
        text, begins, ends = self._text, self._begins, self._ends
        if row in self._runs:
            return self._runs[row]
        letters = text[begins[row] : ends[row]]
        if letters[0].isdigit():
            if self._myriads and (found := in_myriads(text, begins, ends, row))[1] > row:
                return found
            last = last_of_thousands(text, begins, ends, row)
            if last == row and (last := clock_end(text, begins, ends, row)) > row:
                return f"{letters}:{self.spelled(last)}", last
            return "".join(self.spelled(one) for one in range(row, last + 1)), last
        if not self._apostrophes:
            return letters, row
        first = row - 1 if row and self._clings(row) else row
        last = row + 1 if row + 1 < len(begins) and self._clings(row + 1) else row
        return "".join(self.spelled(one) for one in range(first, last + 1)), last

    def _clings(self, row: int) -> bool:
        """Whether nothing but an apostrophe stands between a token and the one before it."""
        end, begin = self._ends[row - 1], self._begins[row]
        return begin - end == 1 and self._text[end] in _APOSTROPHES

    def conjoined(self, row: int, last: int) -> bool:
        """Whether a token follows another one, or only a word for *and* stands between them."""
        return row == last + 1 or (row == last + _BETWEEN and folded(self.spelled(last + 1)) in AND)

    def one_behind(self, row: int) -> bool:
        """Whether a word for one follows that is part of the figure."""
        behind = [folded(self.spelled(one)) for one in range(row + 1, min(row + 3, len(self._begins)))]
        linked = len(behind) > 1 and behind[0] in AND and behind[1] in ONE
        return linked or (bool(behind) and behind[0] in ONE and self._text[self._ends[row]] == "-")


def _kana_runs(text: str, begins: Sequence[int]) -> dict[int, tuple[str, int]]:
    """By token the name by its sound that it belongs to, in Latin letters, and the last token of that."""
    found: dict[int, tuple[str, int]] = {}
    for run in RUN.finditer(text):
        first, end = bisect_left(begins, run.start()), bisect_left(begins, run.end())
        found |= dict.fromkeys(range(first, end), (in_latin_letters(run[0]), end - 1))
    return found


@dataclass(slots=True)
class _Items:
    """Items in the making: columns as in `KeyedText`, and the last figure with its letters and last word."""

    keys: list[tuple[str, ...]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    facts: list[bool] = field(default_factory=list)
    figure: tuple[str, int] | None = None

    def append(self, found: _Found, row: int, weight: float) -> None:
        """One more word."""
        self.keys.append(found.keys)
        self.rows.append(row)
        self.weights.append(weight)
        self.facts.append(found.fact)

    def take(self, found: _Found, words: _Words, rows: tuple[int, int], weight: float) -> None:
        """One more word, or the rest of the figure before it."""
        used, (row, last) = False, rows
        letters = words.spelled(row)
        if self.figure is not None and words.conjoined(row, self.figure[1]):
            adjacent = row == self.figure[1] + 1
            whole, used = self._whole(found.keys, letters, self.figure[0], adjacent=adjacent)
            if whole:
                self.keys[-1] = whole
                self.weights[-1] = _weight(whole)
        if not used:
            self.append(found, row, weight)
        self.figure = ("" if used else letters, last) if found.figure or used else None

    def add_one(self) -> None:
        """The figure is one more than its tens."""
        if (key := tens_and_one(self.keys[-1])) is not None:
            self.keys[-1], self.figure = (key,), None

    def _whole(
        self, found: tuple[str, ...], letters: str, written: str, *, adjacent: bool
    ) -> tuple[tuple[str, ...], bool]:
        """The keys of the figure before with this word, () where it is none of it; whether it is used up."""
        if adjacent and (key := times(written, found)) is not None:
            return (*self.keys[-1], key), False
        if letters[:1].isdigit() or written[:1].isdigit():
            return (), False
        key = in_words(self.keys[-1], found, adjacent=adjacent)
        return ((key,), True) if key is not None else ((), False)


def _weight(keys: Sequence[str]) -> float:
    """The weight of a figure: the more digits, the more it says."""
    digits = max(len(key) - 1 for key in keys if key.startswith("="))
    return min(_MOST_WEIGHT, _LEAST_WEIGHT + 2.0 * digits)
