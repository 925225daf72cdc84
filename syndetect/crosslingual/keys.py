"""What a word may be recognised by in a text of another language.

A figure by its value, any word by what it may mean, a longer one by how its opening sounds, a name by its
consonants as well. Two words answer each other if they share one of these keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from syndetect.crosslingual.glosses import Glosses, own
from syndetect.crosslingual.romanise import romanised, skeleton
from syndetect.crosslingual.written_figures import figure_key

OPENING = 5
"""Letters of a word's opening that tell it: endings are what languages decline, and translate."""

SHORTEST_NAME = 3
"""Letters of a name that is taken whole."""

CONSONANTS = 4
"""Consonants that tell a name. Fewer are found in any text."""


def keys_of(word: str, language: str, *, name: bool, glosses: Glosses | None = None) -> tuple[str, ...]:
    """The keys of a folded word of a language; `name`: it opens with a capital that no sentence gives it."""
    if word[:1].isdigit() or (word.isascii() and any(sign.isdigit() for sign in word)):
        return (figure_key(word),)
    sound = romanised(word)
    found = list((glosses or own()).meanings(word, language))
    if len(sound) >= OPENING:
        found.append(sound[:OPENING])
    elif name and len(sound) >= SHORTEST_NAME:
        found.append(sound)
    if name and len(bones := skeleton(sound)) >= CONSONANTS:
        found.append(f"-{bones[:CONSONANTS]}")
    return tuple(found)


def is_figure(keys: Sequence[str]) -> bool:
    """Whether keys are those of a figure, in digits or in words."""
    for key in keys:  # noqa: SIM110 - asked for every word of a text
        if key[0] == "=":
            return True
    return False
