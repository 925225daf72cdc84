"""One text as it is held against another language: its sentences, and what can be recognised in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from syndetect.columns import Tokens
from syndetect.crosslingual.glosses import Glosses
from syndetect.crosslingual.keys import is_figure, keys_of
from syndetect.kernels.code_points import folded
from syndetect.kernels.words import I64, Bools

NAME_BITS = 16.0
"""Surprise from which a word with a capital is a name: in German all nouns have one."""

_KNOWN_BITS = 8.0
"""Surprise that says nothing; a word's weight is what it has beyond."""
_LEAST_WEIGHT, _MOST_WEIGHT = 2.0, 10.0
_THOUSANDS = 3
_GAPS = frozenset(" \u00a0\u202f\u2009'’")


@dataclass(frozen=True, slots=True, eq=False)
class KeyedText:
    """A text's items, which are its content words and figures, and its sentences, all in reading order.

    By item: `keys`; `units`, int64, its sentence; `weights`, float64; `facts`: a figure or a name. By
    sentence: `begins`, `ends`: int64, code points; `words`: int64; `quoted`: float64, the share of its words
    between quotation marks.
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
    keys: list[tuple[str, ...]] = []
    rows: list[int] = []
    weights: list[float] = []
    facts: list[bool] = []
    begins, ends = tokens.begins.tolist(), tokens.ends.tolist()
    bits, capital = tokens.bits.tolist(), tokens.facts.tolist()
    joined = -1
    for row in np.flatnonzero(tokens.content | tokens.figures).tolist():
        if row <= joined:
            continue
        letters = text[begins[row] : ends[row]]
        if letters[:1].isdigit():
            joined = _thousands(text, begins, ends, row)
            letters = "".join(text[begins[one] : ends[one]] for one in range(row, joined + 1))
        name = capital[row] and bits[row] >= NAME_BITS
        found = keys_of(folded(letters), tokens.language, name=name, glosses=glosses)
        if not found:
            continue
        figure = is_figure(found)
        keys.append(found)
        rows.append(row)
        weights.append(_weight(bits[row], found, figure=figure))
        facts.append(name or figure)
    return KeyedText(
        language=tokens.language,
        keys=tuple(keys),
        units=units[np.array(rows, np.int64)] if rows else np.empty(0, np.int64),
        weights=np.array(weights, np.float64),
        facts=np.array(facts, np.bool_),
        begins=tokens.heads[opens].astype(np.int64),
        ends=tokens.tails[closes].astype(np.int64),
        words=sizes.astype(np.int64),
        quoted=quoted,
    )


def _thousands(text: str, begins: list[int], ends: list[int], row: int) -> int:
    """The last word of a figure whose thousands stand apart."""
    if ends[row] - begins[row] > _THOUSANDS:
        return row
    while (
        row + 1 < len(begins)
        and begins[row + 1] - ends[row] == 1
        and text[ends[row]] in _GAPS
        and ends[row + 1] - begins[row + 1] == _THOUSANDS
        and text[begins[row + 1] : ends[row + 1]].isdigit()
    ):
        row += 1
    return row


def _weight(bits: float, keys: tuple[str, ...], *, figure: bool) -> float:
    if figure:
        digits = max(len(key) - 1 for key in keys if key.startswith("="))
        return min(_MOST_WEIGHT, _LEAST_WEIGHT + 2.0 * digits)
    return min(_MOST_WEIGHT, max(_LEAST_WEIGHT, bits - _KNOWN_BITS))
