"""Stems: all forms of one word have the same stem.

Snowball stemmers (Porter 2001) where there is one. Ukrainian words lose their endings; a Korean word becomes
its longest beginning that is a known word, without particles and endings.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any

from syndetect.kernels.code_points import folded

SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "fa": "persian", "fi": "finnish", "fr": "french",
    "hi": "hindi", "hu": "hungarian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip

_ENDINGS = """
    а я у ю е є и і ї о ь ий ій ої ою ею єю ого ому им ім их іх ими іми ів їв ев ей ам ям ом ем єм ах ях ами
    ями ові еві єві ка ки ку кою ок ен ень ення енню енням ав ив ів яв ала ила іла яла али или іли яли ало ило
    ати ити іти яти ути ять ать ить ють уть ує ює юють ують имо ємо ено ато ито
"""
"""Endings of Ukrainian nouns, adjectives and verbs; the longest one that leaves _LEAST letters is removed."""

_LEAST = 3
_LEAST_KOREAN = 2


def stemmer(language: str, known: Callable[[], Collection[str]]) -> Callable[[str], str]:
    """A function from a word, with its accents, to its stem; `known` returns the words of the language."""
    if language == "uk":
        return _ukrainian
    if language == "ko":
        listed = known()
        return lambda word: _longest(word, listed)
    snowball = _snowball(language)
    stem: Callable[[str], str] = str if snowball is None else snowball.stemWord
    return stem


def stemmed(words: Sequence[str], language: str, known: Callable[[], Collection[str]]) -> list[str]:
    """The stem of each word, as `stemmer` makes it."""
    if language == "uk":
        # Folding goes by character, so a whole list is folded at once.
        return list(map(_without_ending, folded("\n".join(words)).split("\n"))) if words else []
    snowball = None if language in _OWN else _snowball(language)
    if snowball is None:
        return list(map(stemmer(language, known), words))
    stems: list[str] = snowball.stemWords(words)
    return stems


_OWN = ("uk", "ko")
"""Languages whose stems are made by rules of this module."""


def _snowball(language: str) -> Any:
    """The Snowball stemmer of a language, or None."""
    name = SNOWBALL.get(language)
    if name is None:
        return None
    import Stemmer

    try:
        # Each word is stemmed once, and the library's cache takes ten times as long as the stemming.
        return Stemmer.Stemmer(name, 0)
    except KeyError:
        # Older releases of the library know fewer languages.
        return None


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    return frozenset(map(folded, _ENDINGS.split()))


@lru_cache(maxsize=1)
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({len(ending) for ending in _endings()}, reverse=True))


def _ukrainian(word: str) -> str:
    return _without_ending(folded(word))


def _without_ending(bare: str) -> str:
    for size in _sizes():
        if len(bare) - size >= _LEAST and bare[-size:] in _endings():
            return bare[:-size]
    return bare


def _longest(word: str, listed: Collection[str]) -> str:
    """The longest beginning that is a listed word; of a figure with a noun, the figure."""
    figure = word.rstrip("".join({c for c in word if not c.isascii()}))
    if figure and figure != word and figure[0].isdigit():
        return figure
    for size in range(len(word), _LEAST_KOREAN - 1, -1):
        if word[:size] in listed:
            return word[:size]
    return word
