"""Who wrote an article, by its by-line."""

from __future__ import annotations

from functools import lru_cache

from syndetect.boilerplate.bylines import LONGEST
from syndetect.boilerplate.head_and_foot import signatures
from syndetect.boilerplate.vocabulary import openings
from syndetect.text import lexicon
from syndetect.text.identify import language_of
from syndetect.text.line_starts import lines

_HEAD = 1500
"""Characters at the head of an article in which its by-line is searched for."""

_LINES = 16
_WORDS = 32

_NEAR = 3
"""Words behind the opening of a by-line of which one has a capital: *by the van der Hoevens*."""


def author(text: str, language: str | None = None) -> tuple[str, str] | None:
    """The people whom a by-line at the head of a text names, and that line; None where there is none.

    `language` is the declared language; without it, the language is recognised from the text.
    """
    head = text[:_HEAD]
    if not _opened(head):
        return None
    spoken = lexicon.code(language or "") or language_of(text)
    line_hashes = lines(head)
    for line, byline in signatures(line_hashes[:-1] if len(text) > _HEAD else line_hashes, spoken):
        if byline.people:
            return byline.names, line
    return None


def _opened(head: str) -> bool:
    """Whether a line may begin like a by-line: a quick test for every article, by the words of its lines."""
    firsts = _firsts()
    for line in head.split("\n", _LINES)[:_LINES]:
        if len(line) <= LONGEST:
            words = line.split(None, 1)
            if words and words[0].rstrip(":.").casefold() in firsts and _opens(line):
                return True
    return False


@lru_cache(maxsize=1)
def _firsts() -> frozenset[str]:
    return frozenset(opening.split(" ", 1)[0] for opening in openings())


def _opens(line: str) -> bool:
    words = line[:_WORDS].casefold().split(maxsplit=2)
    if not words:
        return False
    first = words[0].rstrip(":.")
    if first in openings():
        return _may_name(line, 1)
    return f"{first} {words[1].rstrip(':') if len(words) > 1 else ''}" in openings() and _may_name(line, 2)


def _may_name(line: str, opening: int) -> bool:
    """Whether a name may follow the words of an opening: *Par Anne Vidal*, and not a line of wrapped text.

    Scripts without capitals have no small letters either.
    """
    return not " ".join(line.split(maxsplit=opening + _NEAR)[opening : opening + _NEAR]).islower()
