"""What of a text is the same in every language, as features to search by: names, figures, glossed words.

Spelling and meaning are looked up once for each distinct word, not for each word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import xxhash

from syndetect.crosslingual.glosses import Glosses, own
from syndetect.crosslingual.keys import is_figure, keys_of
from syndetect.kernels.hash_set import HashSet, members
from syndetect.kernels.shingles import neighbours, owners
from syndetect.kernels.words import DIGIT, I64, U64, UPPER, WordBatch, mix
from syndetect.text.lexicon import function_words
from syndetect.text.surface import words

WINDOW = 2
"""Anchors apart that still make a pair: what stands side by side in one language does so in most."""

_SHORTEST = 3
_LEAST_DIGITS = 3
"""Digits of a figure that is rare enough to be looked for alone."""
_KEPT = 1 << 20


class AnchorReader:
    """Reads texts for what they share with other languages, each distinct word once.

    `glosses`: the package's own word list where None.
    """

    def __init__(self, glosses: Glosses | None = None) -> None:
        self._glosses = glosses or own()
        self._known: dict[int, tuple[U64, int]] = {}
        self._numbers: dict[str, int] = {}

    def read(self, texts: Sequence[str], languages: Sequence[str]) -> tuple[tuple[U64, I64], tuple[U64, I64]]:
        """Keys of single anchors and of pairs of neighbours, uint64, each with the text it is of, int64."""
        batch = words(texts)
        of_text = owners(batch.firsts)
        marks = batch.marks
        figures = (marks & np.uint8(DIGIT)) != 0
        telling = (batch.highs - batch.lows >= _SHORTEST) & ~_function_words().holds(batch.hashes)
        rows = np.flatnonzero(telling | figures)
        capital = (marks[rows] & np.uint8(UPPER)) != 0
        numbers = self._numbers
        for language in languages:
            numbers.setdefault(language, len(numbers))
        spoken = np.array([numbers[name] for name in languages], np.int64)[of_text[rows]]
        kinds = mix(batch.hashes[rows] + (2 * spoken + capital).astype(np.uint64))
        _, firsts, inverse = np.unique(kinds, return_index=True, return_inverse=True)
        names = list(numbers)
        found = [
            self._looked_up(kind, batch, row, names[language], name=name)
            for kind, row, language, name in zip(
                kinds[firsts].tolist(),
                rows[firsts].tolist(),
                spoken[firsts].tolist(),
                capital[firsts].tolist(),
                strict=True,
            )
        ]
        sizes = np.array([len(keys) for keys, _ in found], np.int64)
        alone = np.concatenate([np.empty(0, np.uint64), *(keys for keys, _ in found)])
        starts = np.cumsum(sizes) - sizes
        counts = sizes[inverse]
        places = np.repeat(starts[inverse] - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        of_words = of_text[rows]
        main = np.array([first for _, first in found], np.uint64)[inverse]
        kept = main != 0
        paired, where = neighbours(main[kept], of_words[kept], WINDOW)
        return (alone[places], np.repeat(of_words, counts).astype(np.int64)), (paired, where.astype(np.int64))

    def _looked_up(
        self, kind: int, batch: WordBatch, row: int, language: str, *, name: bool
    ) -> tuple[U64, int]:
        """The keys that a word is looked for by alone, and the one that it is paired by, 0 for none."""
        found = self._known.get(kind)
        if found is None:
            word = batch.spelled(row)
            keys = keys_of(word, language, name=name, glosses=self._glosses)
            figure = is_figure(keys)
            meant = [key for key in keys if key.startswith("~")]
            untranslated_name = name and not meant
            alone = [
                _hashed(key) for key in keys if (len(key) > _LEAST_DIGITS if figure else untranslated_name)
            ]
            main = _hashed(keys[0]) if keys and (figure or meant or untranslated_name) else 0
            found = np.array(alone, np.uint64), main
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[kind] = found
        return found


def _hashed(key: str) -> int:
    return xxhash.xxh3_64_intdigest(key.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1)
def _function_words() -> HashSet:
    return members(function_words())
