"""Small word lists: which words of several languages mean the same, by the openings of their forms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from syndetect.crosslingual.particles import PARTICLED, bare_forms
from syndetect.kernels.code_points import folded

NAME = "@"
"""What the number of a meaning opens with that is a name: Vienna is one in every language."""

FEWEST_FORMS = 500
"""Words of a language from which what has no meaning says something: a list of some words only adds to names
and figures."""

_LEAST_STEM = 2
_HEAD = 3
"""Letters by which openings are looked for."""
_LEAST_HEAD, _LEAST_TAIL, _MOST_ENDING = 3, 4, 3
"""Letters of the parts of a compound at least, and of an ending at most."""


@dataclass(frozen=True, eq=False)
class Glosses:
    """Meanings by language, of whole words and of openings of words, a blank between those of one.

    A meaning is a name, ``=number`` for a figure in words, or ``~number`` for what figures are multiplied by.
    """

    words: Mapping[str, Mapping[str, str]]
    stems: Mapping[str, Mapping[str, str]]

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that have words enough to be glossed."""
        every = frozenset(self.words) | frozenset(self.stems)
        return frozenset(one for one in every if self._size(one) >= FEWEST_FORMS)

    def _size(self, language: str) -> int:
        return len(self.words.get(language, ())) + len(self.stems.get(language, ()))

    def meanings(self, word: str, language: str) -> tuple[str, ...]:
        """What a folded word may mean, of its openings the longest that is known."""
        found = self._known(word, language)
        if found or language not in PARTICLED:
            return found
        return next(filter(None, (self._known(bare, language) for bare in bare_forms(word, language))), ())

    def _known(self, word: str, language: str) -> tuple[str, ...]:
        exact = self.words.get(language, {}).get(word)
        if exact is not None:
            return tuple(exact.split())
        sizes = self._sizes.get(language)
        if sizes is not None:
            stems = self.stems[language]
            # Most words open like none.
            for size in sizes.get(word[:_HEAD]) or sizes.get(word[:_LEAST_STEM], ()):
                if (found := stems.get(word[:size])) is not None:
                    return tuple(found.split())
        return ()

    @cached_property
    def _sizes(self) -> dict[str, dict[str, tuple[int, ...]]]:
        """By language, and by the first letters of words, the lengths of openings, the longest first."""
        found: dict[str, dict[str, set[int]]] = {}
        for language, stems in self.stems.items():
            heads = found.setdefault(language, {})
            for stem in stems:
                if len(stem) >= _LEAST_STEM:
                    heads.setdefault(stem[:_HEAD], set()).add(len(stem))
            short = [head for head in heads if len(head) < _HEAD]
            for head in heads:
                heads[head].update(len(one) for one in short if head.startswith(one))
        return {
            language: {head: tuple(sorted(sizes, reverse=True)) for head, sizes in heads.items()}
            for language, heads in found.items()
        }

    def tail_meanings(self, word: str, language: str) -> tuple[str, ...]:
        """What the last part of a compound means, the longest that is known, its ending aside."""
        words, stems = self.words.get(language, {}), self.stems.get(language, {})
        for begin in range(_LEAST_HEAD, len(word) - _LEAST_TAIL + 1):
            if (found := words.get(word[begin:])) is not None:
                return tuple(found.split())
            for end in range(len(word), max(len(word) - _MOST_ENDING, begin + _LEAST_TAIL) - 1, -1):
                if (found := stems.get(word[begin:end])) is not None:
                    return tuple(found.split())
        return ()


def gathered(rows: Iterable[tuple[str, Mapping[str, Iterable[str]]]]) -> Glosses:
    """Glosses of meanings, each with its words by language; a word that ends with a star is an opening."""
    words: dict[str, dict[str, str]] = {}
    stems: dict[str, dict[str, str]] = {}
    for meaning, spoken in rows:
        for language, forms in spoken.items():
            for form in forms:
                bare = folded(form.strip().rstrip("*"))
                if not bare:
                    continue
                table = (stems if form.endswith("*") else words).setdefault(language, {})
                known = table.get(bare, "").split()
                if meaning not in known:
                    table[bare] = " ".join((*known, meaning))
    return Glosses(words, stems)


def together(one: Glosses, other: Glosses) -> Glosses:
    """The meanings of both."""
    tables = []
    for ours, theirs in ((one.words, other.words), (one.stems, other.stems)):
        merged: dict[str, dict[str, str]] = {}
        for language in sorted({*ours, *theirs}):
            table: dict[str, str] = dict(ours.get(language, {}))
            for form, meanings in theirs.get(language, {}).items():
                # A whole word of the one may hide what an opening of the other means.
                table[form] = " ".join(dict.fromkeys((*one.meanings(form, language), *meanings.split())))
            merged[language] = table
        tables.append(merged)
    return Glosses(*tables)


@lru_cache(maxsize=1)
def own() -> Glosses:
    """The package's own: meanings of news in fifteen languages, written by ``tools/glosses.py``."""
    held = json.loads(files("syndetect").joinpath("data/glosses.json").read_bytes())
    return Glosses(held["words"], held["stems"])
