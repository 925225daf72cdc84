"""Datelines: the place, the day and the agency that open a report's first paragraph."""

from __future__ import annotations

import re

from syndetect.boilerplate.vocabulary import Vocabulary

_DASH = r"[^\S\n]*(?P<dash>--|–-|[–—]|\.[-–—]|-(?=\s)|_(?=\s)|(?<=\))-|:(?=\s))?[^\S\n]*"
_WIRED = re.compile(
    r"(?P<city>[^\n()\[\];!?\"“”«»]{0,70}?)[^\S\n]*\([^\S\n]*+(?P<wire>[^()\n]{1,50}?)[^\S\n]*+\)" + _DASH
)
_PLACED = re.compile(
    r"(?P<city>[^\n()\[\];:!?\"“”«»–—_]{3,60}?)[^\S\n]*(?P<dash>--|–-|[–—]|\s-\s|\s_\s)[^\S\n]*"
)
_SIGNED = re.compile(r"[.!?…”\"»“][^\S\n]*(?P<mark>[(/][^\S\n]*(?P<wire>[^()/\n]{2,40}?)[^\S\n]*[)/])\.?$")
_LETTERS = re.compile(r"[^\W\d_]+")
# A match begins only at the first blank of a run: from every blank, the run would be read again and again.
_PARTS = re.compile(r"(?:(?<!\s)\s++)?+[/,;&+|]\s*+|(?<!\s)\s++(?:and|und|et|y|e|и|і|та)\s++", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\W\d_]{5}\.$|[!?]$")
_MARKS = (")", "/", ").", "/.")
_FURTHEST = 80
_HEAD = 400
"""Characters of a dateline, at most, with all its blanks."""
_LEAST_WORDS = 4
_PLACE_WORDS = 8
_LEAST_CAPITALS = 4


def dateline(line: str, words: Vocabulary) -> int:
    """The offset of the text after a dateline at the head of the line; 0 where there is no dateline."""
    end = _wired(line, words) or _other(line, words) or _dateline_end(line, words)
    if not end:
        return 0
    # "(ANSA) - ROME, MAY 5 - ": the city can follow the agency.
    again = _dateline_end(line[end:], words)
    end += again
    rest = line[end:]
    letters = _LETTERS.findall(rest)
    if len(letters) < _LEAST_WORDS and not _unspaced(rest):
        return 0
    return end if not rest[0].islower() and not rest.isupper() else 0


def signed(line: str, words: Vocabulary) -> tuple[int, int] | None:
    """Begin and end of an agency's signature at the end of a paragraph, as in ``... said. (dpa)``."""
    if not line.endswith(_MARKS):
        return None
    match = _SIGNED.search(line, max(0, len(line) - _FURTHEST))
    return match.span("mark") if match is not None and _agencies(match["wire"], words) else None


def _wired(line: str, words: Vocabulary) -> int:
    match = _WIRED.match(line, 0, _HEAD) if "(" in line[:_FURTHEST] else None
    if match is None:
        return 0
    city, wire, dashed = match["city"].strip(), match["wire"], match["dash"] is not None
    known = _agencies(wire, words)
    if not city:
        return match.end() if known and dashed else 0
    if not _is_city(city, words):
        return 0
    if _in_capitals(city, words):
        named = len(wire.split()) <= _PLACE_WORDS // 2 and not wire[0].islower()
        return match.end() if (known or named) and dashed else 0
    return match.end() if known and dashed else 0


def _dateline_end(line: str, words: Vocabulary) -> int:
    """The end of a dateline without an agency, such as ``BRUSSELS, May 5 — ``: its city is in capitals."""
    if len(line) < 2 or not line[1].isupper():
        return 0
    match = _PLACED.match(line, 0, _HEAD)
    if match is None:
        return 0
    city = match["city"].strip()
    head = _LETTERS.findall(city.split(",")[0])
    known = sum(map(len, head)) >= _LEAST_CAPITALS and words.labelling.isdisjoint(map(str.casefold, head))
    return match.end() if known and _in_capitals(city, words) and _is_city(city, words) else 0


def _other(line: str, words: Vocabulary) -> int:
    # Datelines in ASCII letters are found by the other functions.
    match = None if line[:_FURTHEST].isascii() else words.datelines.match(line, 0, _HEAD)
    return match.end() if match is not None else 0


def _agencies(wire: str, words: Vocabulary) -> bool:
    """Whether the text in a pair of brackets consists of names of agencies or outlets."""
    names = [name.casefold() for name in _PARTS.split(wire.strip()) if name]
    return bool(names) and all(name in words.outlets for name in names)


def _is_city(city: str, words: Vocabulary) -> bool:
    """Whether it is a dateline's city and date: capitalised words, figures, days and months; no sentence."""
    tokens = _LETTERS.findall(city)
    small = [word for word in tokens if word[0].islower() and word.casefold() not in words.times]
    known = {*words.particles, *words.tail}
    return 0 < len(tokens) <= _PLACE_WORDS and known.issuperset(small) and not _SENTENCE.search(city)


def _in_capitals(city: str, words: Vocabulary) -> bool:
    """Whether the city is in capitals; a state, a country or a date can follow it in small letters."""
    head = re.split(r"[,/]", city, maxsplit=1)[0]
    tokens = [word for word in _LETTERS.findall(head) if word.casefold() not in words.months]
    return bool(tokens) and all(word.isupper() for word in tokens) and sum(map(len, tokens)) > 1


def _unspaced(text: str) -> bool:
    return len(text) > 10 and text[len(text) // 2] > "\u3000"
