"""One text as it is held against another language: its sentences, and what can be recognised in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from syndetect.columns import Tokens
from syndetect.crosslingual.glosses import Glosses, own
from syndetect.crosslingual.keys import is_figure, keys_of
from syndetect.crosslingual.written_figures import last_of_thousands, tens_and_units, times
from syndetect.kernels.code_points import folded
from syndetect.kernels.words import I64, Bools

NAME_BITS = 16.0
"""Surprise from which a word with a capital is a name: in German all nouns have one."""

_KNOWN_BITS = 8.0
"""Surprise that says nothing; a word's weight is what it has beyond."""
_LEAST_WEIGHT, _MOST_WEIGHT = 2.0, 10.0
_BETWEEN = 2
"""Words from tens to units at most: *treinta y tres*."""


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
    begins, ends = tokens.begins.tolist(), tokens.ends.tolist()
    bits, capital = tokens.bits.tolist(), tokens.facts.tolist()
    joined = -1
    for row in np.flatnonzero(tokens.content | tokens.figures).tolist():
        if row <= joined:
            continue
        last = row
        letters = text[begins[row] : ends[row]]
        if letters[:1].isdigit():
            last = joined = last_of_thousands(text, begins, ends, row)
            letters = "".join(text[begins[one] : ends[one]] for one in range(row, joined + 1))
        name = capital[row] and bits[row] >= NAME_BITS
        found, figure = _read(letters, tokens.language, name, glosses)
        if found:
            items.take(found, letters, (row, last), bits[row], name=name, figure=figure)
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
        places=_places(items.keys),
    )


@lru_cache(maxsize=1 << 17)
def _read(letters: str, language: str, name: bool, glosses: Glosses | None) -> tuple[tuple[str, ...], bool]:  # noqa: FBT001
    """The keys of a word as it is written, and whether it is a figure."""
    found = keys_of(folded(letters), language, name=name, glosses=glosses)
    return found, is_figure(found)


def _places(keys: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for item, held in enumerate(keys):
        for key in held:
            places.setdefault(key, []).append(item)
    return places


@dataclass(slots=True)
class _Items:
    """Items in the making: columns as in `KeyedText`, and the last figure with its letters and last word."""

    keys: list[tuple[str, ...]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    facts: list[bool] = field(default_factory=list)
    figure: tuple[str, int] | None = None

    def take(
        self,
        found: tuple[str, ...],
        letters: str,
        words: tuple[int, int],
        bits: float,
        *,
        name: bool,
        figure: bool,
    ) -> None:
        """One more word, or the rest of the figure before it."""
        used = False
        if self.figure is not None:
            whole, used = self._whole(found, letters, words[0], self.figure)
            if whole:
                self.keys[-1] = whole
                self.weights[-1] = _weight(0.0, whole, figure=True)
        if not used:
            self.keys.append(found)
            self.rows.append(words[0])
            self.weights.append(_weight(bits, found, figure=figure))
            self.facts.append(name or figure)
        self.figure = (letters, words[1]) if figure and not used else None

    def _whole(
        self, found: tuple[str, ...], letters: str, row: int, before: tuple[str, int]
    ) -> tuple[tuple[str, ...], bool]:
        """The keys of the figure before with this word, () where it is none of it; whether it is used up."""
        written, last = before
        if row - last > _BETWEEN:
            return (), False
        if row == last + 1 and (key := times(written, found)) is not None:
            return (*self.keys[-1], key), False
        if letters[:1].isdigit() or written[:1].isdigit():
            return (), False
        key = tens_and_units(self.keys[-1], found)
        return ((key,), True) if key is not None else ((), False)


def _weight(bits: float, keys: tuple[str, ...], *, figure: bool) -> float:
    if figure:
        digits = max(len(key) - 1 for key in keys if key.startswith("="))
        return min(_MOST_WEIGHT, _LEAST_WEIGHT + 2.0 * digits)
    return min(_MOST_WEIGHT, max(_LEAST_WEIGHT, bits - _KNOWN_BITS))
