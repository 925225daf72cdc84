"""What of a text is the same in every language, as features to search by: names, figures, glossed words.

Spelling and meaning are looked up once for each distinct word, not for each word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import xxhash

from syndetect.crosslingual.glosses import Glosses, own
from syndetect.crosslingual.katakana import JAPANESE, with_names_in_latin
from syndetect.crosslingual.keys import is_figure, keys_of, may_be_name
from syndetect.crosslingual.particles import UNCASED
from syndetect.kernels.hash_set import HashSet, members
from syndetect.kernels.shingles import neighbours, owners
from syndetect.kernels.words import DIGIT, I64, U64, UPPER, mix
from syndetect.text.lexicon import function_words
from syndetect.text.surface import words

WINDOW = 2
"""Anchors apart that still make a pair: what stands side by side in one language does so in most."""

_SHORTEST = 3
_LEAST_DIGITS = 3
"""Digits of a figure that is rare enough to be looked for alone."""
_KEPT = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """Words that were looked up, by a number for word, language and capital, in order.

    `mains`: uint64, what a word is paired by, 0 for nothing; `starts`, `sizes`: int64, its keys in `alone`.
    """

    kinds: U64
    mains: U64
    starts: I64
    sizes: I64
    alone: U64

    def places(self, kinds: U64) -> I64:
        """Where each kind stands, -1 for nowhere."""
        found = np.searchsorted(self.kinds, kinds)
        found[found == len(self.kinds)] = 0
        if not len(self.kinds):
            return np.full(len(kinds), -1)
        return np.where(self.kinds[found] == kinds, found, -1)

    def joined(self, kinds: U64, found: Sequence[tuple[list[int], int]]) -> _Known:
        """These and more, which are in none of them."""
        sizes = np.array([len(keys) for keys, _ in found], np.int64)
        every = np.concatenate((self.kinds, kinds))
        order = np.argsort(every)
        starts = np.concatenate((self.starts, len(self.alone) + np.cumsum(sizes) - sizes))
        return _Known(
            every[order],
            np.concatenate((self.mains, np.array([main for _, main in found], np.uint64)))[order],
            starts[order],
            np.concatenate((self.sizes, sizes))[order],
            np.concatenate((self.alone, np.array([key for keys, _ in found for key in keys], np.uint64))),
        )


_NOTHING = _Known(
    np.empty(0, np.uint64),
    np.empty(0, np.uint64),
    np.empty(0, np.int64),
    np.empty(0, np.int64),
    np.empty(0, np.uint64),
)


class AnchorReader:
    """Reads texts for what they share with other languages, each distinct word once.

    `glosses`: the package's own word list where None.
    """

    def __init__(self, glosses: Glosses | None = None) -> None:
        self._glosses = glosses or own()
        self._known = _NOTHING
        self._numbers: dict[str, int] = {}

    def read(self, texts: Sequence[str], languages: Sequence[str]) -> tuple[tuple[U64, I64], tuple[U64, I64]]:
        """Keys of single anchors and of pairs of neighbours, uint64, each with the text it is of, int64."""
        batch = words(
            [
                with_names_in_latin(text) if language == JAPANESE else text
                for text, language in zip(texts, languages, strict=True)
            ]
        )
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
        distinct, firsts, inverse = np.unique(kinds, return_index=True, return_inverse=True)
        if len(self._known.kinds) >= _KEPT:
            self._known = _NOTHING
        held = self._known.places(distinct)
        fresh = np.flatnonzero(held < 0)
        if len(fresh):
            names, places = list(numbers), firsts[fresh]
            found = [
                self._looked_up(word, names[language], name=name)
                for word, language, name in zip(
                    batch.spellings(rows[places]),
                    spoken[places].tolist(),
                    capital[places].tolist(),
                    strict=True,
                )
            ]
            self._known = self._known.joined(distinct[fresh], found)
            held = self._known.places(distinct)
        known = self._known
        starts, sizes = known.starts[held], known.sizes[held]
        counts = sizes[inverse]
        places = np.repeat(starts[inverse] - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        of_words = of_text[rows]
        main = known.mains[held][inverse]
        kept = main != 0
        paired, where = neighbours(main[kept], of_words[kept], WINDOW)
        of_keys = np.repeat(of_words, counts).astype(np.int64)
        return (known.alone[places], of_keys), (paired, where.astype(np.int64))

    def _looked_up(self, word: str, language: str, *, name: bool) -> tuple[list[int], int]:
        """The keys that a word is looked for by alone, and the one that it is paired by, 0 for none."""
        if not name and language not in UNCASED and word.isalpha():
            # Of most words nothing but what they mean is looked for, and most mean nothing.
            meant = self._glosses.meanings(word, language)
            return [], _hashed(meant[0]) if meant else 0
        if name and word.isalpha():
            # A capital says little of a word that is known: how it sounds is not asked.
            known = self._glosses.meanings(word, language)
            meant = tuple(key for key in known if key[0] == "~")
            if meant and not is_figure(known):
                return [], _hashed(meant[0])
        keys, alone = self._keys(word, language, name=name)
        return [_hashed(key) for key in alone], _hashed(keys[0]) if keys else 0

    def _keys(self, word: str, language: str, *, name: bool) -> tuple[Sequence[str], Sequence[str]]:
        """The keys that a word is paired by, the first of them, and those that it is looked for by alone."""
        name = name or may_be_name(word, language, self._glosses)
        if not name and word.isalpha():
            return self._glosses.meanings(word, language), ()
        keys = keys_of(word, language, name=name, glosses=self._glosses)
        if is_figure(keys):
            return keys, [key for key in keys if len(key) > _LEAST_DIGITS]
        meant = [key for key in keys if key.startswith("~")]
        return (meant, ()) if meant else (keys, keys) if name else ((), ())


def _hashed(key: str) -> int:
    return xxhash.xxh3_64_intdigest(key.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1)
def _function_words() -> HashSet:
    return members(function_words())
