"""Lines that say from which language a text was translated, and name nobody: "Übersetzt aus dem Rumänischen".

The wording is in ``data/translation_notes.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from syndetect.model import Span

LONGEST = 100
"""Characters of such a line at most: a longer one tells a story, in which a book may be translated."""

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " "})
_NOT_WORDS = "'-"
_BRACKETS = " ()[]*_.–—"
_PARTING = ".:–—|/(•"
"""Marks that part a note from what stands before it in its line, if anything does."""


@lru_cache(maxsize=1)
def _held() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(
        files("syndetect").joinpath("data/translation_notes.json").read_bytes()
    )
    return found


def translation_note(text: str, language: str, spoken: str) -> Span | None:
    """The line of `text`, of a `language`, which says that it was translated from `spoken`; None for none.

    It is one of the first two lines or the last two that are not empty.
    """
    tongue = _held()["tongues"].get(language, {}).get(spoken)
    if tongue is None:
        return None
    for line in _edges(text):
        told = text[line.begin : line.end]
        if len(told) <= LONGEST and _says(told.translate(_APOSTROPHES).lower(), tongue, language):
            return line
    return None


def _edges(text: str) -> Iterator[Span]:
    """The first two lines and the last two, as spans of code points without the blanks around them."""
    begin = 0
    spans = []
    for line in text.splitlines(keepends=True):
        if line.strip():
            first = begin + len(line) - len(line.lstrip())
            spans.append(Span(first, begin + len(line.rstrip())))
        begin += len(line)
    yield from dict.fromkeys((*spans[-2:], *spans[:2]))


def _says(line: str, tongue: str, language: str) -> bool:
    held = _held()
    line = line.strip(_BRACKETS)
    for words in held["before"].get(language, ()):
        begin = _place(f"{words}{_gap(words)}{tongue}", line)
        ahead = line[: max(begin, 0)].rstrip()
        if begin >= 0 and (ahead[-1:] in _PARTING or any(word in ahead for word in held["works"][language])):
            return True
    verbs = tuple(held["verbs"].get(language, ()))
    for words in held["before_with_verb"].get(language, ()):
        phrase = f"{words}{_gap(words)}{tongue}"
        if line.startswith(phrase) and line[len(phrase) :].lstrip(" ,:").startswith(verbs):
            return True
        if line.endswith(phrase) and line.startswith(verbs):
            return True
    return False


def _gap(words: str) -> str:
    return "" if words.endswith("'") else " "


def _place(words: str, line: str) -> int:
    """Where the words stand in the line with no letter beside them, -1 for nowhere."""
    begin = line.find(words)
    while begin >= 0:
        before, behind = line[begin - 1 : begin], line[begin + len(words) : begin + len(words) + 1]
        if not (before.isalnum() or behind.isalnum() or (before and before in _NOT_WORDS)):
            return begin
        begin = line.find(words, begin + 1)
    return -1
