"""Names that an agency signs with: short, of one word, and no word of any language."""

from __future__ import annotations

from functools import lru_cache

from syndetect.lexicon import commonness

_SHORTEST, _LONGEST = 3, 12
"""Letters of a sign."""

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "ro", "pl")

_ORDINARY, _ORDINARY_SHORT = 3.3, 4.6
"""Commonness (`lexicon.commonness`) from which a name is a word, and that of one of three letters: a short form
of which the papers are full is still one."""


@lru_cache(maxsize=4096)
def is_ordinary(name: str) -> bool:
    """Whether an outlet's name is a word that texts use for something else: Sport, Region, Update."""
    word = name.casefold()
    if not word.isalpha():
        return False
    least = _ORDINARY_SHORT if len(word) <= _SHORTEST else _ORDINARY
    return max(commonness(word, language) for language in _LANGUAGES) >= least


def is_sign(name: str) -> bool:
    """Whether an outlet may sign with its name, as (nba) or KTP: one word of few letters that is no other."""
    return name.isalnum() and not name.isdigit() and _SHORTEST <= len(name) <= _LONGEST and not is_ordinary(name)
