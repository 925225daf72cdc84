"""Persons by their surnames: where a text introduces one, and where it speaks of one it never introduced."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from syndetect.model import Span

_RUN = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’-]*(?:[ \u00a0][^\W\d_a-zß-öø-ÿ][\w'’-]*)*")
_GIVEN = re.compile(r"[^\W\d_][a-zß-öø-ÿ'’.]*(?:-[^\W\d_a-z][a-zß-öø-ÿ]+)?")
_MOST_NAMES = 3
"""Words of a person's name; a longer run of capitals is a headline or the name of something else."""

_SMALL = re.compile(r"\b[a-zß-öø-ÿ][\w'’-]*")
_LONG = 10_000
"""Characters from which a text has so many names that its small words are collected once for all of them."""

_JOINING = frozenset("'’-_")
"""Marks that the rest of a word may have; behind any but the last another may begin."""

_CLOSED = re.compile(r"(?:^|[.!?:…“”„\"»«‘(\[\n–—-])[\s“”„\"»«‘’'(]*$")


@dataclass(frozen=True, slots=True)
class Introductions:
    """By surname: the full name at its first mention, and a first mention that is bare."""

    full: Mapping[str, Span]
    bare: Mapping[str, Span]

    def without(self, barred: Collection[str]) -> Introductions:
        """The same but for words that end the names of outlets, which are no persons."""
        full = {name: span for name, span in self.full.items() if name not in barred}
        return Introductions(full, {name: span for name, span in self.bare.items() if name not in barred})


NO_INTRODUCTIONS = Introductions({}, {})


def introductions(text: str) -> Introductions:
    """Every capitalised name of a text by its last word, as it stands where it is first mentioned.

    A word that the text also has in small letters is none.
    """
    full: dict[str, Span] = {}
    bare: dict[str, Span] = {}
    unclear: set[str] = set()
    # Most runs are a word that was met before, or one that opens a sentence.
    settled: set[str] = set()
    for match in _RUN.finditer(text):
        if match[0] in settled:
            continue
        begin, words = match.start(), match[0].split()
        if _opens_sentence(text, begin):
            # What opens a sentence is capitalised anyway: only what follows it is known to be a name.
            if len(words) == 1:
                continue
            opener = len(words[0]) + 1
            if len(words) == 2:
                # "Ruth Hallam writes" introduces her and "Yesterday Hallam wrote" does not: both look alike.
                unclear.add(_plain(words[-1]))
                continue
            if len(words) > 3:
                begin, words = begin + opener, words[1:]
        name = _plain(words[-1])
        if len(name) < 4 or name.isupper() or name in settled or name in unclear:
            continue
        if _common(text, name.lower()):
            settled.add(name)
            continue
        span = Span(begin, match.end() - (len(words[-1]) - len(name)))
        if len(words) <= _MOST_NAMES and all(_GIVEN.fullmatch(word) for word in words[:-1]):
            (full if len(words) > 1 else bare)[name] = span
            settled.add(name)
    return Introductions(full, bare)


def _opens_sentence(text: str, begin: int) -> bool:
    # Behind a word and a space nothing opens, which is so for most.
    if text[begin - 1 : begin] == " " and text[begin - 2 : begin - 1].isalnum():
        return False
    return begin == 0 or _CLOSED.search(text, max(0, begin - 6), begin) is not None


def _common(text: str, word: str) -> bool:
    """Whether a text has a word in small letters, by itself."""
    if len(text) > _LONG:
        return word in _small_words(text)
    if _SMALL.match(word) is None:
        return False
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not (after.isalnum() or after in _JOINING):
            if not (before.isalnum() or before in _JOINING):
                return True
            if before in _JOINING and before != "_":
                # Whether a word begins here depends on all that is joined in front.
                return word in _small_words(text)
        at = text.find(word, at + 1)
    return False


@lru_cache(maxsize=1)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(_SMALL.findall(text))


def dangling(source: Introductions, target: Introductions) -> tuple[tuple[str, Span, Span], ...]:
    """Names that `target` mentions bare and `source` introduces: the name, its mention, the introduction."""
    found = [(name, span, source.full[name]) for name, span in target.bare.items() if name in source.full]
    return tuple(sorted(found, key=lambda item: item[1].begin))


def _plain(word: str) -> str:
    for ending in ("'s", "’s"):
        word = word.removesuffix(ending)
    return word.rstrip("'’-")
