"""Names that an agency signs with: short, of one word, and no word of any language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from syndetect.attribution.line_ends import line_ends
from syndetect.text.lexicon import commonest, usual

_SHORTEST, _LONGEST, _INITIALS = 3, 12, 2
"""Letters of a sign, and of one in capitals at least."""

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "ro", "pl")

_ORDINARY, _ORDINARY_SHORT = 3.3, 4.6
"""Commonness (`lexicon.usual`) from which a name is a word, and that of one of three letters: a short form
of which the papers are full is still one."""


@lru_cache(maxsize=4096)
def is_ordinary(name: str) -> bool:
    """Whether an outlet's name is a word that texts use for something else: Sport, Region, Update."""
    word = name.casefold()
    if not word.isalpha():
        return False
    least = _ORDINARY_SHORT if len(word) <= _SHORTEST else _ORDINARY
    return any(usual(word, language) >= least for language in _LANGUAGES)


@lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Whether a word is among those that stand in any text of its language: until, desde, depuis."""
    # A word so usual is among the commonest: most words ask for no list of a whole language.
    near = (language for language in _LANGUAGES if word in commonest(language))
    return any(usual(word, language) >= _COMMON for language in near)


_COMMON = 5.5


def is_sign(name: str) -> bool:
    """Whether an outlet may sign with its name, as (nba) or KTP: one word of few letters that is no other.

    One of two letters is a sign in capitals alone: (EP).
    """
    least = _INITIALS if name.isupper() and name.isalpha() else _SHORTEST
    return name.isalnum() and not name.isdigit() and least <= len(name) <= _LONGEST and not is_ordinary(name)


def signs_in_common(texts: Iterable[tuple[str, str | None]]) -> list[str]:
    """Signs of agencies that nobody has heard of, in articles of two outlets at least, sorted.

    `texts` come with their outlets. One article's bracket may be anything; where papers that share a text
    have the same, in a dateline or at the end, it says whose the text is.
    """
    texts = list(texts)
    if len({outlet for _, outlet in texts}) < 2:
        return []
    outlets: dict[str, set[str | None]] = defaultdict(set)
    for text, outlet in texts:
        for sign in set(_signs(text)):
            outlets[sign].add(outlet)
    return sorted(sign for sign, found in outlets.items() if len(found) > 1)


def _signs(text: str) -> Iterator[str]:
    """What stands where agencies sign: behind a dateline's place, and at the end of an article's lines."""
    ends = (_BEHIND.search(text, *span) for span in line_ends(text, _REACH))
    behind = (match for match in ends if match is not None)
    for match in (*_AHEAD.finditer(text, 0, _HEAD), *behind, *_LINE.finditer(text)):
        # Two that share a report sign with a slash: (nba/dpa).
        yield from filter(is_sign, match[match.lastindex or 1].split("/"))


def abbreviated(signs: Iterable[str], texts: Iterable[tuple[str, str | None]]) -> Mapping[str, str]:
    """The outlets that sign with a short form of their name, by sign in small letters: nwd of Nordwestdienst.

    `texts` come with their outlets. The form has letters of the name in its order, from the first one on, and
    an article of the outlet is signed with it.
    """
    asked = {sign.casefold() for sign in signs}
    owners: dict[str, set[str]] = defaultdict(set)
    for text, outlet in texts:
        for sign in {sign.casefold() for sign in _signs(text)} & asked:
            if outlet and shortens(sign, outlet):
                owners[sign].add(outlet)
    return {sign: next(iter(outlets)) for sign, outlets in owners.items() if len(outlets) == 1}


def own_signs(texts: Iterable[tuple[str, str | None]]) -> list[str]:
    """Short forms of their outlets' names with which articles are signed, sorted; `texts` with outlets."""
    return sorted(
        {sign for text, outlet in texts if outlet for sign in _signs(text) if shortens(sign, outlet)}
    )


def shortens(sign: str, name: str) -> bool:
    """Whether a sign has letters of a name in its order, from the first one on."""
    sign, name = sign.casefold(), name.casefold()
    letters = iter(name)
    return sign[:1] == name[:1] and sign != name and all(letter in letters for letter in sign)


def signs_of(text: str) -> tuple[str, ...]:
    """What a text is signed with: short names that are no words, behind a place or at the end of a line."""
    return tuple(dict.fromkeys(_signs(text)))


_HEAD = 400

_AHEAD = re.compile(
    r"^(?:[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ .'’/-]{1,40}+|[^\W\d_][^\n()]{1,30},[^\n()]{1,20}"
    r"|(?!(?:Das|Der|Die|Eine?|An?|The)\s)[^\W\d_a-zß-ÿ][\w.'’/-]{1,25}"
    r"(?:[ ](?:[^\W\d_a-zß-ÿ][\w.'’/-]{1,25}|am|an|der|im|bei|de|del|la|sur|do|da|di)){0,4})\s?"
    r"\(((?:\w{3,12}|[A-Z]{2})(?:/\w{3,12}){0,2})\)[^\S\n]?(?:\.[^\S\n]?)?(?:(?:--?|[–—])\s|(?=[^\W\d_a-zß-ÿ]))",
    re.MULTILINE,
)
_REACH = 48
"""Characters at the end of a line that a sign there has at most, with the mark before it."""

_BEHIND = re.compile(
    r"(?:^|[.!?…”\"»“)][^\S\n]+)(?:[(\[]((?:\w{3,12}|[A-Z]{2})(?:/\w{3,12}){0,2})[)\]]|(?<!^)([^\W\da-z_]{2,6}|[a-z]{3,5}))\.?$",
    re.MULTILINE,
)
_LINE = re.compile(r"^[(\[](?:[^\W\d_]{2,14} ){1,4}([^\W\d_]{3,12})[)\]]\.?$", re.MULTILINE)
