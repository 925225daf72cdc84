"""What a word may be recognised by in a text of another language.

A figure by its value, any word by what it may mean, a longer one by how its opening sounds, a name by its
consonants as well. Two words answer each other if they share one of these keys.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from syndetect.crosslingual.glosses import NAME, Glosses, own
from syndetect.crosslingual.katakana import JAPANESE
from syndetect.crosslingual.particles import UNCASED, without_article
from syndetect.crosslingual.romanise import declined, other_sounds, romanised, skeleton
from syndetect.crosslingual.written_figures import figure_keys

_DIGIT = re.compile(r"\d")

OPENING = 5
"""Letters of a word's opening that tell it: endings are what languages decline, and translate."""

SHORTEST_NAME = 3
"""Letters of a name that is taken whole."""

CONSONANTS = 4
"""Consonants that tell a name. Fewer are found in any text."""


COMPOUNDS = frozenset(("de", "nl", "sv"))
"""Languages that write several words as one."""

STEM = "^"
"""What the key of a name without its ending opens with."""


def keys_of(word: str, language: str, *, name: bool, glosses: Glosses | None = None) -> tuple[str, ...]:
    """The keys of a folded word of a language; `name`: it opens with a capital that no sentence gives it."""
    if not word.isalpha() and (word[:1].isdigit() or (word.isascii() and _DIGIT.search(word))):
        return figure_keys(word)
    known = glosses or own()
    sound = romanised(without_article(word, language) if language in UNCASED else word)
    found = list(known.meanings(word, language))
    if language in COMPOUNDS and not any(key[0] == "=" for key in found):
        found += (key for key in known.tail_meanings(word, language) if key not in found and key[0] == "~")
    for heard in (sound, sound.replace("r", "l")) if language == JAPANESE and "r" in sound else (sound,):
        if len(heard) >= OPENING:
            found.append(heard[:OPENING])
        elif name and len(heard) >= SHORTEST_NAME:
            found.append(heard)
        if name and len(bones := skeleton(heard)) >= CONSONANTS:
            found.append(f"-{bones[:CONSONANTS]}")
    return tuple(dict.fromkeys(found))


def more_keys(word: str, language: str) -> tuple[str, ...]:
    """What else a folded name may be recognised by: without its ending, and as other languages hear it.

    Too many words share these to look for them in all texts.
    """
    sounds = (romanised(word), *other_sounds(word, language))
    found = [f"{STEM}{declined(sound, language)}" for sound in sounds]
    found += (sound[:OPENING] for sound in sounds[1:] if len(sound) >= OPENING)
    return tuple(dict.fromkeys(key for key in found if len(key) > SHORTEST_NAME))


def may_be_name(word: str, language: str, glosses: Glosses) -> bool:
    """Whether a folded word of a script without capitals may be a name: one that means nothing."""
    return language in UNCASED and len(word) >= OPENING - 1 and not glosses.meanings(word, language)


def is_name(keys: Sequence[str]) -> bool:
    """Whether keys say nothing against a word's being a name: in German any noun has a capital."""
    return all(key[:1] != "~" or key[1:2] == NAME for key in keys)


def is_figure(keys: Sequence[str]) -> bool:
    """Whether keys are those of a figure, in digits or in words."""
    for key in keys:  # noqa: SIM110 - asked for every word of a text
        if key[0] == "=":
            return True
    return False
